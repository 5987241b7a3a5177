package org.hornbook.infer;

import java.util.List;
import java.util.function.Consumer;

/// A growing text that ends where the first of its stop strings begins. What may turn out to belong
/// to a stop string is told late.
final class StopText {
    private final List<String> stops;
    private final int longest;
    private final Consumer<String> onText;
    private final StringBuilder text = new StringBuilder();
    private int skip; // characters still to leave out
    private int told; // characters that `onText` has got
    private boolean stopped;

    /// The first `skip` characters are no part of the text.
    StopText(int skip, List<String> stops, Consumer<String> onText) {
        this.skip = skip;
        this.stops = stops;
        this.longest = stops.stream().mapToInt(String::length).max().orElse(0);
        this.onText = onText;
    }

    void add(String fresh) {
        if (stopped) {
            return;
        }
        int leftOut = Math.min(skip, fresh.length());
        skip -= leftOut;
        int searchFrom = Math.max(0, text.length() - longest);
        text.append(fresh, leftOut, fresh.length());
        int end = firstStop(searchFrom);
        if (end >= 0) {
            text.setLength(end);
            stopped = true;
        }
        tell(stopped ? text.length() : text.length() - undecided());
    }

    boolean stopped() {
        return stopped;
    }

    /// Tells the rest and returns the whole.
    String finish() {
        tell(text.length());
        return text.toString();
    }

    /// Where the earliest stop string begins at `from` or later, -1 if none does.
    private int firstStop(int from) {
        return stops.stream()
                .mapToInt(stop -> text.indexOf(stop, from))
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }

    /// How many characters at the end may be the beginning of a stop string.
    private int undecided() {
        for (int n = Math.min(longest - 1, text.length()); n > 0; n--) {
            String end = text.substring(text.length() - n);
            if (stops.stream().anyMatch(stop -> stop.startsWith(end))) {
                return n;
            }
        }
        return 0;
    }

    private void tell(int to) {
        if (to > told) {
            onText.accept(text.substring(told, to));
            told = to;
        }
    }
}

package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Looks for regular expressions in texts, on all processors. A pattern that takes too long on one
/// text (`^(a+)+\1?$` can take years) is stopped, and the search fails with a sentence: what is
/// found is exact or not told at all.
final class RegexSearch {
    /// For all patterns on one text.
    static final long LIMIT_NANOS = 2_000_000_000L;

    /// Some patterns recurse at every character: a text that needs more stack than a thread usually
    /// has gets one of its own.
    private static final long DEEP_STACK = 256L << 20;

    private final List<DocumentQuery.Regex> patterns;
    private final List<Pattern> compiled;
    private final BooleanSupplier wanted;

    /// @param wanted asked all the time; once it says no, the search ends with a
    ///   `CancellationException`
    RegexSearch(List<DocumentQuery.Regex> patterns, BooleanSupplier wanted) {
        this.patterns = patterns;
        this.compiled =
                patterns.stream().map(p -> RegexText.compiled(p.pattern(), p.flags())).toList();
        this.wanted = wanted;
    }

    /// For each of `count` texts, which of the patterns are found in it. Texts are asked for on
    /// many threads at once. Throws `IllegalArgumentException` if one takes too long.
    List<boolean[]> in(int count, IntFunction<String> text, IntFunction<String> name) {
        AtomicReference<String> trouble = new AtomicReference<>();
        boolean[][] found = new boolean[count][];
        IntStream.range(0, count)
                .parallel()
                .forEach(
                        i -> {
                            if (trouble.get() == null && wanted.getAsBoolean()) {
                                try {
                                    found[i] = in(text.apply(i));
                                } catch (TooHard e) {
                                    trouble.compareAndSet(null, e.why + " " + name.apply(i));
                                }
                            }
                        });
        if (!wanted.getAsBoolean()) {
            throw new CancellationException("another search was asked for");
        }
        if (trouble.get() != null) {
            throw new IllegalArgumentException("query: " + trouble.get());
        }
        return Arrays.asList(found);
    }

    private boolean[] in(String text) {
        boolean[] found = new boolean[compiled.size()];
        long end = System.nanoTime() + LIMIT_NANOS;
        for (int i = 0; i < found.length; i++) {
            found[i] = in(i, text, end);
        }
        return found;
    }

    private boolean in(int pattern, String text, long end) {
        Watched watched = new Watched(text, 0, text.length(), new Watch(end, wanted));
        try {
            return compiled.get(pattern).matcher(watched).find();
        } catch (StackOverflowError e) {
            return deep(pattern, watched);
        } catch (OutOfTime e) {
            throw new TooHard(
                    "/"
                            + patterns.get(pattern).pattern()
                            + "/ takes more than "
                            + LIMIT_NANOS / 1_000_000_000
                            + " s on one document: write it without one repetition inside"
                            + " another, or narrow the search; it was in");
        }
    }

    private boolean deep(int pattern, Watched text) {
        List<Object> answer = new ArrayList<>();
        Thread thread =
                new Thread(
                        null,
                        () -> {
                            try {
                                answer.add(compiled.get(pattern).matcher(text).find());
                            } catch (StackOverflowError | OutOfTime e) {
                                answer.clear();
                            }
                        },
                        "hornbook-regex",
                        DEEP_STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (answer.isEmpty()) {
            throw new TooHard(
                    "/"
                            + patterns.get(pattern).pattern()
                            + "/ needs too many steps on one document: write it without"
                            + " alternatives inside a repetition, or narrow the search; it was in");
        }
        return (Boolean) answer.getFirst();
    }

    private static final class TooHard extends RuntimeException {
        private final String why;

        TooHard(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }

    static final class OutOfTime extends RuntimeException {
        OutOfTime() {
            super("out of time", null, false, false);
        }
    }

    /// When to stop.
    static final class Watch {
        private static final int EVERY = 1 << 14;

        private final long end;
        private final BooleanSupplier wanted;
        private int reads;

        Watch(long end, BooleanSupplier wanted) {
            this.end = end;
            this.wanted = wanted;
        }

        void read() {
            if (++reads % EVERY == 0 && (System.nanoTime() > end || !wanted.getAsBoolean())) {
                throw new OutOfTime();
            }
        }
    }

    /// A text that looks at the clock while it is read: the only place where a match that never
    /// ends can be stopped.
    record Watched(String text, int from, int to, Watch watch) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            watch.read();
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text, from + start, from + end, watch);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}

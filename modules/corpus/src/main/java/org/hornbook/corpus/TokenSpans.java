package org.hornbook.corpus;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The tokens of `SearchText` with where each stands in the text: to mark what was found. Made for
/// texts that are shown, character by character; the index takes `SearchText`.
final class TokenSpans {
    private final List<String> tokens = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();

    private final List<int[]> run = new ArrayList<>(); // code point, from, to
    private boolean eastAsian;

    private TokenSpans() {}

    static TokenSpans of(String text) {
        TokenSpans spans = new TokenSpans();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c < 0x80) {
                spans.take(c >= 'A' && c <= 'Z' ? c + 32 : c, i, next);
            } else if (whole(c)) {
                spans.take(c, i, next);
            } else {
                int from = i;
                plain(text.substring(i, next)).codePoints().forEach(p -> spans.take(p, from, next));
            }
            i = next;
        }
        spans.end();
        return spans;
    }

    List<String> tokens() {
        return tokens;
    }

    int from(int token) {
        return places.get(token)[0];
    }

    /// Where the first `points` code points of a token end.
    int to(int token, int points) {
        int[] place = places.get(token);
        return points == 1 && place.length == 3 ? place[1] : place[place.length - 1];
    }

    private static boolean whole(int c) {
        return c >= 0x4E00 && c <= 0x9FFF || c >= 0xAC00 && c <= 0xD7A3;
    }

    private static String plain(String c) {
        String plain = Normalizer.normalize(c, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(plain, Normalizer.Form.NFKD);
    }

    private void take(int c, int from, int to) {
        if (SearchText.voice(c)) {
            if (eastAsian && !run.isEmpty()) {
                join(c, to);
            }
            return;
        }
        if (SearchText.mark(c)) {
            return;
        }
        if (!Character.isLetterOrDigit(c)) {
            end();
            return;
        }
        boolean now = SearchText.eastAsian(c);
        if (!run.isEmpty() && now != eastAsian) {
            end();
        }
        eastAsian = now;
        if (!now || run.isEmpty() || !join(c, to)) {
            run.add(new int[] {c, from, to});
        }
    }

    /// Makes one character of the last one and this one, if they are the parts of one.
    private boolean join(int c, int to) {
        int[] last = run.getLast();
        if (c >= 0x3400 && c != 0x309A && c < 0x1F000 && !(c >= 0xD7B0 && c <= 0xD7FF)) {
            return false;
        }
        String both =
                Normalizer.normalize(
                        new StringBuilder().appendCodePoint(last[0]).appendCodePoint(c),
                        Normalizer.Form.NFC);
        if (both.codePointCount(0, both.length()) != 1) {
            return false;
        }
        last[0] = both.codePointAt(0);
        last[2] = to;
        return true;
    }

    private void end() {
        if (run.isEmpty()) {
            return;
        }
        if (!eastAsian) {
            StringBuilder word = new StringBuilder();
            run.forEach(p -> word.appendCodePoint(p[0]));
            add(word.toString(), run.getFirst()[1], run.getLast()[2]);
        } else {
            for (int i = 0; i + 1 < run.size(); i++) {
                add(
                        new StringBuilder()
                                .appendCodePoint(run.get(i)[0])
                                .appendCodePoint(run.get(i + 1)[0])
                                .toString(),
                        run.get(i)[1],
                        run.get(i)[2],
                        run.get(i + 1)[2]);
            }
            add(Character.toString(run.getLast()[0]), run.getLast()[1], run.getLast()[2]);
        }
        run.clear();
    }

    private void add(String token, int... place) {
        tokens.add(token);
        places.add(place);
    }
}

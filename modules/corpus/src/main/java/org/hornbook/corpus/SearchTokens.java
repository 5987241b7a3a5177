package org.hornbook.corpus;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// Writes the tokens of one text after another, as [SearchText] says what they are, from UTF-8 to
/// UTF-8, one space between two. For one thread.
///
/// Most characters are plain: they stand for themselves, or for nothing. What lies between two
/// plain ones goes through Unicode's compatibility decomposition.
final class SearchTokens {
    /// What a character of ASCII is in a word; 0 where it is between words.
    private static final byte[] FOLDED = new byte[128];

    static {
        for (char c = '0'; c <= '9'; c++) {
            FOLDED[c] = (byte) c;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            FOLDED[c] = (byte) c;
            FOLDED[c - 32] = (byte) c;
        }
    }

    private byte[] out = new byte[1 << 12];
    private int size;
    private int run; // characters of the East Asian run being written, 0 outside of one
    private int last; // of that run
    private boolean word;

    byte[] of(byte[] utf8) {
        size = 0;
        int at = 0;
        while (at < utf8.length) {
            if (utf8[at] >= 0) {
                at = ascii(utf8, at);
            } else {
                int c = three(utf8, at);
                if (plain(c)) {
                    plainOne(c);
                    at += 3;
                } else {
                    int end = plainFrom(utf8, at);
                    decomposed(new String(utf8, at, end - at, StandardCharsets.UTF_8));
                    at = end;
                }
            }
        }
        end();
        return Arrays.copyOf(out, size);
    }

    /// Writes the letters and digits from `at` on, or ends a word there. Returns where it stopped.
    private int ascii(byte[] utf8, int at) {
        if (FOLDED[utf8[at]] == 0) {
            end();
            return at + 1;
        }
        beginLetter();
        room(utf8.length - at);
        int to = size;
        int i = at;
        for (; i < utf8.length && utf8[i] >= 0; i++) {
            byte folded = FOLDED[utf8[i]];
            if (folded == 0) {
                break;
            }
            out[to++] = folded;
        }
        size = to;
        return i;
    }

    /// The character of three bytes at `at`; -1 where there is none.
    private static int three(byte[] utf8, int at) {
        return (utf8[at] & 0xf0) == 0xe0 && at + 2 < utf8.length
                ? (utf8[at] & 15) << 12 | (utf8[at + 1] & 63) << 6 | utf8[at + 2] & 63
                : -1;
    }

    /// Chinese characters and Korean syllables proper, and the usual punctuation of both.
    private static boolean plain(int c) {
        return c >= 0x4e00 && c < 0xa000 || c >= 0xac00 && c < 0xd7a4 || punctuation(c);
    }

    private static boolean punctuation(int c) {
        return c == 0x3001 || c == 0x3002 || c == 0xff0c;
    }

    private void plainOne(int c) {
        if (punctuation(c)) {
            end();
        } else {
            eastAsianOne(c);
        }
    }

    private static int plainFrom(byte[] utf8, int from) {
        int at = from;
        while (at < utf8.length && utf8[at] < 0 && !plain(three(utf8, at))) {
            do {
                at++;
            } while (at < utf8.length && (utf8[at] & 0xc0) == 0x80);
        }
        return at;
    }

    private void decomposed(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        plain = Normalizer.normalize(plain, Normalizer.Form.NFKD);
        StringBuilder run = new StringBuilder(); // East Asian, to be composed again
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (SearchText.voice(c) || SearchText.eastAsian(c) && Character.isLetterOrDigit(c)) {
                run.appendCodePoint(c);
            } else if (!SearchText.mark(c)) {
                composed(run);
                if (Character.isLetterOrDigit(c)) {
                    beginLetter();
                    character(c);
                } else {
                    end();
                }
            }
        }
        composed(run);
    }

    private void composed(StringBuilder run) {
        if (!run.isEmpty()) {
            Normalizer.normalize(run, Normalizer.Form.NFC)
                    .codePoints()
                    .filter(c -> !SearchText.voice(c))
                    .forEach(this::eastAsianOne);
            run.setLength(0);
        }
    }

    private void beginLetter() {
        if (run > 0) {
            end();
        }
        if (!word) {
            between();
            word = true;
        }
    }

    private void eastAsianOne(int c) {
        if (word) {
            end();
        }
        if (run > 0) {
            between();
            character(last);
            character(c);
        }
        last = c;
        run++;
    }

    private void end() {
        if (run > 0) {
            between();
            character(last);
        }
        run = 0;
        word = false;
    }

    private void between() {
        if (size > 0) {
            room(1);
            out[size++] = ' ';
        }
    }

    private void character(int c) {
        room(4);
        size = Utf8.put(out, size, c);
    }

    private void room(int more) {
        if (size + more > out.length) {
            out = Arrays.copyOf(out, Math.max(size + more, 2 * out.length));
        }
    }
}

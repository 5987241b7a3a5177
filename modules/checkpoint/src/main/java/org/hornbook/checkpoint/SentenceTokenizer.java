package org.hornbook.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Text to the ids an encoder reads: with the tokens that its tokenizer puts before and behind a
/// text, at most `maxTokens` in all. Use by many threads is fine.
public final class SentenceTokenizer implements AutoCloseable {
    private static final int CHARACTERS_A_TOKEN = 16; // more than usual, so that one look suffices
    private static final int BORDER = 16; // tokens near a cut that the cut may have changed

    private final Tokenizer tokenizer;
    private final int maxTokens;
    private final boolean lowerCase;
    private final int[] before;
    private final int[] behind;

    private SentenceTokenizer(Tokenizer tokenizer, int maxTokens, boolean lowerCase) {
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
        this.lowerCase = lowerCase;
        int[] bare = tokenizer.encode("a");
        int[] whole = tokenizer.encodeWithSpecials("a");
        int from = indexOf(whole, bare);
        this.before = Arrays.copyOf(whole, from);
        this.behind = Arrays.copyOfRange(whole, from + bare.length, whole.length);
    }

    static SentenceTokenizer load(Path file, int maxTokens, boolean lowerCase) {
        return new SentenceTokenizer(Tokenizer.load(file.getParent()), maxTokens, lowerCase);
    }

    private static int indexOf(int[] whole, int[] bare) {
        for (int from = 0; from + bare.length <= whole.length; from++) {
            if (Arrays.equals(whole, from, from + bare.length, bare, 0, bare.length)) {
                return from;
            }
        }
        return 0;
    }

    public int maxTokens() {
        return maxTokens;
    }

    /// The ids of `text`; of a long one only a beginning is looked at, long enough that its cut
    /// does not show.
    public int[] encode(String text) {
        int room = maxTokens - before.length - behind.length;
        int[] tokens = null;
        for (long cut = (long) room * CHARACTERS_A_TOKEN; cut < text.length(); cut *= 2) {
            int end =
                    Character.isHighSurrogate(text.charAt((int) cut - 1))
                            ? (int) cut - 1
                            : (int) cut;
            int[] some = tokenizer.encode(prepared(text.substring(0, end)));
            if (some.length >= room + BORDER) {
                tokens = some;
                break;
            }
        }
        if (tokens == null) {
            tokens = tokenizer.encode(prepared(text));
        }
        int size = Math.min(room, tokens.length);
        int[] ids = Arrays.copyOf(before, before.length + size + behind.length);
        System.arraycopy(tokens, 0, ids, before.length, size);
        System.arraycopy(behind, 0, ids, before.length + size, behind.length);
        return ids;
    }

    /// Lower case letter by letter, as the library that made the models does it.
    private String prepared(String text) {
        if (!lowerCase) {
            return text;
        }
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> lower.append(Character.toString(c).toLowerCase(Locale.ROOT)));
        return lower.toString();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}

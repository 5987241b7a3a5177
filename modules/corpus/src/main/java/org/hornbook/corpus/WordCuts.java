package org.hornbook.corpus;

/// Where the words of a text begin. A word is a run of letters and digits with the space before it,
/// one Chinese character with the space before it, or a run of anything else. Any bytes can be cut.
///
/// What stands in a text is hard to predict, and a wrong guess of the processor costs as much as
/// twenty steps: so 64 bytes at once become bits, and words are found by shifting those. For one
/// thread at a time.
final class WordCuts {
    /// So many bytes behind a text must be there, and be 0.
    static final int PADDING = 64;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = Utf8.HIGH_BITS;

    // The first of the three bytes of most Chinese characters in UTF-8 lies between these.
    private static final int IDEOGRAPHS = 0xe4;
    private static final int IDEOGRAPHS_END = 0xe9;

    /// A text is cut in pieces of so many bytes, at whose ends words end too.
    static final int PIECE = 1 << 16;

    // One bit for each byte of the piece.
    private final long[] letters = new long[(PIECE >> 6) + 1];
    private final long[] ideographs = new long[letters.length];
    private final long[] spaces = new long[letters.length];
    private final int[] starts = new int[PIECE + 64];

    /// Finds them in the piece that begins at `from`; `start` then gives them, and behind the last
    /// where the piece ends. Returns how many.
    ///
    /// @param length of the whole text
    int cut(byte[] text, int from, int length) {
        int to = Math.min(length, from + PIECE);
        int blocks = to - from + 63 >>> 6;
        for (int block = 0; block < blocks; block++) {
            look(text, from, block);
        }
        letters[blocks] = 0;
        ideographs[blocks] = 0;
        int count = 0;
        long coveredBefore = 0; // what an ideograph covers of the next block
        long letterBefore = 0; // the last bit of the block before, as the first one
        long gluedBefore = 0;
        long signBefore = 0;
        for (int block = 0; block < blocks; block++) {
            long ideograph = ideographs[block];
            long covered = ideograph << 1 | ideograph << 2 | coveredBefore;
            coveredBefore = ideograph >>> 63 | ideograph >>> 62;
            long letter = letters[block] & ~covered;
            long next = letters[block + 1] & ~coveredBefore | ideographs[block + 1];
            long glued = spaces[block] & ~covered & ((letter | ideograph) >>> 1 | next << 63);
            long sign = ~(letters[block] | ideograph | covered | glued);
            long begins =
                    glued
                            | (letter & ~(letter << 1 | letterBefore) | ideograph)
                                    & ~(glued << 1 | gluedBefore)
                            | sign & ~(sign << 1 | signBefore);
            letterBefore = letter >>> 63;
            gluedBefore = glued >>> 63;
            signBefore = sign >>> 63;
            for (int base = from + (block << 6); begins != 0; begins &= begins - 1) {
                starts[count++] = base + Long.numberOfTrailingZeros(begins);
            }
        }
        while (count > 0 && starts[count - 1] >= to) {
            count--; // in the padding
        }
        starts[count] = to;
        return count;
    }

    /// Where the word of this number begins, from 0.
    int start(int word) {
        return starts[word];
    }

    private void look(byte[] text, int from, int block) {
        long letter = 0;
        long ideograph = 0;
        long space = 0;
        int base = from + (block << 6);
        for (int at = 0; at < 64; at += 8) {
            long eight = (long) Utf8.LONGS.get(text, base + at);
            long chinese = ideographs(eight);
            letter |= bits(letters(eight) & ~chinese) << at;
            ideograph |= bits(chinese) << at;
            space |= bits(spaces(eight)) << at;
        }
        letters[block] = letter;
        ideographs[block] = ideograph;
        spaces[block] = space;
    }

    /// The high bits of eight bytes side by side.
    private static long bits(long high) {
        return (high >>> 7) * 0x0102040810204080L >>> 56;
    }

    /// The high bit of each byte that is a letter, a digit, a low line or beyond ASCII.
    private static long letters(long bytes) {
        long low = bytes & ~HIGH_BITS;
        return (between(low | ONES * 0x20, 'a', 'z')
                        | between(low, '0', '9')
                        | HIGH_BITS - (low ^ ONES * '_')
                        | bytes)
                & HIGH_BITS;
    }

    private static long ideographs(long bytes) {
        return between(bytes & ~HIGH_BITS, IDEOGRAPHS & 0x7f, IDEOGRAPHS_END & 0x7f)
                & bytes
                & HIGH_BITS;
    }

    private static long spaces(long bytes) {
        return HIGH_BITS - (bytes & ~HIGH_BITS ^ ONES * ' ') & ~bytes & HIGH_BITS;
    }

    /// The high bit of each byte that lies in between; all are below 128.
    private static long between(long low, int least, int most) {
        return low + ONES * (128 - least) & ~(low + ONES * (127 - most)) & HIGH_BITS;
    }
}

package org.hornbook.classify;

/// The words and operators that say what the body of a function does.
final class BodySigns {
    private static final String[] SIGNS =
            ("< > <= >= == != + - * // / % ** += -= *= and or not in if else for"
                            + " while min max sum len sorted reversed append count set zip any all abs upper lower"
                            + " join split get return none true false startswith endswith pass break range enumerate round int")
                    .split(" ");
    private static final int SHIFT = 64 - 8;
    private static final long[] KEYS = new long[1 << 8];
    private static final byte[] WHICH = new byte[1 << 8];
    private static final int[] HASHES = new int[SIGNS.length];

    static {
        for (int sign = 0; sign < SIGNS.length; sign++) {
            HASHES[sign] = SIGNS[sign].hashCode();
            long key = Tokens.wide(SIGNS[sign]);
            int at = place(key);
            while (KEYS[at] != 0) {
                at = at + 1 & KEYS.length - 1;
            }
            KEYS[at] = key;
            WHICH[at] = (byte) sign;
        }
    }

    private BodySigns() {}

    /// The number of the sign of this wide hash, below 64; -1 if it is none.
    static int of(long wide) {
        int at = place(wide);
        while (KEYS[at] != 0) {
            if (KEYS[at] == wide) {
                return WHICH[at];
            }
            at = at + 1 & KEYS.length - 1;
        }
        return -1;
    }

    /// The `String.hashCode` of a sign.
    static int hash(int sign) {
        return HASHES[sign];
    }

    private static int place(long wide) {
        return (int) (wide * 0xBF58476D1CE4E5B9L >>> SHIFT);
    }
}

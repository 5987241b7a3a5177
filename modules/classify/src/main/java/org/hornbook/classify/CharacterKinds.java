package org.hornbook.classify;

import java.util.Arrays;

/// What each UTF-16 unit is to the tokens of a text, looked up rather than asked: `Character`'s own
/// questions cost several times as much.
final class CharacterKinds {
    static final int SIGN = 0;
    static final int LETTER = 1;
    static final int DIGIT = 2;
    static final int SPACE = 3;
    static final int UNDERSCORE = 4;

    /// Beside `LETTER`: upper case.
    static final int UPPER = 8;

    /// Beside `LETTER`: lower case depends on what stands around it, or has two characters.
    static final int ODD = 16;

    static final int WHAT = 7;

    private static final byte[] KINDS = kinds();
    private static final char[] LOWER = lower();

    private CharacterKinds() {}

    static int of(char c) {
        return KINDS[c];
    }

    static char lower(char c) {
        return LOWER[c];
    }

    static boolean isSpace(char c) {
        return KINDS[c] == SPACE;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[1 << 16];
        Arrays.fill(kinds, (byte) SIGN);
        for (int i = 0; i < kinds.length; i++) {
            char c = (char) i;
            if (Character.isLetter(c)) {
                boolean odd = c == '\u0130' || c == '\u03a3'; // dotted I, sigma
                kinds[i] =
                        (byte) (LETTER | (Character.isUpperCase(c) ? UPPER : 0) | (odd ? ODD : 0));
            } else if (Character.isDigit(c)) {
                kinds[i] = DIGIT;
            } else if (Character.isWhitespace(c)) {
                kinds[i] = SPACE;
            } else if (c == '_') {
                kinds[i] = UNDERSCORE;
            }
        }
        return kinds;
    }

    private static char[] lower() {
        char[] lower = new char[1 << 16];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Character.toLowerCase((char) i);
        }
        return lower;
    }
}

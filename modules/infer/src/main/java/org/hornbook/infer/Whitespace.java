package org.hornbook.infer;

/// What pre-tokenizers mean by white space (`\s`).
final class Whitespace {
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final char NEXT_LINE = '\u0085';

    private Whitespace() {}

    static boolean is(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || character == NO_BREAK_SPACE
                || character == NEXT_LINE;
    }

    /// Where the white space that `text` ends in begins; its length if there is none.
    static int trailingFrom(String text) {
        int from = text.length();
        while (from > 0 && is(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }
}

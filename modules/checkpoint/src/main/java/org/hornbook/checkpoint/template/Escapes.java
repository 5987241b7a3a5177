package org.hornbook.checkpoint.template;

/// Escapes in a text literal, as Python's `unicode-escape` resolves them.
final class Escapes {
    private final String text;
    private final int line;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private Escapes(String text, int line) {
        this.text = text;
        this.line = line;
    }

    static String resolve(String literal, int line) {
        return literal.indexOf('\\') < 0
                ? literal
                : new Escapes(asciiAfterBackslash(literal), line).all();
    }

    /// Python writes characters beyond ASCII as escapes first, so that a backslash before one is a
    /// backslash before that escape's own.
    private static String asciiAfterBackslash(String literal) {
        StringBuilder out = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < literal.length(); ) {
            int c = literal.codePointAt(i);
            if (escaped && c > 127) {
                String hex = c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x";
                out.append(String.format(hex, c));
            } else {
                out.appendCodePoint(c);
            }
            escaped = c == '\\' && !escaped;
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private String all() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                escape(text.charAt(at++));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void escape(char c) {
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> out.append(c);
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            case 'N' -> named();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> out.append('\\').append(c);
        }
    }

    private void octal() {
        int start = at - 1;
        while (at < text.length()
                && at < start + 3
                && text.charAt(at) >= '0'
                && text.charAt(at) <= '7') {
            at++;
        }
        out.appendCodePoint(Integer.parseInt(text.substring(start, at), 8));
    }

    private void hex(int digits) {
        int end = at + digits;
        if (end > text.length()
                || !text.substring(at, end).chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw wrong("an escape in a text needs " + digits + " hexadecimal digits");
        }
        long code = Long.parseLong(text.substring(at, end), 16);
        if (code > Character.MAX_CODE_POINT) {
            throw wrong("an escape in a text is no Unicode character");
        }
        out.appendCodePoint((int) code);
        at = end;
    }

    private void named() {
        int end = text.indexOf('}', at);
        if (at >= text.length() || text.charAt(at) != '{' || end < 0) {
            throw wrong("\\N in a text needs a character's name in braces");
        }
        try {
            out.appendCodePoint(Character.codePointOf(text.substring(at + 1, end)));
        } catch (IllegalArgumentException e) {
            throw wrong("there is no character '" + text.substring(at + 1, end) + "'");
        }
        at = end + 1;
    }

    private TemplateException wrong(String words) {
        return new TemplateException(TemplateException.Kind.SYNTAX, words, line);
    }
}

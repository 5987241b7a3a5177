package org.hornbook.classify;

/// The three voices of a documented function: what its name says, what its docstring says, what its
/// body does, as places in the text. Read by pattern, not by a parser: half of what a corpus holds
/// would not parse.
///
/// The patterns are `def\s+(\w+)\s*\([^)]{0,400}\)[^:\n]{0,80}:` and, right behind it,
/// `\s*[rRuU]?("""|''')(.{0,4000}?)\1`, in characters (code points).
///
/// Of one text after another; not safe for several threads.
final class FunctionOutline {
    private static final int PARAMETERS = 400;
    private static final int RESULT = 80;
    private static final int DOCSTRING = 4000;

    boolean hasFunction;
    int nameStart;
    int nameEnd;
    boolean hasDocstring;
    int docstringStart;
    int docstringEnd;

    /// Where the body begins: behind the docstring or the signature; 0 if there is no function.
    int bodyStart;

    /// Reads `text`, whose units are also in `units`.
    void read(String text, char[] units) {
        hasFunction = false;
        hasDocstring = false;
        nameStart = 0;
        nameEnd = 0;
        docstringStart = 0;
        docstringEnd = 0;
        bodyStart = 0;
        int n = text.length();
        for (int at = text.indexOf("def"); at >= 0; at = text.indexOf("def", at + 1)) {
            if (signature(units, at + 3, n)) {
                hasFunction = true;
                docstring(text, units, bodyStart, n);
                return;
            }
        }
        nameStart = 0;
        nameEnd = 0;
    }

    private boolean signature(char[] units, int from, int n) {
        int at = spaces(units, from, n);
        if (at == from) {
            return false;
        }
        nameStart = at;
        while (at < n && isWord(units[at])) {
            at++;
        }
        nameEnd = at;
        if (nameEnd == nameStart) {
            return false;
        }
        at = spaces(units, at, n);
        if (at == n || units[at] != '(') {
            return false;
        }
        at = ahead(units, at + 1, n, PARAMETERS, ')', ')');
        if (at < 0) {
            return false;
        }
        at = ahead(units, at + 1, n, RESULT, ':', '\n');
        if (at < 0) {
            return false;
        }
        bodyStart = at + 1;
        return true;
    }

    /// Where `wanted` is next, at most `most` characters ahead with no `barred` in between; -1 if
    /// it is not.
    private static int ahead(char[] units, int from, int n, int most, char wanted, char barred) {
        int passed = 0;
        for (int at = from; at < n; at++) {
            char c = units[at];
            if (c == wanted) {
                return at;
            }
            if (c == barred || passed == most) {
                return -1;
            }
            if (Character.isHighSurrogate(c)
                    && at + 1 < n
                    && Character.isLowSurrogate(units[at + 1])) {
                at++;
            }
            passed++;
        }
        return -1;
    }

    private void docstring(String text, char[] units, int from, int n) {
        int at = spaces(units, from, n);
        if (at < n
                && (units[at] == 'r' || units[at] == 'R' || units[at] == 'u' || units[at] == 'U')) {
            at++;
        }
        if (at + 3 > n) {
            return;
        }
        char quote = units[at];
        if ((quote != '"' && quote != '\'') || units[at + 1] != quote || units[at + 2] != quote) {
            return;
        }
        int start = at + 3;
        int end = text.indexOf(quote == '"' ? "\"\"\"" : "'''", start);
        if (end < 0 || end - start > DOCSTRING && text.codePointCount(start, end) > DOCSTRING) {
            return;
        }
        hasDocstring = true;
        docstringStart = start;
        docstringEnd = end;
        bodyStart = end + 3;
    }

    /// Whether the docstring says anything.
    boolean speaks(char[] units) {
        for (int at = docstringStart; at < docstringEnd; at++) {
            if (!CharacterKinds.isSpace(units[at])) {
                return true;
            }
        }
        return false;
    }

    private static int spaces(char[] units, int from, int n) {
        int at = from;
        while (at < n && isSpace(units[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9';
    }
}

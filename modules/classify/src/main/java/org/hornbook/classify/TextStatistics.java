package org.hornbook.classify;

import java.util.List;

/// Plain measurements of a text: lengths, densities, and how far name, docstring and body of a
/// function agree. On short exercises these were worth more than any n-gram (F1 0.73 without, 0.99
/// with them).
///
/// Of one text after another; not safe for several threads.
final class TextStatistics {
    static final List<String> NAMES =
            List.of(
                    "log characters",
                    "log lines",
                    "mean line length",
                    "longest line",
                    "share of letters",
                    "share of digits",
                    "share of upper case",
                    "share of punctuation",
                    "share of blank lines",
                    "share of repeated lines",
                    "share of indented lines",
                    "comment density",
                    "import lines",
                    "distinct words",
                    "mean word length",
                    "words a sentence",
                    "has function",
                    "has docstring",
                    "docstring share",
                    "has return",
                    "pass or todo",
                    "name length",
                    "name words in docstring",
                    "name words in body",
                    "docstring words in body",
                    "body words in docstring",
                    "docstring numbers in body",
                    "body numbers in docstring",
                    "numbers disagree",
                    "examples",
                    "list items",
                    "code fences");

    private static final int NAME = 1;
    private static final int DOCSTRING = 2;
    private static final int BODY = 4;
    private static final int DOCSTRING_NUMBER = 8;
    private static final int BODY_NUMBER = 16;
    private static final int MOST = 4;
    private static final long ZERO = Tokens.wide("0");
    private static final long ONE = Tokens.wide("1");

    private final SeenHashes seen = new SeenHashes();
    private int at;
    private int listItems;
    private int lines;

    /// Writes one value for each of `NAMES` into `v`. `units` begins with the units of `text`,
    /// which `tokens` and `outline` have read.
    void of(String text, char[] units, Tokens tokens, FunctionOutline outline, double[] v) {
        at = 0;
        characters(text.length(), tokens, v);
        lines(units, text.length(), v);
        words(text, tokens, v);
        function(text, units, outline, v);
        if (outline.hasFunction) {
            agreement(tokens, outline, v);
        } else {
            noFunction(tokens, v);
        }
        v[at++] =
                Math.log1p(
                        count(text, ">>>") + count(text, "for example") + count(text, "Example"));
        v[at++] = share(listItems, lines);
        v[at++] = Math.min(MOST, count(text, "```"));
    }

    private void characters(int n, Tokens t, double[] v) {
        v[at++] = Math.log1p(n);
        v[at++] = Math.log1p(t.newlines + 1);
        v[at++] = Math.log1p((double) n / (t.newlines + 1));
        v[at++] = Math.log1p(t.longestLine);
        v[at++] = share(t.letters, n);
        v[at++] = share(t.digits, n);
        v[at++] = share(t.upper, Math.max(1, t.letters));
        v[at++] = share(t.punctuation, n);
    }

    /// Lines end with `\\n`, `\\r` or both; they are looked at without the white space around them.
    private void lines(char[] units, int n, double[] v) {
        seen.begin(n / 2 + 1);
        lines = 0;
        listItems = 0;
        int blank = 0;
        int repeated = 0;
        int indented = 0;
        int comments = 0;
        int imports = 0;
        for (int start = 0; start < n; ) {
            int from = start;
            while (from < n && units[from] != '\n' && CharacterKinds.isSpace(units[from])) {
                if (units[from] == '\r') {
                    break;
                }
                from++;
            }
            long hash = 0;
            int end = from;
            int bare = from; // behind the last character that is no space
            long bareHash = 0;
            for (; end < n; end++) {
                char c = units[end];
                if (c == '\n' || c == '\r') {
                    break;
                }
                hash = hash * 0x9E3779B97F4A7C15L + c + 1;
                if (!CharacterKinds.isSpace(c)) {
                    bare = end + 1;
                    bareHash = hash;
                }
            }
            lines++;
            if (bare == from) {
                blank++;
            } else {
                repeated += seen.add(bareHash, 0) ? 0 : 1;
                indented += from > start ? 1 : 0;
                comments += isComment(units, from, bare) ? 1 : 0;
                imports += isImport(units, from, bare) ? 1 : 0;
                listItems += isListItem(units, from, bare) ? 1 : 0;
            }
            start = end + 1 < n && units[end] == '\r' && units[end + 1] == '\n' ? end + 2 : end + 1;
        }
        int most = Math.max(1, lines);
        v[at++] = share(blank, most);
        v[at++] = share(repeated, most);
        v[at++] = share(indented, most);
        v[at++] = share(comments, most);
        v[at++] = share(imports, most);
    }

    private static boolean isComment(char[] units, int from, int end) {
        char c = units[from];
        return c == '#' || (c == '/' || c == '-') && from + 1 < end && units[from + 1] == c;
    }

    private static boolean isImport(char[] units, int from, int end) {
        return switch (units[from]) {
            case 'i' -> begins("import ", units, from, end);
            case 'f' -> begins("from ", units, from, end);
            case '#' -> begins("#include", units, from, end);
            default -> false;
        };
    }

    private static boolean begins(String with, char[] units, int from, int end) {
        if (end - from < with.length()) {
            return false;
        }
        for (int k = 0; k < with.length(); k++) {
            if (units[from + k] != with.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    /// Whether it reads `([-*]|\\d+[.)]) .*`.
    private static boolean isListItem(char[] units, int from, int end) {
        int behind = from;
        if (units[from] == '-' || units[from] == '*') {
            behind++;
        } else {
            while (behind < end && units[behind] >= '0' && units[behind] <= '9') {
                behind++;
            }
            if (behind == from || behind == end || units[behind] != '.' && units[behind] != ')') {
                return false;
            }
            behind++;
        }
        if (behind >= end || units[behind] != ' ') {
            return false;
        }
        for (int k = behind; k < end; k++) {
            if (units[k] == '\u0085' || units[k] == '\u2028' || units[k] == '\u2029') {
                return false;
            }
        }
        return true;
    }

    private void words(String text, Tokens t, double[] v) {
        seen.begin(t.words);
        for (int k = 0; k < t.n; k++) {
            if (t.kinds[k] == CharacterKinds.LETTER) {
                seen.add(t.wide[k], 0);
            }
        }
        v[at++] = share(seen.size(), Math.max(1, t.words));
        v[at++] = share(t.lettersOfWords, Math.max(1, t.words));
        v[at++] = Math.log1p((double) t.words / (1 + count(text, ". ") + count(text, ".\n")));
    }

    private void function(String text, char[] units, FunctionOutline outline, double[] v) {
        int body = outline.bodyStart;
        v[at++] = outline.hasFunction ? 1 : 0;
        v[at++] = outline.speaks(units) ? 1 : 0;
        v[at++] = share(outline.docstringEnd - outline.docstringStart, text.length());
        v[at++] = text.indexOf("return", body) >= 0 ? 1 : 0;
        v[at++] =
                text.indexOf("TODO", body) >= 0
                                || text.indexOf("pass\n", body) >= 0
                                || text.indexOf("FIXME", body) >= 0
                        ? 1
                        : 0;
        v[at++] = Math.log1p(outline.nameEnd - outline.nameStart);
    }

    private void agreement(Tokens t, FunctionOutline outline, double[] v) {
        seen.begin(t.n);
        mark(t, outline.nameStart, outline.nameEnd, NAME, DOCSTRING_NUMBER);
        mark(t, outline.docstringStart, outline.docstringEnd, DOCSTRING, DOCSTRING_NUMBER);
        mark(t, outline.bodyStart, Integer.MAX_VALUE, BODY, BODY_NUMBER);
        int[] those = new int[32]; // how many carry each set of marks
        for (int k = 0; k < seen.size(); k++) {
            those[seen.marks(k)]++;
        }
        v[at++] = overlap(those, NAME, DOCSTRING);
        v[at++] = overlap(those, NAME, BODY);
        v[at++] = overlap(those, DOCSTRING, BODY);
        v[at++] = overlap(those, BODY, DOCSTRING);
        v[at++] = overlap(those, DOCSTRING_NUMBER, BODY_NUMBER);
        v[at++] = overlap(those, BODY_NUMBER, DOCSTRING_NUMBER);
        v[at++] = Math.min(MOST, those[DOCSTRING_NUMBER] + those[BODY_NUMBER]);
    }

    private void mark(Tokens t, int from, int to, int word, int number) {
        for (int k = t.from(from); k < t.n && t.starts[k] < to; k++) {
            if (t.kinds[k] == CharacterKinds.LETTER) {
                seen.add(t.wideStems[k], word);
            } else if (t.kinds[k] == CharacterKinds.DIGIT && counts(t.wide[k])) {
                seen.add(t.wide[k], number);
            }
        }
    }

    /// 0 and 1 stand in any code.
    private static boolean counts(long number) {
        return number != ZERO && number != ONE;
    }

    /// What share of those marked `these` is also marked `those`.
    private static double overlap(int[] marked, int these, int those) {
        int all = 0;
        int both = 0;
        for (int marks = 0; marks < marked.length; marks++) {
            if ((marks & these) != 0) {
                all += marked[marks];
                both += (marks & those) != 0 ? marked[marks] : 0;
            }
        }
        return share(both, all);
    }

    private void noFunction(Tokens t, double[] v) {
        for (int k = 0; k < 6; k++) {
            v[at++] = 0;
        }
        seen.begin(MOST);
        for (int k = 0; k < t.n && seen.size() < MOST; k++) {
            if (t.kinds[k] == CharacterKinds.DIGIT && counts(t.wide[k])) {
                seen.add(t.wide[k], 0);
            }
        }
        v[at++] = seen.size();
    }

    private static int count(String text, String part) {
        int n = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            n++;
        }
        return n;
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}

package org.hornbook.classify;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Plain measurements of a text: lengths, densities, and how far name, docstring and body of a
/// function agree. On short exercises these were worth more than any n-gram (F1 0.73 without, 0.99
/// with them).
final class PlainStatistics {
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

    private PlainStatistics() {}

    /// One value for each of `NAMES`.
    static double[] of(String text, PlainOutline outline) {
        double[] v = new double[NAMES.size()];
        int at = characters(text, v);
        List<String> lines = text.lines().toList();
        at = lines(lines, v, at);
        at = words(PlainTokens.of(text), text, v, at);
        at = function(outline, text, v, at);
        at = agreement(outline, v, at);
        v[at++] =
                Math.log1p(
                        count(text, ">>>") + count(text, "for example") + count(text, "Example"));
        v[at++] =
                share(
                        lines.stream().filter(l -> l.strip().matches("([-*]|\\d+[.)]) .*")).count(),
                        lines.size());
        v[at++] = Math.min(4, count(text, "```"));
        return v;
    }

    private static int characters(String text, double[] v) {
        int letters = 0;
        int digits = 0;
        int upper = 0;
        int punctuation = 0;
        int newlines = 0;
        int longest = 0;
        int line = 0;
        int n = text.length();
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                newlines++;
                longest = Math.max(longest, line);
                line = 0;
                continue;
            }
            line++;
            if (Character.isLetter(c)) {
                letters++;
                upper += Character.isUpperCase(c) ? 1 : 0;
            } else if (Character.isDigit(c)) {
                digits++;
            } else if (!Character.isWhitespace(c)) {
                punctuation++;
            }
        }
        longest = Math.max(longest, line);
        v[0] = Math.log1p(n);
        v[1] = Math.log1p(newlines + 1);
        v[2] = Math.log1p((double) n / (newlines + 1));
        v[3] = Math.log1p(longest);
        v[4] = share(letters, n);
        v[5] = share(digits, n);
        v[6] = share(upper, Math.max(1, letters));
        v[7] = share(punctuation, n);
        return 8;
    }

    private static int lines(List<String> lines, double[] v, int at) {
        Set<String> distinct = new HashSet<>();
        int blank = 0;
        int repeated = 0;
        int indented = 0;
        int comments = 0;
        int imports = 0;
        for (String line : lines) {
            String bare = line.strip();
            if (bare.isEmpty()) {
                blank++;
                continue;
            }
            repeated += distinct.add(bare) ? 0 : 1;
            indented += Character.isWhitespace(line.charAt(0)) ? 1 : 0;
            comments +=
                    bare.startsWith("#") || bare.startsWith("//") || bare.startsWith("--") ? 1 : 0;
            imports +=
                    bare.startsWith("import ")
                                    || bare.startsWith("from ")
                                    || bare.startsWith("#include")
                            ? 1
                            : 0;
        }
        int n = Math.max(1, lines.size());
        v[at++] = share(blank, n);
        v[at++] = share(repeated, n);
        v[at++] = share(indented, n);
        v[at++] = share(comments, n);
        v[at++] = share(imports, n);
        return at;
    }

    private static int words(List<String> tokens, String text, double[] v, int at) {
        Set<String> distinct = new HashSet<>();
        int words = 0;
        long letters = 0;
        for (String token : tokens) {
            if (PlainTokens.isWord(token)) {
                words++;
                letters += token.length();
                distinct.add(token);
            }
        }
        v[at++] = share(distinct.size(), Math.max(1, words));
        v[at++] = share(letters, Math.max(1, words));
        v[at++] = Math.log1p((double) words / (1 + count(text, ". ") + count(text, ".\n")));
        return at;
    }

    private static int function(PlainOutline outline, String text, double[] v, int at) {
        v[at++] = outline.hasFunction() ? 1 : 0;
        v[at++] = outline.docstring().isBlank() ? 0 : 1;
        v[at++] = share(outline.docstring().length(), text.length());
        v[at++] = outline.body().contains("return") ? 1 : 0;
        String lower = outline.body();
        v[at++] =
                lower.contains("TODO") || lower.contains("pass\n") || lower.contains("FIXME")
                        ? 1
                        : 0;
        v[at++] = Math.log1p(outline.name().length());
        return at;
    }

    private static int agreement(PlainOutline outline, double[] v, int at) {
        List<String> name = PlainTokens.of(outline.name());
        List<String> docstring = PlainTokens.of(outline.docstring());
        List<String> body = PlainTokens.of(outline.body());
        Set<String> nameWords = words(name);
        Set<String> docstringWords = words(docstring);
        Set<String> bodyWords = words(body);
        v[at++] = overlap(nameWords, docstringWords);
        v[at++] = overlap(nameWords, bodyWords);
        v[at++] = overlap(docstringWords, bodyWords);
        v[at++] = overlap(bodyWords, docstringWords);
        Set<String> docstringNumbers = numbers(docstring);
        docstringNumbers.addAll(numbers(name));
        Set<String> bodyNumbers = numbers(body);
        bodyNumbers.removeAll(Set.of("0", "1"));
        docstringNumbers.removeAll(Set.of("0", "1"));
        v[at++] = overlap(docstringNumbers, bodyNumbers);
        v[at++] = overlap(bodyNumbers, docstringNumbers);
        Set<String> onlyBody = new HashSet<>(bodyNumbers);
        onlyBody.removeAll(docstringNumbers);
        docstringNumbers.removeAll(bodyNumbers);
        v[at++] = Math.min(4, onlyBody.size() + docstringNumbers.size());
        return at;
    }

    private static Set<String> words(List<String> tokens) {
        Set<String> words = new HashSet<>();
        tokens.stream().filter(PlainTokens::isWord).map(PlainStatistics::stem).forEach(words::add);
        return words;
    }

    private static Set<String> numbers(List<String> tokens) {
        Set<String> numbers = new HashSet<>();
        tokens.stream().filter(PlainTokens::isNumber).forEach(numbers::add);
        return numbers;
    }

    /// Cuts the plural, so that `ages` in a docstring meets `age` in a loop.
    static String stem(String word) {
        return word.length() > 3 && word.endsWith("s")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    private static double overlap(Set<String> these, Set<String> those) {
        return these.isEmpty()
                ? 0
                : share(these.stream().filter(those::contains).count(), these.size());
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

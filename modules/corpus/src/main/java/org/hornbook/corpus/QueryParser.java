package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/// Reads the text form of a `DocumentQuery` by recursive descent.
final class QueryParser {
    /// What stands before `:` or a comparison and is not the name of a metadata field.
    static final Set<String> WORDS =
            Set.of("label", "score", "has", "is", "removed", "length", "AND", "OR", "NOT");

    private static final int DEEPEST = 200;
    private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";
    private static final String NAME = "[\\p{L}_][\\p{L}\\p{Nd}_.-]*";

    private final String text;
    private int at;
    private int depth;

    QueryParser(String text) {
        this.text = text;
    }

    DocumentQuery query() {
        skipSpace();
        if (at == text.length()) {
            return new DocumentQuery.All();
        }
        DocumentQuery query = or();
        if (at < text.length()) {
            throw wrong("unexpected '" + text.charAt(at) + "'");
        }
        return query;
    }

    private DocumentQuery or() {
        List<DocumentQuery> any = new ArrayList<>();
        any.add(and());
        while (word("OR")) {
            any.add(and());
        }
        return any.size() == 1 ? any.getFirst() : new DocumentQuery.Or(any);
    }

    private DocumentQuery and() {
        List<DocumentQuery> all = new ArrayList<>();
        all.add(not());
        while (true) {
            boolean said = word("AND");
            skipSpace();
            if (at == text.length() || text.charAt(at) == ')' || next("OR")) {
                if (said) {
                    throw wrong("something is missing after AND");
                }
                return all.size() == 1 ? all.getFirst() : new DocumentQuery.And(all);
            }
            all.add(not());
        }
    }

    private DocumentQuery not() {
        skipSpace();
        if (++depth > DEEPEST) {
            throw wrong("nested deeper than " + DEEPEST);
        }
        try {
            if (at < text.length() && text.charAt(at) == '-') {
                at++;
                return new DocumentQuery.Not(not());
            }
            if (word("NOT")) {
                return new DocumentQuery.Not(not());
            }
            return atom();
        } finally {
            depth--;
        }
    }

    private DocumentQuery atom() {
        skipSpace();
        if (at == text.length()) {
            throw wrong("something is missing");
        }
        char c = text.charAt(at);
        if (c == '(') {
            return group();
        }
        if (c == ')') {
            throw wrong("')' without '('");
        }
        if (c == '"') {
            return quotation();
        }
        return c == '/' ? regex() : term();
    }

    /// Words in this order, or the name of a field if its value or a comparison follows.
    private DocumentQuery quotation() {
        String words = quoted();
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
            return new DocumentQuery.FieldEquals(words, value());
        }
        if (at < text.length() && "<>=!".indexOf(text.charAt(at)) >= 0) {
            return fieldCompares(words, sign());
        }
        return new DocumentQuery.TextMatch(words, star());
    }

    /// `/pattern/flags`; a slash inside is written `\\/`.
    private DocumentQuery regex() {
        int open = at++;
        StringBuilder pattern = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '/') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                if (text.charAt(at) != '/') {
                    pattern.append(c);
                }
                c = text.charAt(at++);
            }
            pattern.append(c);
        }
        if (at == text.length()) {
            at = open;
            throw wrong("the regular expression is not closed by '/'; a word goes into quotes");
        }
        if (pattern.isEmpty()) {
            at = open;
            throw wrong("the regular expression is empty");
        }
        int flags = ++at;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && "()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String said = text.substring(flags, at);
        if (!said.matches("[ims]*")) {
            at = flags;
            throw wrong("behind a regular expression come the flags i, m or s, not '" + said + "'");
        }
        try {
            return new DocumentQuery.Regex(pattern.toString(), said);
        } catch (PatternSyntaxException e) {
            at = Math.clamp(open + 1L + Math.max(0, e.getIndex()), open + 1, flags - 1);
            throw wrong(
                    "the regular expression cannot be read: "
                            + e.getDescription().toLowerCase(Locale.ROOT));
        }
    }

    private DocumentQuery group() {
        int open = at++;
        skipSpace();
        if (at < text.length() && text.charAt(at) == ')') {
            at++;
            return new DocumentQuery.All();
        }
        DocumentQuery inner = or();
        skipSpace();
        if (at == text.length() || text.charAt(at) != ')') {
            at = open;
            throw wrong("'(' without ')'");
        }
        at++;
        return inner;
    }

    private DocumentQuery term() {
        int start = at;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && "()\":*".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String name = text.substring(start, at);
        if (at < text.length() && text.charAt(at) == ':' && !name.isEmpty()) {
            at++;
            return field(name, start);
        }
        DocumentQuery compares = compares(name, start);
        if (compares != null) {
            return compares;
        }
        if (name.isEmpty()) {
            throw wrong("unexpected '" + text.charAt(at) + "'");
        }
        return new DocumentQuery.TextMatch(name, star());
    }

    /// `name>=3`; null if it is no comparison of a name with a number, but words.
    private DocumentQuery compares(String words, int start) {
        for (int i = 0; i < words.length(); i++) {
            if ("<>=!".indexOf(words.charAt(i)) < 0) {
                continue;
            }
            String name = words.substring(0, i);
            int end = at;
            at = start + i;
            DocumentQuery.Sign sign = signHere();
            if (sign == null || !name.matches(NAME) || !numberHere()) {
                at = end;
                return null;
            }
            return name.equals("length")
                    ? new DocumentQuery.Length(sign, number())
                    : fieldCompares(name, sign);
        }
        return null;
    }

    private DocumentQuery fieldCompares(String name, DocumentQuery.Sign sign) {
        int start = at;
        double value = number();
        if (name.equals("id")) {
            at = start;
            throw wrong("id is a name, not a number: write id:" + Math.round(value));
        }
        return new DocumentQuery.FieldCompares(name, sign, value);
    }

    private DocumentQuery.Sign sign() {
        DocumentQuery.Sign sign = signHere();
        if (sign == null) {
            throw wrong("a comparison is one of = != < <= > >=");
        }
        return sign;
    }

    private DocumentQuery.Sign signHere() {
        for (DocumentQuery.Sign sign : DocumentQuery.Sign.values()) {
            if (text.startsWith(sign.text(), at)) {
                at += sign.text().length();
                return sign;
            }
        }
        return null;
    }

    private DocumentQuery field(String name, int start) {
        return switch (name) {
            case "is" -> is(start);
            case "removed" -> new DocumentQuery.Removed(value());
            case "label" -> comparison(DocumentQuery.Opinion.LABEL);
            case "score" -> comparison(DocumentQuery.Opinion.SCORE);
            case "has" -> has(start);
            default -> new DocumentQuery.FieldEquals(name, value());
        };
    }

    private DocumentQuery is(int start) {
        String what = value();
        return switch (what) {
            case "removed" -> new DocumentQuery.Removed("");
            case "any" -> new DocumentQuery.Any();
            default -> {
                for (DocumentQuery.Fate fate : DocumentQuery.Fate.values()) {
                    if (fate.word().equals(what)) {
                        yield new DocumentQuery.Decided(fate);
                    }
                }
                at = start;
                throw wrong("is: is followed by kept, dropped, review, removed or any");
            }
        };
    }

    private DocumentQuery has(int start) {
        for (DocumentQuery.Opinion opinion : DocumentQuery.Opinion.values()) {
            String open = opinion.word() + "(";
            if (text.startsWith(open, at)) {
                int close = text.indexOf(')', at);
                if (close < 0) {
                    throw wrong("')' is missing after has:" + open);
                }
                String source = text.substring(at + open.length(), close);
                at = close + 1;
                return new DocumentQuery.Has(opinion, source);
            }
        }
        at = start;
        throw wrong("has: is followed by label(annotator) or score(classifier)");
    }

    private DocumentQuery comparison(DocumentQuery.Opinion opinion) {
        int start = at;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && "<>=!()\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String source = text.substring(start, at);
        for (DocumentQuery.Sign sign : DocumentQuery.Sign.values()) {
            if (!source.isEmpty() && text.startsWith(sign.text(), at)) {
                at += sign.text().length();
                return new DocumentQuery.Compares(opinion, source, sign, number());
            }
        }
        throw wrong(
                opinion.word()
                        + ": is followed by a name, a comparison and a number, as in "
                        + opinion.word()
                        + ":name>=3");
    }

    private double number() {
        int start = at;
        String digits = digits();
        if (!digits.matches(NUMBER)) {
            throw wrong("'" + digits.toLowerCase(Locale.ROOT) + "' is not a number");
        }
        at = start + digits.length();
        return Double.parseDouble(digits);
    }

    private boolean numberHere() {
        return digits().matches(NUMBER);
    }

    private String digits() {
        int end = at;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && text.charAt(end) != ')') {
            end++;
        }
        return text.substring(at, end);
    }

    private String value() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && "()\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw wrong("a value is missing after ':'");
        }
        return text.substring(start, at);
    }

    /// `"a ""word"""` is `a "word"`.
    private String quoted() {
        int open = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                value.append('"');
                at++;
            } else {
                return value.toString();
            }
        }
        at = open;
        throw wrong("the quotation mark is not closed");
    }

    private boolean star() {
        if (at < text.length() && text.charAt(at) == '*') {
            at++;
            return true;
        }
        return false;
    }

    private boolean word(String word) {
        skipSpace();
        if (!next(word)) {
            return false;
        }
        at += word.length();
        return true;
    }

    private boolean next(String word) {
        int end = at + word.length();
        return text.startsWith(word, at)
                && (end == text.length()
                        || Character.isWhitespace(text.charAt(end))
                        || text.charAt(end) == '(');
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("query: " + what + " [at character " + (at + 1) + "]");
    }
}

package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the text form of a `DocumentQuery` by recursive descent.
final class QueryParser {
    private static final int DEEPEST = 200;

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
            String words = quoted();
            return new DocumentQuery.TextMatch(words, star());
        }
        return term();
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
        if (name.isEmpty()) {
            throw wrong("unexpected '" + text.charAt(at) + "'");
        }
        return new DocumentQuery.TextMatch(name, star());
    }

    private DocumentQuery field(String name, int start) {
        return switch (name) {
            case "label" -> comparison(DocumentQuery.Opinion.LABEL);
            case "score" -> comparison(DocumentQuery.Opinion.SCORE);
            case "has" -> has(start);
            default -> new DocumentQuery.FieldEquals(name, value());
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
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && text.charAt(at) != ')') {
            at++;
        }
        String digits = text.substring(start, at);
        if (!digits.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            at = start;
            throw wrong("'" + digits.toLowerCase(Locale.ROOT) + "' is not a number");
        }
        return Double.parseDouble(digits);
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

package org.hornbook.checkpoint.template;

import java.util.List;
import org.hornbook.checkpoint.template.Token.Kind;

/// The tokens of a template, read one after another.
final class Tokens {
    private final List<Token> tokens;
    private int at;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token ahead() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean skipOperator(String operator) {
        boolean there = current().operator(operator);
        if (there) {
            next();
        }
        return there;
    }

    boolean skipName(String name) {
        boolean there = current().name(name);
        if (there) {
            next();
        }
        return there;
    }

    void operator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    void name(String name) {
        if (!skipName(name)) {
            throw unexpected("'" + name + "'");
        }
    }

    Token any(Kind kind, String described) {
        if (!current().is(kind)) {
            throw unexpected(described);
        }
        return next();
    }

    TemplateException unexpected(String wanted) {
        return wrong(current().described() + " stands where " + wanted + " is needed");
    }

    TemplateException wrong(String words) {
        return wrong(words, current().line());
    }

    TemplateException wrong(String words, int line) {
        return new TemplateException(TemplateException.Kind.SYNTAX, words, line);
    }

    void down() {
        if (++depth > Budget.NESTING) {
            throw new TemplateException(
                    TemplateException.Kind.LIMIT,
                    "the chat template is nested too deeply",
                    current().line());
        }
    }

    void up() {
        depth--;
    }
}

package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hornbook.checkpoint.template.Expression.*;
import org.hornbook.checkpoint.template.Token.Kind;

/// Reads what follows a value: attributes, items, calls, filters and tests.
final class Postfixes {
    private static final Set<Kind> ARGUMENT =
            EnumSet.of(Kind.NAME, Kind.STRING, Kind.INTEGER, Kind.FLOAT);

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final Known known;

    Postfixes(Tokens tokens, ExpressionParser expressions, Known known) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.known = known;
    }

    /// `.a`, `[b]` and `(c)`.
    Expression after(Expression of) {
        Expression result = of;
        while (true) {
            Token now = tokens.current();
            if (now.operator(".") || now.operator("[")) {
                result = subscript(result);
            } else if (now.operator("(")) {
                result = new Call(now.line(), result, given());
            } else {
                return result;
            }
        }
    }

    /// `| a`, `is b`, and calls of what they give.
    Expression filters(Expression of) {
        Expression result = of;
        while (true) {
            Token now = tokens.current();
            if (now.operator("|")) {
                tokens.next();
                result = filter(Optional.of(result));
            } else if (now.name("is")) {
                result = test(result);
            } else if (now.operator("(")) {
                result = new Call(now.line(), result, given());
            } else {
                return result;
            }
        }
    }

    /// A chain of filters that begins with a name; the first has no value to work on.
    Expression chain() {
        Expression result = filter(Optional.empty());
        while (tokens.skipOperator("|")) {
            result = filter(Optional.of(result));
        }
        return result;
    }

    private Expression filter(Optional<Expression> of) {
        int line = tokens.current().line();
        String name = dotted("the name of a filter");
        known.filter(name, line);
        Given given = tokens.current().operator("(") ? given() : Given.NOTHING;
        return new Filtered(line, of, name, given);
    }

    private String dotted(String described) {
        StringBuilder name = new StringBuilder(tokens.any(Kind.NAME, described).text());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.any(Kind.NAME, described).text());
        }
        return name.toString();
    }

    private Expression test(Expression of) {
        int line = tokens.next().line();
        boolean not = tokens.skipName("not");
        String name = dotted("the name of a test");
        known.test(name, line);
        Token now = tokens.current();
        Given given = Given.NOTHING;
        if (now.operator("(")) {
            given = given();
        } else if (begins(now)) {
            if (now.name("is")) {
                throw tokens.wrong("tests cannot be chained with a second 'is'");
            }
            Expression argument = after(expressions.primary());
            given = new Given(List.of(argument), List.of(), Optional.empty(), Optional.empty());
        }
        Expression tested = new Tested(line, of, name, given);
        return not ? new Not(line, tested) : tested;
    }

    private static boolean begins(Token token) {
        boolean word = token.name("else") || token.name("or") || token.name("and");
        return !word
                && (ARGUMENT.contains(token.kind()) || token.operator("[") || token.operator("{"));
    }

    private Expression subscript(Expression of) {
        Token open = tokens.next();
        if (open.text().equals(".")) {
            Token name = tokens.next();
            return switch (name.kind()) {
                case NAME -> new Attribute(open.line(), of, name.text());
                case INTEGER -> {
                    Value number = new Value.Int(Numbers.literal(name.text(), name.line()));
                    yield new Item(open.line(), of, new Constant(name.line(), number));
                }
                default ->
                        throw tokens.wrong(
                                name.described() + " stands where a name is needed", name.line());
            };
        }
        List<Expression> keys = new ArrayList<>();
        while (!tokens.current().operator("]")) {
            if (!keys.isEmpty()) {
                tokens.operator(",");
            }
            keys.add(key());
        }
        tokens.operator("]");
        Expression key =
                keys.size() == 1
                        ? keys.getFirst()
                        : new ListOf(open.line(), List.copyOf(keys), true);
        return new Item(open.line(), of, key);
    }

    private Expression key() {
        int line = tokens.current().line();
        Optional<Expression> start = Optional.empty();
        if (!tokens.current().operator(":")) {
            Expression only = expressions.expression();
            if (!tokens.current().operator(":")) {
                return only;
            }
            start = Optional.of(only);
        }
        tokens.operator(":");
        Optional<Expression> stop = tokens.current().operator(":") ? Optional.empty() : bound();
        Optional<Expression> step = tokens.skipOperator(":") ? bound() : Optional.empty();
        return new SliceOf(line, start, stop, step);
    }

    private Optional<Expression> bound() {
        return tokens.current().operator("]") || tokens.current().operator(",")
                ? Optional.empty()
                : Optional.of(expressions.expression());
    }

    Given given() {
        tokens.operator("(");
        List<Expression> positional = new ArrayList<>();
        List<Keyword> named = new ArrayList<>();
        Optional<Expression> list = Optional.empty();
        Optional<Expression> dict = Optional.empty();
        boolean first = true;
        while (!tokens.current().operator(")")) {
            if (!first) {
                tokens.operator(",");
                if (tokens.current().operator(")")) {
                    break;
                }
            }
            first = false;
            if (tokens.current().operator("*")) {
                order(list.isEmpty() && dict.isEmpty());
                tokens.next();
                list = Optional.of(expressions.expression());
            } else if (tokens.current().operator("**")) {
                order(dict.isEmpty());
                tokens.next();
                dict = Optional.of(expressions.expression());
            } else if (tokens.current().is(Kind.NAME) && tokens.ahead().operator("=")) {
                order(dict.isEmpty());
                String name = tokens.next().text();
                tokens.next();
                named.add(new Keyword(name, expressions.expression()));
            } else {
                order(list.isEmpty() && dict.isEmpty() && named.isEmpty());
                positional.add(expressions.expression());
            }
        }
        tokens.operator(")");
        return new Given(List.copyOf(positional), List.copyOf(named), list, dict);
    }

    private void order(boolean right) {
        if (!right) {
            throw tokens.wrong("the arguments of a call are out of order");
        }
    }
}

package org.hornbook.checkpoint.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hornbook.checkpoint.template.Expression.*;
import org.hornbook.checkpoint.template.Token.Kind;

/// Reads expressions, weakest operator first: `if else`, `or`, `and`, `not`, comparisons, `+ -`,
/// `~`, `* / // %`, `**`, signs, then what follows a value.
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%");

    private final Tokens tokens;
    private final Known known;
    private final Postfixes postfixes;
    private final Set<String> loaded = new HashSet<>();

    ExpressionParser(Tokens tokens, Known known) {
        this.tokens = tokens;
        this.known = known;
        this.postfixes = new Postfixes(tokens, this, known);
    }

    /// The names read so far.
    Set<String> loaded() {
        return loaded;
    }

    Postfixes postfixes() {
        return postfixes;
    }

    Expression expression() {
        return expression(true);
    }

    Expression expression(boolean conditional) {
        tokens.down();
        Expression result = conditional ? conditional() : or();
        tokens.up();
        return result;
    }

    /// One expression, or several with commas between them as a tuple.
    Expression tuple(boolean conditional, boolean bracketed) {
        int line = tokens.current().line();
        List<Expression> items = new ArrayList<>();
        boolean comma = false;
        while (!ends()) {
            items.add(expression(conditional));
            if (!tokens.skipOperator(",")) {
                break;
            }
            comma = true;
        }
        if (comma || (items.isEmpty() && bracketed)) {
            return new ListOf(line, List.copyOf(items), true);
        }
        if (items.isEmpty()) {
            throw tokens.unexpected("an expression");
        }
        return items.getFirst();
    }

    private boolean ends() {
        Token now = tokens.current();
        return now.is(Kind.VARIABLE_END) || now.is(Kind.BLOCK_END) || now.operator(")");
    }

    private Expression conditional() {
        int mark = known.mark();
        Expression then = or();
        while (tokens.current().name("if")) {
            int line = tokens.next().line();
            Expression test = or();
            Optional<Expression> otherwise =
                    tokens.skipName("else") ? Optional.of(expression()) : Optional.empty();
            known.forgive(mark);
            then = new Either(line, test, then, otherwise);
        }
        return then;
    }

    private Expression or() {
        Expression left = and();
        while (tokens.current().name("or")) {
            left = new Or(tokens.next().line(), left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.current().name("and")) {
            left = new And(tokens.next().line(), left, not());
        }
        return left;
    }

    private Expression not() {
        if (!tokens.current().name("not")) {
            return compared();
        }
        int line = tokens.next().line();
        tokens.down();
        Expression of = not();
        tokens.up();
        return new Not(line, of);
    }

    private Expression compared() {
        int line = tokens.current().line();
        Expression first = sum();
        List<Comparand> rest = new ArrayList<>();
        while (true) {
            Token now = tokens.current();
            if (now.is(Kind.OPERATOR) && COMPARISONS.contains(now.text())) {
                tokens.next();
                rest.add(new Comparand(now.text(), sum()));
            } else if (now.name("in")) {
                tokens.next();
                rest.add(new Comparand("in", sum()));
            } else if (now.name("not") && tokens.ahead().name("in")) {
                tokens.next();
                tokens.next();
                rest.add(new Comparand("not in", sum()));
            } else {
                return rest.isEmpty() ? first : new Compared(line, first, List.copyOf(rest));
            }
        }
    }

    private Expression sum() {
        Expression left = joined();
        while (tokens.current().operator("+") || tokens.current().operator("-")) {
            Token operator = tokens.next();
            left = new Binary(operator.line(), operator.text(), left, joined());
        }
        return left;
    }

    private Expression joined() {
        int line = tokens.current().line();
        List<Expression> parts = new ArrayList<>(List.of(product()));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return parts.size() == 1 ? parts.getFirst() : new Joined(line, List.copyOf(parts));
    }

    private Expression product() {
        Expression left = power();
        while (tokens.current().is(Kind.OPERATOR) && PRODUCTS.contains(tokens.current().text())) {
            Token operator = tokens.next();
            left = new Binary(operator.line(), operator.text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = signed(true);
        while (tokens.current().operator("**")) {
            left = new Binary(tokens.next().line(), "**", left, signed(true));
        }
        return left;
    }

    private Expression signed(boolean filters) {
        Token now = tokens.current();
        Expression result;
        if (now.operator("-") || now.operator("+")) {
            tokens.next();
            tokens.down();
            result = new Sign(now.line(), now.text().equals("-"), signed(false));
            tokens.up();
        } else {
            result = primary();
        }
        result = postfixes.after(result);
        return filters ? postfixes.filters(result) : result;
    }

    Expression primary() {
        Token now = tokens.current();
        return switch (now.kind()) {
            case NAME -> named(tokens.next());
            case STRING -> text();
            case INTEGER -> {
                BigInteger number = Numbers.literal(tokens.next().text(), now.line());
                yield new Constant(now.line(), new Value.Int(number));
            }
            case FLOAT -> {
                double number = Double.parseDouble(tokens.next().text());
                yield new Constant(now.line(), new Value.Real(number));
            }
            case OPERATOR -> bracketed(now);
            default -> throw tokens.unexpected("an expression");
        };
    }

    private Expression named(Token name) {
        return switch (name.text()) {
            case "true", "True" -> new Constant(name.line(), Value.Bool.TRUE);
            case "false", "False" -> new Constant(name.line(), Value.Bool.FALSE);
            case "none", "None" -> new Constant(name.line(), Value.None.NONE);
            default -> {
                loaded.add(name.text());
                yield new Name(name.line(), name.text());
            }
        };
    }

    private Expression text() {
        int line = tokens.current().line();
        StringBuilder text = new StringBuilder();
        while (tokens.current().is(Kind.STRING)) {
            text.append(tokens.next().text());
        }
        return new Constant(line, new Value.Text(text.toString()));
    }

    private Expression bracketed(Token open) {
        switch (open.text()) {
            case "(" -> {
                tokens.next();
                Expression inside = tuple(true, true);
                tokens.operator(")");
                return inside;
            }
            case "[" -> {
                tokens.next();
                List<Expression> items = new ArrayList<>();
                while (!tokens.skipOperator("]")) {
                    if (!items.isEmpty()) {
                        tokens.operator(",");
                        if (tokens.skipOperator("]")) {
                            break;
                        }
                    }
                    items.add(expression());
                }
                return new ListOf(open.line(), List.copyOf(items), false);
            }
            case "{" -> {
                tokens.next();
                return dict(open.line());
            }
            default -> throw tokens.unexpected("an expression");
        }
    }

    private Expression dict(int line) {
        List<Pair> pairs = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            if (!pairs.isEmpty()) {
                tokens.operator(",");
                if (tokens.skipOperator("}")) {
                    break;
                }
            }
            Expression key = expression();
            tokens.operator(":");
            pairs.add(new Pair(key, expression()));
        }
        return new DictOf(line, List.copyOf(pairs));
    }
}

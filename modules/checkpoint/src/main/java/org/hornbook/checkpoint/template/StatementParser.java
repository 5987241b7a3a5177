package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hornbook.checkpoint.template.Statement.*;
import org.hornbook.checkpoint.template.Token.Kind;

/// Reads a whole template: text, print tags, and blocks of tags.
final class StatementParser {
    private static final Set<String> OTHERS = Set.of("include", "import", "from", "extends");

    private final Tokens tokens;
    private final Known known = new Known();
    private final ExpressionParser expressions;
    private final Targets targets;
    private final MacroParser macros;
    private final Set<String> blocks = new HashSet<>();
    private int loops; // open ones, of the innermost macro
    private int around; // open ones, of the whole template

    private StatementParser(List<Token> all) {
        tokens = new Tokens(all);
        expressions = new ExpressionParser(tokens, known);
        targets = new Targets(tokens);
        macros = new MacroParser(tokens, expressions, targets, this);
    }

    /// Throws `TemplateException` of kind SYNTAX.
    static List<Statement> parse(String template) {
        StatementParser parser = new StatementParser(Lexer.tokens(template));
        List<Statement> all = parser.until(Set.of());
        parser.known.check();
        return all;
    }

    private List<Statement> until(Set<String> ends) {
        List<Statement> body = new ArrayList<>();
        while (true) {
            Token now = tokens.current();
            switch (now.kind()) {
                case DATA -> body.add(new Data(now.line(), tokens.next().text()));
                case VARIABLE_BEGIN -> {
                    tokens.next();
                    body.add(new Print(now.line(), expressions.tuple(true, false)));
                    tokens.any(Kind.VARIABLE_END, "'}}'");
                }
                case BLOCK_BEGIN -> {
                    tokens.next();
                    if (tokens.current().is(Kind.NAME) && ends.contains(tokens.current().text())) {
                        return List.copyOf(body);
                    }
                    body.add(statement(ends));
                    tokens.any(Kind.BLOCK_END, "'%}'");
                }
                default -> {
                    if (!ends.isEmpty()) {
                        throw tokens.wrong(
                                "the template ends where " + listed(ends) + " is needed");
                    }
                    return List.copyOf(body);
                }
            }
        }
    }

    private static String listed(Set<String> ends) {
        return String.join(" or ", ends.stream().sorted().map(e -> "'" + e + "'").toList());
    }

    /// The statements up to one of `ends`, at which it stops.
    List<Statement> body(String... ends) {
        tokens.skipOperator(":");
        tokens.any(Kind.BLOCK_END, "'%}'");
        tokens.down();
        List<Statement> body = until(Set.of(ends));
        tokens.up();
        return body;
    }

    /// The same with a scope of its own, beyond the end.
    List<Statement> scope(String end) {
        boolean before = known.conditional(false);
        List<Statement> body = body(end);
        known.conditional(before);
        tokens.next();
        return body;
    }

    /// The same for what is called: loops around it are not its own.
    List<Statement> function(String end) {
        int before = loops;
        loops = 0;
        List<Statement> body = scope(end);
        loops = before;
        return body;
    }

    private Statement statement(Set<String> ends) {
        Token tag = tokens.any(Kind.NAME, "the name of a tag");
        int line = tag.line();
        return switch (tag.text()) {
            case "if" -> conditional(line);
            case "for" -> loop(line);
            case "set" -> set(line);
            case "with" -> with(line);
            case "macro" -> macros.macro(line);
            case "call" -> macros.call(line);
            case "filter" ->
                    new FilterBlock(line, expressions.postfixes().chain(), scope("endfilter"));
            case "print" -> print(line);
            case "block" -> block(line);
            case "generation" -> new Generation(line, function("endgeneration"));
            case "break", "continue" -> jump(tag);
            case "autoescape" -> {
                expressions.tuple(true, false);
                scope("endautoescape");
                yield new Refused(line, "chat templates are plain text and not escaped");
            }
            default -> {
                if (OTHERS.contains(tag.text())) {
                    yield other(tag);
                }
                throw tokens.wrong(
                        "there is no tag '"
                                + tag.text()
                                + "'"
                                + (ends.isEmpty() ? "" : ", and " + listed(ends) + " is awaited"),
                        line);
            }
        };
    }

    private Statement other(Token tag) {
        while (!tokens.current().is(Kind.BLOCK_END) && !tokens.current().is(Kind.END)) {
            tokens.next();
        }
        return new Refused(
                tag.line(),
                "a chat template stands alone: '" + tag.text() + "' of another one is refused");
    }

    private Statement jump(Token tag) {
        if (loops == 0) {
            throw tokens.wrong("'" + tag.text() + "' stands outside of a loop", tag.line());
        }
        return tag.text().equals("break") ? new Break(tag.line()) : new Continue(tag.line());
    }

    private Statement conditional(int line) {
        boolean before = known.conditional(true);
        List<Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        int at = line;
        while (true) {
            Expression test = expressions.tuple(false, false);
            branches.add(new Branch(at, test, body("elif", "else", "endif")));
            Token end = tokens.next();
            at = end.line();
            if (end.name("elif")) {
                continue;
            }
            if (end.name("else")) {
                otherwise = body("endif");
                tokens.next();
            }
            known.conditional(before);
            return new If(line, List.copyOf(branches), otherwise);
        }
    }

    private Statement loop(int line) {
        Target target = targets.any();
        targets.noLoop(target);
        tokens.name("in");
        Expression over = expressions.tuple(false, false);
        boolean before = known.conditional(false);
        Optional<Expression> test =
                tokens.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
        boolean recursive = tokens.skipName("recursive");
        loops++;
        around++;
        List<Statement> body = body("endfor", "else");
        loops--;
        List<Statement> otherwise = List.of();
        if (tokens.next().name("else")) {
            otherwise = body("endfor");
            tokens.next();
        }
        around--;
        known.conditional(before);
        return new For(line, target, over, test, recursive, body, otherwise);
    }

    private Statement set(int line) {
        Target target = targets.withNamespace();
        if (around > 0) {
            targets.noLoop(target);
        }
        if (tokens.skipOperator("=")) {
            return new Statement.Set(line, target, expressions.tuple(true, false));
        }
        Optional<Expression> filter = Optional.empty();
        if (tokens.skipOperator("|")) {
            filter = Optional.of(expressions.postfixes().chain());
        }
        return new SetBlock(line, target, filter, scope("endset"));
    }

    private Statement with(int line) {
        List<Target> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.current().is(Kind.BLOCK_END)) {
            if (!names.isEmpty()) {
                tokens.operator(",");
            }
            names.add(targets.any());
            tokens.operator("=");
            values.add(expressions.expression());
        }
        return new With(line, names, values, scope("endwith"));
    }

    private Statement print(int line) {
        List<Expression> values = new ArrayList<>();
        while (!tokens.current().is(Kind.BLOCK_END)) {
            if (!values.isEmpty()) {
                tokens.operator(",");
            }
            values.add(expressions.expression());
        }
        return new Print(line, new Expression.Joined(line, List.copyOf(values)));
    }

    private Statement block(int line) {
        String name = tokens.any(Kind.NAME, "the name of a block").text();
        if (!blocks.add(name)) {
            throw tokens.wrong("the block '" + name + "' is there twice", line);
        }
        boolean scoped = tokens.skipName("scoped");
        tokens.skipName("required");
        List<Statement> body = function("endblock");
        tokens.skipName(name);
        return new Block(line, name, scoped, body);
    }
}

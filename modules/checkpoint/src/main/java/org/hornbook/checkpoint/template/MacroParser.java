package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hornbook.checkpoint.template.Statement.CallBlock;
import org.hornbook.checkpoint.template.Statement.MacroOf;
import org.hornbook.checkpoint.template.Statement.Signature;

/// Reads macros, and blocks that call one.
final class MacroParser {
    private static final Set<String> SPECIAL = Set.of("caller", "varargs", "kwargs");

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final Targets targets;
    private final StatementParser statements;

    MacroParser(
            Tokens tokens,
            ExpressionParser expressions,
            Targets targets,
            StatementParser statements) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.targets = targets;
        this.statements = statements;
    }

    Statement macro(int line) {
        String name = targets.name();
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        parameters(parameters, defaults);
        Set<String> uses = new HashSet<>();
        List<Statement> body = body("endmacro", uses);
        return new MacroOf(line, new Signature(name, parameters, defaults, uses), body);
    }

    Statement call(int line) {
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        if (tokens.current().operator("(")) {
            parameters(parameters, defaults);
        }
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw tokens.wrong("a call block needs the call of a macro", line);
        }
        Set<String> uses = new HashSet<>();
        List<Statement> body = body("endcall", uses);
        return new CallBlock(line, call, new Signature("caller", parameters, defaults, uses), body);
    }

    private void parameters(List<String> parameters, List<Expression> defaults) {
        tokens.operator("(");
        while (!tokens.current().operator(")")) {
            if (!parameters.isEmpty()) {
                tokens.operator(",");
            }
            parameters.add(targets.name());
            if (tokens.skipOperator("=")) {
                defaults.add(expressions.expression());
            } else if (parameters.getLast().equals("caller")) {
                throw tokens.wrong("the parameter 'caller' needs a default");
            } else if (!defaults.isEmpty()) {
                throw tokens.wrong("a parameter without a default follows one with a default");
            }
        }
        tokens.operator(")");
    }

    /// Notes in `uses` which of the special names the body reads.
    private List<Statement> body(String end, Set<String> uses) {
        Set<String> loaded = expressions.loaded();
        Set<String> before = new HashSet<>(SPECIAL);
        before.retainAll(loaded);
        loaded.removeAll(SPECIAL);
        List<Statement> body = statements.function(end);
        uses.addAll(SPECIAL);
        uses.retainAll(loaded);
        loaded.addAll(before);
        return body;
    }
}

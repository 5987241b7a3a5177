package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hornbook.checkpoint.template.Statement.Target;
import org.hornbook.checkpoint.template.Token.Kind;

/// Reads what stands left of a `=` or an `in`.
final class Targets {
    private static final Set<String> CONSTANTS =
            Set.of("true", "false", "none", "True", "False", "None");

    private final Tokens tokens;

    Targets(Tokens tokens) {
        this.tokens = tokens;
    }

    /// A name, or several with commas between them.
    Target any() {
        return several(false);
    }

    /// The same, or `namespace.name`.
    Target withNamespace() {
        return several(true);
    }

    String name() {
        Token name = tokens.any(Kind.NAME, "a name");
        if (CONSTANTS.contains(name.text())) {
            throw tokens.wrong("nothing can be put into '" + name.text() + "'", name.line());
        }
        return name.text();
    }

    private Target several(boolean namespaces) {
        List<Target> parts = new ArrayList<>();
        boolean comma = false;
        while (!ends()) {
            parts.add(one(namespaces));
            if (!tokens.skipOperator(",")) {
                break;
            }
            comma = true;
        }
        if (parts.isEmpty()) {
            throw tokens.unexpected("a name");
        }
        return comma ? new Target.Several(List.copyOf(parts)) : parts.getFirst();
    }

    private boolean ends() {
        Token now = tokens.current();
        return now.is(Kind.BLOCK_END) || now.is(Kind.VARIABLE_END) || now.operator(")");
    }

    private Target one(boolean namespaces) {
        if (tokens.skipOperator("(")) {
            tokens.down();
            Target inside = several(namespaces);
            tokens.up();
            tokens.operator(")");
            return inside;
        }
        String name = name();
        if (namespaces && tokens.skipOperator(".")) {
            return new Target.Part(name, tokens.any(Kind.NAME, "a name").text());
        }
        return new Target.Variable(name);
    }

    /// Refuses `loop` as the variable of a loop.
    void noLoop(Target target) {
        switch (target) {
            case Target.Variable variable when variable.name().equals("loop") ->
                    throw tokens.wrong("nothing can be put into 'loop' of a loop");
            case Target.Several several -> several.parts().forEach(this::noLoop);
            default -> {}
        }
    }
}

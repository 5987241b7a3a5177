package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hornbook.checkpoint.template.Statement.*;

/// Which names each scope of a template hides until it sets them.
final class FirstMentions {
    private final Map<List<Statement>, Set<String>> hidden = new IdentityHashMap<>();

    private FirstMentions() {}

    static FirstMentions of(List<Statement> template) {
        FirstMentions mentions = new FirstMentions();
        mentions.scope(template, new Symbols(null));
        return mentions;
    }

    /// Of the scope that is this very body.
    Set<String> hidden(List<Statement> body) {
        return hidden.getOrDefault(body, Set.of());
    }

    /// @param symbols with what the scope is given
    private void scope(List<Statement> body, Symbols symbols) {
        if (body.isEmpty()) {
            return;
        }
        mention(body, symbols);
        hidden.put(body, symbols.hidden());
        body.forEach(statement -> inside(statement, symbols));
    }

    private void mention(List<Statement> body, Symbols symbols) {
        body.forEach(statement -> mention(statement, symbols));
    }

    /// What a statement mentions in the scope that it stands in.
    private void mention(Statement statement, Symbols symbols) {
        switch (statement) {
            case Print print -> read(print.value(), symbols);
            case If choice -> choice(choice, symbols);
            case For loop -> read(loop.over(), symbols);
            case Statement.Set set -> {
                read(set.value(), symbols);
                set(set.target(), symbols);
            }
            case SetBlock block -> set(block.target(), symbols);
            case With with -> with.values().forEach(v -> read(v, symbols));
            case MacroOf macro -> symbols.set(macro.signature().name());
            case CallBlock block -> read(block.call(), symbols);
            case FilterBlock block -> read(block.filter(), symbols);
            default -> {}
        }
    }

    private void choice(If choice, Symbols symbols) {
        Branch first = choice.branches().getFirst();
        read(first.test(), symbols);
        Symbols then = symbols.copy();
        mention(first.body(), then);
        Symbols further = symbols.copy();
        for (Branch branch : choice.branches().subList(1, choice.branches().size())) {
            choice(new If(branch.line(), List.of(branch), List.of()), further);
        }
        Symbols otherwise = symbols.copy();
        mention(choice.otherwise(), otherwise);
        symbols.branches(List.of(then, further, otherwise));
    }

    private static void read(Expression expression, Symbols symbols) {
        Mentions.names(expression, symbols::read);
    }

    private static void set(Target target, Symbols symbols) {
        switch (target) {
            case Target.Variable variable -> symbols.set(variable.name());
            case Target.Part part -> symbols.read(part.namespace());
            case Target.Several several -> several.parts().forEach(p -> set(p, symbols));
        }
    }

    private static void given(Target target, Symbols symbols) {
        switch (target) {
            case Target.Variable variable -> symbols.given(variable.name());
            case Target.Part part -> symbols.read(part.namespace());
            case Target.Several several -> several.parts().forEach(p -> given(p, symbols));
        }
    }

    /// The scopes inside of a statement.
    private void inside(Statement statement, Symbols around) {
        switch (statement) {
            case If choice -> {
                choice.branches().forEach(b -> b.body().forEach(s -> inside(s, around)));
                choice.otherwise().forEach(s -> inside(s, around));
            }
            case For loop -> {
                Symbols body = new Symbols(around);
                body.given("loop");
                given(loop.target(), body);
                scope(loop.body(), body);
                scope(loop.otherwise(), new Symbols(around));
            }
            case SetBlock block -> scope(block.body(), new Symbols(around));
            case With with -> {
                Symbols body = new Symbols(around);
                with.targets().forEach(t -> given(t, body));
                scope(with.body(), body);
            }
            case MacroOf macro -> function(macro.signature(), macro.body(), around);
            case CallBlock block -> function(block.signature(), block.body(), around);
            case FilterBlock block -> scope(block.body(), new Symbols(around));
            case Generation generation -> scope(generation.body(), new Symbols(around));
            case Block block -> scope(block.body(), new Symbols(null));
            default -> {}
        }
    }

    private void function(Signature signature, List<Statement> body, Symbols around) {
        Symbols symbols = new Symbols(around);
        List<String> given = new ArrayList<>(signature.parameters());
        given.addAll(signature.uses());
        given.forEach(symbols::given);
        signature.defaults().forEach(d -> read(d, symbols));
        scope(body, symbols);
    }
}

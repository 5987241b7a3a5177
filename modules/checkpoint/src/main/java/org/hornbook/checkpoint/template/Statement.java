package org.hornbook.checkpoint.template;

import java.util.List;
import java.util.Optional;

/// What a template does. `line` is where its tag stands.
sealed interface Statement {
    int line();

    record Data(int line, String text) implements Statement {}

    record Print(int line, Expression value) implements Statement {}

    record If(int line, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Branch(int line, Expression test, List<Statement> body) {}

    record For(
            int line,
            Target target,
            Expression over,
            Optional<Expression> test,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    record Set(int line, Target target, Expression value) implements Statement {}

    /// `{% set x | filter %}..{% endset %}`; `filter` ends in a `Filtered` without an `of`.
    record SetBlock(int line, Target target, Optional<Expression> filter, List<Statement> body)
            implements Statement {}

    record With(int line, List<Target> targets, List<Expression> values, List<Statement> body)
            implements Statement {}

    record MacroOf(int line, Signature signature, List<Statement> body) implements Statement {}

    /// @param defaults of the last parameters
    /// @param uses of `caller`, `varargs` and `kwargs`, those that the body names
    record Signature(
            String name,
            List<String> parameters,
            List<Expression> defaults,
            java.util.Set<String> uses) {}

    record CallBlock(int line, Expression.Call call, Signature signature, List<Statement> body)
            implements Statement {}

    record FilterBlock(int line, Expression filter, List<Statement> body) implements Statement {}

    /// A part with scope of its own that passes its text through.
    record Block(int line, String name, boolean scoped, List<Statement> body)
            implements Statement {}

    /// The part that the model itself wrote, passed through.
    record Generation(int line, List<Statement> body) implements Statement {}

    record Break(int line) implements Statement {}

    record Continue(int line) implements Statement {}

    /// What reads other templates.
    record Refused(int line, String words) implements Statement {}

    /// Where a value is put.
    sealed interface Target {
        record Variable(String name) implements Target {}

        record Part(String namespace, String name) implements Target {}

        record Several(List<Target> parts) implements Target {}
    }
}

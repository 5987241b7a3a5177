package org.hornbook.checkpoint.template;

import java.util.List;
import java.util.Optional;

/// What has a value. `line` is where it stands in the template.
sealed interface Expression {
    int line();

    record Constant(int line, Value value) implements Expression {}

    record Name(int line, String name) implements Expression {}

    record ListOf(int line, List<Expression> items, boolean tuple) implements Expression {}

    record DictOf(int line, List<Pair> pairs) implements Expression {}

    record Pair(Expression key, Expression value) {}

    /// `of.name`
    record Attribute(int line, Expression of, String name) implements Expression {}

    /// `of[key]`
    record Item(int line, Expression of, Expression key) implements Expression {}

    record SliceOf(
            int line,
            Optional<Expression> start,
            Optional<Expression> stop,
            Optional<Expression> step)
            implements Expression {}

    record Call(int line, Expression of, Given given) implements Expression {}

    /// `of | name(given)`; without `of` inside a filter block.
    record Filtered(int line, Optional<Expression> of, String name, Given given)
            implements Expression {}

    record Tested(int line, Expression of, String name, Given given) implements Expression {}

    record Not(int line, Expression of) implements Expression {}

    record Sign(int line, boolean minus, Expression of) implements Expression {}

    record Binary(int line, String operator, Expression left, Expression right)
            implements Expression {}

    record And(int line, Expression left, Expression right) implements Expression {}

    record Or(int line, Expression left, Expression right) implements Expression {}

    /// `a ~ b ~ c`
    record Joined(int line, List<Expression> parts) implements Expression {}

    /// `first < b <= c`, each with the one before.
    record Compared(int line, Expression first, List<Comparand> rest) implements Expression {}

    /// @param operator also `in` and `not in`
    record Comparand(String operator, Expression with) {}

    /// `then if test else otherwise`
    record Either(int line, Expression test, Expression then, Optional<Expression> otherwise)
            implements Expression {}

    /// What stands between the brackets of a call; `list` and `dict` are given with `*` and `**`.
    record Given(
            List<Expression> positional,
            List<Keyword> named,
            Optional<Expression> list,
            Optional<Expression> dict) {
        static final Given NOTHING =
                new Given(List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    record Keyword(String name, Expression value) {}
}

package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.List;

/// Filters and tests that a template names and nobody knows. One is an error before anything
/// renders; where it stands inside an `if`, which may be there to avoid it, only once it is
/// reached.
final class Known {
    private final List<TemplateException> unknown = new ArrayList<>();
    private boolean conditional;

    /// Whether what comes stands directly inside of an `if`; returns what was before.
    boolean conditional(boolean next) {
        boolean before = conditional;
        conditional = next;
        return before;
    }

    void filter(String name, int line) {
        note(Filters.has(name), "filter", name, line);
    }

    void test(String name, int line) {
        note(Tests.has(name), "test", name, line);
    }

    private void note(boolean there, String what, String name, int line) {
        if (!there && !conditional) {
            unknown.add(
                    new TemplateException(
                            TemplateException.Kind.SYNTAX,
                            "there is no " + what + " '" + name + "'",
                            line));
        }
    }

    int mark() {
        return unknown.size();
    }

    /// Those since `mark` stand in an inline `if`.
    void forgive(int mark) {
        unknown.subList(mark, unknown.size()).clear();
    }

    void check() {
        if (!unknown.isEmpty()) {
            throw unknown.getFirst();
        }
    }
}

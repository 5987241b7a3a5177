package org.hornbook.checkpoint.template;

import java.util.HashMap;
import java.util.Map;

/// Names and their values; what is not here is looked for around it.
final class Scope {
    private final Scope around;
    private final Map<String, Value> values = new HashMap<>();

    private Scope(Scope around) {
        this.around = around;
    }

    static Scope root() {
        return new Scope(null);
    }

    Scope inner() {
        return new Scope(this);
    }

    /// The scope around this one that lies directly inside of `root`.
    Scope below(Scope root) {
        Scope scope = this;
        while (scope.around != root && scope.around != null) {
            scope = scope.around;
        }
        return scope;
    }

    /// Null where there is none.
    Value find(String name) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            Value value = scope.values.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    void put(String name, Value value) {
        values.put(name, value);
    }
}

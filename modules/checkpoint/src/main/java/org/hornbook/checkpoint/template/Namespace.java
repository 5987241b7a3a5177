package org.hornbook.checkpoint.template;

import java.util.Optional;

/// `namespace(..)`: attributes that can be set from inside of loops.
final class Namespace implements Value.Thing {
    private final Dict attributes;

    Namespace(Dict attributes) {
        this.attributes = attributes;
    }

    Dict attributes() {
        return attributes;
    }

    void put(String name, Value value) {
        attributes.put(name, value);
    }

    @Override
    public Optional<Value> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    @Override
    public String type() {
        return "jinja2.utils.Namespace";
    }
}

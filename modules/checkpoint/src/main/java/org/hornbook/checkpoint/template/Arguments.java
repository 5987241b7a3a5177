package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.checkpoint.template.Value.Bool;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Text;

/// What a function, filter or test is called with.
record Arguments(List<Value> positional, Map<String, Value> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    static Arguments of(Value... values) {
        return new Arguments(List.of(values), Map.of());
    }

    int size() {
        return positional.size() + named.size();
    }

    /// Without the first `count` positional ones.
    Arguments from(int count) {
        return new Arguments(positional.subList(count, positional.size()), named);
    }

    /// The same for a function that takes nothing by name.
    Bound placed(String function, int needed, String... parameters) {
        if (!named.isEmpty()) {
            throw TemplateException.type(function + "() takes no keyword arguments");
        }
        return bind(function, needed, parameters);
    }

    /// By the names of the parameters, of which the first `needed` must be given. Throws as Python
    /// does for one that is missing, given twice or not known.
    Bound bind(String function, int needed, String... parameters) {
        if (positional.size() > parameters.length) {
            throw TemplateException.type(
                    function
                            + "() takes "
                            + parameters.length
                            + " arguments but "
                            + positional.size()
                            + " were given");
        }
        Map<String, Value> bound = new LinkedHashMap<>();
        for (int i = 0; i < positional.size(); i++) {
            bound.put(parameters[i], positional.get(i));
        }
        for (Map.Entry<String, Value> entry : named.entrySet()) {
            if (!List.of(parameters).contains(entry.getKey())) {
                throw TemplateException.type(
                        function
                                + "() got an unexpected keyword argument '"
                                + entry.getKey()
                                + "'");
            }
            if (bound.put(entry.getKey(), entry.getValue()) != null) {
                throw TemplateException.type(
                        function + "() got two values for '" + entry.getKey() + "'");
            }
        }
        List<String> missing = new ArrayList<>(List.of(parameters).subList(0, needed));
        missing.removeAll(bound.keySet());
        if (!missing.isEmpty()) {
            throw TemplateException.type(
                    function + "() is missing the argument '" + missing.getFirst() + "'");
        }
        return new Bound(function, bound);
    }

    /// Arguments by the names of their parameters.
    record Bound(String function, Map<String, Value> values) {
        boolean has(String name) {
            return values.containsKey(name);
        }

        Value get(String name) {
            return values.get(name);
        }

        Value get(String name, Value otherwise) {
            return values.getOrDefault(name, otherwise);
        }

        /// A whole number; `otherwise` where none was given.
        int integer(String name, int otherwise) {
            return switch (values.get(name)) {
                case null -> otherwise;
                case Int number -> Numbers.index(number.value());
                case Bool bool -> bool.ordinal();
                case Value.Undefined undefined -> throw undefined.fault();
                case Value other ->
                        throw TemplateException.type(
                                "'"
                                        + other.type()
                                        + "' object cannot be interpreted as an integer");
            };
        }

        /// A text; `otherwise` where none was given.
        String text(String name, String otherwise) {
            return switch (values.get(name)) {
                case null -> otherwise;
                case Text text -> text.text();
                case Value.Undefined undefined -> throw undefined.fault();
                case Value other ->
                        throw TemplateException.type(
                                function + "() needs a str, not '" + other.type() + "'");
            };
        }

        boolean truth(String name, boolean otherwise) {
            return has(name) ? Truth.of(get(name)) : otherwise;
        }
    }
}

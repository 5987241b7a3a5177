package org.hornbook.checkpoint.template;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hornbook.checkpoint.template.Filters.Filter;
import org.hornbook.checkpoint.template.Value.None;
import org.hornbook.checkpoint.template.Value.Stream;
import org.hornbook.checkpoint.template.Value.Text;

/// `map`, `select`, `reject` and their like: streams that do their work once they are read.
final class ChoiceFilters {
    private ChoiceFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "map", ChoiceFilters::map,
                "select", (p, v, a) -> chosen(p, v, a, false, true),
                "reject", (p, v, a) -> chosen(p, v, a, false, false),
                "selectattr", (p, v, a) -> chosen(p, v, a, true, true),
                "rejectattr", (p, v, a) -> chosen(p, v, a, true, false));
    }

    private static Value map(Python python, Value value, Arguments given) {
        return Stream.generator(
                Lazy.of(
                        () -> {
                            if (!Truth.of(value)) {
                                return java.util.Collections.emptyIterator();
                            }
                            UnaryOperator<Value> change = change(python, given);
                            Iterator<Value> all = python.each(value);
                            return new Iterator<>() {
                                @Override
                                public boolean hasNext() {
                                    return all.hasNext();
                                }

                                @Override
                                public Value next() {
                                    return change.apply(all.next());
                                }
                            };
                        }));
    }

    private static UnaryOperator<Value> change(Python python, Arguments given) {
        if (given.positional().isEmpty() && given.named().containsKey("attribute")) {
            Map<String, Value> rest = new LinkedHashMap<>(given.named());
            Value attribute = rest.remove("attribute");
            Value otherwise = rest.remove("default");
            if (!rest.isEmpty()) {
                throw TemplateException.type(
                        "Unexpected keyword argument '" + rest.keySet().iterator().next() + "'");
            }
            return Getter.of(python, attribute, otherwise == null ? None.NONE : otherwise)::of;
        }
        if (given.positional().isEmpty()) {
            throw TemplateException.type("map requires a filter argument");
        }
        String name = name(given.positional().getFirst(), "filter");
        return item -> Filters.apply(python, name, item, given.from(1));
    }

    private static String name(Value value, String what) {
        if (value instanceof Text text) {
            return text.text();
        }
        throw TemplateException.type("there is no " + what + " of the name that was given");
    }

    private static Value chosen(
            Python python, Value value, Arguments given, boolean attribute, boolean keeps) {
        return Stream.generator(
                Lazy.of(
                        () -> {
                            if (!Truth.of(value)) {
                                return java.util.Collections.emptyIterator();
                            }
                            Predicate<Value> test = test(python, given, attribute);
                            return new Chosen(python.each(value), item -> test.test(item) == keeps);
                        }));
    }

    private static Predicate<Value> test(Python python, Arguments given, boolean attribute) {
        Getter getter = Getter.of(python, None.NONE, None.NONE);
        int used = 0;
        if (attribute) {
            if (given.positional().isEmpty()) {
                throw TemplateException.type("Missing parameter for attribute name");
            }
            getter = Getter.of(python, given.positional().getFirst(), None.NONE);
            used = 1;
        }
        UnaryOperator<Value> of = getter::of;
        if (given.positional().size() == used) {
            return item -> Truth.of(of.apply(item));
        }
        String name = name(given.positional().get(used), "test");
        Arguments rest = given.from(used + 1);
        return item -> Tests.holds(python, name, of.apply(item), rest);
    }
}

package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.hornbook.checkpoint.template.Filters.Filter;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.None;
import org.hornbook.checkpoint.template.Value.Stream;
import org.hornbook.checkpoint.template.Value.Text;

/// Filters over the items of a value.
final class ListFilters {
    private ListFilters() {}

    static Map<String, Filter> all() {
        return Map.ofEntries(
                Map.entry("length", ListFilters::length),
                Map.entry("count", ListFilters::length),
                Map.entry("list", (p, v, a) -> p.list(List.copyOf(p.items(v)))),
                Map.entry("first", ListFilters::first),
                Map.entry("last", ListFilters::last),
                Map.entry("reverse", ListFilters::reverse),
                Map.entry("join", ListFilters::join),
                Map.entry("items", ListFilters::items),
                Map.entry("batch", ListFilters::batch),
                Map.entry("slice", ListFilters::slice),
                Map.entry("sum", ListFilters::sum),
                Map.entry("random", ListFilters::random),
                Map.entry("attr", ListFilters::attr),
                Map.entry("default", ListFilters::otherwise),
                Map.entry("d", ListFilters::otherwise));
    }

    private static Value length(Python python, Value value, Arguments given) {
        given.bind("length", 0);
        return Int.of(python.length(value));
    }

    private static Value otherwise(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("default", 0, "default_value", "boolean");
        boolean missing =
                value instanceof Value.Undefined
                        || (to.truth("boolean", false) && !Truth.of(value));
        return missing ? to.get("default_value", Text.EMPTY) : value;
    }

    private static Value none(String which) {
        return new Value.Undefined("there is no " + which + " item, the sequence is empty", false);
    }

    private static Value first(Python python, Value value, Arguments given) {
        given.bind("first", 0);
        Iterator<Value> all = python.each(value);
        return all.hasNext() ? all.next() : none("first");
    }

    private static Value last(Python python, Value value, Arguments given) {
        given.bind("last", 0);
        List<Value> all = python.items(reversible(value));
        return all.isEmpty() ? none("last") : all.getLast();
    }

    private static Value reversible(Value value) {
        if (value instanceof Stream || !Python.iterable(value)) {
            throw TemplateException.type("'" + value.type() + "' object is not reversible");
        }
        return value;
    }

    private static Value reverse(Python python, Value value, Arguments given) {
        given.bind("reverse", 0);
        if (value instanceof Text text) {
            return new Text(new StringBuilder(text.text()).reverse().toString(), text.safe());
        }
        if (!Python.iterable(value)) {
            throw TemplateException.type("argument must be iterable");
        }
        List<Value> all = new ArrayList<>(python.items(value));
        Collections.reverse(all);
        return value instanceof Stream ? Items.list(all) : new Stream(all.iterator(), "reversed");
    }

    private static Value join(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("join", 0, "d", "attribute");
        String between = python.text(to.get("d", Text.EMPTY));
        Getter getter = Getter.of(python, to.get("attribute", None.NONE), None.NONE);
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Iterator<Value> all = python.each(value); all.hasNext(); first = false) {
            String piece = python.text(getter.of(all.next()));
            python.budget().text((long) piece.length() + between.length());
            out.append(first ? "" : between).append(piece);
        }
        return python.made(out.toString());
    }

    private static Value items(Python python, Value value, Arguments given) {
        given.bind("items", 0);
        return switch (value) {
            case Dict dict -> Stream.generator(dict.pairs().iterator());
            case Value.Undefined undefined -> Stream.generator(Collections.emptyIterator());
            default ->
                    Stream.generator(
                            Lazy.failing(
                                    TemplateException.type(
                                            "items needs a mapping, not '" + value.type() + "'")));
        };
    }

    private static Value batch(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("batch", 1, "linecount", "fill_with");
        return Stream.generator(
                Lazy.of(
                        () -> {
                            int size = to.integer("linecount", 1);
                            List<Value> rows = new ArrayList<>();
                            List<Value> row = new ArrayList<>();
                            for (Iterator<Value> all = python.each(value); all.hasNext(); ) {
                                if (row.size() == size) {
                                    rows.add(Items.list(row));
                                    row = new ArrayList<>();
                                }
                                row.add(all.next());
                            }
                            if (!row.isEmpty()) {
                                Value fill = to.get("fill_with", None.NONE);
                                python.budget().steps(fill == None.NONE ? 0 : Math.max(0, size));
                                while (fill != None.NONE && row.size() < size) {
                                    row.add(fill);
                                }
                                rows.add(Items.list(row));
                            }
                            return rows.iterator();
                        }));
    }

    private static Value slice(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("slice", 1, "slices", "fill_with");
        return Stream.generator(
                Lazy.of(
                        () -> {
                            List<Value> all = python.items(value);
                            int slices = to.integer("slices", 1);
                            if (slices == 0) {
                                throw TemplateException.value("integer division or modulo by zero");
                            }
                            python.budget().steps(Math.max(0, slices));
                            int each = Math.floorDiv(all.size(), slices);
                            int longer = Math.floorMod(all.size(), slices);
                            Value fill = to.get("fill_with", None.NONE);
                            List<Value> rows = new ArrayList<>();
                            int at = 0;
                            for (int i = 0; i < slices; i++) {
                                int end = at + each + (i < longer ? 1 : 0);
                                List<Value> row = new ArrayList<>(all.subList(at, end));
                                at = end;
                                if (fill != None.NONE && i >= longer) {
                                    row.add(fill);
                                }
                                rows.add(Items.list(row));
                            }
                            return rows.iterator();
                        }));
    }

    private static Value sum(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("sum", 0, "attribute", "start");
        Getter getter = Getter.of(python, to.get("attribute", None.NONE), None.NONE);
        Value sum = to.get("start", Int.of(0));
        if (sum instanceof Text) {
            throw TemplateException.type("sum() can't sum strings");
        }
        for (Iterator<Value> all = python.each(value); all.hasNext(); ) {
            sum = python.arithmetic().binary("+", sum, getter.of(all.next()));
        }
        return sum;
    }

    private static Value random(Python python, Value value, Arguments given) {
        given.bind("random", 0);
        int length = (int) python.length(value);
        return length == 0
                ? none("random")
                : python.attributes()
                        .item(value, Int.of(ThreadLocalRandom.current().nextInt(length)));
    }

    /// An attribute only, never an item.
    private static Value attr(Python python, Value value, Arguments given) {
        String name = python.text(given.bind("attr", 1, "name").get("name"));
        return value instanceof Dict dict && Methods.of(dict, name).isEmpty()
                ? python.attributes().attribute(new Dict(), name)
                : python.attributes().attribute(value, name);
    }
}

package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hornbook.checkpoint.template.Filters.Filter;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.None;
import org.hornbook.checkpoint.template.Value.Stream;
import org.hornbook.checkpoint.template.Value.Text;

/// Filters that compare items.
final class OrderFilters {
    private OrderFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "sort", OrderFilters::sort,
                "dictsort", OrderFilters::dictsort,
                "groupby", OrderFilters::groupby,
                "unique", OrderFilters::unique,
                "min",
                        (p, v, a) ->
                                extreme(p, v, a.bind("min", 0, "case_sensitive", "attribute"), 1),
                "max",
                        (p, v, a) ->
                                extreme(p, v, a.bind("max", 0, "case_sensitive", "attribute"), -1));
    }

    /// An item and what it is compared by.
    private record Keyed(Value key, Value item) {}

    private static Value folded(Value value, boolean cased) {
        return value instanceof Text text && !cased
                ? new Text(Cases.lower(text.text()), text.safe())
                : value;
    }

    private static void order(Python python, List<Keyed> items, boolean reverse) {
        python.budget().steps(items.size() * 8L);
        Comparator<Value> order = (a, b) -> python.comparison().order("<", a, b);
        Comparator<Keyed> byKey = Comparator.comparing(Keyed::key, order);
        try {
            items.sort(reverse ? byKey.reversed() : byKey);
        } catch (IllegalArgumentException e) {
            throw TemplateException.value("the items have no order");
        }
    }

    private static Value sort(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("sort", 0, "reverse", "case_sensitive", "attribute");
        boolean cased = to.truth("case_sensitive", false);
        List<Getter> getters = getters(python, to.get("attribute", None.NONE));
        List<Keyed> items = new ArrayList<>();
        for (Iterator<Value> all = python.each(value); all.hasNext(); ) {
            Value item = all.next();
            List<Value> keys = getters.stream().map(g -> folded(g.of(item), cased)).toList();
            items.add(new Keyed(Items.list(keys), item));
        }
        order(python, items, to.truth("reverse", false));
        return python.list(items.stream().map(Keyed::item).toList());
    }

    private static List<Getter> getters(Python python, Value attribute) {
        if (attribute instanceof Text text) {
            List<Getter> getters = new ArrayList<>();
            for (String one : text.text().split(",", -1)) {
                getters.add(Getter.of(python, new Text(one), None.NONE));
            }
            return getters;
        }
        return List.of(Getter.of(python, attribute, None.NONE));
    }

    private static Value dictsort(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("dictsort", 0, "case_sensitive", "by", "reverse");
        String by = to.text("by", "key");
        if (!by.equals("key") && !by.equals("value")) {
            throw TemplateException.value("You can only sort by either \"key\" or \"value\"");
        }
        if (!(value instanceof Dict dict)) {
            if (value instanceof Value.Undefined undefined) {
                throw undefined.fault();
            }
            throw TemplateException.type("dictsort needs a mapping, not '" + value.type() + "'");
        }
        int place = by.equals("key") ? 0 : 1;
        boolean cased = to.truth("case_sensitive", false);
        List<Keyed> items = new ArrayList<>();
        for (Value pair : dict.pairs()) {
            items.add(new Keyed(folded(((Items) pair).items().get(place), cased), pair));
        }
        order(python, items, to.truth("reverse", false));
        return python.list(items.stream().map(Keyed::item).toList());
    }

    private static Value groupby(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("groupby", 1, "attribute", "default", "case_sensitive");
        boolean cased = to.truth("case_sensitive", false);
        Getter getter = Getter.of(python, to.get("attribute"), to.get("default", None.NONE));
        List<Keyed> items = new ArrayList<>();
        for (Iterator<Value> all = python.each(value); all.hasNext(); ) {
            Value item = all.next();
            items.add(new Keyed(folded(getter.of(item), cased), item));
        }
        order(python, items, false);
        List<Value> groups = new ArrayList<>();
        for (int from = 0, to2; from < items.size(); from = to2) {
            Value key = items.get(from).key();
            to2 = from + 1;
            while (to2 < items.size() && python.comparison().equal(items.get(to2).key(), key)) {
                to2++;
            }
            List<Value> members = items.subList(from, to2).stream().map(Keyed::item).toList();
            groups.add(new Group(getter.of(members.getFirst()), Items.list(members)).pair());
        }
        return python.list(groups);
    }

    /// What a group is called and holds.
    private record Group(Value grouper, Items list) {
        Value pair() {
            return new GroupPair(Items.tuple(grouper, list));
        }
    }

    /// A pair that also goes by `grouper` and `list`.
    record GroupPair(Items pair) implements Value.Thing {
        @Override
        public Optional<Value> attribute(String name) {
            return switch (name) {
                case "grouper" -> Optional.of(pair.items().get(0));
                case "list" -> Optional.of(pair.items().get(1));
                default -> Optional.empty();
            };
        }

        @Override
        public String type() {
            return "jinja2.filters._GroupTuple";
        }
    }

    private static Value unique(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("unique", 0, "case_sensitive", "attribute");
        boolean cased = to.truth("case_sensitive", false);
        Getter getter = Getter.of(python, to.get("attribute", None.NONE), None.NONE);
        return Stream.generator(
                Lazy.of(
                        () -> {
                            Set<Object> seen = new HashSet<>();
                            List<Value> kept = new ArrayList<>();
                            for (Iterator<Value> all = python.each(value); all.hasNext(); ) {
                                Value item = all.next();
                                if (seen.add(Dict.key(folded(getter.of(item), cased)))) {
                                    kept.add(item);
                                }
                            }
                            return kept.iterator();
                        }));
    }

    private static Value extreme(Python python, Value value, Arguments.Bound to, int sign) {
        boolean cased = to.truth("case_sensitive", false);
        Getter getter = Getter.of(python, to.get("attribute", None.NONE), None.NONE);
        Iterator<Value> all = python.each(value);
        if (!all.hasNext()) {
            return new Value.Undefined("there is no item, the sequence is empty", false);
        }
        Value best = all.next();
        Value key = folded(getter.of(best), cased);
        while (all.hasNext()) {
            Value item = all.next();
            Value other = folded(getter.of(item), cased);
            String operator = sign > 0 ? "<" : ">";
            if (python.comparison().holds(operator, other, key)) {
                best = item;
                key = other;
            }
        }
        return best;
    }
}

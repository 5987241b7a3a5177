package org.hornbook.checkpoint.template;

import java.util.HashMap;
import java.util.Map;

/// Jinja's filters, and transformers' `tojson`.
final class Filters {
    private static final Map<String, Filter> ALL = all();

    private Filters() {}

    interface Filter {
        Value apply(Python python, Value value, Arguments given);
    }

    static boolean has(String name) {
        return ALL.containsKey(name);
    }

    static Value apply(Python python, String name, Value value, Arguments given) {
        Filter filter = ALL.get(name);
        if (filter == null) {
            throw new TemplateException(
                    TemplateException.Kind.SYNTAX, "there is no filter '" + name + "'", 0);
        }
        python.budget().step();
        if (value instanceof Value.Text text) {
            python.budget().read(text.text().length());
        }
        return filter.apply(python, value, given);
    }

    private static Map<String, Filter> all() {
        Map<String, Filter> all = new HashMap<>();
        all.putAll(TextFilters.all());
        all.putAll(NumberFilters.all());
        all.putAll(ListFilters.all());
        all.putAll(OrderFilters.all());
        all.putAll(ChoiceFilters.all());
        all.put("tojson", JsonText::of);
        return Map.copyOf(all);
    }
}

package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.None;
import org.hornbook.checkpoint.template.Value.Text;

/// The methods of Python's values, those left out that change one.
final class Methods {
    private static final Set<String> OF_LISTS =
            Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");
    private static final Set<String> OF_DICTS =
            Set.of("clear", "pop", "popitem", "setdefault", "update");

    private Methods() {}

    /// A method of `of`, whatever type that is.
    interface Method {
        Value call(Python python, Arguments given);
    }

    /// Whether that is a method which would change the value.
    static boolean changes(Value of, String name) {
        return switch (of) {
            case Items items -> !items.tuple() && OF_LISTS.contains(name);
            case Dict dict -> OF_DICTS.contains(name);
            default -> false;
        };
    }

    static Optional<Value> of(Value of, String name) {
        Method method =
                switch (of) {
                    case Text text -> TextMethods.of(text, name);
                    case Dict dict -> ofDict(dict, name);
                    case Items items -> ofItems(items, name);
                    case Value.Range range -> ofItemsOf(range, name);
                    case Value.Real real when name.equals("is_integer") ->
                            (python, given) ->
                                    Value.Bool.of(real.value() == Math.rint(real.value()));
                    case Int number when name.equals("bit_length") ->
                            (python, given) -> Int.of(number.value().abs().bitLength());
                    default -> null;
                };
        return Optional.ofNullable(method).map(Methods::callable);
    }

    private static Value callable(Method method) {
        return (Value.Callable) method::call;
    }

    private static Method ofDict(Dict dict, String name) {
        return switch (name) {
            case "get" ->
                    (python, given) -> {
                        Arguments.Bound to = given.placed("get", 1, "key", "default");
                        Value found = dict.get(to.get("key"));
                        return found == null ? to.get("default", None.NONE) : found;
                    };
            case "keys" -> view(dict, Value.View.Part.KEYS);
            case "values" -> view(dict, Value.View.Part.VALUES);
            case "items" -> view(dict, Value.View.Part.ITEMS);
            case "copy" ->
                    (python, given) -> {
                        given.placed("copy", 0);
                        return dict;
                    };
            default -> null;
        };
    }

    private static Method view(Dict dict, Value.View.Part part) {
        return (python, given) -> {
            given.placed(part.name().toLowerCase(java.util.Locale.ROOT), 0);
            return new Value.View(dict, part);
        };
    }

    private static Method ofItems(Items items, String name) {
        return switch (name) {
            case "copy" ->
                    items.tuple()
                            ? null
                            : (python, given) -> {
                                given.placed("copy", 0);
                                return items;
                            };
            case "count", "index" -> ofItemsOf(items, name);
            default -> null;
        };
    }

    private static Method ofItemsOf(Value of, String name) {
        return switch (name) {
            case "count" ->
                    (python, given) -> {
                        Value wanted = given.placed("count", 1, "value").get("value");
                        long count =
                                python.items(of).stream()
                                        .filter(i -> python.comparison().equal(i, wanted))
                                        .count();
                        return Int.of(count);
                    };
            case "index" ->
                    (python, given) -> {
                        Arguments.Bound to = given.placed("index", 1, "value", "start", "stop");
                        List<Value> all = new ArrayList<>(python.items(of));
                        int start = clamp(to.integer("start", 0), all.size());
                        int stop = clamp(to.integer("stop", all.size()), all.size());
                        for (int i = start; i < stop; i++) {
                            if (python.comparison().equal(all.get(i), to.get("value"))) {
                                return Int.of(i);
                            }
                        }
                        throw TemplateException.value(
                                python.shown(to.get("value")) + " is not in the " + of.type());
                    };
            default -> null;
        };
    }

    private static int clamp(int place, int length) {
        return Math.clamp(place < 0 ? place + length : place, 0, length);
    }
}

package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.Text;

/// `a.name`, `a[key]` and `a[from:to]`. What is not there is undefined; what changes a value, and
/// Python's own insides, are there but of no use.
final class Attributes {
    private static final Set<String> OF_ALL = // even of what is undefined
            Set.of("__class__", "__doc__", "__len__", "__iter__", "__str__", "__eq__", "__hash__");

    private final Python python;

    Attributes(Python python) {
        this.python = python;
    }

    Value attribute(Value of, String name) {
        Optional<Value> found = python(of, name);
        if (found.isPresent()) {
            return found.get();
        }
        Value inside = of instanceof Dict dict ? dict.get(name) : null;
        return inside == null ? missing(of, new Text(name)) : inside;
    }

    Value item(Value of, Value key) {
        if (of instanceof Value.Undefined undefined) {
            throw undefined.fault();
        }
        Value found = inside(of, key);
        if (found != null) {
            return found;
        }
        return (key instanceof Text name ? python(of, name.text()) : Optional.<Value>empty())
                .orElseGet(() -> missing(of, key));
    }

    /// What `getattr` gives.
    private Optional<Value> python(Value of, String name) {
        if (of instanceof Value.Undefined undefined && !OF_ALL.contains(name)) {
            throw undefined.fault();
        }
        if (name.startsWith("__") && name.endsWith("__") || Methods.changes(of, name)) {
            return Optional.of(
                    new Value.Undefined(
                            "the attribute '" + name + "' of '" + of.type() + "' is unsafe", true));
        }
        return of instanceof Value.Thing thing ? thing.attribute(name) : Methods.of(of, name);
    }

    /// `of[key]`, null where there is none.
    private Value inside(Value of, Value key) {
        return switch (of) {
            case Dict dict -> isKey(key) ? dict.get(key) : null;
            case OrderFilters.GroupPair group -> inside(group.pair(), key);
            case Namespace namespace when key instanceof Text name ->
                    namespace.attribute(name.text()).orElse(null);
            case Items items -> at(key, items.items().size(), i -> items.items().get((int) i));
            case Text text -> {
                python.budget().read(text.text().length());
                yield at(
                        key,
                        CodePoints.length(text.text()),
                        i ->
                                new Text(
                                        CodePoints.between(text.text(), (int) i, (int) i + 1),
                                        text.safe()));
            }
            case Value.Range range ->
                    at(key, range.length(), i -> Value.Int.of(range.start() + i * range.step()));
            default -> null;
        };
    }

    private static boolean isKey(Value key) {
        try {
            return Dict.key(key) != null;
        } catch (TemplateException unhashable) {
            return false;
        }
    }

    private static Value at(Value key, long length, java.util.function.LongFunction<Value> item) {
        if (!(key instanceof Value.Int || key instanceof Value.Bool)) {
            return null;
        }
        var number = Comparison.integer(key);
        if (number.bitLength() > 62) {
            return null;
        }
        long place = number.longValue() < 0 ? number.longValue() + length : number.longValue();
        return place < 0 || place >= length ? null : item.apply(place);
    }

    Value slice(Value of, Value.Slice slice) {
        switch (of) {
            case Value.Undefined undefined -> throw undefined.fault();
            case Items items -> {
                Value.Range range = Ranges.of(slice, items.items().size());
                List<Value> taken = new ArrayList<>();
                Ranges.each(range).forEachRemaining(i -> taken.add(items.items().get(place(i))));
                python.budget().steps(taken.size());
                return new Items(taken, items.tuple());
            }
            case Text text -> {
                int length = CodePoints.length(text.text());
                Value.Range range = Ranges.of(slice, length);
                python.budget().text(range.length());
                return new Text(characters(text.text(), range), text.safe());
            }
            case Value.Range range -> {
                Value.Range places = Ranges.of(slice, range.length());
                return new Value.Range(
                        range.start() + places.start() * range.step(),
                        range.start() + places.stop() * range.step(),
                        range.step() * places.step());
            }
            case Dict dict -> throw TemplateException.type("unhashable type: 'slice'");
            default ->
                    throw TemplateException.type("'" + of.type() + "' object is not subscriptable");
        }
    }

    private static int place(Value number) {
        return ((Value.Int) number).value().intValue();
    }

    private static String characters(String text, Value.Range range) {
        if (range.step() == 1) {
            return CodePoints.between(text, (int) range.start(), (int) range.stop());
        }
        int[] points = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        Ranges.each(range).forEachRemaining(i -> out.appendCodePoint(points[place(i)]));
        return out.toString();
    }

    /// `of[key]` where there is nothing.
    Value missing(Value of, Value key) {
        String what = of == Value.None.NONE ? "None" : of.type() + " object";
        String words =
                key instanceof Text name
                        ? Quoted.of(what) + " has no attribute " + Quoted.of(name.text())
                        : what + " has no element " + python.shown(key);
        return new Value.Undefined(words, false);
    }
}

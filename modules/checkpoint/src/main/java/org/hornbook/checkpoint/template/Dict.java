package org.hornbook.checkpoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.checkpoint.template.Value.Bool;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.Real;
import org.hornbook.checkpoint.template.Value.Text;

/// A dict in the order its keys came in. Keys are the same where Python finds them equal: `1`,
/// `1.0` and `True` are.
final class Dict implements Value {
    private record Entry(Value key, Value value) {}

    private record Several(List<Object> keys) {}

    private final Map<Object, Entry> entries = new LinkedHashMap<>();

    void put(Value key, Value value) {
        entries.compute(key(key), (k, old) -> new Entry(old == null ? key : old.key(), value));
    }

    void put(String key, Value value) {
        put(new Text(key), value);
    }

    /// Null where there is none.
    Value get(Value key) {
        Entry entry = entries.get(key(key));
        return entry == null ? null : entry.value();
    }

    Value get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    int size() {
        return entries.size();
    }

    List<Value> keys() {
        return entries.values().stream().map(Entry::key).toList();
    }

    List<Value> values() {
        return entries.values().stream().map(Entry::value).toList();
    }

    List<Value> pairs() {
        List<Value> pairs = new ArrayList<>(entries.size());
        entries.values().forEach(e -> pairs.add(Items.tuple(e.key(), e.value())));
        return pairs;
    }

    Dict copy() {
        Dict copy = new Dict();
        copy.entries.putAll(entries);
        return copy;
    }

    void putAll(Dict other) {
        other.entries.values().forEach(e -> put(e.key(), e.value()));
    }

    @Override
    public String type() {
        return "dict";
    }

    /// What stands for a value among keys.
    static Object key(Value value) {
        return switch (value) {
            case Text text -> text.text();
            case Bool bool -> BigInteger.valueOf(bool.ordinal());
            case Int number -> number.value();
            case Real real -> key(real.value());
            case Items items when items.tuple() ->
                    new Several(items.items().stream().map(Dict::key).toList());
            case Items items -> throw unhashable(items);
            case Dict dict -> throw unhashable(dict);
            case Value.Slice slice -> throw unhashable(slice);
            case Value.View view -> throw unhashable(view);
            case Value.Undefined undefined -> Value.Undefined.class;
            default -> value;
        };
    }

    private static Object key(double value) {
        return Double.isFinite(value) && value == Math.rint(value)
                ? new BigDecimal(value).toBigInteger()
                : (Object) value;
    }

    private static TemplateException unhashable(Value value) {
        return TemplateException.type("unhashable type: '" + value.type() + "'");
    }
}

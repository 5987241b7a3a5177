package org.hornbook.checkpoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hornbook.checkpoint.template.Value.Bool;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.None;
import org.hornbook.checkpoint.template.Value.Real;
import org.hornbook.checkpoint.template.Value.Text;

/// Java's values as a template's: what parsing JSON gives.
final class FromJava {
    private static final int DEEPEST = 200;

    private FromJava() {}

    /// Throws `IllegalArgumentException` for what JSON does not know.
    static Value of(Object value) {
        return of(value, 0);
    }

    private static Value of(Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a value is nested too deeply for a chat template");
        }
        return switch (value) {
            case null -> None.NONE;
            case String text -> new Text(text);
            case Boolean bool -> Bool.of(bool);
            case Integer number -> Int.of(number);
            case Long number -> Int.of(number);
            case BigInteger number -> new Int(number);
            case Double number -> new Real(number);
            case Float number -> new Real(number);
            case BigDecimal number -> new Real(number.doubleValue());
            case Map<?, ?> map -> {
                Dict dict = new Dict();
                map.forEach((key, item) -> dict.put(of(key, depth + 1), of(item, depth + 1)));
                yield dict;
            }
            case Iterable<?> items -> {
                List<Value> all = new ArrayList<>();
                items.forEach(item -> all.add(of(item, depth + 1)));
                yield Items.list(all);
            }
            default ->
                    throw new IllegalArgumentException(
                            "a chat template knows no " + value.getClass().getName());
        };
    }
}

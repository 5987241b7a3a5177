package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.List;
import org.hornbook.checkpoint.template.Value.None;
import org.hornbook.checkpoint.template.Value.Text;

/// What a filter's `attribute` takes from an item: `a.b.0`, itself where it is None.
///
/// @param otherwise in the place of what is not there; None for nothing
record Getter(Python python, List<Value> path, Value otherwise) {
    static Getter of(Python python, Value attribute, Value otherwise) {
        List<Value> path = new ArrayList<>();
        switch (attribute) {
            case None none -> {}
            case Text text -> {
                for (String part : text.text().split("\\.", -1)) {
                    boolean number = TextMethods.all(part, Character::isDigit);
                    path.add(
                            number
                                    ? new Value.Int(Numbers.parse(part, 10).orElseThrow())
                                    : new Text(part));
                }
            }
            default -> path.add(attribute);
        }
        return new Getter(python, path, otherwise);
    }

    Value of(Value item) {
        Value value = item;
        for (Value part : path) {
            value = python.attributes().item(value, part);
            if (value instanceof Value.Undefined && otherwise != None.NONE) {
                value = otherwise;
            }
        }
        return value;
    }
}

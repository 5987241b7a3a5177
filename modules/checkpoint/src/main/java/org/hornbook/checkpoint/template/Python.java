package org.hornbook.checkpoint.template;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/// What values do in Python, for one rendering and within its budget.
final class Python {
    private final Budget budget;
    private final Clock clock;
    private final Printed printed;
    private final Comparison comparison;
    private final Arithmetic arithmetic;
    private final Attributes attributes;

    Python(Budget budget, Clock clock) {
        this.budget = budget;
        this.clock = clock;
        this.printed = new Printed(budget);
        this.comparison = new Comparison(budget, this);
        this.arithmetic = new Arithmetic(this);
        this.attributes = new Attributes(this);
    }

    Budget budget() {
        return budget;
    }

    Clock clock() {
        return clock;
    }

    Comparison comparison() {
        return comparison;
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    Attributes attributes() {
        return attributes;
    }

    /// `str(value)`
    String text(Value value) {
        return value instanceof Value.Text text ? text.text() : printed.text(value);
    }

    /// `repr(value)`
    String shown(Value value) {
        return printed.shown(value);
    }

    /// A text of `length` characters, before it is made.
    Value.Text made(String text) {
        budget.text(text.length());
        return new Value.Text(text);
    }

    /// Counts a list that is made.
    Value.Items list(List<Value> items) {
        budget.steps(items.size());
        return Value.Items.list(items);
    }

    /// `list(value)`
    List<Value> items(Value value) {
        if (value instanceof Value.Items items) {
            return items.items();
        }
        List<Value> all = new ArrayList<>();
        each(value).forEachRemaining(all::add);
        return all;
    }

    /// `iter(value)`
    Iterator<Value> each(Value value) {
        Iterator<Value> all = iterator(value);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public Value next() {
                budget.step();
                return all.next();
            }
        };
    }

    private Iterator<Value> iterator(Value value) {
        return switch (value) {
            case Value.Text text -> CodePoints.each(text.text());
            case Value.Items items -> items.items().iterator();
            case Dict dict -> dict.keys().iterator();
            case Value.View view -> view.items().iterator();
            case Value.Range range -> Ranges.each(range);
            case Value.Stream stream -> stream.items();
            case OrderFilters.GroupPair group -> group.pair().items().iterator();
            case Value.Undefined undefined when undefined.unsafe() -> throw undefined.fault();
            case Value.Undefined undefined -> Collections.emptyIterator();
            default ->
                    throw TemplateException.type("'" + value.type() + "' object is not iterable");
        };
    }

    static boolean iterable(Value value) {
        return switch (value) {
            case Value.Text text -> true;
            case Value.Items items -> true;
            case Dict dict -> true;
            case Value.View view -> true;
            case Value.Range range -> true;
            case Value.Stream stream -> true;
            case OrderFilters.GroupPair group -> true;
            case Value.Undefined undefined -> true;
            default -> false;
        };
    }

    /// `len(value)`
    long length(Value value) {
        return switch (value) {
            case Value.Text text -> CodePoints.length(text.text());
            case Value.Items items -> items.items().size();
            case Dict dict -> dict.size();
            case Value.View view -> view.of().size();
            case Value.Range range -> range.length();
            case Loop loop -> loop.length();
            case OrderFilters.GroupPair group -> 2;
            case Value.Undefined undefined -> 0;
            default ->
                    throw TemplateException.type(
                            "object of type '" + value.type() + "' has no len()");
        };
    }

    Value call(Value value, Arguments arguments) {
        budget.step();
        return switch (value) {
            case Value.Callable callable -> callable.call(this, arguments);
            case Value.Undefined undefined -> throw undefined.fault();
            default ->
                    throw TemplateException.type("'" + value.type() + "' object is not callable");
        };
    }
}

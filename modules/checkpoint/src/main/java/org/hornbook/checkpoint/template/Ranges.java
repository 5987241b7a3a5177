package org.hornbook.checkpoint.template;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Range;

/// `range(..)`, of at most 100,000 numbers, and places in sequences.
final class Ranges {
    private static final int LONGEST = 100_000;

    private Ranges() {}

    static Value range(Python python, Arguments given) {
        Arguments.Bound to = given.bind("range", 1, "a", "b", "c");
        int a = to.integer("a", 0);
        long start = to.has("b") ? a : 0;
        long stop = to.has("b") ? to.integer("b", 0) : a;
        long step = to.integer("c", 1);
        if (step == 0) {
            throw TemplateException.value("range() arg 3 must not be zero");
        }
        Range range = new Range(start, stop, step);
        if (range.length() > LONGEST) {
            throw TemplateException.limit("a range of more than " + LONGEST + " numbers");
        }
        return range;
    }

    static Iterator<Value> each(Range range) {
        return new Iterator<>() {
            private long at;

            @Override
            public boolean hasNext() {
                return at < range.length();
            }

            @Override
            public Value next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return Int.of(range.start() + range.step() * at++);
            }
        };
    }

    /// What a slice takes from `length` items.
    static Range of(Value.Slice slice, long length) {
        long step = bound(slice.step(), 1);
        if (step == 0) {
            throw TemplateException.value("slice step cannot be zero");
        }
        long low = step > 0 ? 0 : -1;
        long high = step > 0 ? length : length - 1;
        long start = place(slice.start(), step > 0 ? low : high, length, low, high);
        long stop = place(slice.stop(), step > 0 ? high : low, length, low, high);
        return new Range(start, stop, step);
    }

    private static long place(Value value, long otherwise, long length, long low, long high) {
        if (value == Value.None.NONE) {
            return otherwise;
        }
        long place = bound(value, 0);
        return Math.clamp(place < 0 ? place + length : place, low, high);
    }

    private static long bound(Value value, long otherwise) {
        return switch (value) {
            case Value.None none -> otherwise;
            case Value.Bool bool -> bool.ordinal();
            case Int number ->
                    number.value().bitLength() < 62
                            ? number.value().longValue()
                            : number.value().signum() * (Long.MAX_VALUE >> 2);
            case Value.Undefined undefined ->
                    throw TemplateException.type(
                            "slice indices must be integers, and " + undefined.words());
            default ->
                    throw TemplateException.type(
                            "slice indices must be integers or None, not '" + value.type() + "'");
        };
    }
}

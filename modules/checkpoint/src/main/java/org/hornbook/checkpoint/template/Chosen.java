package org.hornbook.checkpoint.template;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/// The items that pass a test, each tested when it is asked for.
final class Chosen implements Iterator<Value> {
    private final Iterator<Value> all;
    private final Predicate<Value> keeps;
    private Value next;

    Chosen(Iterator<Value> all, Predicate<Value> keeps) {
        this.all = all;
        this.keeps = keeps;
    }

    @Override
    public boolean hasNext() {
        while (next == null && all.hasNext()) {
            Value item = all.next();
            next = keeps.test(item) ? item : null;
        }
        return next != null;
    }

    @Override
    public Value next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Value item = next;
        next = null;
        return item;
    }
}

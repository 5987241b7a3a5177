package org.hornbook.checkpoint.template;

import java.util.Collections;
import java.util.Iterator;
import java.util.function.Supplier;

/// Items that are found, and errors that are told, only once they are asked for, as with Python's
/// generators.
final class Lazy implements Iterator<Value> {
    private final Supplier<Iterator<Value>> begin;
    private Iterator<Value> items;

    private Lazy(Supplier<Iterator<Value>> begin) {
        this.begin = begin;
    }

    static Iterator<Value> of(Supplier<Iterator<Value>> begin) {
        return new Lazy(begin);
    }

    static Iterator<Value> failing(TemplateException fault) {
        return new Lazy(
                () -> {
                    throw fault;
                });
    }

    @Override
    public boolean hasNext() {
        if (items == null) {
            items = Collections.emptyIterator(); // a generator that raised is over
            items = begin.get();
        }
        return items.hasNext();
    }

    @Override
    public Value next() {
        hasNext();
        return items.next();
    }
}

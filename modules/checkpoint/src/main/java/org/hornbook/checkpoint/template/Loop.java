package org.hornbook.checkpoint.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hornbook.checkpoint.template.Value.Bool;
import org.hornbook.checkpoint.template.Value.Int;

/// `loop` inside of a for block: where it stands, and what comes before and after. Reads ahead only
/// as far as it is asked to.
final class Loop implements Value.CallableThing {
    private final Iterator<Value> items;
    private final long known; // how many there are, -1 if that is not known yet
    private final int depth; // from 0
    private final BiFunction<Value, Integer, Value> again; // null unless recursive
    private final Deque<Value> ahead = new ArrayDeque<>();
    private long index = -1;
    private Value before;
    private Value current;
    private List<Value> watched;

    Loop(
            Python python,
            Value over,
            Iterator<Value> items,
            int depth,
            BiFunction<Value, Integer, Value> again) {
        this.items = items;
        this.known = over instanceof Value.Stream ? -1 : python.length(over);
        this.depth = depth;
        this.again = again;
    }

    boolean advance() {
        Value next = ahead.isEmpty() ? (items.hasNext() ? items.next() : null) : ahead.poll();
        if (next == null) {
            return false;
        }
        before = current;
        current = next;
        index++;
        return true;
    }

    Value current() {
        return current;
    }

    boolean hasItems() {
        return length() > 0;
    }

    long length() {
        if (known >= 0) {
            return known;
        }
        items.forEachRemaining(ahead::add);
        return index + 1 + ahead.size();
    }

    private Value next() {
        if (ahead.isEmpty() && items.hasNext()) {
            ahead.add(items.next());
        }
        return ahead.peek();
    }

    @Override
    public Optional<Value> attribute(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "index" -> Int.of(index + 1);
                    case "index0" -> Int.of(index);
                    case "revindex" -> Int.of(length() - index);
                    case "revindex0" -> Int.of(length() - index - 1);
                    case "first" -> Bool.of(index == 0);
                    case "last" -> Bool.of(next() == null);
                    case "length" -> Int.of(length());
                    case "depth" -> Int.of(depth + 1L);
                    case "depth0" -> Int.of(depth);
                    case "previtem" -> index == 0 ? none("there is no previous item") : before;
                    case "nextitem" -> {
                        Value next = next();
                        yield next == null ? none("there is no next item") : next;
                    }
                    case "cycle" -> (Value.Callable) this::cycle;
                    case "changed" -> (Value.Callable) this::changed;
                    default -> null;
                });
    }

    private static Value none(String words) {
        return new Value.Undefined(words, false);
    }

    private Value cycle(Python python, Arguments given) {
        List<Value> values = given.positional();
        if (values.isEmpty() || !given.named().isEmpty()) {
            throw TemplateException.type("no items for cycling given");
        }
        return values.get((int) (index % values.size()));
    }

    private Value changed(Python python, Arguments given) {
        List<Value> values = given.positional();
        boolean same =
                watched != null
                        && python.comparison()
                                .equal(
                                        new Value.Items(watched, true),
                                        new Value.Items(values, true));
        watched = values;
        return Bool.of(!same);
    }

    /// Runs the loop's body over other items.
    @Override
    public Value call(Python python, Arguments given) {
        if (again == null) {
            throw TemplateException.type(
                    "The loop must have the 'recursive' marker to be called recursively");
        }
        return again.apply(given.bind("loop", 1, "iterable").get("iterable"), depth + 1);
    }

    @Override
    public String type() {
        return "jinja2.runtime.LoopContext";
    }

    @Override
    public String shown() {
        return "<LoopContext " + (index + 1) + "/" + length() + ">";
    }
}

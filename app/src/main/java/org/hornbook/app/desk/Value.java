package org.hornbook.app.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What a view shows, as one value that is replaced whole. To be used on the FX thread.
public final class Value<S> {
    private final List<Consumer<S>> listeners = new ArrayList<>();
    private S value;

    public Value(S first) {
        this.value = Objects.requireNonNull(first);
    }

    public S get() {
        return value;
    }

    /// Replaces the value and tells whoever listens, unless it is equal.
    public void set(S next) {
        if (!value.equals(next)) {
            value = next;
            List.copyOf(listeners).forEach(l -> l.accept(next));
        }
    }

    public void update(UnaryOperator<S> change) {
        set(change.apply(value));
    }

    /// Tells `listener` the value now and whenever it changes, until what is returned is run.
    public Runnable show(Consumer<S> listener) {
        listeners.add(listener);
        listener.accept(value);
        return () -> listeners.remove(listener);
    }
}

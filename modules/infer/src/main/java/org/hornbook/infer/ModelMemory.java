package org.hornbook.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// The models of a process under one budget of memory. A model is lent to as many as ask for it,
/// stays loaded when the last has given it back, and makes room, the longest unused first, when
/// another needs it. What does not fit is refused before anything is loaded.
///
/// @param <M> what is lent
public final class ModelMemory<M extends AutoCloseable> implements AutoCloseable {
    private static final double MB = 1e6;

    private final long budget;
    private final LongSupplier available;
    private final Runnable changed;
    private final Map<String, Slot<M>> slots = new LinkedHashMap<>();
    private long clock;
    private boolean closed;

    /// What a model is doing in memory.
    public enum State {
        LOADING,
        /// Lent to somebody.
        IN_USE,
        /// Loaded and lent to nobody: it is let go of when room is needed.
        KEPT
    }

    /// @param bytes what it is reckoned with
    public record Entry(String key, String name, long bytes, State state) {}

    /// Said when a model does not fit, before anything is loaded; the message is one sentence.
    public static final class TooLittle extends IllegalStateException {
        TooLittle(String message) {
            super(message);
        }
    }

    /// A model that is lent until this is closed.
    public final class Loan implements AutoCloseable {
        private final String key;
        private final Slot<M> slot;
        private boolean back;

        private Loan(String key, Slot<M> slot) {
            this.key = key;
            this.slot = slot;
        }

        public M model() {
            return slot.loaded();
        }

        @Override
        public void close() {
            if (!back) {
                back = true;
                giveBack(key, slot);
            }
        }
    }

    private static final class Slot<M> {
        private final String name;
        private final long bytes;
        private final FutureTask<M> task;
        private int loans;
        private long used;

        private Slot(String name, long bytes, Callable<M> opening) {
            this.name = name;
            this.bytes = bytes;
            this.task = new FutureTask<>(opening);
        }

        private M loaded() {
            return task.resultNow();
        }

        private State state() {
            return !task.isDone() ? State.LOADING : loans > 0 ? State.IN_USE : State.KEPT;
        }
    }

    /// @param budget bytes for all models together
    /// @param available bytes that the machine could still give
    /// @param changed called, by whatever thread, when `entries` has changed
    public ModelMemory(long budget, LongSupplier available, Runnable changed) {
        this.budget = budget;
        this.available = available;
        this.changed = changed;
    }

    /// Bytes for all models together.
    public long budget() {
        return budget;
    }

    /// The models in memory, those first that were loaded first.
    public synchronized List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        slots.forEach((key, slot) -> all.add(new Entry(key, slot.name, slot.bytes, slot.state())));
        return List.copyOf(all);
    }

    /// Lends the model `key`, loaded by `opening` if it is not there. Throws `TooLittle` if the
    /// models in use leave no room for `bytes`, and what `opening` throws.
    ///
    /// @param name by which a person knows it
    /// @param bytes what it will take, files that are mapped included
    public Loan borrow(String key, String name, long bytes, Callable<M> opening) throws Exception {
        Slot<M> slot;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the models are closed");
            }
            slot = slots.get(key);
            if (slot == null) {
                makeRoom(name, bytes);
                slot = new Slot<>(name, bytes, opening);
                slots.put(key, slot);
            }
            slot.loans++;
            slot.used = ++clock;
        }
        changed.run();
        slot.task.run();
        try {
            slot.task.get();
            changed.run();
            return new Loan(key, slot);
        } catch (ExecutionException e) {
            forget(key, slot);
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw e;
            }
        } catch (InterruptedException e) {
            giveBack(key, slot);
            throw e;
        }
    }

    /// Lets go of a model that nobody uses; false if somebody does.
    public boolean letGo(String key) {
        synchronized (this) {
            Slot<M> slot = slots.get(key);
            if (slot == null) {
                return true;
            }
            if (slot.state() != State.KEPT) {
                return false;
            }
            evict(key);
        }
        changed.run();
        return true;
    }

    private void makeRoom(String name, long bytes) {
        long taken =
                slots.values().stream()
                        .filter(s -> s.state() != State.KEPT)
                        .mapToLong(s -> s.bytes)
                        .sum();
        if (bytes > budget - taken) {
            throw new TooLittle(
                    name
                            + " needs about "
                            + words(bytes)
                            + ", and of the "
                            + words(budget)
                            + " for models "
                            + words(Math.max(0, budget - taken))
                            + " are free"
                            + others());
        }
        while (bytes > budget - all() && evictOldest()) {
            // until it fits
        }
        while (bytes > available.getAsLong() && evictOldest()) {
            // what the budget allows, the machine may have given to other programs
        }
        if (bytes > available.getAsLong()) {
            throw new TooLittle(
                    name
                            + " needs about "
                            + words(bytes)
                            + ", and this machine has "
                            + words(available.getAsLong())
                            + " left: close other programs"
                            + others());
        }
    }

    private String others() {
        String used =
                slots.values().stream()
                        .filter(s -> s.state() != State.KEPT)
                        .map(s -> s.name + " (" + words(s.bytes) + ")")
                        .collect(Collectors.joining(", "));
        return used.isEmpty() ? "" : "; in use: " + used;
    }

    private long all() {
        return slots.values().stream().mapToLong(s -> s.bytes).sum();
    }

    private boolean evictOldest() {
        return slots.entrySet().stream()
                .filter(e -> e.getValue().state() == State.KEPT)
                .min(Comparator.comparingLong(e -> e.getValue().used))
                .map(e -> evict(e.getKey()))
                .orElse(false);
    }

    private boolean evict(String key) {
        close(slots.remove(key).loaded());
        return true;
    }

    private void giveBack(String key, Slot<M> slot) {
        synchronized (this) {
            slot.loans--;
            slot.used = ++clock;
            if (closed && slot.loans == 0 && slots.remove(key, slot)) {
                close(slot.loaded());
            }
        }
        changed.run();
    }

    private void forget(String key, Slot<M> slot) {
        synchronized (this) {
            slots.remove(key, slot);
        }
        changed.run();
    }

    private static <M extends AutoCloseable> void close(M model) {
        try {
            model.close();
        } catch (Exception e) {
            throw new IllegalStateException("a model cannot be closed: " + e.getMessage(), e);
        }
    }

    /// `1.5 GB`
    static String words(long bytes) {
        return bytes < 1000 * MB
                ? Math.round(bytes / MB) + " MB"
                : Math.round(bytes / MB / 100) / 10.0 + " GB";
    }

    /// Lets go of what nobody uses now, and of the rest when it is given back.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            while (evictOldest()) {
                // all that are kept
            }
        }
    }
}

package org.hornbook.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.MachineMemory;
import org.hornbook.infer.ModelMemory;

/// The checkpoints that are open to write text, under one budget of memory: what one room has
/// opened another finds open.
public final class Models implements AutoCloseable {
    private final Supplier<Path> graphs;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final ModelMemory<OpenedModel> memory =
            new ModelMemory<>(
                    MachineMemory.forModels(),
                    MachineMemory::available,
                    () -> followers.forEach(Runnable::run));

    /// @param graphs where graphs are kept
    public Models(Supplier<Path> graphs) {
        this.graphs = graphs;
    }

    /// A model that is lent until this is closed.
    public record Lent(OpenedModel model, Runnable back) implements AutoCloseable {
        @Override
        public void close() {
            back.run();
        }
    }

    /// Lends the checkpoint in `folder`, opened if it is not yet. Throws `CheckpointException` or
    /// `ModelMemory.TooLittle`, in one sentence, if it cannot be; `CancellationException`, the flag
    /// left set, if the thread is interrupted meanwhile.
    public Lent open(String name, Path folder, int threads) {
        return open(name, folder, threads, Precision.FP32, GraphProgress.SILENT);
    }

    /// As above, with the weights kept as `precision` says; `progress` hears of a graph that is
    /// being written.
    public Lent open(
            String name, Path folder, int threads, Precision precision, GraphProgress progress) {
        long bytes = OpenedModel.bytes(folder, precision);
        try {
            ModelMemory<OpenedModel>.Loan loan =
                    memory.borrow(
                            OpenedModel.key(folder) + "\n" + precision,
                            name,
                            bytes,
                            () ->
                                    OpenedModel.open(
                                            name,
                                            folder,
                                            graphs.get(),
                                            threads,
                                            precision,
                                            progress));
            return new Lent(loan.model(), loan::close);
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while " + name + " was being loaded");
        } catch (Exception e) {
            throw new IllegalStateException(Sentence.of(e), e);
        }
    }

    /// What is in memory, for whatever reason.
    public List<ModelMemory.Entry> entries() {
        return memory.entries();
    }

    /// Bytes for all of them together.
    public long budget() {
        return memory.budget();
    }

    /// Lets go of a model that nobody uses; false if somebody does.
    public boolean letGo(String key) {
        return memory.letGo(key);
    }

    /// Has `follower` called, by whatever thread, when `entries` has changed.
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    @Override
    public void close() {
        memory.close();
    }
}

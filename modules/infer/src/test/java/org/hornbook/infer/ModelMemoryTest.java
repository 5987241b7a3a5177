package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hornbook.infer.ModelMemory.Entry;
import org.hornbook.infer.ModelMemory.State;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {
    private static final long MB = 1_000_000;

    private final List<String> events = new ArrayList<>();
    private long free = Long.MAX_VALUE;
    private final AtomicInteger changes = new AtomicInteger();
    private final ModelMemory<Model> memory =
            new ModelMemory<>(1000 * MB, () -> free, changes::incrementAndGet);

    private final class Model implements AutoCloseable {
        private final String name;

        private Model(String name) {
            this.name = name;
            events.add("load " + name);
        }

        @Override
        public void close() {
            events.add("close " + name);
        }
    }

    @Test
    void aModelGivenBackStaysLoadedAndIsLentAgain() throws Exception {
        Model first;
        try (var loan = borrow("a", 400)) {
            first = loan.model();
            assertThat(memory.entries())
                    .containsExactly(new Entry("a", "model a", 400 * MB, State.IN_USE));
        }
        assertThat(memory.entries())
                .containsExactly(new Entry("a", "model a", 400 * MB, State.KEPT));
        try (var loan = borrow("a", 400)) {
            assertThat(loan.model()).isSameAs(first);
        }
        assertThat(events).containsExactly("load a");
        assertThat(changes.get()).isPositive();
    }

    @Test
    void theLongestUnusedMakesRoomBeforeTheNextIsLoaded() throws Exception {
        borrow("a", 400).close();
        borrow("b", 400).close();
        borrow("a", 400).close();
        try (var c = borrow("c", 300)) {
            assertThat(events).containsExactly("load a", "load b", "close b", "load c");
            assertThat(memory.entries()).extracting(Entry::key).containsExactly("a", "c");
        }
    }

    @Test
    void whatDoesNotFitIsSaidBeforeAnythingIsLoadedOrLetGo() throws Exception {
        borrow("kept", 100).close();
        try (var a = borrow("a", 700)) {
            assertThatThrownBy(() -> borrow("b", 400))
                    .isInstanceOf(ModelMemory.TooLittle.class)
                    .hasMessage(
                            "model b needs about 400 MB, and of the 1.0 GB for models 300 MB are"
                                    + " free; in use: model a (700 MB)");
            assertThatThrownBy(() -> borrow("huge", 2500))
                    .hasMessageStartingWith("model huge needs about 2.5 GB, and of the 1.0 GB");
            assertThat(a.model()).isNotNull();
        }
        assertThat(events).containsExactly("load kept", "load a");
    }

    @Test
    void whatOtherProgramsHoldCounts() throws Exception {
        borrow("a", 400).close();
        free = 200 * MB;
        assertThatThrownBy(() -> borrow("b", 300))
                .isInstanceOf(ModelMemory.TooLittle.class)
                .hasMessage(
                        "model b needs about 300 MB, and this machine has 200 MB left: close other"
                                + " programs");
    }

    @Test
    void aModelThatCannotBeLoadedLeavesNothingBehind() {
        assertThatThrownBy(
                        () ->
                                memory.borrow(
                                        "a",
                                        "model a",
                                        MB,
                                        () -> {
                                            throw new IllegalArgumentException("no such model");
                                        }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such model");
        assertThat(memory.entries()).isEmpty();
    }

    @Test
    void twoWhoAskAtOnceGetTheSameModel() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<Model> other = new AtomicReference<>();
        Thread slow =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try (var loan =
                                            memory.borrow(
                                                    "a",
                                                    "model a",
                                                    MB,
                                                    () -> {
                                                        loading.countDown();
                                                        go.await();
                                                        return new Model("a");
                                                    })) {
                                        other.set(loan.model());
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
        loading.await();
        assertThat(memory.entries().getFirst().state()).isEqualTo(State.LOADING);
        assertThat(memory.letGo("a")).isFalse();
        go.countDown();
        try (var loan = borrow("a", 1)) {
            slow.join();
            assertThat(loan.model()).isSameAs(other.get());
        }
        assertThat(events).containsExactly("load a");
    }

    @Test
    void lettingGoAndClosingSpareWhatIsInUse() throws Exception {
        borrow("a", 100).close();
        var b = borrow("b", 100);
        assertThat(memory.letGo("a")).isTrue();
        assertThat(memory.letGo("b")).isFalse();
        memory.close();
        assertThat(events).containsExactly("load a", "load b", "close a");
        b.close();
        b.close();
        assertThat(events).containsExactly("load a", "load b", "close a", "close b");
        assertThatThrownBy(() -> borrow("c", 1)).hasMessage("the models are closed");
    }

    @Test
    void thisMachineHasMemoryForModels() {
        assertThat(MachineMemory.forModels()).isGreaterThan(100 * MB);
        assertThat(MachineMemory.available()).isGreaterThan(MB);
    }

    private ModelMemory<Model>.Loan borrow(String key, long megabytes) throws Exception {
        return memory.borrow(key, "model " + key, megabytes * MB, () -> new Model(key));
    }
}

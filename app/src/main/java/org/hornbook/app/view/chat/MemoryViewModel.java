package org.hornbook.app.view.chat;

import java.util.List;
import java.util.Optional;
import org.hornbook.app.Models;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Value;
import org.hornbook.infer.Device;
import org.hornbook.infer.ModelMemory;

/// Which checkpoints are in memory, and letting go of one.
final class MemoryViewModel {
    private final Desk desk;
    private final Models models;
    private final Value<InMemory> state;

    /// @param budget bytes for all models together
    /// @param device what they run on; known once one is loaded
    record InMemory(List<ModelMemory.Entry> models, long budget, Optional<Device> device) {
        long bytes() {
            return models.stream().mapToLong(ModelMemory.Entry::bytes).sum();
        }
    }

    MemoryViewModel(Desk desk) {
        this.desk = desk;
        this.models = desk.bench().models();
        this.state = new Value<>(now());
        models.follow(this::changed);
    }

    Value<InMemory> state() {
        return state;
    }

    void letGo(String key) {
        desk.background().run(() -> models.letGo(key), done -> {}, desk::tell);
    }

    private void changed() {
        desk.background().run(this::now, state::set, desk::tell);
    }

    private InMemory now() {
        List<ModelMemory.Entry> entries = models.entries();
        boolean loaded = entries.stream().anyMatch(e -> e.state() != ModelMemory.State.LOADING);
        return new InMemory(
                entries, models.budget(), loaded ? Optional.of(Device.chosen()) : Optional.empty());
    }
}

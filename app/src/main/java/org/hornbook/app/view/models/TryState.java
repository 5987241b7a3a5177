package org.hornbook.app.view.models;

import org.hornbook.app.desk.Texts;
import org.hornbook.evaluate.EvalResult;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Trying a checkpoint: on what, how far it is, what came of it.
///
/// @param known benchmarks to choose from
/// @param file the chosen one
/// @param tasks how many it has; 0 while it is read
/// @param wrong why it cannot be read, or why the trial failed; else empty
/// @param maxTokens of one answer
/// @param going trials of this window that have not ended
/// @param result of the trial that ended last, with the name of its model
public record TryState(
        List<Path> known,
        Path file,
        int tasks,
        String wrong,
        int maxTokens,
        List<Going> going,
        Optional<EvalResult> result) {
    /// A trial under way.
    ///
    /// @param share done, 0-1; negative while it waits
    public record Going(String model, String words, double share) {}

    Optional<Going> of(String model) {
        return going.stream().filter(g -> g.model().equals(model)).findFirst();
    }

    TryState reading(Path next) {
        return new TryState(known, next, 0, "", maxTokens, going, Optional.empty());
    }

    TryState read(int number) {
        return new TryState(known, file, number, "", maxTokens, going, result);
    }

    TryState refusing(String why) {
        return new TryState(known, file, tasks, why, maxTokens, going, result);
    }

    TryState going(List<Going> next) {
        return new TryState(known, file, tasks, wrong, maxTokens, next, result);
    }

    TryState beginning(String model) {
        List<Going> next = new ArrayList<>(going);
        next.add(new Going(model, Texts.of("try.preparing"), -1));
        return going(List.copyOf(next));
    }

    TryState gave(Optional<EvalResult> next) {
        return new TryState(known, file, tasks, wrong, maxTokens, going, next);
    }
}

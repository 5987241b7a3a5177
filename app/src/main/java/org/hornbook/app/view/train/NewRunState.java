package org.hornbook.app.view.train;

import java.util.Optional;

/// The sheet of a new run.
///
/// @param open whether it is shown
/// @param ready whether the data has been read
/// @param touched whether a person has chosen the name; else it follows the data
/// @param checked what the draft comes to
/// @param tokens of the data chosen; empty if none is
/// @param estimate empty while the draft is wrong
/// @param machine memory of the machine in bytes
public record NewRunState(
        boolean open,
        boolean ready,
        boolean touched,
        TrainingData data,
        Draft draft,
        Checked checked,
        Optional<TrainingData.Tokens> tokens,
        Optional<Estimate> estimate,
        long machine) {
    NewRunState opening(boolean named) {
        return new NewRunState(true, false, named, data, draft, checked, tokens, estimate, machine);
    }

    NewRunState closed() {
        return new NewRunState(
                false, false, false, data, draft, checked, tokens, estimate, machine);
    }

    Optional<Checked.Wrong> wrong() {
        return checked instanceof Checked.Wrong w ? Optional.of(w) : Optional.empty();
    }
}

package org.hornbook.app.view.compare;

import java.util.List;

/// Training and scoring, and what a new classifier is made of.
///
/// @param doing what runs, in words; empty if nothing does
/// @param share how much of it is done, 0-1; negative if that is not known
/// @param encoders the checkpoints of the workspace that can embed texts
/// @param asking whether the form is open
record TrainingState(String doing, double share, List<String> encoders, boolean asking) {
    static final TrainingState IDLE = new TrainingState("", 0, List.of(), false);

    boolean runs() {
        return !doing.isEmpty();
    }

    TrainingState doing(String words, double done) {
        return new TrainingState(words, done, encoders, asking);
    }

    TrainingState asking(boolean on) {
        return new TrainingState(doing, share, encoders, on);
    }

    TrainingState with(List<String> checkpoints) {
        return new TrainingState(doing, share, checkpoints, asking);
    }
}

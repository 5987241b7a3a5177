package org.hornbook.app.view.train;

import java.util.List;
import java.util.Optional;

/// What stands under `What it writes`.
///
/// @param run the fingerprint of the run; empty if none is in front
/// @param steps at which it wrote, ascending
/// @param at the place in `steps`; -1 if there are none
/// @param prompt the place in `prompts`; -1 if there are none
/// @param sample empty if this prompt was not asked at this step
/// @param writing whether the newest state writes now
/// @param checking whether the sandbox runs the sample now
public record SamplesState(
        String run,
        List<Integer> steps,
        int at,
        List<Prompts.Prompt> prompts,
        int prompt,
        Optional<Sample> sample,
        boolean writing,
        boolean checking) {
    static final SamplesState NONE =
            new SamplesState("", List.of(), -1, List.of(), -1, Optional.empty(), false, false);

    Optional<Prompts.Prompt> asked() {
        return prompt < 0 ? Optional.empty() : Optional.of(prompts.get(prompt));
    }

    boolean newest() {
        return at == steps.size() - 1;
    }

    SamplesState showing(int step, int which, Optional<Sample> found) {
        return new SamplesState(run, steps, step, prompts, which, found, writing, false);
    }

    SamplesState writing(boolean now) {
        return new SamplesState(run, steps, at, prompts, prompt, sample, now, checking);
    }

    SamplesState checking(boolean now) {
        return new SamplesState(run, steps, at, prompts, prompt, sample, writing, now);
    }
}

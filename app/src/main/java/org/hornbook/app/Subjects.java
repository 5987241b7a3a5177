package org.hornbook.app;

import java.util.List;
import org.hornbook.evaluate.EvalJob;
import org.hornbook.infer.Sampling;

/// Checkpoints as models under test.
public final class Subjects {
    /// Where a function that was asked for has ended, and something else begins.
    private static final List<String> STOPS =
            List.of("\nclass ", "\ndef ", "\n#", "\nif ", "\nprint(", "\n@");

    private Subjects() {}

    /// Where a function that was asked for has ended.
    public static List<String> stops() {
        return STOPS;
    }

    /// Always the most likely token, at most `maxTokens`, up to the end of the function.
    public static EvalJob.Model greedy(OpenedModel model, int maxTokens) {
        Sampling sampling = Sampling.greedy(maxTokens).withStop(STOPS);
        return new EvalJob.Model(
                model.name(),
                model.fingerprint() + " greedy " + maxTokens,
                prompt -> model.text().reply(prompt, sampling).text());
    }
}

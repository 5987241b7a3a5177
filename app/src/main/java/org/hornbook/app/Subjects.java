package org.hornbook.app;

import java.util.List;
import java.util.function.Supplier;
import org.hornbook.evaluate.Benchmark;
import org.hornbook.evaluate.EvalJob;
import org.hornbook.infer.Sampling;

/// Checkpoints as models under test.
public final class Subjects {
    private Subjects() {}

    /// Where a function that was asked for has ended, and something else begins.
    public static List<String> stops() {
        return Benchmark.AFTER_A_BODY;
    }

    /// Always the most likely token, at most `maxTokens`, up to one of `stops`. The model is asked
    /// for with the first prompt.
    ///
    /// @param fingerprint the checkpoint's
    static EvalJob.Model greedy(
            String name,
            String fingerprint,
            Supplier<OpenedModel> opened,
            int maxTokens,
            List<String> stops) {
        Sampling sampling = Sampling.greedy(maxTokens).withStop(stops);
        return new EvalJob.Model(
                name,
                fingerprint + " greedy " + maxTokens,
                prompt -> opened.get().text().reply(prompt, sampling).text());
    }

    /// The same of a model that is open, up to the end of a function whose head is given.
    public static EvalJob.Model greedy(OpenedModel model, int maxTokens) {
        return greedy(model.name(), model.fingerprint(), () -> model, maxTokens, stops());
    }
}

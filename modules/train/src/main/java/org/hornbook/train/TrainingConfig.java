package org.hornbook.train;

import java.util.OptionalInt;
import org.hornbook.checkpoint.PhiConfig;
import org.hornbook.checkpoint.PhiParameters;

/// Everything that decides how a model comes out, beside the data.
///
/// @param layers number of blocks
/// @param hidden width of the residual stream; a multiple of `heads`
/// @param heads attention heads
/// @param context tokens in a sequence
/// @param vocab size of the tokenizer's vocabulary
/// @param batch sequences in a step
/// @param steps optimiser steps; tokens seen are `steps * batch * context`
/// @param learningRate at its highest
/// @param warmup steps of linear rise
/// @param weightDecay decoupled, on matrices only
/// @param clip greatest global norm of the gradient
/// @param threads of the training process; the result depends on it in the last bits
/// @param saveEvery steps between checkpoints
public record TrainingConfig(
        int layers,
        int hidden,
        int heads,
        int context,
        int vocab,
        int batch,
        int steps,
        double learningRate,
        int warmup,
        Schedule schedule,
        double weightDecay,
        double beta1,
        double beta2,
        double epsilon,
        double clip,
        double rotary,
        long seed,
        int threads,
        int saveEvery) {
    public TrainingConfig {
        check(layers >= 1, "layers " + layers + " is less than 1");
        check(heads >= 1, "heads " + heads + " is less than 1");
        check(
                hidden >= 1 && hidden % heads == 0,
                "hidden " + hidden + " is not a multiple of heads " + heads);
        check(context >= 2, "context " + context + " is less than 2");
        check(vocab >= 2, "vocab " + vocab + " is less than 2");
        check(batch >= 1, "batch " + batch + " is less than 1");
        check(steps >= 1, "steps " + steps + " is less than 1");
        check(learningRate > 0, "learningRate " + learningRate + " is not positive");
        check(warmup >= 0 && warmup <= steps, "warmup " + warmup + " outside 0..steps " + steps);
        check(weightDecay >= 0, "weightDecay " + weightDecay + " is negative");
        check(
                beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1,
                "betas " + beta1 + ", " + beta2 + " outside 0..1");
        check(clip > 0, "clip " + clip + " is not positive");
        check(rotary > 0 && rotary <= 1, "rotary " + rotary + " outside 0..1");
        check(
                (int) (hidden / heads * rotary) % 2 == 0,
                "rotary " + rotary + " of a head of " + hidden / heads + " is odd");
        check(threads >= 1, "threads " + threads + " is less than 1");
        check(saveEvery >= 1, "saveEvery " + saveEvery + " is less than 1");
    }

    /// The laptop-size phi of the demo: 1.06M parameters at a vocabulary of 1,024.
    public static TrainingConfig small(int vocab, int steps, long seed, int threads) {
        return new TrainingConfig(
                4,
                128,
                4,
                128,
                vocab,
                16,
                steps,
                3e-3,
                Math.min(50, steps),
                Schedule.LINEAR,
                0.1,
                0.9,
                0.95,
                1e-8,
                1.0,
                0.5,
                seed,
                threads,
                200);
    }

    public long tokens() {
        return (long) steps * batch * context;
    }

    /// The architecture, as config.json tells it. `endOfText` is the id that ends a document.
    public PhiConfig phi(int endOfText) {
        return PhiConfig.phi(
                vocab,
                hidden,
                4 * hidden,
                layers,
                heads,
                context,
                rotary,
                OptionalInt.of(endOfText));
    }

    /// How many numbers are learned.
    public long parameters() {
        return PhiParameters.count(phi(0));
    }

    /// A rough upper estimate of the training process's memory, in bytes: weights, gradients and
    /// two moments, the activations of a step, and the runtime itself.
    public long memoryEstimate() {
        long activations = (long) batch * context * hidden * layers * 40 * 4;
        return parameters() * 16 + activations + 500_000_000L;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

package org.hornbook.app.view.train;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hornbook.train.TrainingConfig;

/// What a run will be and take, said before it starts.
///
/// @param parameters exactly
/// @param memory of the training process in bytes, an upper estimate
/// @param tokens seen in training
/// @param passes how often the data is seen
/// @param speed tokens a second on this machine
/// @param basis where the speed is from
public record Estimate(
        long parameters, long memory, long tokens, double passes, double speed, Basis basis) {
    /// Operations a second that one thread is trusted with before anything was measured.
    static final double RULE = 4e10;

    /// How many times more or fewer operations a token may take for a measured run to say anything:
    /// much smaller models spend their time elsewhere.
    static final double COMPARABLE = 10;

    /// Where a speed is from.
    public sealed interface Basis {
        /// A run of the same shape, or at least the same size, was measured here.
        record Measured(String run) implements Basis {}

        /// A run of another shape was measured here; the speed is scaled by the operations a token.
        record Scaled(String run, double speed) implements Basis {}

        /// Nothing was measured yet: operations by a rule of thumb.
        record Rule(int threads) implements Basis {}
    }

    /// @param data tokens of the data; 0 if not known
    /// @param earlier runs of this workspace and what they reached in tokens a second
    static Estimate of(TrainingConfig config, double data, List<Earlier> earlier) {
        Optional<Earlier> same =
                earlier.stream().filter(e -> shape(e.config()).equals(shape(config))).findFirst();
        Optional<Earlier> near =
                earlier.stream()
                        .filter(e -> comparable(e.config(), config))
                        .min(
                                Comparator.comparingDouble(
                                        e ->
                                                Math.abs(
                                                        Math.log(
                                                                operations(e.config())
                                                                        / operations(config)))));
        double speed;
        Basis basis;
        if (same.isEmpty()) {
            same = near.filter(e -> operations(e.config()) == operations(config));
        }
        if (same.isPresent()) {
            speed = same.get().speed();
            basis = new Basis.Measured(same.get().run());
        } else if (near.isPresent()) {
            speed = near.get().speed() * operations(near.get().config()) / operations(config);
            basis = new Basis.Scaled(near.get().run(), near.get().speed());
        } else {
            speed = RULE * config.threads() / operations(config);
            basis = new Basis.Rule(config.threads());
        }
        return new Estimate(
                config.parameters(),
                config.memoryEstimate(),
                config.tokens(),
                data > 0 ? config.tokens() / data : Double.NaN,
                speed,
                basis);
    }

    /// A run whose speed was measured here.
    record Earlier(String run, TrainingConfig config, double speed) {}

    Duration time() {
        return Duration.ofMillis(Math.round(tokens / speed * 1000));
    }

    private static boolean comparable(TrainingConfig one, TrainingConfig other) {
        double ratio = operations(one) / operations(other);
        return ratio <= COMPARABLE && ratio >= 1 / COMPARABLE;
    }

    private static List<Integer> shape(TrainingConfig c) {
        return List.of(
                c.layers(), c.hidden(), c.heads(), c.context(), c.vocab(), c.batch(), c.threads());
    }

    /// Floating-point operations a token, forward and backward: six for each weight it passes, and
    /// the attention's products.
    static double operations(TrainingConfig c) {
        double weights =
                12.0 * c.layers() * c.hidden() * c.hidden() + (double) c.hidden() * c.vocab();
        return 6 * weights + 12.0 * c.layers() * c.hidden() * c.context();
    }
}

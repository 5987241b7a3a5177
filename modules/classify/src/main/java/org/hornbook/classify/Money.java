package org.hornbook.classify;

import java.util.Locale;
import java.util.Optional;

/// What more labels are expected to buy, at what the labels there are have cost.
///
/// @param dollars that are to be spent next; 0 if labels cost nothing, or nobody knows what
/// @param labels what they buy
/// @param gain of F1 that is expected
/// @param interval 95%, from resampled documents and seeds
/// @param stop whether to stop labelling
/// @param rule the stop rule in words
/// @param advice what follows from it here, in words
public record Money(
        double dollars,
        int labels,
        double gain,
        Interval interval,
        boolean stop,
        String rule,
        String advice) {
    /// The least gain of F1 that is worth the next step.
    public static final double WORTH = 0.01;

    /// How many labels are looked at as the next step where they have no price.
    public static final int STEP = 100;

    /// Judges the next step. `ceiling` is the F1 that another annotator reaches with the same
    /// labels.
    public static Money of(
            LearningCurve curve, Optional<Bill> bill, double dollars, Optional<Double> ceiling) {
        boolean priced = bill.filter(b -> b.perLabel() > 0).isPresent();
        int more =
                priced
                        ? (int)
                                Math.clamp(
                                        Math.floor(dollars / bill.get().perLabel()), 1, 100_000_000)
                        : STEP;
        double gain = curve.gain(more);
        Interval interval = curve.gainInterval(more);
        LearningCurve.Point last = curve.points().getLast();
        boolean there = ceiling.filter(c -> last.f1() >= c).isPresent();
        boolean stop = there || interval.high() < WORTH;
        String step =
                priced
                        ? String.format(
                                Locale.ROOT, "%.2f dollars more buy %,d labels", dollars, more)
                        : String.format(Locale.ROOT, "%,d labels more", more);
        String expected =
                String.format(
                        Locale.ROOT,
                        "%s: F1 is expected to rise by %.3f (%.3f to %.3f)",
                        step,
                        gain,
                        interval.low(),
                        interval.high());
        String then =
                there
                        ? String.format(
                                Locale.ROOT,
                                ". Stop: F1 %.2f is what another annotator reaches (%.2f).",
                                last.f1(),
                                ceiling.get())
                        : stop
                                ? ". Stop: even the upper end is less than "
                                        + WORTH
                                        + "; another recipe or rubric may do more."
                                : interval.low() >= WORTH
                                        ? ". Go on: even the lower end is worth it."
                                        : ". Go on: it may be worth it; measure again afterwards.";
        return new Money(
                priced ? dollars : 0,
                more,
                gain,
                interval,
                stop,
                String.format(
                        Locale.ROOT,
                        "Stop when the upper end of what the next %s is expected to add to F1 is"
                                + " less than %s, or F1 reaches that of a second annotator.",
                        priced
                                ? String.format(Locale.ROOT, "%.2f dollars", dollars)
                                : STEP + " labels",
                        WORTH),
                expected + then);
    }
}

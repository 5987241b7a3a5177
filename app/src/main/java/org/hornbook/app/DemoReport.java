package org.hornbook.app;

import java.util.List;
import org.hornbook.classify.Evaluation;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.train.TrainReport;

/// What the walk over the sample data gave.
///
/// @param seconds this run took; little if its stages had been done before
public record DemoReport(Lessons lessons, Exercises exercises, String verdict, double seconds) {
    /// The authored corpus, labelled twice.
    public record Lessons(long documents, int labels, Agreed agreement, Imitated classifier) {}

    /// @param kappa weighted by the square of the distance
    public record Agreed(double kappa, double spearman) {}

    /// A classifier on held-out folds; `f1Low` and `f1High` are the ends of a 95% bootstrap
    /// interval.
    public record Imitated(double f1, double f1Low, double f1High, double auc, double spearman) {
        static Imitated of(Evaluation e) {
            return new Imitated(e.f1(), e.f1Low(), e.f1High(), e.auc(), e.spearman());
        }
    }

    /// The generated corpus, from its labels to the models.
    public record Exercises(
            long documents,
            int labels,
            Imitated classifier,
            Kept kept,
            List<Trained> training,
            List<HeldOut> heldOut,
            List<Sample> samples) {}

    public record Kept(long documents, long tokens) {}

    /// @param tokens seen in training, the same for both models
    public record Trained(
            String name, long tokens, double firstLoss, double lastLoss, double tokensPerSecond) {
        static Trained of(String name, TrainReport r) {
            return new Trained(name, r.tokens(), r.firstLoss(), r.lastLoss(), r.tokensPerSecond());
        }
    }

    /// Held-out functions written and executed; `low` and `high` are the ends of the 95% Wilson
    /// interval.
    public record HeldOut(String name, int passed, int of, double low, double high) {
        static HeldOut of(String name, EvalResult r) {
            return new HeldOut(name, r.passed(), r.of(), r.low(), r.high());
        }
    }

    /// One prompt and what both models made of it.
    public record Sample(String prompt, String all, String kept) {}
}

package org.hornbook.app;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hornbook.classify.Bill;
import org.hornbook.classify.CurveReport;
import org.hornbook.classify.Embedder;
import org.hornbook.classify.Everything;
import org.hornbook.classify.LearningCurveJob;
import org.hornbook.classify.Money;
import org.hornbook.classify.ScoreReport;
import org.hornbook.classify.StandingLabels;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.job.JobRecord;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.label.LlmCallRepository;

/// Measures learning curves, and says what they mean in money.
public final class LearningCurves {
    /// Folds and repetitions where nobody says otherwise.
    public static final int FOLDS = 5;

    public static final int SEEDS = 2;

    private final Workbench bench;

    public LearningCurves(Workbench bench) {
        this.bench = bench;
    }

    /// The job that measures the curve of a classifier on the labels it imitates.
    ///
    /// @param settled whether second looks stand in the annotator's place
    /// @param embedder for a recipe that reads one
    public LearningCurveJob job(
            TrainedClassifier classifier,
            boolean settled,
            int folds,
            int seeds,
            long seed,
            Optional<Embedder> embedder) {
        Corpus corpus = corpus(classifier);
        Annotator by = annotator(classifier);
        List<Label> labels =
                StandingLabels.of(
                        bench.corpora(),
                        corpus.id(),
                        settled
                                ? bench.labels().settled(corpus.id(), by.id())
                                : bench.labels().labels(corpus.id(), by.id()));
        return new LearningCurveJob(
                bench.corpora(),
                new LearningCurveJob.Plan(
                        classifier.name(),
                        classifier.classifier().recipe(),
                        corpus,
                        by.name(),
                        classifier.evaluation().keepFrom(),
                        folds,
                        seeds,
                        seed),
                labels,
                embedder);
    }

    private Corpus corpus(TrainedClassifier classifier) {
        return bench.corpora().all().stream()
                .filter(c -> c.id().equals(classifier.corpus()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "the corpus of " + classifier.name() + " is gone"));
    }

    private Annotator annotator(TrainedClassifier classifier) {
        return bench.labels().annotators().stream()
                .filter(a -> a.id().equals(classifier.annotator()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "whoever "
                                                + classifier.name()
                                                + " imitates has no labels here"));
    }

    /// The curve that was measured last for a classifier by the same annotator's labels.
    public Optional<CurveReport> newest(String classifier, String corpus, String annotator) {
        return Overview.results(bench.jobs().all(), "classify.curve", CurveReport.class).stream()
                .filter(r -> r.classifier().equals(classifier))
                .filter(r -> r.corpus().equals(corpus) && r.annotator().equals(annotator))
                .findFirst();
    }

    /// What the labels of a corpus by an annotator have cost, every request counted; empty if no
    /// model was paid for them.
    public Optional<Bill> bill(Corpus corpus, Annotator annotator) {
        LlmCallRepository.Cost cost = bench.calls().cost(corpus.id(), annotator.id());
        return cost.labels() > 0 && cost.bill().dollars() > 0
                ? Optional.of(new Bill(cost.labels(), cost.bill().dollars(), "requests as billed"))
                : Optional.empty();
    }

    /// What the curve says.
    ///
    /// @param labelCost what one label costs in dollars; empty for what was billed
    /// @param dollars that are to be spent next
    public LabelWorth worth(CurveReport curve, OptionalDouble labelCost, double dollars) {
        Corpus corpus = bench.corpora().require(curve.corpus());
        Annotator by = bench.labels().annotator(curve.annotator()).orElseThrow();
        int labels = curve.curve().labels();
        Optional<Bill> bill =
                labelCost.isPresent()
                        ? Optional.of(
                                new Bill(
                                        labels,
                                        labelCost.getAsDouble() * labels,
                                        labelCost.getAsDouble() + " dollars a label, as given"))
                        : bill(corpus, by);
        var ceiling = new Agreements(bench).ceiling(corpus, curve.annotator(), curve.keepFrom());
        return new LabelWorth(
                curve,
                bill,
                ceiling,
                Money.of(curve.curve(), bill, dollars, ceiling.map(c -> c.f1().value())),
                bill.filter(b -> b.dollars() > 0)
                        .map(
                                b ->
                                        Everything.of(
                                                corpus.documents(),
                                                new Bill(labels, b.of(labels), b.source()),
                                                pace(curve.classifier()))));
    }

    /// Documents a second at the last scoring; 0 if it never scored.
    private double pace(String classifier) {
        List<JobRecord> jobs = bench.jobs().all();
        return Overview.results(jobs, "classifier.score", ScoreReport.class).stream()
                .filter(r -> r.classifier().equals(classifier) && r.documentsPerSecond() > 0)
                .mapToDouble(ScoreReport::documentsPerSecond)
                .findFirst()
                .orElse(0);
    }
}

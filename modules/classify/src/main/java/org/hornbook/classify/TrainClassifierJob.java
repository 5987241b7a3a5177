package org.hornbook.classify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentReader;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// Trains a classifier that imitates one annotator's labels, and measures it by stratified k-fold:
/// every labelled document is scored once by a classifier that never saw it. The one that is kept
/// is then trained on all labels.
public final class TrainClassifierJob implements Job<ClassifierReport> {
    private final ClassifyRepository classifiers;
    private final DocumentReader documents;
    private final Plan plan;
    private final List<Label> labels;
    private final Optional<Embedder> embedder;

    /// @param keepFrom the lowest label that is worth keeping
    /// @param folds at least 2
    /// @param calibration how a probability is learned from the held-out scores
    public record Plan(
            String name,
            Corpus corpus,
            Annotator annotator,
            Recipe recipe,
            int keepFrom,
            int folds,
            long seed,
            Calibrator.Method calibration) {
        /// Calibrated by Platt's curve.
        public Plan(
                String name,
                Corpus corpus,
                Annotator annotator,
                Recipe recipe,
                int keepFrom,
                int folds,
                long seed) {
            this(name, corpus, annotator, recipe, keepFrom, folds, seed, Calibrator.Method.PLATT);
        }
    }

    /// `labels` are the annotator's labels of documents of the corpus; they are copied.
    public TrainClassifierJob(
            ClassifyRepository classifiers,
            DocumentReader documents,
            Plan plan,
            List<Label> labels,
            Optional<Embedder> embedder) {
        this.classifiers = classifiers;
        this.documents = documents;
        this.plan = plan;
        this.labels = List.copyOf(labels);
        this.embedder = embedder;
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(
                    plan.annotator().name()
                            + " has labelled no document of "
                            + plan.corpus().name());
        }
    }

    @Override
    public JobSpec spec() {
        StringBuilder opinions = new StringBuilder();
        labels.forEach(
                l ->
                        opinions.append(l.document().value())
                                .append(' ')
                                .append(l.value())
                                .append('\n'));
        return JobSpec.of(
                "classifier.train",
                "train classifier "
                        + plan.name()
                        + " on "
                        + labels.size()
                        + " labels by "
                        + plan.annotator().name(),
                Provenance.here(
                        Map.of(
                                "labels",
                                Sha256.of(opinions.toString()),
                                "corpus",
                                plan.corpus().name()),
                        config(),
                        plan.seed()));
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("annotator", plan.annotator().name());
        config.put("calibration", plan.calibration().name().toLowerCase(Locale.ROOT));
        config.put("folds", plan.folds());
        config.put("keepFrom", plan.keepFrom());
        config.put("name", plan.name());
        config.put("recipe", Json.tree(plan.recipe()));
        long looks = labels.stream().filter(Label::secondLook).count();
        if (looks > 0) {
            config.put("secondLooks", looks);
        }
        return config;
    }

    @Override
    public Class<ClassifierReport> resultType() {
        return ClassifierReport.class;
    }

    @Override
    public ClassifierReport run(JobContext context) {
        int steps = labels.size() + plan.folds() + 2;
        Examples examples =
                Examples.of(
                        plan.recipe(),
                        labels.stream().map(Label::document).toList(),
                        id -> {
                            context.checkCancelled();
                            return documents.get(id);
                        },
                        embedder,
                        done ->
                                context.report(
                                        new Progress(done, steps, "steps", "reading features")));
        int[] values = labels.stream().mapToInt(Label::value).toArray();
        Folds folds = Folds.stratified(values, plan.folds(), plan.seed());
        double[] heldOut = new double[values.length];
        for (int fold = 0; fold < folds.k(); fold++) {
            context.report(
                    new Progress(
                            labels.size() + fold,
                            steps,
                            "steps",
                            "fold " + (fold + 1) + " of " + folds.k()));
            Classifier classifier = examples.fit(folds.training(fold), values, plan.seed() + fold);
            for (int row : folds.heldOut(fold)) {
                heldOut[row] = examples.score(classifier, row);
            }
        }
        context.report(new Progress(steps - 2, steps, "steps", "bootstrap intervals"));
        Evaluation evaluation =
                Evaluation.of(heldOut, values, plan.keepFrom(), plan.keepFrom() - 0.5, plan.seed());
        context.report(new Progress(steps - 1, steps, "steps", "training on all labels"));
        int[] all = java.util.stream.IntStream.range(0, values.length).toArray();
        Classifier classifier = examples.fit(all, values, plan.seed());
        Optional<KeepProbability> probability = probability(heldOut, values);
        context.commit(
                Cursor.of(Map.of("done", true)),
                Progress.of(steps, steps, "steps"),
                t -> {
                    ClassifierId id =
                            classifiers.put(
                                    t,
                                    plan.name(),
                                    plan.corpus().id(),
                                    plan.annotator().id(),
                                    new ClassifierFile.Content(classifier, probability),
                                    evaluation,
                                    spec().provenance());
                    classifiers.putHeldOut(t, id, heldOut(folds, heldOut));
                });
        return new ClassifierReport(
                plan.name(),
                plan.recipe().id(),
                plan.corpus().documents(),
                values.length,
                plan.folds(),
                evaluation);
    }

    /// Nothing where all labels are worth keeping, or none.
    private Optional<KeepProbability> probability(double[] heldOut, int[] values) {
        boolean[] positive = new boolean[values.length];
        int positives = 0;
        for (int i = 0; i < values.length; i++) {
            positive[i] = values[i] >= plan.keepFrom();
            positives += positive[i] ? 1 : 0;
        }
        return positives == 0 || positives == values.length
                ? Optional.empty()
                : Optional.of(
                        new KeepProbability(
                                plan.keepFrom(), plan.calibration().fit(heldOut, positive)));
    }

    private List<ClassifyRepository.HeldOut> heldOut(Folds folds, double[] scores) {
        List<ClassifyRepository.HeldOut> rows = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            DocumentId document = labels.get(i).document();
            rows.add(new ClassifyRepository.HeldOut(document, folds.of()[i], scores[i]));
        }
        return rows;
    }
}

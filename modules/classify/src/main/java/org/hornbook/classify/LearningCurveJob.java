package org.hornbook.classify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentReader;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.label.Label;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// Measures how a classifier would have done with fewer labels: on nested samples, several seeds,
/// and all folds of each. What one fold of one seed gave is stored before the next begins.
public final class LearningCurveJob implements Job<CurveReport> {
    private final DocumentReader documents;
    private final Plan plan;
    private final List<Label> labels;
    private final Optional<Embedder> embedder;

    /// @param classifier the name of the classifier whose recipe it is
    /// @param annotator whom it imitates
    /// @param folds at least 2
    /// @param seeds how many times all is done with other folds and samples, at least 1
    public record Plan(
            String classifier,
            Recipe recipe,
            Corpus corpus,
            String annotator,
            int keepFrom,
            int folds,
            int seeds,
            long seed) {
        public Plan {
            if (folds < 2 || seeds < 1) {
                throw new IllegalArgumentException(
                        folds + " folds and " + seeds + " seeds: at least 2 and 1");
            }
        }
    }

    /// `labels` are those the curve is of; they are copied.
    public LearningCurveJob(
            DocumentReader documents, Plan plan, List<Label> labels, Optional<Embedder> embedder) {
        this.documents = documents;
        this.plan = plan;
        this.labels = List.copyOf(labels);
        this.embedder = embedder;
        CurveSamples.checkEnough(labels.size(), plan.folds());
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
                "classify.curve",
                "learning curve of " + plan.classifier() + " on " + labels.size() + " labels",
                Provenance.here(
                        Map.of(
                                "labels",
                                Sha256.of(opinions.toString()),
                                "corpus",
                                plan.corpus().name()),
                        Map.of(
                                "name",
                                plan.classifier(),
                                "annotator",
                                plan.annotator(),
                                "recipe",
                                Json.tree(plan.recipe()),
                                "keepFrom",
                                plan.keepFrom(),
                                "folds",
                                plan.folds(),
                                "seeds",
                                plan.seeds()),
                        plan.seed()));
    }

    @Override
    public Class<CurveReport> resultType() {
        return CurveReport.class;
    }

    /// @param done folds that are measured, over all seeds
    record At(int done, CurveSamples.State state) {}

    @Override
    public CurveReport run(JobContext context) {
        int[] values = labels.stream().mapToInt(Label::value).toArray();
        CurveSamples samples =
                new CurveSamples(values, plan.keepFrom(), plan.folds(), plan.seeds(), plan.seed());
        Optional<At> before = context.cursor().map(c -> c.as(At.class));
        before.ifPresent(at -> samples.restore(at.state()));
        int units = plan.seeds() * plan.folds();
        int steps = labels.size() + units * samples.sizes();
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
        for (int unit = before.map(At::done).orElse(0); unit < units; unit++) {
            int s = unit / plan.folds();
            int fold = unit % plan.folds();
            int start = labels.size() + unit * samples.sizes();
            String words = "seed " + (s + 1) + " of " + plan.seeds() + ", fold " + (fold + 1);
            int[] trained = {0};
            samples.measure(
                    examples,
                    s,
                    fold,
                    () ->
                            context.report(
                                    new Progress(start + ++trained[0], steps, "steps", words)));
            context.commit(
                    Cursor.of(new At(unit + 1, samples.state())),
                    new Progress(start + samples.sizes(), steps, "steps", words),
                    JobContext.Work.NOTHING);
        }
        long positives = labels.stream().filter(l -> l.value() >= plan.keepFrom()).count();
        return new CurveReport(
                plan.classifier(),
                plan.corpus().name(),
                plan.annotator(),
                plan.keepFrom(),
                (int) positives,
                plan.folds(),
                plan.seeds(),
                samples.curve());
    }
}

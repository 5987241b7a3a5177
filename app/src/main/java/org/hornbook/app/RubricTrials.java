package org.hornbook.app;

import java.util.List;
import java.util.Optional;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.label.AnnotatorId;
import org.hornbook.label.Budget;
import org.hornbook.label.Label;
import org.hornbook.label.LlmLabelJob;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.LlmReport;
import org.hornbook.label.Price;
import org.hornbook.label.Rubric;
import org.hornbook.label.rubric.RubricTrial;
import org.hornbook.label.sample.Sample;

/// Two rubrics tried on the same documents: one job for each, then the report. The cap is for both
/// together: the first may spend half of it, the second what is left.
public final class RubricTrials {
    private static final int ATTEMPTS = 6;

    private final Workbench bench;

    /// What is asked.
    ///
    /// @param price empty if it is not known
    /// @param cap dollars for both together
    public record Asked(
            Corpus corpus,
            Sample sample,
            Rubric first,
            Rubric second,
            ChatModel model,
            Optional<Price> price,
            double cap,
            int concurrency) {
        public Asked {
            if (first.equals(second)) {
                throw new IllegalArgumentException(
                        first.title() + " and " + second.title() + " are the same rubric");
            }
        }
    }

    public RubricTrials(Workbench bench) {
        this.bench = bench;
    }

    /// The sample that `plan` gives: the one that is kept if the same was drawn before.
    public Sample sample(Corpus corpus, Sample.Plan plan, String name) {
        return bench.samples().all(corpus.id()).stream()
                .filter(s -> s.plan().equals(plan))
                .findFirst()
                .orElseGet(
                        () ->
                                bench.samples()
                                        .keep(
                                                corpus,
                                                bench.samples().free(corpus.id(), name),
                                                plan));
    }

    /// Dollars that asking with both costs at most; empty if the price is not known.
    public Optional<Double> cost(Asked asked) {
        return most(asked, asked.first()).flatMap(a -> most(asked, asked.second()).map(b -> a + b));
    }

    private Optional<Double> most(Asked asked, Rubric rubric) {
        return plan(asked, rubric, asked.cap())
                .estimate()
                .dollars()
                .map(LlmPlan.Estimate.Range::high);
    }

    private LlmPlan plan(Asked asked, Rubric rubric, double cap) {
        List<Document> documents = bench.corpora().get(asked.sample().documents());
        return new LlmPlan(
                documents,
                rubric,
                asked.model().name(),
                asked.price(),
                Budget.dollars(cap),
                new LlmPlan.Effort(asked.concurrency(), ATTEMPTS),
                LlmPlan.Look.FIRST);
    }

    public LlmLabelJob first(Asked asked) {
        return job(asked, asked.first(), asked.cap() / 2);
    }

    public LlmLabelJob second(Asked asked, LlmReport first) {
        return job(asked, asked.second(), Math.max(0, asked.cap() - first.dollars()));
    }

    private LlmLabelJob job(Asked asked, Rubric rubric, double cap) {
        return new LlmLabelJob(
                bench.labels(),
                bench.calls(),
                asked.model(),
                plan(asked, rubric, cap),
                name(asked, rubric));
    }

    private static String name(Asked asked, Rubric rubric) {
        return RubricTrial.annotator(asked.model().name(), rubric.title());
    }

    /// What came of both, which is kept. Throws `IllegalArgumentException` if no document has a
    /// label under both.
    public RubricTrial report(Asked asked, LlmReport first, LlmReport second) {
        RubricTrial trial =
                RubricTrial.of(
                        asked.corpus().name(),
                        asked.sample().name(),
                        asked.model().name(),
                        told(asked.first(), first),
                        labels(asked, asked.first()),
                        told(asked.second(), second),
                        labels(asked, asked.second()));
        bench.rubrics().put(asked.corpus().id(), trial);
        return trial;
    }

    private static RubricTrial.Asked told(Rubric rubric, LlmReport report) {
        return new RubricTrial.Asked(
                rubric.title(),
                report.annotator(),
                report.labelled(),
                report.unparseable() + report.refused() + report.failed().size() + report.left(),
                report.promptTokens(),
                report.completionTokens(),
                report.dollars());
    }

    private List<Label> labels(Asked asked, Rubric rubric) {
        Optional<AnnotatorId> by = bench.labels().annotator(name(asked, rubric)).map(a -> a.id());
        List<DocumentId> documents = asked.sample().documents();
        return by.map(id -> bench.labels().labels(id, bench.labels().rubric(rubric), documents))
                .orElse(List.of());
    }
}

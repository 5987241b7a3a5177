package org.hornbook.app;

import org.hornbook.classify.ClassifyRepository;
import org.hornbook.classify.FilteredSet;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.job.JobRecord;
import org.hornbook.label.Agreement;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.label.LabelRepository;
import org.hornbook.store.Json;
import org.hornbook.train.TrainReport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where a workspace stands on the walk from documents to a model that was tried.
///
/// @param characters of all documents together
/// @param labelled documents with at least one label
/// @param agreement of the two people or programs that labelled most of the same documents
/// @param classifier the one that made the newest kept set, or else the newest
/// @param results of checkpoints on the newest benchmark, best last
/// @param disagreements documents where label and held-out score of `classifier` differ by more
///   than two points, and at which nobody has taken a second look
public record Overview(
        List<Corpus> corpora,
        long documents,
        long characters,
        long labelled,
        List<String> annotators,
        Optional<Agreed> agreement,
        Optional<TrainedClassifier> classifier,
        Optional<String> imitated,
        Optional<FilteredSet> kept,
        long keptOf,
        List<TrainReport> runs,
        List<EvalResult> results,
        List<JobRecord> jobs,
        int disagreements) {
    private static final double LARGE = 2;

    /// Two annotators and how they agree.
    public record Agreed(String one, String other, Agreement agreement) {}

    /// Reads it all; takes some tens of milliseconds.
    public static Overview read(Workbench bench) {
        List<Corpus> corpora = bench.corpora().all();
        List<JobRecord> jobs = bench.jobs().all();
        List<FilteredSet> sets = bench.sets().all();
        Optional<FilteredSet> kept =
                sets.isEmpty() ? Optional.empty() : Optional.of(sets.getLast());
        List<TrainedClassifier> classifiers = bench.classifiers().all();
        Optional<TrainedClassifier> classifier =
                kept.flatMap(
                                k ->
                                        classifiers.stream()
                                                .filter(c -> c.name().equals(k.classifier()))
                                                .findFirst())
                        .or(
                                () ->
                                        classifiers.isEmpty()
                                                ? Optional.empty()
                                                : Optional.of(classifiers.getLast()));
        List<Annotator> annotators = bench.labels().annotators();
        return new Overview(
                corpora,
                corpora.stream().mapToLong(Corpus::documents).sum(),
                corpora.stream().mapToLong(c -> bench.corpora().characters(c.id())).sum(),
                bench.labels().labelled(),
                annotators.stream().map(Annotator::name).toList(),
                agreement(bench, corpora),
                classifier,
                classifier.flatMap(
                        c ->
                                annotators.stream()
                                        .filter(a -> a.id().equals(c.annotator()))
                                        .map(Annotator::name)
                                        .findFirst()),
                kept,
                kept.map(
                                k ->
                                        corpora.stream()
                                                .filter(c -> c.id().equals(k.corpus()))
                                                .mapToLong(Corpus::documents)
                                                .sum())
                        .orElse(0L),
                results(jobs, "train.run", TrainReport.class),
                benchmark(results(jobs, "evaluate.run", EvalResult.class)),
                jobs,
                classifier
                        .map(c -> disagreements(bench.labels(), bench.classifiers(), c))
                        .orElse(0));
    }

    /// What finished jobs of a kind gave, the newest first.
    public static <R> List<R> results(List<JobRecord> jobs, String kind, Class<R> type) {
        return jobs.stream()
                .filter(j -> j.kind().equals(kind))
                .filter(j -> j.status() == JobRecord.Status.SUCCEEDED)
                .flatMap(j -> j.result().stream())
                .map(r -> Json.read(r, type))
                .toList();
    }

    private static List<EvalResult> benchmark(List<EvalResult> results) {
        return results.stream()
                .filter(r -> r.benchmark().equals(results.getFirst().benchmark()))
                .sorted(Comparator.comparingDouble(EvalResult::share))
                .toList();
    }

    private static Optional<Agreed> agreement(Workbench bench, List<Corpus> corpora) {
        Optional<Agreed> best = Optional.empty();
        for (Corpus corpus : corpora) {
            List<Annotator> here = new ArrayList<>(bench.labels().counts(corpus.id()).keySet());
            for (int i = 0; i < here.size(); i++) {
                for (int j = i + 1; j < here.size(); j++) {
                    Map<DocumentId, Integer> one =
                            bench.labels().independent(corpus.id(), here.get(i).id());
                    Map<DocumentId, Integer> other =
                            bench.labels().independent(corpus.id(), here.get(j).id());
                    if (one.keySet().stream().noneMatch(other::containsKey)) {
                        continue;
                    }
                    Agreement agreement = Agreement.of(one, other);
                    if (best.isEmpty() || best.get().agreement().n() < agreement.n()) {
                        best =
                                Optional.of(
                                        new Agreed(
                                                here.get(i).name(), here.get(j).name(), agreement));
                    }
                }
            }
        }
        return best;
    }

    private static int disagreements(
            LabelRepository labels, ClassifyRepository scores, TrainedClassifier classifier) {
        Map<DocumentId, Double> heldOut = scores.heldOut(classifier.id());
        Set<DocumentId> settled =
                labels.secondLooks(classifier.corpus()).stream()
                        .map(Label::document)
                        .collect(Collectors.toSet());
        int count = 0;
        for (Label label : labels.labels(classifier.corpus(), classifier.annotator())) {
            Double score = heldOut.get(label.document());
            boolean open = score != null && !settled.contains(label.document());
            count += open && Math.abs(score - label.value()) > LARGE ? 1 : 0;
        }
        return count;
    }
}

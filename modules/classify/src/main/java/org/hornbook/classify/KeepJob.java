package org.hornbook.classify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.store.Sha256;

/// Cuts the scores of a corpus at a threshold and keeps what lies above it as a `FilteredSet`.
/// Documents that are removed when the job is made take no part, neither in a top fraction nor in
/// the set.
public final class KeepJob implements Job<FilteredSet> {
    private final FilteredSetRepository sets;
    private final ClassifyRepository scores;
    private final String name;
    private final Corpus corpus;
    private final TrainedClassifier classifier;
    private final Threshold threshold;
    private final long[] removed;

    public KeepJob(
            FilteredSetRepository sets,
            ClassifyRepository scores,
            String name,
            Corpus corpus,
            TrainedClassifier classifier,
            Threshold threshold) {
        this.sets = sets;
        this.scores = scores;
        this.name = name;
        this.corpus = corpus;
        this.classifier = classifier;
        this.threshold = threshold;
        this.removed = sets.removed(corpus.id());
    }

    @Override
    public JobSpec spec() {
        Map<String, String> inputs =
                new TreeMap<>(
                        Map.of(
                                "classifier",
                                classifier.fingerprint(),
                                "corpus",
                                corpus.name() + " " + corpus.documents()));
        if (removed.length > 0) {
            inputs.put("removed", removed.length + " " + Sha256.of(Arrays.toString(removed)));
        }
        return JobSpec.of(
                "classify.keep",
                "keep " + threshold.words() + " of " + corpus.name() + " as " + name,
                Provenance.here(
                        inputs,
                        Map.of(
                                "name",
                                name,
                                "classifier",
                                classifier.name(),
                                "threshold",
                                threshold.words()),
                        0));
    }

    @Override
    public Class<FilteredSet> resultType() {
        return FilteredSet.class;
    }

    @Override
    public FilteredSet run(JobContext context) {
        Map<DocumentId, Double> all = new HashMap<>(scores.scores(classifier.id(), corpus.id()));
        all.keySet().removeIf(id -> Arrays.binarySearch(removed, id.value()) >= 0);
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    classifier.name()
                            + " has scored nothing of "
                            + corpus.name()
                            + " yet: run `hornbook classifier score` first");
        }
        double cutoff =
                threshold.cutoff(
                        all.values().stream().mapToDouble(score -> score).sorted().toArray());
        List<DocumentId> kept =
                all.entrySet().stream()
                        .filter(e -> e.getValue() >= cutoff)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        if (kept.isEmpty()) {
            throw new IllegalArgumentException(
                    "no document scores " + cutoff + " or more: choose a lower threshold");
        }
        StringBuilder members = new StringBuilder(corpus.name()).append('\n');
        kept.forEach(id -> members.append(id.value()).append('\n'));
        FilteredSet set =
                new FilteredSet(
                        0,
                        name,
                        corpus.id(),
                        classifier.name(),
                        threshold.words(),
                        cutoff,
                        kept.size(),
                        0,
                        Sha256.of(members.toString()));
        FilteredSet[] stored = new FilteredSet[1];
        context.commit(
                Cursor.of(Map.of("done", true)),
                Progress.of(kept.size(), kept.size(), "documents"),
                t -> stored[0] = sets.put(t, set, kept, spec().provenance()));
        return stored[0];
    }
}

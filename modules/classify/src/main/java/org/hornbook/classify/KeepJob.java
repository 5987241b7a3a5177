package org.hornbook.classify;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hornbook.classify.decision.Line;
import org.hornbook.corpus.Corpus;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;

/// Cuts the scores of a corpus at a threshold and keeps what lies above it as a `FilteredSet`, and
/// draws the line there. What people decided holds against the line. Documents that are removed
/// when the job is made take no part, neither in a top fraction nor in the set. Memory does not
/// grow with the corpus; the set is listed once all of it is there.
public final class KeepJob implements Job<FilteredSet> {
    private static final int PART = 20_000;

    private final FilteredSetRepository sets;
    private final ClassifyRepository scores;
    private final String name;
    private final Corpus corpus;
    private final TrainedClassifier classifier;
    private final Threshold threshold;
    private final Optional<String> removed;
    private final Optional<String> byHand;
    private final int part;

    public KeepJob(
            FilteredSetRepository sets,
            ClassifyRepository scores,
            String name,
            Corpus corpus,
            TrainedClassifier classifier,
            Threshold threshold) {
        this(sets, scores, name, corpus, classifier, threshold, PART);
    }

    /// @param part how many documents are stored at a time
    KeepJob(
            FilteredSetRepository sets,
            ClassifyRepository scores,
            String name,
            Corpus corpus,
            TrainedClassifier classifier,
            Threshold threshold,
            int part) {
        this.sets = sets;
        this.scores = scores;
        this.name = name;
        this.corpus = corpus;
        this.classifier = classifier;
        this.threshold = threshold;
        this.removed = sets.removedDigest(corpus.id());
        this.byHand = sets.byHandDigest(corpus.id());
        this.part = part;
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
        removed.ifPresent(digest -> inputs.put("removed", digest));
        byHand.ifPresent(digest -> inputs.put("byHand", digest));
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

    /// How far it is.
    ///
    /// @param set where the members go; 0 before the first
    /// @param last the document that was kept last
    record At(long set, double cutoff, long last, long documents, long characters) {}

    @Override
    public FilteredSet run(JobContext context) {
        At at = context.cursor().map(c -> c.as(At.class)).orElseGet(() -> start(context));
        while (true) {
            FilteredSetRepository.Part more =
                    sets.kept(classifier.id(), corpus.id(), at.cutoff(), at.last(), part);
            if (more.documents().length == 0) {
                break;
            }
            At before = at;
            At[] next = new At[1];
            context.commit(
                    t -> {
                        long set =
                                before.set() > 0
                                        ? before.set()
                                        : sets.begin(t, set(before, ""), spec().provenance());
                        sets.add(t, set, more.documents());
                        next[0] =
                                new At(
                                        set,
                                        before.cutoff(),
                                        more.documents()[more.documents().length - 1],
                                        before.documents() + more.documents().length,
                                        before.characters() + more.characters());
                        return new JobContext.Reached(
                                Cursor.of(next[0]),
                                Progress.of(next[0].documents(), 0, "documents"));
                    });
            at = next[0];
        }
        if (at.documents() == 0) {
            throw new IllegalArgumentException(
                    "no document scores " + at.cutoff() + " or more: choose a lower threshold");
        }
        FilteredSet done = set(at, sets.fingerprint(at.set(), corpus.name()));
        context.commit(
                Cursor.of(at),
                Progress.of(at.documents(), at.documents(), "documents"),
                t -> {
                    sets.finish(t, done);
                    sets.draw(
                            t,
                            corpus.id(),
                            new Line(
                                    classifier.name(),
                                    classifier.fingerprint(),
                                    threshold.words(),
                                    done.cutoff(),
                                    0),
                            System.getProperty("user.name", "somebody") + ", keep as " + name);
                });
        return done;
    }

    private At start(JobContext context) {
        long scored = scores.countScores(classifier.id(), corpus.id());
        if (scored == 0) {
            throw new IllegalArgumentException(
                    classifier.name()
                            + " has scored nothing of "
                            + corpus.name()
                            + " yet: run `hornbook classifier score` first");
        }
        long[] read = {0};
        double cutoff =
                switch (threshold) {
                    case Threshold.AtLeast(double score) -> score;
                    case Threshold.TopFraction(double fraction) ->
                            KthGreatest.of(
                                    reader ->
                                            sets.scores(
                                                    classifier.id(),
                                                    corpus.id(),
                                                    score -> {
                                                        reader.accept(score);
                                                        if (++read[0] % PART == 0) {
                                                            context.report(
                                                                    new Progress(
                                                                            read[0],
                                                                            3 * scored,
                                                                            "scores",
                                                                            "finding the line"));
                                                        }
                                                    }),
                                    n -> Threshold.last(fraction, n));
                };
        return new At(0, cutoff, 0, 0, 0);
    }

    private FilteredSet set(At at, String fingerprint) {
        return new FilteredSet(
                at.set(),
                name,
                corpus.id(),
                classifier.name(),
                threshold.words(),
                at.cutoff(),
                at.documents(),
                at.characters(),
                fingerprint);
    }
}

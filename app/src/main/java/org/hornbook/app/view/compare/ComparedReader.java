package org.hornbook.app.view.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hornbook.app.Agreements;
import org.hornbook.app.Overview;
import org.hornbook.app.Workbench;
import org.hornbook.classify.ClassifierSummary;
import org.hornbook.classify.Curves;
import org.hornbook.classify.FilteredSet;
import org.hornbook.classify.LiveHead;
import org.hornbook.classify.Pairs;
import org.hornbook.classify.ScoreColumn;
import org.hornbook.classify.ScoredCorpus;
import org.hornbook.classify.StandingLabels;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.job.JobRecord;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.label.Rubric;
import org.hornbook.train.TokenShard;
import org.hornbook.train.TrainReport;

/// Reads what is to be compared. What has not changed since the last reading is taken from there.
final class ComparedReader {
    private final Workbench bench;
    private final Optional<Compared> last;

    /// Who is to be compared; an empty name leaves the choice to the reader.
    ///
    /// @param settled whether second looks count
    /// @param live scores to compare in place of the stored ones, where second looks count
    record Wanted(
            String annotator, String classifier, boolean settled, Optional<LiveHead.Scores> live) {}

    ComparedReader(Workbench bench, Optional<Compared> last) {
        this.bench = bench;
        this.last = last;
    }

    /// May take seconds when a large corpus was scored.
    CompareState read(Wanted wanted) {
        List<Corpus> corpora = bench.corpora().all();
        List<ClassifierSummary> classifiers = bench.classifiers().summaries();
        List<FilteredSet> sets = bench.sets().all();
        List<CompareState.Offer> offers = new ArrayList<>();
        for (ClassifierSummary c : classifiers) {
            corpora.stream()
                    .filter(k -> k.id().equals(c.corpus()))
                    .forEach(k -> offers.add(new CompareState.Offer(c.name(), k.name())));
        }
        List<CompareState.Labelled> labelled = labelled(corpora);
        Optional<ClassifierSummary> classifier = chosen(classifiers, corpora, sets, wanted);
        if (classifier.isEmpty()) {
            return new CompareState(
                    corpora.isEmpty()
                            ? CompareState.Stage.NO_DOCUMENTS
                            : labelled.isEmpty()
                                    ? CompareState.Stage.NO_LABELS
                                    : CompareState.Stage.NO_CLASSIFIER,
                    List.of(),
                    offers,
                    labelled,
                    Optional.empty(),
                    Optional.empty(),
                    wanted.settled());
        }
        Corpus corpus =
                corpora.stream()
                        .filter(k -> k.id().equals(classifier.get().corpus()))
                        .findFirst()
                        .orElseThrow();
        Map<Annotator, Long> counts = bench.labels().counts(corpus.id());
        Optional<Annotator> annotator =
                counts.keySet().stream()
                        .filter(a -> a.name().equals(wanted.annotator()))
                        .findFirst()
                        .or(
                                () ->
                                        counts.keySet().stream()
                                                .filter(
                                                        a ->
                                                                a.id().equals(
                                                                                classifier
                                                                                        .get()
                                                                                        .annotator()))
                                                .findFirst())
                        .or(() -> counts.keySet().stream().findFirst());
        if (annotator.isEmpty()) {
            return new CompareState(
                    CompareState.Stage.NO_LABELS,
                    List.of(),
                    offers,
                    labelled,
                    Optional.empty(),
                    Optional.empty(),
                    wanted.settled());
        }
        return new CompareState(
                CompareState.Stage.READY,
                counts.keySet().stream().map(Annotator::name).toList(),
                offers,
                labelled,
                Optional.of(
                        compared(
                                corpus,
                                annotator.get(),
                                classifier.get(),
                                wanted,
                                new Compared.Taken(
                                        corpora.stream().map(Corpus::name).toList(),
                                        sets.stream().map(FilteredSet::name).toList()),
                                sets)),
                Optional.empty(),
                wanted.settled());
    }

    private List<CompareState.Labelled> labelled(List<Corpus> corpora) {
        List<CompareState.Labelled> all = new ArrayList<>();
        for (Corpus corpus : corpora) {
            bench.labels()
                    .counts(corpus.id())
                    .forEach(
                            (who, n) ->
                                    all.add(
                                            new CompareState.Labelled(
                                                    corpus.name(), who.name(), n)));
        }
        return all;
    }

    /// The one that is asked for; else the one behind the newest kept set, or the newest.
    private static Optional<ClassifierSummary> chosen(
            List<ClassifierSummary> all,
            List<Corpus> corpora,
            List<FilteredSet> sets,
            Wanted wanted) {
        List<ClassifierSummary> there =
                all.stream()
                        .filter(c -> corpora.stream().anyMatch(k -> k.id().equals(c.corpus())))
                        .toList();
        String kept = sets.isEmpty() ? "" : sets.getLast().classifier();
        return there.stream()
                .filter(c -> c.name().equals(wanted.classifier()))
                .findFirst()
                .or(() -> there.stream().filter(c -> c.name().equals(kept)).findFirst())
                .or(() -> there.isEmpty() ? Optional.empty() : Optional.of(there.getLast()));
    }

    private Compared compared(
            Corpus corpus,
            Annotator annotator,
            ClassifierSummary classifier,
            Wanted wanted,
            Compared.Taken taken,
            List<FilteredSet> sets) {
        boolean settled = wanted.settled();
        List<Label> looked = standing(corpus, bench.labels().settled(corpus.id(), annotator.id()));
        List<Label> labels =
                settled
                        ? looked
                        : standing(corpus, bench.labels().labels(corpus.id(), annotator.id()));
        Optional<LiveHead.Scores> live = wanted.live().filter(l -> settled);
        int looks = (int) looked.stream().filter(Label::secondLook).count();
        boolean sameScores =
                last.filter(l -> l.classifier().equals(classifier))
                        .filter(
                                l ->
                                        l.column().size()
                                                == bench.classifiers()
                                                        .countScores(classifier.id(), corpus.id()))
                        .isPresent();
        ScoreColumn column =
                sameScores
                        ? last.get().column()
                        : bench.classifiers().column(classifier.id(), corpus.id());
        boolean samePairs =
                sameScores
                        && last.get().annotator().equals(annotator)
                        && last.get().labels().equals(labels)
                        && last.get().live().equals(live);
        Pairs pairs =
                samePairs
                        ? last.get().pairs()
                        : Pairs.of(
                                labels,
                                live.map(LiveHead.Scores::heldOut)
                                        .orElseGet(
                                                () -> bench.classifiers().heldOut(classifier.id())),
                                d ->
                                        live.map(l -> l.scores().get(d))
                                                .orElseGet(
                                                        () ->
                                                                bench.classifiers()
                                                                        .score(
                                                                                classifier.id(),
                                                                                d)));
        int keepFrom = classifier.evaluation().keepFrom();
        Map<DocumentId, Verdict> byHand = bench.decisions().byHand(corpus.id());
        Rubric rubric =
                labels.isEmpty()
                        ? Rubric.educationalValue()
                        : bench.labels().rubric(labels.getFirst().rubric());
        return new Compared(
                corpus,
                annotator,
                classifier,
                bench.labels().annotators().stream()
                        .filter(a -> a.id().equals(classifier.annotator()))
                        .map(Annotator::name)
                        .findFirst()
                        .orElse(""),
                rubric,
                labels.stream().mapToInt(Label::value).reduce(rubric.lowest(), Math::min),
                labels.stream().mapToInt(Label::value).reduce(rubric.highest(), Math::max),
                labels,
                looks,
                pairs,
                column,
                samePairs
                        ? last.get().evaluation()
                        : pairs.size() == 0
                                ? Optional.empty()
                                : Optional.of(pairs.evaluation(keepFrom, keepFrom - 0.5)),
                samePairs
                        ? last.get().curves()
                        : Curves.of(pairs.scores(), pairs.positive(keepFrom), 1),
                new Agreements(bench).ceiling(corpus, annotator.name(), keepFrom),
                sets.reversed().stream()
                        .filter(s -> s.corpus().equals(corpus.id()))
                        .filter(s -> s.classifier().equals(classifier.name()))
                        .findFirst()
                        .map(s -> Math.round(s.cutoff() * 100) / 100.0)
                        .orElse(keepFrom - 0.5),
                pace(corpus, sets),
                taken,
                training(corpus, classifier, settled),
                sameScores
                        ? last.get().byHand().equals(byHand)
                                ? last.get().corpusScores()
                                : last.get().corpusScores().map(s -> s.deciding(byHand))
                        : corpusScores(corpus, classifier, column, byHand),
                byHand,
                live);
    }

    private Optional<ScoredCorpus> corpusScores(
            Corpus corpus,
            ClassifierSummary classifier,
            ScoreColumn column,
            Map<DocumentId, Verdict> byHand) {
        return column.size() == 0
                ? Optional.empty()
                : Optional.of(
                        ScoredCorpus.of(
                                new ColumnRepository(bench.workspace().database())
                                        .load(corpus.id()),
                                classifier.name(),
                                byHand));
    }

    /// What a training now would learn from.
    private Map<DocumentId, Integer> training(
            Corpus corpus, ClassifierSummary classifier, boolean settled) {
        Map<DocumentId, Integer> labels = new TreeMap<>();
        standing(
                        corpus,
                        settled
                                ? bench.labels().settled(corpus.id(), classifier.annotator())
                                : bench.labels().labels(corpus.id(), classifier.annotator()))
                .forEach(l -> labels.put(l.document(), l.value()));
        return labels;
    }

    private List<Label> standing(Corpus corpus, List<Label> labels) {
        return StandingLabels.of(bench.corpora(), corpus.id(), labels);
    }

    private Optional<Compared.Pace> pace(Corpus corpus, List<FilteredSet> sets) {
        List<JobRecord> jobs = bench.jobs().all();
        List<TrainReport> runs = Overview.results(jobs, "train.run", TrainReport.class);
        if (runs.isEmpty() || !(runs.getFirst().tokensPerSecond() > 0)) {
            return Optional.empty();
        }
        for (TokenShard.Manifest m :
                Overview.results(jobs, "train.tokenize", TokenShard.Manifest.class)) {
            long characters =
                    m.name().equals(corpus.name()) && m.documents() == corpus.documents()
                            ? bench.corpora().characters(corpus.id())
                            : sets.stream()
                                    .filter(s -> s.name().equals(m.name()))
                                    .filter(s -> s.corpus().equals(corpus.id()))
                                    .filter(s -> s.documents() == m.documents())
                                    .mapToLong(FilteredSet::characters)
                                    .findFirst()
                                    .orElse(0);
            if (characters > 0) {
                return Optional.of(
                        new Compared.Pace(
                                runs.getFirst().name(),
                                runs.getFirst().tokensPerSecond(),
                                (double) m.tokens() / characters));
            }
        }
        return Optional.empty();
    }
}

package org.hornbook.app.view.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.classify.ClassifierSummary;
import org.hornbook.classify.Curves;
import org.hornbook.classify.Evaluation;
import org.hornbook.classify.LiveHead;
import org.hornbook.classify.Pairs;
import org.hornbook.classify.ScoreColumn;
import org.hornbook.classify.ScoredCorpus;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Annotator;
import org.hornbook.label.Ceiling;
import org.hornbook.label.Label;
import org.hornbook.label.Rubric;

/// An annotator's labels beside a classifier's scores on one corpus, all in memory: nothing that a
/// moved threshold shows needs the store.
///
/// @param imitated whose labels the classifier learned from
/// @param low the lowest label of the scale
/// @param high the highest
/// @param labels as they are compared, also those without a score
/// @param looks how many of the annotator's documents have had a second look
/// @param pairs labels with held-out scores
/// @param column the scores of the whole corpus; empty if it was not scored
/// @param evaluation empty if there are no pairs
/// @param ceiling how far a second opinion gets with the same labels; empty if there is none
/// @param start where the threshold stands at first
/// @param taken the names of corpora and kept sets
/// @param training the labels that the classifier imitates, as they stand now
/// @param corpusScores the same scores beside the metadata of the documents; empty if there are
///   none
/// @param byHand what people decided, which no threshold changes
/// @param live what a head says that has learned from them just now; empty where the stored scores
///   are compared
record Compared(
        Corpus corpus,
        Annotator annotator,
        ClassifierSummary classifier,
        String imitated,
        Rubric rubric,
        int low,
        int high,
        List<Label> labels,
        int looks,
        Pairs pairs,
        ScoreColumn column,
        Optional<Evaluation> evaluation,
        Curves curves,
        Optional<Ceiling> ceiling,
        double start,
        Optional<Pace> pace,
        Taken taken,
        Map<DocumentId, Integer> training,
        Optional<ScoredCorpus> corpusScores,
        Map<DocumentId, Verdict> byHand,
        Optional<LiveHead.Scores> live) {
    /// What training costs here, measured on the newest run.
    ///
    /// @param tokensPerCharacter of the same kind of text, in the newest tokens made of it
    record Pace(String run, double tokensPerSecond, double tokensPerCharacter) {}

    /// The names a kept set may not have, and those it would replace.
    record Taken(List<String> corpora, List<String> sets) {}

    int keepFrom() {
        return classifier.evaluation().keepFrom();
    }

    /// Documents of the corpus without a score.
    long unscored() {
        return Math.max(0, corpus.documents() - column.size());
    }

    /// Whether the same two are compared on the same corpus, however they may have changed.
    boolean sameTwo(Compared other) {
        return corpus.id().equals(other.corpus.id())
                && annotator.id().equals(other.annotator.id())
                && classifier.name().equals(other.classifier.name());
    }
}

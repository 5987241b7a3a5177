package org.hornbook.app.view.labels;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hornbook.classify.LearningCurve;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.label.Rubric;

/// What the labels view shows.
///
/// @param me under which name labels are given
/// @param about how the queue was chosen
/// @param at the place in the queue, from 0; `size` once it is done
/// @param mine the label given to this document, if any
/// @param others what others say of it, empty while blind
/// @param last what was decided last, and what others had said of it; empty at first
public record LabelsState(
        List<Corpus> corpora,
        Optional<Corpus> corpus,
        Rubric rubric,
        String me,
        String about,
        int at,
        int size,
        Optional<Document> document,
        OptionalInt mine,
        List<Said> others,
        boolean blind,
        String last,
        boolean undoable,
        Side side) {
    /// One opinion on a document.
    ///
    /// @param words such as `4` or `3.62`
    /// @param why empty if none was given
    public record Said(String who, String words, String why) {}

    /// What stands beside the queue.
    ///
    /// @param imitated whose labels the curve is of
    /// @param ceiling the F1 another annotator reaches on the same documents
    public record Side(
            List<Pair> pairs,
            Optional<LearningCurve> curve,
            String imitated,
            Optional<Double> ceiling) {
        static final Side NONE = new Side(List.of(), Optional.empty(), "", Optional.empty());
    }

    /// How two agree.
    public record Pair(String one, String other, double kappa, int n) {}

    boolean done() {
        return size > 0 && at >= size;
    }

    LabelsState showing(Optional<Document> next, OptionalInt label, List<Said> said) {
        return new LabelsState(
                corpora, corpus, rubric, me, about, at, size, next, label, said, blind, last,
                undoable, side);
    }

    LabelsState going(int place, String decided, boolean undo) {
        return new LabelsState(
                corpora, corpus, rubric, me, about, place, size, document, mine, others, blind,
                decided, undo, side);
    }

    LabelsState beside(Side next) {
        return new LabelsState(
                corpora, corpus, rubric, me, about, at, size, document, mine, others, blind, last,
                undoable, next);
    }

    LabelsState with(Rubric next) {
        return new LabelsState(
                corpora, corpus, next, me, about, at, size, document, mine, others, blind, last,
                undoable, side);
    }

    LabelsState blind(boolean next) {
        return new LabelsState(
                corpora, corpus, rubric, me, about, at, size, document, mine, others, next, last,
                undoable, side);
    }
}

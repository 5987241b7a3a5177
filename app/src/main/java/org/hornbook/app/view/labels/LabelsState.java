package org.hornbook.app.view.labels;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hornbook.classify.LearningCurve;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.label.Ceiling;
import org.hornbook.label.Rubric;

/// What the labels view shows.
///
/// @param rubrics the newest version of each
/// @param me the person at this machine
/// @param voter under which name labels are given: `me`, or a later look of theirs
/// @param about how the queue was chosen
/// @param at the place in the queue, from 0; `size` once it is done
/// @param mine the label given to this document, if any
/// @param myNote why, empty if nothing was noted
/// @param others what others say of it, also while blind
/// @param last what was decided last, and what others had said of it; empty at first
public record LabelsState(
        List<Corpus> corpora,
        Optional<Corpus> corpus,
        List<Rubric> rubrics,
        Rubric rubric,
        String me,
        String voter,
        String about,
        int at,
        int size,
        Optional<Document> document,
        OptionalInt mine,
        String myNote,
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
    /// @param ceiling how well whatever imitates that one can be expected to do
    public record Side(
            List<Pair> pairs,
            Optional<LearningCurve> curve,
            String imitated,
            Optional<Ceiling> ceiling) {
        static final Side NONE = new Side(List.of(), Optional.empty(), "", Optional.empty());
    }

    /// How two agree.
    ///
    /// @param again whether both are looks of one
    public record Pair(String one, String other, double kappa, int n, boolean again) {}

    static LabelsState first(String me) {
        return new LabelsState(
                List.of(),
                Optional.empty(),
                Rubric.shipped(),
                Rubric.educationalValue(),
                me,
                me,
                "",
                0,
                0,
                Optional.empty(),
                OptionalInt.empty(),
                "",
                List.of(),
                true,
                "",
                false,
                Side.NONE);
    }

    boolean done() {
        return size > 0 && at >= size;
    }

    /// Whether what others said is to be hidden: until one has voted.
    boolean hides() {
        return blind && mine.isEmpty();
    }

    LabelsState showing(Optional<Document> next, OptionalInt label, String why, List<Said> said) {
        return new LabelsState(
                corpora, corpus, rubrics, rubric, me, voter, about, at, size, next, label, why,
                said, blind, last, undoable, side);
    }

    LabelsState going(int place, String decided, boolean undo) {
        return new LabelsState(
                corpora, corpus, rubrics, rubric, me, voter, about, place, size, document, mine,
                myNote, others, blind, decided, undo, side);
    }

    LabelsState beside(Side next) {
        return new LabelsState(
                corpora, corpus, rubrics, rubric, me, voter, about, at, size, document, mine,
                myNote, others, blind, last, undoable, next);
    }

    LabelsState with(List<Rubric> all, Rubric next) {
        return new LabelsState(
                corpora, corpus, all, next, me, voter, about, at, size, document, mine, myNote,
                others, blind, last, undoable, side);
    }

    LabelsState blind(boolean next) {
        return new LabelsState(
                corpora, corpus, rubrics, rubric, me, voter, about, at, size, document, mine,
                myNote, others, next, last, undoable, side);
    }

    LabelsState filled(
            List<Corpus> all, Optional<Corpus> of, LabelQueue queue, Rubric with, Side beside) {
        return new LabelsState(
                all,
                of,
                rubrics,
                with,
                me,
                queue.voter(me),
                queue.about(),
                queue.at(),
                queue.documents().size(),
                Optional.empty(),
                OptionalInt.empty(),
                "",
                List.of(),
                blind,
                "",
                undoable && of.equals(corpus),
                beside);
    }
}

package org.hornbook.app.view.compare;

import java.util.List;
import java.util.Optional;
import org.hornbook.classify.ConfusionMatrix;
import org.hornbook.classify.Cut;
import org.hornbook.classify.FilteredSet;
import org.hornbook.classify.Threshold;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.DocumentId;

/// Where the line stands, and what that means.
///
/// @param cutoff the least score that is kept
/// @param kept documents of the whole corpus, those a person decided to keep among them
/// @param of documents with a score
/// @param characters of the kept texts together
/// @param keptByHand below the line
/// @param droppedByHand at or above it, or left for review
/// @param confusion on held-out labels
/// @param cut the same with intervals; follows a moment later
/// @param tokens about how many the kept texts have; negative if it cannot be told
/// @param seconds about how long one pass over them trains here; negative if it cannot be told
/// @param near documents beside the line; empty unless they are asked for
/// @param made the set that was kept last
record LineState(
        Threshold threshold,
        double cutoff,
        long kept,
        long of,
        long characters,
        long keptByHand,
        long droppedByHand,
        ConfusionMatrix confusion,
        Optional<Cut> cut,
        double tokens,
        double seconds,
        List<Near> near,
        boolean naming,
        boolean keeping,
        Optional<FilteredSet> made) {
    static final LineState NONE =
            new LineState(
                    new Threshold.AtLeast(0),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    new ConfusionMatrix(0, 0, 0, 0),
                    Optional.empty(),
                    -1,
                    -1,
                    List.of(),
                    false,
                    false,
                    Optional.empty());

    /// A document beside the line.
    ///
    /// @param kept by the line
    /// @param byHand what a person decided; empty if nobody did
    record Near(
            DocumentId document,
            double score,
            boolean kept,
            Optional<Verdict> byHand,
            String line) {
        Verdict verdict() {
            return byHand.orElse(kept ? Verdict.KEEP : Verdict.DROP);
        }
    }

    boolean byShare() {
        return threshold instanceof Threshold.TopFraction;
    }

    double share() {
        return of == 0 ? 0 : (double) kept / of;
    }

    LineState with(Cut next) {
        return new LineState(
                threshold,
                cutoff,
                kept,
                of,
                characters,
                keptByHand,
                droppedByHand,
                confusion,
                Optional.of(next),
                tokens,
                seconds,
                near,
                naming,
                keeping,
                made);
    }

    LineState near(List<Near> next) {
        return new LineState(
                threshold,
                cutoff,
                kept,
                of,
                characters,
                keptByHand,
                droppedByHand,
                confusion,
                cut,
                tokens,
                seconds,
                next,
                naming,
                keeping,
                made);
    }

    LineState keeping(boolean name, boolean runs, Optional<FilteredSet> set) {
        return new LineState(
                threshold,
                cutoff,
                kept,
                of,
                characters,
                keptByHand,
                droppedByHand,
                confusion,
                cut,
                tokens,
                seconds,
                near,
                name,
                runs,
                set);
    }
}

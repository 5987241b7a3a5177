package org.hornbook.app.decided;

import java.util.Optional;
import org.hornbook.app.Fate;
import org.hornbook.classify.decision.Decision;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;

/// What became of the document that is read.
///
/// @param of empty while nothing is read
/// @param fate empty until it is known
/// @param undoable whether a decision made here can be taken back
/// @param redoable whether one that was taken back can be made again
public record DecidedState(
        Optional<Subject> of, Optional<Fate> fate, boolean undoable, boolean redoable) {
    static final DecidedState NONE =
            new DecidedState(Optional.empty(), Optional.empty(), false, false);

    /// A document and its corpus.
    public record Subject(Corpus corpus, DocumentId document) {
        boolean same(Subject other) {
            return document.equals(other.document);
        }
    }

    public Optional<Verdict> verdict() {
        return fate.flatMap(Fate::decision).map(Decision::verdict);
    }

    /// Whether a person decided, and not the line.
    public boolean byHand() {
        return fate.flatMap(Fate::decision)
                .filter(d -> d.cause() instanceof Decision.Cause.Said)
                .isPresent();
    }

    DecidedState of(Subject next) {
        boolean stays = of.filter(next::same).isPresent();
        return new DecidedState(
                Optional.of(next), stays ? fate : Optional.empty(), undoable, redoable);
    }

    DecidedState knowing(Fate next) {
        return new DecidedState(of, Optional.of(next), undoable, redoable);
    }

    DecidedState steps(boolean undo, boolean redo) {
        return new DecidedState(of, fate, undo, redo);
    }
}

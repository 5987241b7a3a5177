package org.hornbook.app.view.compare;

import java.util.Optional;
import org.hornbook.app.decided.DecidedViewModel;

/// Takes back what was done last, be it a second look or a decision, and opens its document.
final class Undoing {
    private final ReviewViewModel review;
    private final DecidedViewModel fate;

    Undoing(ReviewViewModel review, DecidedViewModel fate) {
        this.review = review;
        this.fate = fate;
    }

    boolean undoable() {
        return review.state().get().undoable() || fate.undoable();
    }

    void undo() {
        if (later(fate.newest(), review.newest())) {
            fate.undo(review::open);
        } else {
            review.undo();
        }
    }

    boolean redoable() {
        return review.redoable() || fate.redoable();
    }

    void redo() {
        if (later(fate.newestUndone(), review.newestUndone())) {
            fate.redo(review::open);
        } else {
            review.redo();
        }
    }

    private static boolean later(Optional<Long> one, Optional<Long> other) {
        return one.isPresent() && (other.isEmpty() || one.get() - other.get() > 0);
    }
}

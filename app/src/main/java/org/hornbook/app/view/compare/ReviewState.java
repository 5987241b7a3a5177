package org.hornbook.app.view.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Label;

/// The documents looked at, one of them opened.
///
/// @param title what they have in common
/// @param at the place in the list, from 0; `size` once all are done
/// @param cell the label and score of the grid's cell they are of, if they are
/// @param last what was decided last
public record ReviewState(
        String title,
        List<DocumentId> documents,
        int at,
        Optional<Cell> cell,
        Optional<Opened> opened,
        String last,
        boolean undoable) {
    static final ReviewState NONE =
            new ReviewState("", List.of(), 0, Optional.empty(), Optional.empty(), "", false);

    record Cell(int label, int score) {}

    /// A document with all that is said of it.
    ///
    /// @param label the annotator's own, before any second look; empty if there is none
    /// @param score the classifier's; NaN if there is none
    /// @param heldOut whether a fold gave it that had not seen the document
    /// @param look the newest second look
    /// @param mine the value I gave it
    /// @param others opinions of other annotators
    record Opened(
            Document document,
            Optional<Label> label,
            double score,
            boolean heldOut,
            Optional<Look> look,
            OptionalInt mine,
            List<Said> others) {}

    /// A second look.
    record Look(String who, int value) {}

    /// Another opinion.
    record Said(String who, int value, String why) {}

    /// A labelled document that reads alike.
    record Near(DocumentId document, int label, double score, double alike) {}

    int size() {
        return documents.size();
    }

    boolean done() {
        return at >= size();
    }

    /// The opened document, if it is the one in its place: while the next is read, the last is
    /// still to be seen, but nothing can be said of it.
    Optional<Opened> current() {
        return opened.filter(o -> !done() && o.document().id().equals(documents.get(at)));
    }

    ReviewState at(int place) {
        return new ReviewState(title, documents, place, cell, opened, last, undoable);
    }

    ReviewState showing(Optional<Opened> next) {
        return new ReviewState(title, documents, at, cell, next, last, undoable);
    }

    ReviewState saying(String words, boolean undo) {
        return new ReviewState(title, documents, at, cell, opened, words, undo);
    }
}

package org.hornbook.app.view.corpora;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.Fate;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.classify.decision.Act;
import org.hornbook.classify.decision.Decision;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;

/// Says of the document in the reader why it is kept, dropped or left for review, and lets a person
/// decide against the line; every decision is taken back one by one.
final class DecidedNote {
    private final Desk desk;
    private final Latest reads;
    private final VBox box = new VBox(4);
    private final Label words = Parts.paragraph("", "hb-small");
    private final Button keep;
    private final Button drop;
    private final Button leave;
    private final Button undo;
    private final Deque<Act> made = new ArrayDeque<>();
    private Corpus corpus;
    private DocumentId shown;
    private boolean byHand;

    DecidedNote(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
        this.keep = button("decided.keep", () -> decide(Optional.of(Verdict.KEEP)));
        this.drop = button("decided.drop", () -> decide(Optional.of(Verdict.DROP)));
        this.leave = button("decided.leave", () -> decide(Optional.empty()));
        this.undo = button("decided.undo", this::undo);
        words.setId("reader-decided");
        HBox.setHgrow(words, Priority.ALWAYS);
        box.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        box.getChildren().setAll(words, Parts.row(6, keep, drop, leave, undo));
        Parts.show(box, false);
    }

    private static Button button(String text, Runnable action) {
        Button button = Parts.button(Texts.of(text), action);
        button.setId(text.replace('.', '-'));
        return button;
    }

    Node node() {
        return box;
    }

    /// Asks again what was decided on a document; to be called whenever it is shown.
    void show(Corpus in, DocumentId document) {
        if (!document.equals(shown)) {
            Parts.show(box, false);
        }
        corpus = in;
        shown = document;
        reads.ask(() -> Fate.of(desk.bench(), in, document), this::show, desk::tell);
    }

    private void show(Fate fate) {
        Optional<Decision> decision = fate.decision();
        byHand = decision.filter(d -> d.cause() instanceof Decision.Cause.Said).isPresent();
        words.setText(
                decision.map(d -> Texts.of("decided." + d.verdict().word() + ".words", d.reason()))
                        .orElse(Texts.of("decided.none")));
        Parts.show(leave, byHand);
        Parts.show(undo, undoable());
        Parts.show(box, true);
    }

    boolean ready() {
        return shown != null && box.isVisible();
    }

    boolean undoable() {
        return !made.isEmpty();
    }

    /// Decides on the document in the reader; without a verdict it is left to the line again.
    void decide(Optional<Verdict> verdict) {
        if (!ready()) {
            return;
        }
        Corpus in = corpus;
        DocumentId document = shown;
        desk.read(
                () ->
                        desk.bench()
                                .decisions()
                                .decide(
                                        in.id(),
                                        List.of(document),
                                        verdict,
                                        "",
                                        CleanViewModel.who()),
                act -> {
                    act.ifPresent(made::push);
                    again();
                });
    }

    /// Takes the last decision made here back.
    void undo() {
        if (made.isEmpty()) {
            return;
        }
        Act last = made.pop();
        desk.read(
                () -> desk.bench().decisions().undo(last.id(), CleanViewModel.who()),
                act -> again());
    }

    private void again() {
        if (shown != null) {
            show(corpus, shown);
        }
    }
}

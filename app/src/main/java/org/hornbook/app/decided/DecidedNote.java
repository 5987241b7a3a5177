package org.hornbook.app.decided;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.KeyAhead;
import org.hornbook.app.kit.Parts;
import org.hornbook.classify.decision.Verdict;

/// Says of the document that is read why it is kept, dropped or left for review, with the buttons
/// that decide otherwise, and a line for the reason.
public final class DecidedNote {
    private static final double REASON = 130;

    private final DecidedViewModel model;
    private final Label words = Parts.paragraph("", "hb-small");
    private final TextField reason = new TextField();
    private final KeyAhead ahead = new KeyAhead(reason, "w");
    private final Map<Verdict, Button> buttons = new EnumMap<>(Verdict.class);
    private final Button leave;
    private final Button undo;
    private final VBox box = new VBox(4);
    private Optional<DecidedState.Subject> shown = Optional.empty();

    public DecidedNote(DecidedViewModel model) {
        this.model = model;
        words.setId("reader-decided");
        reason.setId("decided-reason");
        reason.setPromptText(Texts.of("decided.reason"));
        reason.setAccessibleText(Texts.of("decided.reason.tip"));
        reason.setTooltip(new Tooltip(Texts.of("decided.reason.tip")));
        reason.setPrefWidth(REASON);
        reason.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        reason.clear();
                    }
                    if (e.getCode() == KeyCode.ESCAPE || e.getCode() == KeyCode.ENTER) {
                        buttons.get(Verdict.KEEP).requestFocus();
                        e.consume();
                    }
                });
        FlowPane row = new FlowPane(4, 4, reason);
        for (Verdict verdict : Verdict.values()) {
            Button button = button("decided." + verdict.word(), () -> decide(Optional.of(verdict)));
            button.setTooltip(new Tooltip(Texts.of("decided." + verdict.word() + ".tip")));
            buttons.put(verdict, button);
            row.getChildren().add(button);
        }
        leave = button("decided.leave", () -> decide(Optional.empty()));
        undo = button("decided.undo", () -> model.undo(document -> {}));
        row.getChildren().addAll(leave, undo);
        row.setPrefWrapLength(0);
        box.setMinHeight(Region.USE_PREF_SIZE);
        box.getChildren().setAll(words, row);
        Parts.show(box, false);
        model.state().show(this::show);
    }

    private static Button button(String text, Runnable action) {
        Button button = Parts.button(Texts.of(text), action);
        button.setId(text.replace('.', '-'));
        button.getStyleClass().add("hb-decide");
        return button;
    }

    public Node node() {
        return box;
    }

    /// Decides with the reason that is written.
    public void decide(Optional<Verdict> verdict) {
        model.decide(verdict, reason.getText());
        reason.clear();
    }

    /// Asks for a reason, at the press of a key.
    public void ask() {
        ahead.asked();
        reason.requestFocus();
    }

    public boolean ready() {
        return model.state().get().fate().isPresent();
    }

    private void show(DecidedState s) {
        if (!s.of().map(DecidedState.Subject::document)
                .equals(shown.map(DecidedState.Subject::document))) {
            reason.clear();
        }
        shown = s.of();
        Parts.show(box, s.fate().isPresent());
        Parts.show(leave, s.byHand());
        Parts.show(undo, s.undoable());
        if (s.fate().isEmpty()) {
            return;
        }
        words.setText(
                s.fate()
                        .get()
                        .decision()
                        .map(d -> Texts.of("decided." + d.verdict().word() + ".words", d.reason()))
                        .orElse(Texts.of("decided.none")));
        buttons.forEach(
                (verdict, button) -> {
                    button.getStyleClass().remove("hb-on");
                    if (s.verdict().equals(Optional.of(verdict))) {
                        button.getStyleClass().add("hb-on");
                    }
                });
    }
}

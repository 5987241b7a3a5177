package org.hornbook.app.view.labels;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.CodeView;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.PythonColours;
import org.hornbook.corpus.Document;
import org.hornbook.label.Rubric;

/// The document in front, with a button for each label of the scale.
final class LabelCard {
    private final LabelsViewModel model;
    private final Runnable toKeys;
    private final Label head = Parts.muted("");
    private final HBox opinions = Parts.row(6);
    private final CodeView text = new CodeView();
    private final HBox votes = new HBox(8);
    private final TextField note = new TextField();
    private final Label last = Parts.muted("");
    private final VBox card = new VBox(8);
    private String shownDocument = "";

    /// `toKeys` gives the focus back to where the number keys are heard.
    LabelCard(LabelsViewModel model, Runnable toKeys) {
        this.model = model;
        this.toKeys = toKeys;
        head.setMinWidth(0);
        note.setPromptText(Texts.of("labels.note.prompt"));
        note.setId("labels-note");
        note.textProperty().addListener(o -> model.note(note.getText()));
        note.setOnAction(e -> toKeys.run());
        Parts.show(note, false);
        last.setId("labels-last");
        last.setMinWidth(0);
        VBox.setVgrow(text, Priority.ALWAYS);
        opinions.setId("labels-opinions");
        opinions.setMinWidth(Region.USE_PREF_SIZE);
        Label keys = Parts.text(Texts.of("labels.keys"), "hb-muted", "hb-small");
        keys.setMinWidth(0);
        card.getStyleClass().add("hb-card");
        card.getChildren()
                .setAll(
                        Parts.row(8, head, Parts.spacer(), opinions),
                        text,
                        note,
                        votes,
                        Parts.row(12, keys, Parts.spacer(), last));
    }

    Node node() {
        return card;
    }

    void vote(int value) {
        model.vote(value);
        note.clear();
        Parts.show(note, false);
    }

    void writeNote() {
        Parts.show(note, true);
        note.setText(model.state().get().myNote());
        note.requestFocus();
        note.selectAll();
    }

    void show(LabelsState s) {
        last.setText(s.last());
        last.setTooltip(s.last().isEmpty() ? null : new Tooltip(s.last()));
        opinions(s);
        votes(s);
        s.document().ifPresentOrElse(this::show, () -> shownDocument = "");
    }

    private void show(Document d) {
        if (shownDocument.equals(d.key() + d.id())) {
            return;
        }
        shownDocument = d.key() + d.id();
        boolean code = PythonColours.isCode(d.text());
        text.show(d.text(), code, List.of());
        head.setText(
                Texts.of(
                        "labels.head",
                        d.key(),
                        Words.count(d.text().lines().count()),
                        Words.count(d.text().length())));
    }

    private void opinions(LabelsState s) {
        opinions.getChildren().clear();
        if (s.hides()) {
            opinions.getChildren()
                    .addAll(
                            Parts.text(Texts.of("labels.blind"), "hb-muted", "hb-small"),
                            Parts.text("B", "hb-key"));
            return;
        }
        for (LabelsState.Said said : s.others()) {
            Label pill = Parts.pill(said.who() + " " + said.words(), "info");
            if (!said.why().isEmpty()) {
                pill.setTooltip(new Tooltip(said.why()));
            }
            opinions.getChildren().add(pill);
        }
        if (s.others().isEmpty()) {
            opinions.getChildren()
                    .add(Parts.text(Texts.of("labels.alone"), "hb-muted", "hb-small"));
        }
    }

    private void votes(LabelsState s) {
        Rubric rubric = s.rubric();
        if (votes.getChildren().size() != rubric.meanings().size()
                || !votes.getChildren().getFirst().getId().equals("vote-" + rubric.lowest())) {
            votes.getChildren().clear();
            for (int value = rubric.lowest(); value <= rubric.highest(); value++) {
                votes.getChildren().add(button(value));
            }
        }
        for (int i = 0; i < votes.getChildren().size(); i++) {
            Button button = (Button) votes.getChildren().get(i);
            String meaning = rubric.meanings().get(i);
            Label words = (Label) ((VBox) button.getGraphic()).getChildren().get(1);
            words.setText(RubricWords.brief(rubric, i));
            words.setMinWidth(0);
            button.setTooltip(new Tooltip(meaning));
            int value = rubric.lowest() + i;
            button.setAccessibleText(value + ": " + meaning);
            button.getStyleClass().remove("hb-on");
            if (s.mine().isPresent() && s.mine().getAsInt() == value) {
                button.getStyleClass().add("hb-on");
            }
            button.setDisable(s.document().isEmpty());
        }
    }

    private Button button(int value) {
        Button button = new Button();
        VBox inside =
                new VBox(
                        2,
                        Parts.text(String.valueOf(value), "hb-vote-number"),
                        Parts.text("", "hb-muted", "hb-small"));
        inside.setAlignment(Pos.CENTER);
        button.setGraphic(inside);
        button.setId("vote-" + value);
        button.getStyleClass().setAll("button", "hb-vote");
        button.setOnAction(
                e -> {
                    vote(value);
                    toKeys.run();
                });
        button.setMinWidth(40);
        button.setPrefWidth(10);
        HBox.setHgrow(button, Priority.ALWAYS);
        return button;
    }
}

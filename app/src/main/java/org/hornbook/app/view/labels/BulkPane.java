package org.hornbook.app.view.labels;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.DocumentId;

/// Beside the queue: everything that a query finds is labelled alike, with the count on the button.
/// Many are asked about first; one undo takes all back.
final class BulkPane {
    private static final int ASK_ABOVE = 100;

    private final Desk desk;
    private final LabelsViewModel model;
    private final Latest counts;
    private final VBox box = Parts.card();
    private final TextField query = new TextField();
    private final CheckBox also = new CheckBox(Texts.of("labels.bulk.also"));
    private final Label found = Parts.paragraph("", "hb-muted");
    private final FlowPane buttons = new FlowPane(8, 8);
    private final VBox sure = new VBox(8);
    private List<DocumentId> documents = List.of();
    private boolean open;
    private int shownLow;
    private int shownHigh = -1;

    BulkPane(Desk desk, LabelsViewModel model, Runnable close) {
        this.desk = desk;
        this.model = model;
        this.counts = desk.background().latest();
        query.setId("bulk-query");
        query.getStyleClass().add("hb-mono");
        query.setPromptText(Texts.of("labels.bulk.prompt"));
        query.textProperty().addListener(o -> count());
        query.setOnAction(
                e -> {
                    if (!buttons.getChildren().isEmpty()) {
                        buttons.getChildren().getFirst().requestFocus();
                    }
                });
        also.setOnAction(e -> count());
        found.setId("bulk-found");
        Button away =
                Parts.iconButton(
                        "fth-x",
                        Texts.of("close"),
                        () -> {
                            open = false;
                            close.run();
                        });
        box.setId("bulk");
        box.getChildren()
                .setAll(
                        Parts.row(8, Parts.heading(Texts.of("labels.bulk")), Parts.spacer(), away),
                        Parts.paragraph(Texts.of("labels.bulk.words"), "hb-muted"),
                        query,
                        also,
                        found,
                        buttons,
                        sure);
    }

    Node node() {
        return box;
    }

    void open() {
        open = true;
        sure.getChildren().clear();
        count();
        query.requestFocus();
    }

    /// Another corpus or another scale.
    void show(LabelsState s) {
        if (shownLow != s.rubric().lowest() || shownHigh != s.rubric().highest()) {
            shownLow = s.rubric().lowest();
            shownHigh = s.rubric().highest();
            buttons();
        }
    }

    private void count() {
        LabelsState s = model.state().get();
        sure.getChildren().clear();
        if (!open || s.corpus().isEmpty()) {
            return;
        }
        String asked = query.getText();
        boolean all = also.isSelected();
        counts.ask(
                () -> LabelQueue.open(desk.bench(), s.corpus().get(), s.voter(), asked, all),
                ids -> {
                    documents = ids;
                    found.getStyleClass().remove("hb-bad");
                    found.setText(
                            Texts.of(
                                    all ? "labels.bulk.all" : "labels.bulk.open",
                                    Words.count(ids.size())));
                    buttons();
                },
                e -> {
                    documents = List.of();
                    found.getStyleClass().add("hb-bad");
                    found.setText(org.hornbook.app.Sentence.of(e));
                    buttons();
                });
    }

    private void buttons() {
        buttons.getChildren().clear();
        for (int value = shownLow; value <= shownHigh; value++) {
            int v = value;
            Button button =
                    Parts.button(
                            Texts.of("labels.bulk.go", Words.count(documents.size()), value),
                            () -> wanted(v));
            button.setId("bulk-" + value);
            button.setDisable(documents.isEmpty());
            buttons.getChildren().add(button);
        }
    }

    private void wanted(int value) {
        if (documents.size() <= ASK_ABOVE) {
            label(value);
            return;
        }
        Button yes =
                Parts.primary(
                        Texts.of("labels.bulk.yes", Words.count(documents.size()), value),
                        "",
                        () -> label(value));
        yes.setId("bulk-yes");
        sure.getChildren()
                .setAll(
                        Parts.paragraph(
                                Texts.of("labels.bulk.sure", Words.count(documents.size()))),
                        Parts.row(
                                8,
                                yes,
                                Parts.button(
                                        Texts.of("labels.bulk.no"),
                                        () -> sure.getChildren().clear())));
        yes.requestFocus();
    }

    private void label(int value) {
        sure.getChildren().clear();
        model.bulk(documents, value, Texts.of("labels.bulk.why", query.getText().strip()));
        documents = List.of();
        found.setText("");
        buttons();
    }
}

package org.hornbook.app.view.labels;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.label.Rubric;
import org.hornbook.label.rubric.KeptRubric;
import org.hornbook.label.rubric.RubricDiff;

/// The rubrics with their versions: read, change, duplicate, compare two, and try two on the same
/// documents.
final class RubricsPane {
    private final RubricsViewModel model;
    private final TrialPane trial;
    private final ListView<KeptRubric> list = new ListView<>();
    private final Label title = Parts.heading("");
    private final Label history = Parts.muted("");
    private final TextArea editor = new TextArea();
    private final Label problem = Parts.paragraph("", "hb-small");
    private final Button save;
    private final Button use;
    private final ComboBox<String> against = new ComboBox<>();
    private final TextField copyName = new TextField();
    private final TextFlow diff = new TextFlow();
    private final ScrollPane diffScroll = new ScrollPane(diff);
    private final StackPane centre = new StackPane();
    private final VBox card = Parts.card();
    private final HBox node;
    private boolean showing;

    RubricsPane(Desk desk, LabelsViewModel labels) {
        this.model = new RubricsViewModel(desk, labels);
        this.trial = new TrialPane(desk, labels, () -> trying(false));
        list.setId("rubrics-list");
        list.getStyleClass().add("hb-list");
        list.setCellFactory(l -> new Row());
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (o, was, is) -> {
                            if (is != null && !showing) {
                                trying(false);
                                model.choose(is.rubric());
                            }
                        });
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox left =
                Parts.card(
                        Parts.heading(Texts.of("rubrics.title")),
                        Parts.paragraph(Texts.of("rubrics.words"), "hb-muted", "hb-small"),
                        list);
        left.setMinWidth(240);
        left.setPrefWidth(270);
        left.setMaxWidth(270);
        editor.setId("rubrics-editor");
        editor.getStyleClass().add("hb-rubric");
        editor.setWrapText(true);
        editor.textProperty()
                .addListener(
                        o -> {
                            if (!showing) {
                                model.write(editor.getText());
                            }
                        });
        problem.setId("rubrics-problem");
        save = Parts.primary("", "Ctrl S", model::save);
        save.setId("rubrics-save");
        use = Parts.button(Texts.of("rubrics.use"), model::use);
        use.setId("rubrics-use");
        Button both = Parts.button(Texts.of("rubrics.try"), "T", () -> trying(true));
        both.setId("rubrics-try");
        against.setId("rubrics-against");
        against.setPrefWidth(150);
        against.setOnAction(e -> compare());
        copyName.setPromptText(Texts.of("rubrics.copy.prompt"));
        copyName.setId("rubrics-copy-name");
        copyName.setPrefWidth(150);
        copyName.setOnAction(e -> duplicate());
        Button copy = Parts.button(Texts.of("rubrics.copy"), this::duplicate);
        copy.setId("rubrics-copy");
        diffScroll.setFitToWidth(true);
        diffScroll.getStyleClass().add("hb-box-code");
        diffScroll.setId("rubrics-diff");
        diff.getStyleClass().add("hb-diff");
        VBox.setVgrow(centre, Priority.ALWAYS);
        history.setMinWidth(0);
        title.setMinWidth(Label.USE_PREF_SIZE);
        card.getChildren()
                .setAll(
                        Parts.row(10, title, history, Parts.spacer(), against),
                        centre,
                        problem,
                        new FlowPane(8, 8, save, use, both, copyName, copy));
        card.setMinWidth(0);
        HBox.setHgrow(card, Priority.ALWAYS);
        HBox.setHgrow(trial.node(), Priority.ALWAYS);
        node = new HBox(16, left, card);
        model.state().show(this::show);
    }

    Node node() {
        return node;
    }

    /// Comes to the front.
    void open() {
        trying(false);
        model.refresh();
    }

    void refresh() {
        model.refresh();
    }

    List<Command> commands(BooleanSupplier front) {
        return List.of(
                Command.of(
                        "rubrics.save",
                        "do",
                        "Shortcut+S",
                        () -> front.getAsBoolean() && !save.isDisabled(),
                        model::save),
                Command.of("rubrics.try", "do", "T", front, () -> trying(true)));
    }

    private void trying(boolean on) {
        RubricsState s = model.state().get();
        if (on && s.chosen().isPresent()) {
            trial.open(s.chosen().get(), s.all().stream().map(KeptRubric::rubric).toList());
            node.getChildren().set(1, trial.node());
        } else {
            node.getChildren().set(1, card);
        }
    }

    private void duplicate() {
        if (!copyName.getText().isBlank()) {
            model.duplicate(copyName.getText());
            copyName.clear();
        } else {
            copyName.requestFocus();
        }
    }

    private void compare() {
        if (!showing) {
            int at = against.getSelectionModel().getSelectedIndex();
            List<KeptRubric> others = others(model.state().get());
            model.compare(
                    at < 1 || at > others.size()
                            ? Optional.empty()
                            : Optional.of(others.get(at - 1).rubric()));
        }
    }

    private static List<KeptRubric> others(RubricsState s) {
        String mine = s.chosen().map(Rubric::title).orElse("");
        return s.all().stream().filter(k -> !k.rubric().title().equals(mine)).toList();
    }

    private void show(RubricsState s) {
        showing = true;
        if (!list.getItems().equals(s.all())) {
            list.getItems().setAll(s.all());
        }
        s.kept().ifPresent(k -> list.getSelectionModel().select(k));
        if (!editor.getText().equals(s.text())) {
            editor.setText(s.text());
        }
        title.setText(s.chosen().map(RubricWords::title).orElse(""));
        history.setText(s.kept().map(RubricsPane::history).orElse(""));
        problem.getStyleClass().removeAll("hb-bad", "hb-muted");
        problem.getStyleClass().add(s.problem().isEmpty() ? "hb-muted" : "hb-bad");
        problem.setText(
                !s.problem().isEmpty()
                        ? s.problem()
                        : s.changed()
                                ? Texts.of("rubrics.changed", s.next())
                                : Texts.of("rubrics.same"));
        save.setText(Texts.of("rubrics.save", s.next()));
        save.setDisable(!s.changed() || !s.problem().isEmpty());
        List<String> names = new java.util.ArrayList<>();
        names.add(Texts.of("rubrics.against"));
        others(s).forEach(k -> names.add(RubricWords.title(k.rubric())));
        if (!against.getItems().equals(names)) {
            against.getSelectionModel().clearSelection();
            against.getItems().setAll(names);
        }
        against.getSelectionModel()
                .select(
                        s.against()
                                .map(RubricWords::title)
                                .filter(names::contains)
                                .orElse(names.getFirst()));
        if (s.diff().isPresent()) {
            diff(s.diff().get());
            centre.getChildren().setAll(diffScroll);
        } else {
            centre.getChildren().setAll(editor);
        }
        showing = false;
    }

    private void diff(RubricDiff difference) {
        diff.getChildren().clear();
        for (RubricDiff.Stretch stretch : difference.stretches()) {
            Text text = new Text(stretch.text());
            text.getStyleClass()
                    .add(
                            switch (stretch.kind()) {
                                case SAME -> "hb-words";
                                case REMOVED -> "hb-diff-removed";
                                case ADDED -> "hb-diff-added";
                            });
            diff.getChildren().add(text);
        }
    }

    private static String history(KeptRubric k) {
        String labels = Texts.of("rubrics.labels", Words.count(k.labels()));
        return k.made().isEmpty()
                ? labels + " \u00b7 " + Texts.of("rubrics.shipped")
                : labels
                        + " \u00b7 "
                        + Texts.of(
                                "rubrics.from",
                                k.from().orElse(""),
                                Words.ago(Duration.between(k.made().get(), Instant.now())));
    }

    /// Name and version, with how much was labelled under it.
    private static final class Row extends ListCell<KeptRubric> {
        @Override
        protected void updateItem(KeptRubric k, boolean empty) {
            super.updateItem(k, empty);
            setText(null);
            if (empty || k == null) {
                setGraphic(null);
                return;
            }
            Label name = Parts.text(RubricWords.title(k.rubric()));
            name.setMinWidth(0);
            Label labels =
                    Parts.text(
                            k.labels() == 0 ? "" : Words.count(k.labels()), "hb-muted", "hb-small");
            labels.setMinWidth(Label.USE_PREF_SIZE);
            setGraphic(Parts.row(8, name, Parts.spacer(), labels));
        }
    }
}

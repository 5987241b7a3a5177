package org.hornbook.app.view.compare;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.KeyAhead;
import org.hornbook.app.kit.Parts;
import org.hornbook.classify.FilteredSet;

/// Gives what is kept a name, says what was made, and offers to train on it; and says where scores
/// are missing.
final class KeepRow {
    private final Desk desk;
    private final LineViewModel model;
    private final TextField name = new TextField();
    private final KeyAhead ahead = new KeyAhead(name, "k");
    private final Button go;
    private final Label hint = Parts.text("", "hb-muted", "hb-small");
    private final HBox naming;
    private final HBox made = Parts.row(12);
    private final HBox missing = Parts.row(12);
    private final VBox node = new VBox(6);
    private boolean wasNaming;
    private FilteredSet told;

    KeepRow(Desk desk, LineViewModel model) {
        this.desk = desk;
        this.model = model;
        name.setId("keep-name");
        name.setPrefColumnCount(16);
        name.setPromptText(Texts.of("compare.keep.name"));
        hint.setMinWidth(0);
        go = Parts.primary("", "", () -> model.keep(name.getText()));
        go.setId("keep-go");
        Button not = Parts.button(Texts.of("cancel"), "Esc", () -> model.name(false));
        naming =
                Parts.row(
                        8,
                        Parts.muted(Texts.of("compare.keep.name")),
                        name,
                        go,
                        not,
                        hint,
                        Parts.spacer(),
                        Parts.copyCommand(() -> model.command(name.getText())));
        name.setOnAction(e -> model.keep(name.getText()));
        naming.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        model.name(false);
                        e.consume();
                    }
                });
        name.textProperty().addListener(o -> say(model.state().get()));
        made.setId("keep-made");
        made.getStyleClass().add("hb-banner");
        missing.setId("line-missing");
        Parts.show(naming, false);
        Parts.show(made, false);
        Parts.show(missing, false);
        node.getChildren().setAll(missing, naming, made);
        shown();
    }

    Node node() {
        return node;
    }

    /// Asks for a name at the press of a key, whose letter must not be written into it.
    void askedByKey() {
        if (!model.state().get().naming()) {
            ahead.asked();
        }
        model.name(true);
    }

    void show(LineState s) {
        if (s.naming() && !wasNaming) {
            name.setText(model.freeName());
        }
        Parts.show(naming, s.naming());
        shown();
        if (s.naming() && !wasNaming) {
            name.requestFocus();
            name.selectAll();
        }
        if (!s.naming() && wasNaming && node.getScene() != null) {
            node.getParent().getParent().getParent().requestFocus();
        }
        wasNaming = s.naming();
        say(s);
        Parts.show(made, s.made().isPresent() && !s.naming());
        s.made().ifPresent(this::made);
        shown();
    }

    private void say(LineState s) {
        boolean replaces = model.replaces(name.getText());
        go.setText(
                s.keeping()
                        ? Texts.of("compare.keep.going")
                        : Texts.of(
                                replaces ? "compare.keep.replace" : "compare.keep.go",
                                Words.count(s.kept())));
        go.setDisable(s.keeping() || s.kept() == 0 || !model.admits(name.getText()));
        hint.setText(
                replaces
                        ? Texts.of("compare.keep.there")
                        : model.admits(name.getText()) || name.getText().isBlank()
                                ? ""
                                : Texts.of("compare.keep.not"));
    }

    private void made(FilteredSet set) {
        if (set.equals(told)) {
            return;
        }
        told = set;
        Label words =
                Parts.text(
                        Texts.of(
                                "compare.keep.made",
                                set.name(),
                                Words.count(set.documents()),
                                Words.compact(set.characters())));
        words.setId("keep-made-words");
        words.setMinWidth(0);
        Button train =
                Parts.primary(
                        Texts.of("compare.keep.train"),
                        "",
                        () -> desk.navigator().go(Place.TRAIN, new Errand.NewRun(set.name())));
        train.setId("keep-train");
        made.getChildren()
                .setAll(
                        Parts.icon("fth-check"),
                        words,
                        Parts.spacer(),
                        train,
                        Parts.iconButton("fth-x", Texts.of("close"), model::thanks));
    }

    /// Documents that came after scoring have none.
    void unscored(Compared c, TrainingState work, TrainingViewModel training) {
        boolean some = c.unscored() > 0;
        Parts.show(missing, some);
        if (some) {
            Button score =
                    Parts.button(
                            work.runs()
                                    ? work.doing()
                                    : Texts.of(
                                            "compare.line.score.all",
                                            Words.count(c.corpus().documents())),
                            training::score);
            score.setDisable(work.runs());
            score.setId("compare-score");
            Label words =
                    Parts.text(
                            Texts.of("compare.line.missing", Words.count(c.unscored())),
                            "hb-muted");
            words.setMinWidth(Region.USE_PREF_SIZE);
            missing.getChildren().setAll(words, score, Parts.copyCommand(training::scoreCommand));
        }
        shown();
    }

    private void shown() {
        Parts.show(node, node.getChildren().stream().anyMatch(Node::isManaged));
    }
}

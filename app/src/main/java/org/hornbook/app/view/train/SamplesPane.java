package org.hornbook.app.view.train;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.CodeView;
import org.hornbook.app.kit.Parts;

/// What the run in front writes at its saved steps.
final class SamplesPane {
    private final SamplesViewModel model;
    private final Label title = Parts.heading("");
    private final Button earlier;
    private final Button later;
    private final Label which = Parts.muted("");
    private final Button before;
    private final Button after;
    private final Label verdict = Parts.pill("", "plain");
    private final CodeView code = new CodeView();
    private final Label nothing = Parts.paragraph("", "hb-muted");
    private final StackPane body = new StackPane();
    private final TextField own = new TextField();
    private final Hyperlink remove = Parts.link(Texts.of("train.samples.remove"), () -> {});
    private final HBox steps = Parts.row(2);
    private final HBox asking = Parts.row(2);
    private final VBox head = new VBox(2);
    private final VBox card;

    SamplesPane(SamplesViewModel model, Runnable back) {
        this.model = model;
        earlier =
                Parts.iconButton(
                        "fth-chevron-left",
                        Texts.of("train.samples.earlier"),
                        () -> model.turn(-1));
        later =
                Parts.iconButton(
                        "fth-chevron-right", Texts.of("train.samples.later"), () -> model.turn(1));
        before =
                Parts.iconButton(
                        "fth-chevron-left",
                        Texts.of("train.samples.before"),
                        () -> model.turnPrompt(-1));
        after =
                Parts.iconButton(
                        "fth-chevron-right",
                        Texts.of("train.samples.after"),
                        () -> model.turnPrompt(1));
        earlier.setId("samples-earlier");
        later.setId("samples-later");
        before.setId("samples-before");
        after.setId("samples-after");
        title.setId("samples-title");
        title.setMinWidth(60);
        which.setId("samples-prompt");
        which.setMinWidth(Region.USE_PREF_SIZE);
        verdict.setId("samples-verdict");
        verdict.setMinWidth(Region.USE_PREF_SIZE);
        own.setId("samples-own");
        own.setPromptText(Texts.of("train.samples.own.prompt"));
        own.getStyleClass().add("hb-mono");
        HBox.setHgrow(own, Priority.ALWAYS);
        own.setOnAction(
                e -> {
                    model.add(own.getText().replace("\\n", "\n").replace("\\t", "    "));
                    own.clear();
                    Parts.show(own, false);
                    back.run();
                });
        own.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        Parts.show(own, false);
                        back.run();
                        e.consume();
                    }
                });
        Parts.show(own, false);
        remove.setOnAction(
                e -> {
                    remove.setVisited(false);
                    model.remove();
                });
        remove.setId("samples-remove");
        Hyperlink write = Parts.link(Texts.of("train.samples.own"), this::write);
        write.setId("samples-write");
        Label key = Parts.text("W", "hb-key");
        VBox.setVgrow(body, Priority.ALWAYS);
        code.setId("samples-code");
        body.setMinHeight(60);
        steps.getChildren().setAll(title, earlier, later);
        asking.getChildren().setAll(which, before, after);
        card = new VBox(6, head, body, Parts.row(8, write, key, own, remove));
        card.getStyleClass().add("hb-card");
        card.setId("samples");
        card.widthProperty().addListener(o -> arrange());
        arrange();
    }

    /// Steps, prompts and verdict on one row if there is room for them, else on two.
    void arrange() {
        double wanted = steps.prefWidth(-1) + asking.prefWidth(-1) + verdict.prefWidth(-1) + 24;
        if (card.getWidth() - 30 >= wanted) {
            head.getChildren().setAll(Parts.row(12, steps, asking, Parts.spacer(), verdict));
        } else {
            head.getChildren().setAll(steps, Parts.row(8, asking, Parts.spacer(), verdict));
        }
    }

    Node node() {
        return card;
    }

    /// Opens the field for a prompt of a person's own.
    void write() {
        Parts.show(own, true);
        own.requestFocus();
    }

    void show(SamplesState s) {
        boolean some = s.at() >= 0;
        title.setText(
                some
                        ? Texts.of("train.samples.title", Words.count(s.steps().get(s.at())))
                        : Texts.of("train.samples.title.none"));
        earlier.setDisable(s.at() <= 0);
        later.setDisable(!some || s.newest());
        for (Node node : new Node[] {earlier, later}) {
            Parts.show(node, s.steps().size() > 1);
        }
        boolean asked = s.prompt() >= 0;
        which.setText(
                s.asked()
                        .map(
                                p ->
                                        Texts.of(
                                                p.task().isPresent()
                                                        ? "train.samples.held"
                                                        : "train.samples.mine",
                                                s.prompt() + 1,
                                                s.prompts().size()))
                        .orElse(""));
        for (Node node : new Node[] {before, after}) {
            Parts.show(node, asked && s.prompts().size() > 1);
        }
        Parts.show(remove, s.asked().filter(p -> p.task().isEmpty()).isPresent());
        verdict(s);
        body(s);
        arrange();
    }

    private void verdict(SamplesState s) {
        Optional<Sample> judged = s.sample().filter(x -> !x.verdict().isEmpty());
        if (judged.isPresent()) {
            boolean passed = judged.get().verdict().equals("passed");
            verdict.setText(
                    passed
                            ? Texts.of("train.samples.passed")
                            : Texts.of("train.samples.failed", judged.get().verdict()));
            verdict.getStyleClass()
                    .setAll("label", "hb-pill", passed ? "hb-pill-keep" : "hb-pill-drop");
            verdict.setTooltip(
                    new Tooltip(
                            judged.get().why().isEmpty()
                                    ? Texts.of("train.samples.passed.tip")
                                    : judged.get().why()));
        } else {
            verdict.setText(
                    Texts.of(s.checking() ? "train.samples.checking" : "train.samples.writing"));
            verdict.getStyleClass().setAll("label", "hb-pill", "hb-pill-plain");
            verdict.setTooltip(null);
        }
        Parts.show(verdict, judged.isPresent() || s.checking() || s.writing());
    }

    private void body(SamplesState s) {
        if (s.sample().isPresent() && !s.sample().get().written().isEmpty()) {
            String all = s.sample().get().prompt() + s.sample().get().written();
            if (!code.text().equals(all.stripTrailing()) || !body.getChildren().contains(code)) {
                code.showWritten(s.sample().get().prompt(), s.sample().get().written());
            }
            body.getChildren().setAll(code);
            return;
        }
        nothing.setText(
                s.sample().isPresent()
                        ? Texts.of(
                                "train.samples.empty",
                                s.sample().get().why().isEmpty()
                                        ? Texts.of("train.samples.end")
                                        : s.sample().get().why())
                        : s.writing()
                                ? Texts.of("train.samples.soon")
                                : s.at() >= 0
                                        ? Texts.of(
                                                s.prompt() < 0
                                                        ? "train.samples.noprompt"
                                                        : "train.samples.unasked")
                                        : Texts.of("train.samples.none"));
        body.getChildren().setAll(nothing);
    }
}

package org.hornbook.app.view.models;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.FactTable;
import org.hornbook.app.kit.Parts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything about the chosen checkpoint, and what can be done with it.
final class DetailPane {
    private final Desk desk;
    private final Actions actions;
    private final PrecisionViewModel conversions;
    private Converted converted = Converted.NONE;
    private final VBox inside = new VBox(10);
    private final VBox going = new VBox(4);
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = Parts.paragraph("", "hb-muted", "hb-small");
    private final VBox box;
    private final PrecisionCard precisions;
    private Object shown = List.of();

    /// What the buttons do.
    interface Actions {
        void chat();

        void attempt();

        void folder();

        void delete();

        void answers(Tried tried);
    }

    DetailPane(Desk desk, PrecisionViewModel conversions, Actions actions) {
        this.desk = desk;
        this.conversions = conversions;
        this.precisions = new PrecisionCard(conversions);
        this.actions = actions;
        inside.setId("models-detail");
        bar.setMaxWidth(Double.MAX_VALUE);
        going.getChildren().setAll(bar, progress);
        ScrollPane scroll = new ScrollPane(inside);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, javafx.scene.layout.Priority.ALWAYS);
        box = Parts.card(scroll);
    }

    Node node() {
        return box;
    }

    void show(ModelsState s, Optional<TryState.Going> trial) {
        converted = s.converted();
        precise(s.model());
        Object now = s.model().map(m -> List.of(m, s.of(m))).orElse(List.of());
        if (now.equals(shown)) {
            going(trial);
            return;
        }
        shown = now;
        inside.getChildren().clear();
        if (s.model().isEmpty()) {
            return;
        }
        Model model = s.model().get();
        Label name = Parts.text(model.name(), "hb-heading");
        name.setMinWidth(0);
        name.setId("models-name");
        inside.getChildren()
                .addAll(
                        Parts.row(
                                8,
                                new Dot(desk.series().of(model.name())),
                                name,
                                Parts.spacer(),
                                Parts.pill(ModelWords.kind(model), "info")),
                        buttons(model));
        if (!model.wrong().isEmpty()) {
            Label wrong = Parts.paragraph(model.wrong(), "hb-bad");
            wrong.setId("models-unreadable");
            inside.getChildren().add(wrong);
        }
        inside.getChildren().add(going);
        going(trial);
        results(s.of(model));
        if (rounds(model)) {
            inside.getChildren().add(precisions.node());
        }
        model.facts().ifPresent(f -> facts(model, f));
        model.encodes()
                .ifPresent(
                        e ->
                                inside.getChildren()
                                        .addAll(
                                                Parts.heading(Texts.of("models.configuration")),
                                                EncoderFacts.of(model, e)));
        model.origin().ifPresent(o -> origin(model, o));
        files(model);
    }

    void going(Optional<TryState.Going> trial) {
        Parts.show(going, trial.isPresent());
        trial.ifPresent(
                t -> {
                    bar.setProgress(t.share());
                    progress.setText(Texts.of("try.going", t.words()));
                });
    }

    /// Shows how far conversions are.
    void precise(Optional<Model> model) {
        model.filter(DetailPane::rounds)
                .ifPresent(m -> precisions.show(m, converted, conversions.state().get()));
    }

    /// Whether its graph can be written in several precisions.
    private static boolean rounds(Model model) {
        return model.facts().filter(f -> f.config().isPresent()).isPresent();
    }

    private Node buttons(Model model) {
        boolean writes = model.facts().filter(Model.Facts::tokenizer).isPresent();
        Button chat = Parts.primary(Texts.of("models.chat"), "C", actions::chat);
        chat.setId("models-chat");
        Button attempt = Parts.button(Texts.of("models.try"), "T", actions::attempt);
        attempt.setId("models-try");
        for (Button button : List.of(chat, attempt)) {
            button.setDisable(!writes);
        }
        Button folder = Parts.button(Texts.of("show.in.folder"), "F", actions::folder);
        folder.setId("models-folder");
        Button delete =
                Parts.button(
                        Texts.of(model.added() ? "models.remove" : "models.delete"),
                        Texts.of("models.delete.key"),
                        actions::delete);
        delete.setId("models-delete");
        if (model.encodes().isPresent()) {
            Button compare =
                    Parts.primary(
                            Texts.of("models.encoder.go"),
                            "",
                            () -> desk.navigator().go(Place.COMPARE));
            compare.setId("models-compare");
            return new VBox(
                    6,
                    new FlowPane(8, 8, compare, folder, delete),
                    Parts.paragraph(Texts.of("models.encoder.words"), "hb-muted", "hb-small"));
        }
        FlowPane all = new FlowPane(8, 8, chat, attempt, folder, delete);
        if (!writes && model.facts().isPresent()) {
            Label why = Parts.paragraph(Texts.of("models.no.tokenizer"), "hb-muted", "hb-small");
            return new VBox(6, all, why);
        }
        return all;
    }

    private void results(List<Tried> tried) {
        if (tried.isEmpty()) {
            return;
        }
        VBox rows = new VBox();
        for (Tried t : tried) {
            Label passed = Parts.text(ModelWords.passed(t.result()), "hb-strong");
            passed.setTooltip(
                    new Tooltip(
                            Texts.of(
                                    "models.result.from",
                                    t.result().benchmark(),
                                    t.maxTokens(),
                                    Words.count(t.result().of()))));
            Label on = Parts.muted(t.result().benchmark());
            on.setMinWidth(0);
            Hyperlink answers = Parts.link(Texts.of("models.answers"), () -> actions.answers(t));
            answers.setMinWidth(HBox.USE_PREF_SIZE);
            VBox row =
                    Parts.column(
                            0,
                            Parts.row(8, on, Parts.spacer(), answers),
                            Parts.row(8, passed, Parts.muted(ModelWords.share(t.result()))));
            row.getStyleClass().addAll("hb-line", "hb-tried");
            rows.getChildren().add(row);
        }
        inside.getChildren().addAll(Parts.heading(Texts.of("models.heldout")), rows);
    }

    private void facts(Model model, Model.Facts f) {
        inside.getChildren()
                .addAll(Parts.heading(Texts.of("models.configuration")), ModelFacts.of(model, f));
    }

    private void origin(Model model, Model.Origin o) {
        FactTable table = new FactTable();
        table.row(
                        Texts.of("models.fact.run"),
                        Parts.row(
                                0,
                                Parts.link(
                                        Texts.of("models.fact.run.show"),
                                        () ->
                                                desk.navigator()
                                                        .go(
                                                                Place.JOBS,
                                                                new Errand.ShowJob(o.job())))))
                .fact(
                        Texts.of("models.fact.data"),
                        o.data().isEmpty() ? Texts.of("models.fact.data.gone") : o.data())
                .fact(
                        Texts.of("models.fact.seen"),
                        Texts.of(
                                "models.fact.seen.value",
                                Words.count(o.steps()),
                                Words.compact(o.tokens())))
                .fact(
                        Texts.of("models.fact.loss"),
                        String.format(Locale.ROOT, "%.3f \u2192 %.3f", o.firstLoss(), o.lastLoss()),
                        Texts.of("models.fact.loss.from"))
                .fact(
                        Texts.of("models.fact.speed"),
                        Texts.of(
                                "models.fact.speed.value",
                                Words.count(Math.round(o.tokensPerSecond()))))
                .fact(Texts.of("models.fact.seed"), String.valueOf(o.seed()))
                .fact(
                        Texts.of("models.fact.when"),
                        Texts.of(
                                "models.fact.ago",
                                Words.ago(Duration.between(o.ended(), Instant.now()))));
        if (!o.states().isEmpty()) {
            table.fact(
                    Texts.of("models.fact.states"),
                    String.join(
                            ", ",
                            o.states().stream()
                                    .map(s -> Words.count(Long.parseLong(s.substring(5))))
                                    .toList()),
                    o.run().map(Object::toString).orElse(""));
        }
        inside.getChildren().addAll(Parts.heading(Texts.of("models.origin")), table);
    }

    private void files(Model model) {
        FactTable table = new FactTable();
        model.facts()
                .map(Model.Facts::files)
                .or(() -> model.encodes().map(Model.Encodes::files))
                .orElse(List.of())
                .forEach(f -> table.fact(f.name(), Words.bytes(f.bytes())));
        Label place = Parts.paragraph(model.folder().toString(), "hb-muted", "hb-small");
        inside.getChildren().addAll(Parts.heading(Texts.of("models.files")), place, table);
    }
}

package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.label.Rubric;
import org.hornbook.label.rubric.RubricTrial;
import org.hornbook.label.sample.Sample;

/// Two rubrics on the same documents: choose, see the cost, ask, and read what changed.
final class TrialPane {
    private static final int LISTED = 200;

    private final Desk desk;
    private final LabelsViewModel labels;
    private final TrialViewModel model;
    private final ComboBox<String> first = new ComboBox<>();
    private final ComboBox<String> second = new ComboBox<>();
    private final ComboBox<String> endpoint = new ComboBox<>();
    private final ComboBox<String> sample = new ComboBox<>();
    private final TextField cap = new TextField("1.00");
    private final Label cost = Parts.paragraph("");
    private final Button plan;
    private final Button run;
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = Parts.muted("");
    private final VBox choices = new VBox(10);
    private final VBox outcome = new VBox(10);
    private final VBox card = Parts.card();
    private List<Rubric> rubrics = List.of();
    private boolean filling;

    TrialPane(Desk desk, LabelsViewModel labels, Runnable close) {
        this.desk = desk;
        this.labels = labels;
        this.model = new TrialViewModel(desk);
        first.setId("trial-first");
        second.setId("trial-second");
        endpoint.setId("trial-endpoint");
        sample.setId("trial-sample");
        cap.setId("trial-cap");
        cost.setId("trial-cost");
        for (ComboBox<String> box : List.of(first, second, endpoint, sample)) {
            box.setMaxWidth(Double.MAX_VALUE);
            box.valueProperty().addListener(o -> changed());
        }
        cap.textProperty().addListener(o -> changed());
        plan = Parts.button(Texts.of("trial.plan"), () -> choice().ifPresent(model::plan));
        plan.setId("trial-plan");
        run = Parts.primary(Texts.of("trial.run"), "", () -> choice().ifPresent(model::run));
        run.setId("trial-run");
        progress.setId("trial-progress");
        progress.setMinWidth(0);
        bar.setPrefWidth(180);
        HBox two = equal(field("trial.first", first), field("trial.second", second));
        HBox three =
                equal(
                        field("ask.endpoint", endpoint),
                        field("trial.sample", sample),
                        field("ask.cap", cap));
        choices.getChildren()
                .setAll(
                        two,
                        three,
                        Parts.row(
                                10,
                                plan,
                                run,
                                bar,
                                progress,
                                Parts.spacer(),
                                Parts.copyCommand(() -> choice().map(model::command).orElse(""))),
                        cost);
        Node scrolled = LabelsView.scroll(outcome);
        VBox.setVgrow(scrolled, Priority.ALWAYS);
        card.setId("trial");
        card.getChildren()
                .setAll(
                        Parts.row(
                                8,
                                Parts.heading(Texts.of("trial.title")),
                                Parts.spacer(),
                                Parts.iconButton("fth-x", Texts.of("close"), close)),
                        Parts.paragraph(Texts.of("trial.words"), "hb-muted", "hb-small"),
                        choices,
                        scrolled);
        model.state().show(this::show);
    }

    Node node() {
        return card;
    }

    void open(Rubric chosen, List<Rubric> all) {
        rubrics = all;
        filling = true;
        List<String> titles = all.stream().map(RubricWords::title).toList();
        for (ComboBox<String> box : List.of(first, second)) {
            box.getItems().setAll(titles);
        }
        second.setValue(RubricWords.title(chosen));
        first.setValue(
                titles.stream()
                        .filter(t -> !t.equals(second.getValue()))
                        .sorted(
                                java.util.Comparator.comparing(
                                        t ->
                                                !t.startsWith(
                                                        second.getValue()
                                                                .replaceFirst(", v\\d+$", ""))))
                        .findFirst()
                        .orElse(null));
        filling = false;
        labels.state().get().corpus().ifPresent(model::open);
    }

    private void changed() {
        if (!filling) {
            model.reconsider();
        }
    }

    private void show(TrialState s) {
        filling = true;
        items(endpoint, s.endpoints().stream().map(Settings.Endpoint::name).toList());
        List<String> samples = new ArrayList<>(List.of(Texts.of("trial.random")));
        s.samples().forEach(x -> samples.add(x.name()));
        items(sample, samples);
        filling = false;
        boolean running = !s.running().isEmpty();
        Parts.show(bar, running);
        progress.setText(s.running());
        bar.setProgress(s.share());
        cost.setText(s.endpoints().isEmpty() ? Texts.of("trial.nomodel") : s.cost());
        Parts.show(cost, !cost.getText().isEmpty());
        plan.setDisable(running || s.endpoints().isEmpty());
        run.setDisable(running || !s.ready());
        outcome.getChildren().clear();
        if (s.endpoints().isEmpty()) {
            outcome.getChildren()
                    .add(
                            Parts.row(
                                    0,
                                    Parts.primary(
                                            Texts.of("ask.none.go"),
                                            "",
                                            desk.navigator()::settings)));
        }
        s.trial().ifPresent(t -> outcome(s, t));
    }

    private static void items(ComboBox<String> box, List<String> next) {
        if (!box.getItems().equals(next)) {
            String before = box.getValue();
            box.getItems().setAll(next);
            box.setValue(next.contains(before) ? before : next.isEmpty() ? null : next.getFirst());
        }
    }

    private void outcome(TrialState s, RubricTrial t) {
        Label head =
                Parts.paragraph(
                        Texts.of(
                                "trial.outcome",
                                t.first().rubric(),
                                t.second().rubric(),
                                t.model(),
                                Words.count(t.n())),
                        "hb-strong");
        head.setId("trial-outcome");
        outcome.getChildren()
                .addAll(
                        head,
                        line(
                                Texts.of("agreement.weighted.long"),
                                Words.share(t.kappa().value()),
                                Words.interval(t.kappa().low(), t.kappa().high())),
                        line(
                                Texts.of("trial.shift"),
                                signed(t.shift().value()),
                                signed(t.shift().low()) + " to " + signed(t.shift().high())),
                        side(t.first()),
                        side(t.second()),
                        Parts.heading(Texts.of("trial.changed", Words.count(t.changed().size()))));
        for (RubricTrial.Changed c : t.changed().subList(0, Math.min(LISTED, t.changed().size()))) {
            outcome.getChildren().add(changed(s, c));
        }
    }

    private Node changed(TrialState s, RubricTrial.Changed c) {
        Label key = Parts.text(s.keys().getOrDefault(c.document(), ""), "hb-mono");
        key.setMinWidth(0);
        Label from = Parts.pill(String.valueOf(c.first()), "plain");
        Label to = Parts.pill(String.valueOf(c.second()), "info");
        VBox row =
                new VBox(
                        3,
                        Parts.row(8, from, Parts.muted("\u2192"), to, key),
                        Parts.paragraph(why(c.first(), c.firstRationale()), "hb-small"),
                        Parts.paragraph(why(c.second(), c.secondRationale()), "hb-small"));
        row.getStyleClass().addAll("hb-line", "hb-focusable");
        row.setAccessibleText(
                key.getText() + ", " + c.first() + ", " + c.second() + ": " + c.secondRationale());
        return Parts.clickable(row, r -> model.open(c.document()));
    }

    private static String why(int label, String rationale) {
        return label + ": " + (rationale.isEmpty() ? Texts.of("trial.nowhy") : rationale);
    }

    private static HBox side(RubricTrial.Side side) {
        return line(
                Texts.of(
                        "trial.side",
                        side.rubric(),
                        Words.figure(side.mean()),
                        Words.count(side.labelled()),
                        Words.count(side.lost())),
                Words.dollars(side.dollars()),
                Texts.of(
                        "ask.tokens",
                        Words.compact(side.promptTokens() + side.completionTokens())));
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }

    private static HBox line(String name, String value, String more) {
        Label said = Parts.muted(name);
        said.setMinWidth(0);
        Label figure = Parts.text(value, "hb-strong");
        figure.setMinWidth(Label.USE_PREF_SIZE);
        Label beside = Parts.text(more, "hb-muted", "hb-small");
        beside.setMinWidth(100);
        beside.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        HBox row = Parts.row(8, said, Parts.spacer(), figure, beside);
        row.getStyleClass().addAll("hb-line", "hb-tight");
        return row;
    }

    private static HBox equal(Node... fields) {
        HBox row = new HBox(10, fields);
        for (Node field : fields) {
            HBox.setHgrow(field, Priority.ALWAYS);
            ((VBox) field).setPrefWidth(100);
        }
        return row;
    }

    private static VBox field(String key, Node field) {
        Label label = Parts.text(Texts.of(key), "hb-muted", "hb-small");
        label.setLabelFor(field);
        return new VBox(3, label, field);
    }

    private Optional<TrialViewModel.Choice> choice() {
        TrialState s = model.state().get();
        int with = endpoint.getSelectionModel().getSelectedIndex();
        int one = first.getSelectionModel().getSelectedIndex();
        int two = second.getSelectionModel().getSelectedIndex();
        int chosen = sample.getSelectionModel().getSelectedIndex();
        if (with < 0 || one < 0 || two < 0 || labels.state().get().corpus().isEmpty()) {
            return Optional.empty();
        }
        Optional<Sample> of =
                chosen < 1 ? Optional.empty() : Optional.of(s.samples().get(chosen - 1));
        try {
            double dollars = Double.parseDouble(cap.getText().strip());
            if (!(dollars >= 0)) {
                throw new NumberFormatException();
            }
            desk.notice().set("");
            return Optional.of(
                    new TrialViewModel.Choice(
                            s.endpoints().get(with),
                            labels.state().get().corpus().get(),
                            of,
                            rubrics.get(one),
                            rubrics.get(two),
                            dollars));
        } catch (NumberFormatException e) {
            desk.notice().set(Texts.of("trial.number"));
            return Optional.empty();
        }
    }
}

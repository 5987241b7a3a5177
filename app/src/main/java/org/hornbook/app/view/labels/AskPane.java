package org.hornbook.app.view.labels;

import java.util.List;
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
import org.hornbook.app.kit.CodeView;
import org.hornbook.app.kit.Parts;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.LlmReport;

/// Beside the queue: a model is asked, in three steps. Choose; look at ten prompts and the cost;
/// run, with progress, under a cap.
final class AskPane {
    private final Desk desk;
    private final AskViewModel model;
    private final Runnable close;
    private final VBox box = Parts.card();
    private final ComboBox<String> endpoint = new ComboBox<>();
    private final TextField sample = new TextField("200");
    private final TextField cap = new TextField("1.00");
    private final TextField concurrency = new TextField("4");
    private final CodeView prompt = new CodeView();
    private int previewed;
    private LabelsState labels;

    AskPane(Desk desk, Runnable close) {
        this.desk = desk;
        this.model = new AskViewModel(desk);
        this.close = close;
        endpoint.setMaxWidth(Double.MAX_VALUE);
        endpoint.setId("ask-endpoint");
        sample.setId("ask-sample");
        cap.setId("ask-cap");
        model.state().show(s -> show());
    }

    Node node() {
        return box;
    }

    void shown(LabelsState state) {
        labels = state;
        show();
    }

    private void show() {
        if (labels == null) {
            return;
        }
        Button away = Parts.iconButton("fth-x", Texts.of("close"), close);
        HBox head = Parts.row(8, Parts.heading(Texts.of("ask.title")), Parts.spacer(), away);
        box.getChildren().setAll(head);
        AskState s = model.state().get();
        if (desk.settings().get().endpoints().isEmpty()) {
            box.getChildren()
                    .addAll(
                            Parts.paragraph(Texts.of("ask.none"), "hb-muted"),
                            Parts.primary(Texts.of("ask.none.go"), "", desk.navigator()::settings),
                            Parts.paragraph(Texts.of("ask.none.back"), "hb-muted", "hb-small"));
        } else if (!s.running().isEmpty()) {
            running(s);
        } else if (s.report().isPresent()) {
            report(s.report().get());
        } else if (s.plan().isPresent()) {
            plan(s);
        } else {
            choose();
        }
    }

    private void choose() {
        List<String> names =
                desk.settings().get().endpoints().stream().map(Settings.Endpoint::name).toList();
        if (!endpoint.getItems().equals(names)) {
            endpoint.getItems().setAll(names);
            endpoint.getSelectionModel().select(0);
        }
        Button go = Parts.primary(Texts.of("ask.plan"), "", () -> choice().ifPresent(model::plan));
        go.setId("ask-plan");
        box.getChildren()
                .addAll(
                        Parts.paragraph(
                                Texts.of(
                                        "ask.words", labels.corpus().map(c -> c.name()).orElse("")),
                                "hb-muted"),
                        field("ask.endpoint", endpoint),
                        field("ask.sample", sample),
                        field("ask.cap", cap),
                        field("ask.concurrency", concurrency),
                        go,
                        Parts.copyCommand(() -> choice().map(model::command).orElse("")));
    }

    private void plan(AskState s) {
        LlmPlan plan = s.plan().get();
        previewed = Math.clamp(previewed, 0, Math.max(0, s.preview().size() - 1));
        Label which = Parts.muted(Texts.of("ask.prompt", previewed + 1, s.preview().size()));
        VBox.setVgrow(prompt, Priority.ALWAYS);
        if (!s.preview().isEmpty()) {
            prompt.show(s.preview().get(previewed), false, List.of());
        }
        String cost = plan.cost().map(Words::dollars).orElse(Texts.of("ask.cost.unknown"));
        Button run =
                Parts.primary(
                        Texts.of("ask.run", Words.count(plan.documents().size())),
                        "",
                        () -> choice().ifPresent(model::run));
        run.setId("ask-run");
        run.setDisable(plan.price().isEmpty() || plan.documents().isEmpty());
        box.getChildren()
                .addAll(
                        Parts.row(
                                6,
                                which,
                                Parts.spacer(),
                                Parts.iconButton(
                                        "fth-chevron-left", Texts.of("ask.before"), () -> turn(-1)),
                                Parts.iconButton(
                                        "fth-chevron-right", Texts.of("ask.after"), () -> turn(1))),
                        prompt,
                        line(
                                "ask.read",
                                Texts.of(
                                        "ask.tokens",
                                        Words.compact(plan.estimate().promptTokens()))),
                        line(
                                "ask.written",
                                Texts.of(
                                        "ask.tokens",
                                        Words.compact(plan.estimate().completionTokens()))),
                        line("ask.cost", cost),
                        line("ask.cap.kept", Words.dollars(plan.cap())));
        if (plan.price().isEmpty()) {
            box.getChildren().add(Parts.paragraph(Texts.of("ask.noprice"), "hb-bad"));
        }
        box.getChildren()
                .addAll(
                        Parts.row(8, run, Parts.button(Texts.of("ask.back"), model::reconsider)),
                        Parts.copyCommand(() -> choice().map(model::command).orElse("")));
    }

    private void turn(int by) {
        previewed += by;
        show();
    }

    private void running(AskState s) {
        ProgressBar bar = new ProgressBar(s.share());
        bar.setMaxWidth(Double.MAX_VALUE);
        box.getChildren()
                .addAll(
                        bar,
                        Parts.paragraph(s.running()),
                        Parts.paragraph(Texts.of("ask.running"), "hb-muted"));
    }

    private void report(LlmReport r) {
        Label done =
                Parts.paragraph(
                        Texts.of(
                                "ask.done",
                                Words.count(r.labelled()),
                                r.annotator(),
                                Words.dollars(r.dollars())),
                        "hb-strong");
        done.setId("ask-done");
        box.getChildren()
                .addAll(
                        done,
                        Parts.paragraph(
                                Texts.of(
                                        "ask.done.more",
                                        Words.count(r.unparseable()),
                                        Words.count(r.failed().size()),
                                        Words.count(r.left())),
                                "hb-muted"));
        r.failed().stream()
                .limit(3)
                .forEach(f -> box.getChildren().add(Parts.paragraph(f, "hb-bad", "hb-small")));
        box.getChildren().add(Parts.button(Texts.of("ask.again"), model::reconsider));
    }

    private static HBox line(String key, String words) {
        HBox row =
                Parts.row(
                        8,
                        Parts.muted(Texts.of(key)),
                        Parts.spacer(),
                        Parts.text(words, "hb-strong"));
        row.getStyleClass().add("hb-line");
        return row;
    }

    private static VBox field(String key, Node field) {
        Label label = Parts.text(Texts.of(key), "hb-muted", "hb-small");
        label.setLabelFor(field);
        return new VBox(3, label, field);
    }

    private Optional<AskViewModel.Choice> choice() {
        int chosen = endpoint.getSelectionModel().getSelectedIndex();
        if (chosen < 0 || labels.corpus().isEmpty()) {
            return Optional.empty();
        }
        try {
            int documents = Integer.parseInt(sample.getText().strip());
            double dollars = Double.parseDouble(cap.getText().strip());
            int atOnce = Integer.parseInt(concurrency.getText().strip());
            if (documents < 1 || dollars < 0 || atOnce < 1) {
                throw new NumberFormatException();
            }
            desk.notice().set("");
            return Optional.of(
                    new AskViewModel.Choice(
                            desk.settings().get().endpoints().get(chosen),
                            labels.corpus().get(),
                            labels.rubric(),
                            documents,
                            dollars,
                            atOnce));
        } catch (NumberFormatException e) {
            desk.notice().set(Texts.of("ask.number"));
            return Optional.empty();
        }
    }
}

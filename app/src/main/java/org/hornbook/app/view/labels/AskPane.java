package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.CodeView;
import org.hornbook.app.kit.Parts;
import org.hornbook.label.Budget;
import org.hornbook.label.LlmPlan;
import org.hornbook.label.Price;

/// Beside the queue: a model is asked, in three steps. Choose; look at ten prompts and the cost;
/// run, with progress, under a cap. What came instead of a label is listed, to be asked again.
final class AskPane {
    private final Desk desk;
    private final AskViewModel model;
    private final Runnable close;
    private final VBox box = new VBox(8);
    private final ScrollPane pane = LabelsView.scroll(box);
    private final ComboBox<String> endpoint = new ComboBox<>();
    private final ComboBox<AskViewModel.What> what = new ComboBox<>();
    private final TextField sample = new TextField("200");
    private final TextField cap = new TextField("1.00");
    private final TextField capTokens = new TextField();
    private final TextField priceIn = new TextField();
    private final TextField priceOut = new TextField();
    private final TextField concurrency = new TextField("4");
    private final CheckBox batch = new CheckBox(Texts.of("ask.batch"));
    private final CodeView prompt = new CodeView();
    private final ComboBox<String> from = new ComboBox<>();
    private final AskOutcome outcome;
    private int previewed;
    private LabelsState labels;
    private Optional<AskViewModel.Choice> planned = Optional.empty();

    AskPane(Desk desk, Runnable close) {
        this.desk = desk;
        this.model = new AskViewModel(desk);
        this.outcome = new AskOutcome(model::reconsider, this::retry);
        this.close = close;
        box.getStyleClass().add("hb-card");
        endpoint.setMaxWidth(Double.MAX_VALUE);
        endpoint.setId("ask-endpoint");
        endpoint.setOnAction(e -> chosen());
        what.setMaxWidth(Double.MAX_VALUE);
        what.setId("ask-what");
        what.getItems().setAll(AskViewModel.What.values());
        what.setValue(AskViewModel.What.NEW);
        what.setConverter(words());
        what.setOnAction(e -> show());
        sample.setId("ask-sample");
        from.setId("ask-from");
        from.setMaxWidth(Double.MAX_VALUE);
        from.setConverter(drawn());
        from.setOnAction(e -> show());
        cap.setId("ask-cap");
        capTokens.setId("ask-cap-tokens");
        priceIn.setId("ask-price-in");
        priceOut.setId("ask-price-out");
        concurrency.setId("ask-concurrency");
        batch.setId("ask-batch");
        batch.setWrapText(true);
        prompt.setMinHeight(120);
        VBox.setVgrow(prompt, Priority.ALWAYS);
        model.state().show(s -> show());
    }

    private static StringConverter<AskViewModel.What> words() {
        return new StringConverter<>() {
            @Override
            public String toString(AskViewModel.What value) {
                return value == null
                        ? ""
                        : Texts.of("ask.what." + value.name().toLowerCase(java.util.Locale.ROOT));
            }

            @Override
            public AskViewModel.What fromString(String words) {
                return null;
            }
        };
    }

    private void retry() {
        planned = choice().map(AskViewModel.Choice::retrying);
        planned.ifPresent(model::plan);
    }

    /// A stored sample, with how it was drawn; the empty name is a new one.
    private StringConverter<String> drawn() {
        return new StringConverter<>() {
            @Override
            public String toString(String name) {
                return name == null || name.isEmpty()
                        ? Texts.of("ask.from.random")
                        : model.state().get().samples().stream()
                                .filter(d -> d.name().equals(name))
                                .map(
                                        d ->
                                                Texts.of(
                                                        "ask.from.sample",
                                                        d.name(),
                                                        Words.count(d.documents()),
                                                        d.how(),
                                                        String.valueOf(d.seed())))
                                .findFirst()
                                .orElse(name);
            }

            @Override
            public String fromString(String words) {
                return null;
            }
        };
    }

    Node node() {
        return pane;
    }

    void shown(LabelsState state) {
        labels = state;
        look();
        show();
    }

    private void look() {
        model.look(labels.corpus(), endpoint.getValue() == null ? "" : endpoint.getValue());
    }

    private void chosen() {
        if (labels != null) {
            look();
            show();
        }
    }

    private void show() {
        if (labels == null) {
            return;
        }
        AskState s = model.state().get();
        Button away = Parts.iconButton("fth-x", Texts.of("close"), close);
        HBox head = Parts.row(8, Parts.heading(Texts.of("ask.title")), Parts.spacer(), away);
        box.getChildren().setAll(head);
        // the prompt takes what height is left; a list is as long as it is
        pane.setFitToHeight(s.running().isEmpty() && s.report().isEmpty() && s.plan().isPresent());
        if (!s.running().isEmpty()) {
            running(s);
        } else if (s.report().isPresent()) {
            outcome.report(box, s, s.report().get());
        } else if (s.plan().isPresent()) {
            plan(s);
        } else if (s.models().isEmpty()) {
            box.getChildren()
                    .addAll(
                            Parts.paragraph(Texts.of("ask.none"), "hb-muted"),
                            Parts.primary(Texts.of("ask.none.go"), "", desk.navigator()::settings),
                            Parts.paragraph(Texts.of("ask.none.back"), "hb-muted", "hb-small"));
        } else {
            choose(s);
        }
    }

    private Optional<AskState.Model> asked() {
        int at = endpoint.getSelectionModel().getSelectedIndex();
        List<AskState.Model> models = model.state().get().models();
        return at < 0 || at >= models.size() ? Optional.empty() : Optional.of(models.get(at));
    }

    private void choose(AskState s) {
        List<String> names = s.models().stream().map(AskState.Model::name).toList();
        if (!endpoint.getItems().equals(names)) {
            String before = endpoint.getValue();
            endpoint.setOnAction(null);
            endpoint.getItems().setAll(names);
            endpoint.getSelectionModel().select(Math.max(0, names.indexOf(before)));
            endpoint.setOnAction(e -> chosen());
        }
        boolean priced = asked().map(AskState.Model::priced).orElse(true);
        boolean here = asked().map(m -> m.endpoint().isEmpty()).orElse(false);
        boolean retry = what.getValue() == AskViewModel.What.RETRY;
        Button go = Parts.primary(Texts.of("ask.plan"), "", this::plan);
        go.setId("ask-plan");
        box.getChildren()
                .addAll(
                        Parts.paragraph(
                                Texts.of(
                                        "ask.words", labels.corpus().map(c -> c.name()).orElse("")),
                                "hb-muted"),
                        field("ask.endpoint", endpoint),
                        field("ask.what", what));
        samples(s);
        boolean stored = from.getValue() != null && !from.getValue().isEmpty();
        if (!retry && !s.samples().isEmpty()) {
            box.getChildren().add(field("ask.from", from));
        }
        if (!retry && !stored) {
            box.getChildren().add(field("ask.sample", sample));
        }
        if (!priced) {
            box.getChildren()
                    .addAll(
                            Parts.paragraph(Texts.of("ask.noprice"), "hb-bad", "hb-small"),
                            pair(field("ask.price.in", priceIn), field("ask.price.out", priceOut)));
        }
        if (here) {
            box.getChildren().add(Parts.paragraph(Texts.of("ask.here"), "hb-muted", "hb-small"));
        } else {
            box.getChildren()
                    .addAll(
                            pair(field("ask.cap", cap), field("ask.cap.tokens", capTokens)),
                            field("ask.concurrency", concurrency),
                            batch);
        }
        box.getChildren()
                .addAll(go, Parts.copyCommand(() -> choice().map(model::command).orElse("")));
        s.batches().forEach(this::waiting);
        if (!s.problems().isEmpty()) {
            box.getChildren().add(Parts.heading(Texts.of("ask.problems")));
            outcome.problems(box, s);
        }
    }

    private void samples(AskState s) {
        List<String> names = new ArrayList<>(List.of(""));
        s.samples().forEach(d -> names.add(d.name()));
        if (!from.getItems().equals(names)) {
            String before = from.getValue();
            from.setOnAction(null);
            from.getItems().setAll(names);
            from.setValue(names.contains(before) ? before : "");
            from.setOnAction(e -> show());
        }
    }

    private void plan() {
        planned = choice();
        planned.ifPresent(model::plan);
    }

    private void waiting(AskState.Waiting b) {
        box.getChildren()
                .addAll(
                        Parts.paragraph(
                                Texts.of(
                                        "ask.batch.waiting",
                                        Words.count(b.requests()),
                                        b.model(),
                                        b.batch()),
                                "hb-muted",
                                "hb-small"),
                        Parts.row(
                                8,
                                Parts.link(
                                        Texts.of("ask.batch.jobs"),
                                        () -> desk.navigator().go(Place.JOBS)),
                                Parts.link(Texts.of("ask.batch.cancel"), () -> model.cancel(b))));
    }

    private void plan(AskState s) {
        LlmPlan plan = s.plan().get();
        LlmPlan.Estimate e = s.estimate().orElseThrow();
        previewed = Math.clamp(previewed, 0, Math.max(0, s.preview().size() - 1));
        Label which = Parts.muted(Texts.of("ask.prompt", previewed + 1, s.preview().size()));
        if (!s.preview().isEmpty()) {
            prompt.show(s.preview().get(previewed), false, List.of());
        }
        boolean capped = plan.price().isPresent() || plan.budget().capsTokens();
        Button run =
                Parts.primary(
                        Texts.of("ask.run", Words.count(plan.documents().size())),
                        "",
                        () -> planned.ifPresent(model::run));
        run.setId("ask-run");
        run.setDisable(!capped || plan.documents().isEmpty());
        box.getChildren()
                .addAll(
                        AskOutcome.line("ask.documents", Words.count(plan.documents().size())),
                        AskOutcome.line("ask.cached", Words.count(s.cached())),
                        AskOutcome.line(
                                "ask.read",
                                Texts.of("ask.tokens", Words.compact(e.high().promptTokens()))),
                        AskOutcome.line(
                                "ask.written",
                                Texts.of(
                                        "ask.tokens",
                                        Words.compact(e.low().completionTokens())
                                                + "\u2013"
                                                + Words.compact(e.high().completionTokens()))),
                        AskOutcome.line("ask.cost", cost(plan, e)),
                        AskOutcome.line("ask.cap.kept", cap(plan.budget())),
                        Parts.paragraph(
                                e.tokenizer().isEmpty()
                                        ? Texts.of("ask.estimated")
                                        : Texts.of("ask.counted", e.tokenizer()),
                                "hb-muted",
                                "hb-small"));
        if (!capped) {
            box.getChildren().add(Parts.paragraph(Texts.of("ask.nocap"), "hb-bad"));
        }
        box.getChildren()
                .addAll(
                        Parts.row(8, run, Parts.button(Texts.of("ask.back"), model::reconsider)),
                        Parts.copyCommand(() -> planned.map(model::command).orElse("")));
        if (plan.documents().isEmpty()) {
            box.getChildren().add(Parts.paragraph(Texts.of("ask.nothing"), "hb-strong"));
        } else {
            box.getChildren()
                    .addAll(
                            Parts.row(
                                    6,
                                    which,
                                    Parts.spacer(),
                                    Parts.iconButton(
                                            "fth-chevron-left",
                                            Texts.of("ask.before"),
                                            () -> turn(-1)),
                                    Parts.iconButton(
                                            "fth-chevron-right",
                                            Texts.of("ask.after"),
                                            () -> turn(1))),
                            prompt);
        }
    }

    private static String cost(LlmPlan plan, LlmPlan.Estimate e) {
        if (plan.price().filter(Price::free).isPresent()) {
            return Texts.of("ask.cost.free");
        }
        return e.dollars()
                .map(d -> Words.dollars(d.low()) + "\u2013" + Words.dollars(d.high()))
                .orElse(Texts.of("ask.cost.unknown"));
    }

    private static String cap(Budget budget) {
        return budget.capsDollars()
                ? Words.dollars(budget.dollars())
                : budget.capsTokens()
                        ? Texts.of("ask.tokens", Words.count(budget.tokens()))
                        : "\u2013";
    }

    private void turn(int by) {
        previewed += by;
        show();
    }

    private void running(AskState s) {
        ProgressBar bar = new ProgressBar(s.share());
        bar.setMaxWidth(Double.MAX_VALUE);
        Label money = Parts.paragraph(s.money(), "hb-strong");
        money.setId("ask-money");
        box.getChildren()
                .addAll(
                        bar,
                        Parts.paragraph(s.running()),
                        money,
                        Parts.paragraph(Texts.of("ask.running"), "hb-muted"));
    }

    private static VBox field(String key, Node field) {
        Label label = Parts.text(Texts.of(key), "hb-muted", "hb-small");
        label.setLabelFor(field);
        return new VBox(3, label, field);
    }

    private static HBox pair(VBox left, VBox right) {
        HBox both = new HBox(8, left, right);
        both.getChildren().forEach(n -> HBox.setHgrow(n, Priority.ALWAYS));
        return both;
    }

    private Optional<AskViewModel.Choice> choice() {
        Optional<AskState.Model> chosen = asked();
        if (chosen.isEmpty() || labels.corpus().isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean here = chosen.get().endpoint().isEmpty();
            int documents = Integer.parseInt(sample.getText().strip());
            int atOnce = Integer.parseInt(concurrency.getText().strip());
            if (documents < 1 || atOnce < 1) {
                throw new NumberFormatException();
            }
            AskViewModel.Choice choice =
                    new AskViewModel.Choice(
                            chosen.get(),
                            labels.corpus().get(),
                            labels.rubric(),
                            what.getValue(),
                            Optional.ofNullable(from.getValue()).filter(n -> !n.isEmpty()),
                            documents,
                            new Budget(
                                    number(cap).orElse(Double.POSITIVE_INFINITY),
                                    number(capTokens)
                                            .map(Double::longValue)
                                            .orElse(Long.MAX_VALUE)),
                            typed(chosen.get()),
                            atOnce,
                            !here && batch.isSelected());
            desk.notice().set("");
            return Optional.of(choice);
        } catch (IllegalArgumentException e) {
            desk.notice().set(Texts.of("ask.number"));
            return Optional.empty();
        }
    }

    private Optional<Price> typed(AskState.Model chosen) {
        Optional<Double> in = number(priceIn);
        Optional<Double> out = number(priceOut);
        return chosen.priced() || in.isEmpty() && out.isEmpty()
                ? Optional.empty()
                : Optional.of(new Price(in.orElse(0.0), out.orElse(0.0)));
    }

    private static Optional<Double> number(TextField field) {
        return field.getText().isBlank()
                ? Optional.empty()
                : Optional.of(Double.parseDouble(field.getText().strip()));
    }
}

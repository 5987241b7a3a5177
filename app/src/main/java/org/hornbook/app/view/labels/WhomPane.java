package org.hornbook.app.view.labels;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.Corpus;
import org.hornbook.label.sample.Sample;
import org.hornbook.label.sample.Whom;

/// Beside the queue: how the next documents are chosen, how many that gives, and what was chosen
/// before.
final class WhomPane {
    private enum By {
        HALF,
        RANDOM,
        STRATA,
        UNSURE,
        DISPUTED,
        FIELD,
        AGAIN
    }

    private final LabelsViewModel labels;
    private final WhomViewModel model;
    private final ComboBox<String> by = new ComboBox<>();
    private final ComboBox<String> classifier = new ComboBox<>();
    private final ComboBox<String> one = new ComboBox<>();
    private final ComboBox<String> other = new ComboBox<>();
    private final ComboBox<String> field = new ComboBox<>();
    private final TextField query = new TextField();
    private final TextField size = new TextField("50");
    private final TextField seed = new TextField("1");
    private final TextField name = new TextField();
    private final Label words = Parts.paragraph("", "hb-muted", "hb-small");
    private final Label found = Parts.paragraph("");
    private final Button go;
    private final Button keep;
    private final VBox fields = new VBox(8);
    private final VBox kept = new VBox();
    private final Node node;
    private final Runnable close;
    private boolean filling;

    WhomPane(Desk desk, LabelsViewModel labels, Runnable close) {
        this.labels = labels;
        this.close = close;
        this.model = new WhomViewModel(desk);
        for (By b : By.values()) {
            by.getItems().add(Texts.of("labels.by." + b.name().toLowerCase(Locale.ROOT)));
        }
        by.getSelectionModel().select(0);
        by.setId("whom-by");
        size.setId("whom-size");
        seed.setId("whom-seed");
        query.setId("whom-query");
        query.getStyleClass().add("hb-mono");
        query.setPromptText(Texts.of("labels.bulk.prompt"));
        classifier.setPromptText(Texts.of("labels.whom.noscores"));
        name.setPromptText(Texts.of("labels.whom.usual"));
        name.setId("whom-name");
        found.setId("whom-found");
        for (ComboBox<String> box : List.of(by, classifier, one, other, field)) {
            box.setMaxWidth(Double.MAX_VALUE);
            box.valueProperty().addListener(o -> changed());
        }
        for (TextField text : List.of(query, size, seed)) {
            text.textProperty().addListener(o -> changed());
        }
        go =
                Parts.primary(
                        Texts.of("labels.whom.go", ""),
                        "",
                        () ->
                                plan().ifPresent(
                                                p -> {
                                                    labels.drawn(p);
                                                    close.run();
                                                }));
        go.setId("whom-go");
        keep =
                Parts.button(
                        Texts.of("labels.whom.keep"),
                        () ->
                                corpus().ifPresent(
                                                c ->
                                                        plan().ifPresent(
                                                                        p ->
                                                                                model.keep(
                                                                                        c,
                                                                                        p,
                                                                                        name
                                                                                                .getText(),
                                                                                        me()))));
        keep.setId("whom-keep");
        keep.setTooltip(new Tooltip(Texts.of("labels.whom.keep.tip")));
        HBox numbers =
                new HBox(8, field("labels.whom.size", size), field("labels.whom.seed", seed));
        numbers.getChildren().forEach(n -> HBox.setHgrow(n, Priority.ALWAYS));
        VBox chosen = Parts.card();
        chosen.setId("whom");
        chosen.getChildren()
                .addAll(
                        Parts.row(
                                8,
                                Parts.heading(Texts.of("labels.whom.title")),
                                Parts.spacer(),
                                Parts.iconButton("fth-x", Texts.of("close"), close)),
                        by,
                        words,
                        fields,
                        field("labels.whom.query", query),
                        numbers,
                        found,
                        go,
                        field("labels.whom.name", name),
                        Parts.row(
                                10,
                                keep,
                                Parts.copyCommand(
                                        () ->
                                                corpus().flatMap(
                                                                c ->
                                                                        plan().map(
                                                                                        p ->
                                                                                                model
                                                                                                        .command(
                                                                                                                c,
                                                                                                                p,
                                                                                                                name
                                                                                                                        .getText())))
                                                        .orElse(""))));
        VBox before = Parts.card(Parts.heading(Texts.of("labels.whom.before")), kept);
        node = LabelsView.scroll(new VBox(12, chosen, before));
        model.state().show(this::show);
    }

    Node node() {
        return node;
    }

    void open() {
        corpus().ifPresent(c -> model.open(c, me()));
        changed();
        by.requestFocus();
    }

    private Optional<Corpus> corpus() {
        return labels.state().get().corpus();
    }

    private String me() {
        return labels.state().get().me();
    }

    private By chosen() {
        return By.values()[Math.max(0, by.getSelectionModel().getSelectedIndex())];
    }

    private void changed() {
        if (filling) {
            return;
        }
        By b = chosen();
        words.setText(Texts.of("labels.by." + b.name().toLowerCase(Locale.ROOT) + ".words"));
        fields.getChildren().clear();
        switch (b) {
            case HALF, STRATA, UNSURE ->
                    fields.getChildren().add(field("labels.whom.classifier", classifier));
            case DISPUTED ->
                    fields.getChildren()
                            .addAll(
                                    field("labels.whom.one", one),
                                    field("labels.whom.other", other));
            case FIELD -> fields.getChildren().add(field("labels.whom.field", field));
            case RANDOM, AGAIN -> {}
        }
        plan().ifPresent(p -> corpus().ifPresent(c -> model.preview(c, p)));
    }

    private Optional<Sample.Plan> plan() {
        try {
            int many = Integer.parseInt(size.getText().strip());
            long number = Long.parseLong(seed.getText().strip());
            if (chosen() == By.AGAIN) {
                return Optional.of(model.again(query.getText(), many, number, me()));
            }
            return Optional.of(new Sample.Plan(whom(), query.getText(), me(), "", many, number));
        } catch (NumberFormatException e) {
            model.wrong(Texts.of("labels.whom.number"));
        } catch (IllegalArgumentException e) {
            model.wrong(e.getMessage());
        }
        return Optional.empty();
    }

    private Whom whom() {
        double line =
                model.state().get().classifiers().stream()
                        .filter(c -> c.name().equals(classifier.getValue()))
                        .mapToDouble(WhomState.Scorer::line)
                        .findFirst()
                        .orElse(0);
        return switch (chosen()) {
            case RANDOM, AGAIN -> new Whom.Random();
            case HALF ->
                    classifier.getValue() == null
                            ? new Whom.Random()
                            : new Whom.HalfUnsure(classifier.getValue(), line);
            case STRATA -> new Whom.Strata(given(classifier, "labels.whom.noclassifier"), 5);
            case UNSURE -> new Whom.Unsure(given(classifier, "labels.whom.noclassifier"), line);
            case DISPUTED ->
                    new Whom.Disputed(
                            List.of(
                                    given(one, "labels.whom.novoice"),
                                    given(other, "labels.whom.novoice")));
            case FIELD -> new Whom.Field(given(field, "labels.whom.nofield"));
        };
    }

    private static String given(ComboBox<String> box, String otherwise) {
        if (box.getValue() == null) {
            throw new IllegalArgumentException(Texts.of(otherwise));
        }
        return box.getValue();
    }

    private void show(WhomState s) {
        filling = true;
        List<String> voices = new java.util.ArrayList<>(s.annotators());
        s.classifiers().forEach(c -> voices.add("score:" + c.name()));
        boolean more =
                items(classifier, s.classifiers().stream().map(WhomState.Scorer::name).toList(), 0)
                        | items(one, voices, 0)
                        | items(other, voices, 1)
                        | items(field, s.fields(), Math.max(0, s.fields().indexOf("source")));
        filling = false;
        found.getStyleClass().remove("hb-bad");
        if (!s.wrong().isEmpty()) {
            found.getStyleClass().add("hb-bad");
            found.setText(s.wrong());
        } else if (s.drawn() == 0) {
            found.setText(Texts.of("labels.whom.nothing"));
        } else {
            found.setText(
                    s.drawn() < 0
                            ? ""
                            : Texts.of(
                                    "labels.whom.found",
                                    Words.count(s.drawn()),
                                    String.join(", ", s.first())));
        }
        go.setText(Texts.of("labels.whom.go", s.drawn() > 0 ? Words.count(s.drawn()) : ""));
        go.setDisable(s.drawn() <= 0);
        keep.setDisable(s.drawn() <= 0);
        kept(s);
        if (more) {
            changed();
        }
    }

    private void kept(WhomState s) {
        kept.getChildren().clear();
        if (s.kept().isEmpty()) {
            kept.getChildren().add(Parts.paragraph(Texts.of("labels.whom.none"), "hb-muted"));
        }
        for (WhomState.Kept k : s.kept()) {
            Sample sample = k.sample();
            Label named = Parts.text(sample.name(), "hb-strong");
            named.setMinWidth(0);
            Label how = Parts.text(sample.plan().words(), "hb-muted", "hb-small");
            how.setMinWidth(0);
            HBox row =
                    Parts.row(
                            8,
                            new VBox(1, named, how),
                            Parts.spacer(),
                            Parts.muted(
                                    Texts.of(
                                            "labels.place",
                                            Words.count(
                                                    Math.min(k.at(), sample.documents().size())),
                                            Words.count(sample.documents().size()))));
            ((Label) row.getChildren().getLast()).setMinWidth(Label.USE_PREF_SIZE);
            row.getStyleClass().addAll("hb-line", "hb-focusable");
            row.setAccessibleText(sample.name());
            Tooltip.install(row, new Tooltip(Texts.of("labels.whom.again", sample.name())));
            kept.getChildren()
                    .add(
                            Parts.clickable(
                                    row,
                                    r -> {
                                        labels.kept(sample.id());
                                        close.run();
                                    }));
        }
    }

    /// Whether other things can be chosen now.
    private static boolean items(ComboBox<String> box, List<String> next, int usual) {
        if (box.getItems().equals(next)) {
            return false;
        }
        String before = box.getValue();
        box.getItems().setAll(next);
        box.setValue(next.contains(before) ? before : usual < next.size() ? next.get(usual) : null);
        return true;
    }

    private static VBox field(String key, Node field) {
        Label label = Parts.text(Texts.of(key), "hb-muted", "hb-small");
        label.setLabelFor(field);
        return new VBox(3, label, field);
    }
}

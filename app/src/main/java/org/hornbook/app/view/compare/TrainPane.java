package org.hornbook.app.view.compare;

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
import javafx.scene.layout.VBox;
import org.hornbook.app.RecipeWords;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// A small form: whose labels to imitate, from which label on a document is worth keeping, and how.
final class TrainPane {
    private static final List<Integer> SCALE = List.of(1, 2, 3, 4, 5);
    private static final int FEWEST = 20;

    /// As `classifier train --recipe` calls them; those behind the second read an encoder.
    private static final List<String> RECIPES =
            List.of("ngram", "ngram-average", "linear", "ordinal", "regression", "forest");

    private final TrainingViewModel training;
    private final ComboBox<CompareState.Labelled> whose = new ComboBox<>();
    private final TextField name = new TextField();
    private final ComboBox<Integer> keepFrom = new ComboBox<>();
    private final ComboBox<String> recipe = new ComboBox<>();
    private final ComboBox<String> encoder = new ComboBox<>();
    private final CheckBox balanced = new CheckBox(Texts.of("compare.train.balanced"));
    private final VBox reads = new VBox(6);
    private final EmbedViewModel embeddings;
    private final Label hint = Parts.paragraph("", "hb-muted", "hb-small");
    private final Button go = Parts.primary(Texts.of("compare.train.go"), "", this::train);
    private final Button close;
    private final ProgressBar bar = new ProgressBar();
    private final VBox card = Parts.card();
    private final ScrollPane scroll = new ScrollPane(card);
    private List<String> classifiers = List.of();
    private String suggested = "";

    TrainPane(TrainingViewModel training, EmbedViewModel embeddings) {
        this.training = training;
        this.embeddings = embeddings;
        reads.getChildren()
                .setAll(field("compare.train.encoder", encoder), new EmbedRow(embeddings).node());
        close = Parts.iconButton("fth-x", Texts.of("close"), () -> training.ask(false));
        close.setId("train-close");
        whose.setId("train-whose");
        name.setId("train-name");
        keepFrom.setId("train-keep-from");
        recipe.setId("train-recipe");
        go.setId("train-go");
        hint.setId("train-hint");
        whose.setMaxWidth(Double.MAX_VALUE);
        recipe.setMaxWidth(Double.MAX_VALUE);
        whose.setConverter(
                new javafx.util.StringConverter<>() {
                    @Override
                    public String toString(CompareState.Labelled l) {
                        return l == null
                                ? ""
                                : Texts.of(
                                        "compare.train.labels",
                                        l.annotator(),
                                        Words.count(l.labels()),
                                        l.corpus());
                    }

                    @Override
                    public CompareState.Labelled fromString(String words) {
                        return null;
                    }
                });
        keepFrom.getItems().setAll(SCALE);
        keepFrom.setValue(3);
        encoder.setId("train-encoder");
        encoder.setMaxWidth(Double.MAX_VALUE);
        balanced.setId("train-balanced");
        recipe.getItems().setAll(RECIPES);
        recipe.setConverter(
                new javafx.util.StringConverter<>() {
                    @Override
                    public String toString(String word) {
                        return word == null ? "" : Texts.of("compare.recipe." + word);
                    }

                    @Override
                    public String fromString(String words) {
                        return null;
                    }
                });
        recipe.getSelectionModel().select(0);
        encoder.setOnAction(e -> say());
        whose.setOnAction(e -> suggest());
        recipe.setOnAction(e -> suggest());
        name.textProperty().addListener(o -> say());
        bar.setMaxWidth(Double.MAX_VALUE);
        card.getChildren()
                .setAll(
                        Parts.row(
                                8,
                                Parts.heading(Texts.of("compare.train.title")),
                                Parts.spacer(),
                                close),
                        Parts.paragraph(Texts.of("compare.train.words"), "hb-muted"),
                        field("compare.train.whose", whose),
                        field("compare.train.keepfrom", keepFrom),
                        field("compare.train.recipe", recipe),
                        reads,
                        balanced,
                        field("compare.train.name", name),
                        hint,
                        Parts.row(
                                12,
                                go,
                                Parts.copyCommand(
                                        () -> choice().map(training::command).orElse(""))),
                        bar);
        card.setId("train-form");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    }

    Node node() {
        return scroll;
    }

    void focus() {
        scroll.applyCss(); // only then its content is part of the window
        whose.requestFocus();
    }

    void show(CompareState s, boolean closable) {
        Parts.show(close, closable);
        classifiers = s.classifiers().stream().map(CompareState.Offer::classifier).toList();
        if (!whose.getItems().equals(s.labelled())) {
            Optional<CompareState.Labelled> before = Optional.ofNullable(whose.getValue());
            whose.getItems().setAll(s.labelled());
            whose.setValue(
                    s.labelled().stream()
                            .filter(
                                    l ->
                                            before.filter(
                                                            b ->
                                                                    b.corpus().equals(l.corpus())
                                                                            && b.annotator()
                                                                                    .equals(
                                                                                            l
                                                                                                    .annotator()))
                                                    .isPresent())
                            .findFirst()
                            .orElse(s.labelled().isEmpty() ? null : s.labelled().getFirst()));
        }
        suggest();
    }

    void show(TrainingState t) {
        if (!encoder.getItems().equals(t.encoders())) {
            encoder.getItems().setAll(t.encoders());
            encoder.getSelectionModel().select(0);
        }
        runs = t.runs();
        Parts.show(bar, runs);
        bar.setProgress(t.share());
        go.setText(runs ? t.doing() : Texts.of("compare.train.go"));
        say();
    }

    private boolean runs;

    private boolean readsModel() {
        return RecipeWords.isOnEncoder(recipe.getValue());
    }

    /// A free name, unless the person has written one.
    private void suggest() {
        CompareState.Labelled l = whose.getValue();
        if (l != null && (name.getText().isEmpty() || name.getText().equals(suggested))) {
            String first = l.corpus() + "-" + recipe.getValue();
            String free = first;
            for (int i = 2; classifiers.contains(free); i++) {
                free = first + "-" + i;
            }
            suggested = free;
            name.setText(free);
        }
        say();
    }

    private void say() {
        CompareState.Labelled l = whose.getValue();
        String written = name.getText().strip();
        hint.setText(
                l == null
                        ? Texts.of("compare.train.nolabels")
                        : l.labels() < FEWEST
                                ? Texts.of("compare.train.few", FEWEST)
                                : classifiers.contains(written)
                                        ? Texts.of("compare.train.replaces", written)
                                        : readsModel() && encoder.getValue() == null
                                                ? Texts.of("compare.train.noencoders")
                                                : Texts.of(
                                                        "compare.recipe."
                                                                + recipe.getValue()
                                                                + ".words"));
        Parts.show(reads, readsModel());
        if (l != null && readsModel() && encoder.getValue() != null) {
            embeddings.of(l.corpus(), encoder.getValue());
        }
        go.setDisable(runs || choice().isEmpty());
    }

    private Optional<TrainingViewModel.Choice> choice() {
        CompareState.Labelled l = whose.getValue();
        String written = name.getText().strip();
        return l == null
                        || l.labels() < FEWEST
                        || written.isEmpty()
                        || keepFrom.getValue() == null
                        || readsModel() && encoder.getValue() == null
                ? Optional.empty()
                : Optional.of(
                        new TrainingViewModel.Choice(
                                written,
                                l.corpus(),
                                l.annotator(),
                                keepFrom.getValue(),
                                recipe.getValue(),
                                readsModel() ? Optional.of(encoder.getValue()) : Optional.empty(),
                                balanced.isSelected(),
                                true));
    }

    private void train() {
        choice().ifPresent(training::train);
    }

    /// A field under its name.
    static VBox field(String key, Node field) {
        Label label = Parts.text(Texts.of(key), "hb-muted", "hb-small");
        label.setLabelFor(field);
        return new VBox(3, label, field);
    }
}

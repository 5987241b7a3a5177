package org.hornbook.app.view.compare;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.classify.ConfusionMatrix;
import org.hornbook.classify.Evaluation;
import org.hornbook.classify.Interval;
import org.hornbook.classify.Recipe;

/// Who is compared with whom, on how many documents, and how well the one imitates the other.
final class TopLine {
    private final Desk desk;
    private final TrainingViewModel training;
    private final ComboBox<String> annotator = new ComboBox<>();
    private final ComboBox<String> classifier = new ComboBox<>();
    private final Label held = Parts.muted("");
    private final Button retrain;
    private final Label title = Parts.title(Texts.of("place.compare"));
    private final Figure f1 = new Figure("compare-f1", "F1");
    private final Figure auc = new Figure("compare-auc", "AUC");
    private final Figure rho = new Figure("compare-rho", "\u03c1");
    private final Label ceiling = Parts.muted("");
    private final HBox left;
    private final Sides right;
    private final Sides sides;
    private final StackPane node = new StackPane();
    private final Consumer<String> annotated;
    private final Consumer<String> classified;
    private CompareState state = CompareState.FIRST;
    private LineState line = LineState.NONE;

    TopLine(Desk desk, CompareViewModel model, TrainingViewModel training, ClassifierMenu menu) {
        this.desk = desk;
        this.training = training;
        this.annotated = model::annotator;
        this.classified = model::classifier;
        annotator.setId("compare-annotator");
        classifier.setId("compare-classifier");
        held.setId("compare-held");
        ceiling.setId("compare-ceiling");
        retrain = Parts.button(Texts.of("compare.retrain"), "T", training::retrain);
        retrain.setId("compare-retrain");
        retrain.setTooltip(new Tooltip(Texts.of("compare.retrain.tip")));
        MenuItem copy = new MenuItem(Texts.of("copy.command"));
        copy.setOnAction(e -> Parts.copy(training.retrainCommand()));
        retrain.setContextMenu(new ContextMenu(copy));
        Button another =
                Parts.iconButton(
                        "fth-plus", Texts.of("compare.train.title"), () -> training.ask(true));
        another.setId("compare-new");
        choices(annotator, name -> name);
        choices(classifier, this::ofCorpus);
        annotator.getStyleClass().addAll("hb-choice", "hb-choice-short");
        classifier.getStyleClass().add("hb-choice");
        left =
                Parts.row(
                        10,
                        annotator,
                        Parts.muted(Texts.of("compare.against")),
                        classifier,
                        retrain,
                        another,
                        menu.node());
        right = new Sides(Parts.row(12, held), Parts.row(12, f1, auc, rho, ceiling));
        sides = new Sides(left, right);
        for (Label label : List.of(held, ceiling)) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        node.setId("compare-top");
        node.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        node.getChildren().setAll(title);
    }

    Node node() {
        return node;
    }

    /// The corpus of a classifier stands beside its name where there is a choice.
    private String ofCorpus(String name) {
        return state.classifiers().stream()
                .filter(o -> o.classifier().equals(name))
                .map(o -> Texts.of("compare.offer", o.classifier(), o.corpus()))
                .findFirst()
                .orElse(name);
    }

    private void choices(ComboBox<String> box, Function<String, String> words) {
        box.setCellFactory(list -> new Named(words));
        box.setButtonCell(new Named(name -> name));
        box.setMinWidth(80);
    }

    /// A name with its colour.
    private final class Named extends ListCell<String> {
        private final Function<String, String> words;

        Named(Function<String, String> words) {
            this.words = words;
            setGraphicTextGap(8);
        }

        @Override
        protected void updateItem(String name, boolean empty) {
            super.updateItem(name, empty);
            setText(empty || name == null ? "" : words.apply(name));
            setGraphic(empty || name == null ? null : dot(desk, name));
        }
    }

    /// The colour of an annotator or a classifier.
    static Node dot(Desk desk, String name) {
        Region dot = new Region();
        dot.getStyleClass().add("hb-series-dot");
        dot.setStyle("-fx-background-color: " + desk.series().of(name).css() + ";");
        return dot;
    }

    void show(CompareState s) {
        state = s;
        if (s.compared().isEmpty()) {
            node.getChildren().setAll(title);
            return;
        }
        Compared c = s.compared().get();
        if (!node.getChildren().contains(sides)) {
            node.getChildren().setAll(sides);
        }
        fill(annotator, s.annotators(), c.annotator().name(), annotated);
        fill(
                classifier,
                s.classifiers().stream().map(CompareState.Offer::classifier).toList(),
                c.classifier().name(),
                classified);
        classifier.setTooltip(
                new Tooltip(
                        Texts.of(
                                made(c.classifier().recipe()),
                                c.corpus().name(),
                                c.imitated(),
                                c.classifier().fingerprint().substring(0, 8))));
        held(c);
        Parts.show(ceiling, c.ceiling().isPresent());
        c.ceiling()
                .ifPresent(
                        k -> {
                            ceiling.setText(
                                    Texts.of(
                                            k.itself()
                                                    ? "compare.ceiling.itself"
                                                    : "compare.ceiling",
                                            Words.share(k.f1().value())));
                            ceiling.setTooltip(
                                    new Tooltip(
                                            Texts.of(
                                                    "compare.ceiling.tip",
                                                    k.with(),
                                                    Words.share(k.f1().value()),
                                                    Words.count(k.n()))));
                        });
        figures();
    }

    void show(LineState next) {
        line = next;
        figures();
    }

    void show(TrainingState t) {
        retrain.setText(t.runs() ? t.doing() : Texts.of("compare.retrain"));
    }

    private void held(Compared c) {
        int out = c.pairs().heldOut();
        int never = c.pairs().size() - out;
        held.setText(
                out == 0
                        ? Texts.of("compare.never", Words.count(never))
                        : never == 0
                                ? Texts.of("compare.held", Words.count(out), c.classifier().folds())
                                : Texts.of(
                                        "compare.held.never",
                                        Words.count(out),
                                        c.classifier().folds(),
                                        Words.count(never)));
        int without = c.labels().size() - c.pairs().size();
        if (without > 0) {
            held.setText(held.getText() + Texts.of("compare.held.without", Words.count(without)));
        }
        held.setTooltip(
                new Tooltip(
                        Texts.of("compare.held.tip")
                                + (c.annotator().name().equals(c.imitated())
                                        ? ""
                                        : " "
                                                + Texts.of(
                                                        "compare.held.other",
                                                        c.annotator().name(),
                                                        c.imitated(),
                                                        Words.count(out),
                                                        Words.count(never)))));
    }

    private void figures() {
        boolean some = state.compared().filter(c -> c.pairs().size() > 0).isPresent();
        for (Figure figure : List.of(f1, auc, rho)) {
            Parts.show(figure, some);
        }
        if (state.compared().isEmpty() || state.compared().get().evaluation().isEmpty()) {
            return;
        }
        Compared c = state.compared().get();
        Evaluation e = c.evaluation().get();
        ConfusionMatrix at = c.pairs().at(c.keepFrom(), line.cutoff());
        Interval around = line.cut().map(k -> k.f1()).orElse(new Interval(Double.NaN, Double.NaN));
        String n = Words.count(c.pairs().size());
        f1.show(
                at.f1(),
                around.low(),
                around.high(),
                state.before()
                        .filter(b -> b.pairs().size() > 0)
                        .map(b -> b.pairs().at(b.keepFrom(), line.cutoff()).f1())
                        .orElse(Double.NaN),
                Texts.of(
                        "compare.f1.tip",
                        c.keepFrom(),
                        Words.figure(line.cutoff()),
                        n,
                        Words.count(at.truePositives()),
                        Words.count(at.falsePositives()),
                        Words.count(at.falseNegatives())));
        auc.show(
                e.auc(),
                Double.NaN,
                Double.NaN,
                state.before()
                        .flatMap(Compared::evaluation)
                        .map(Evaluation::auc)
                        .orElse(Double.NaN),
                Texts.of("compare.auc.tip", Words.interval(e.aucLow(), e.aucHigh()), n));
        rho.show(
                e.spearman(),
                Double.NaN,
                Double.NaN,
                state.before()
                        .flatMap(Compared::evaluation)
                        .map(Evaluation::spearman)
                        .orElse(Double.NaN),
                Texts.of(
                        "compare.rho.tip",
                        Words.interval(e.spearmanLow(), e.spearmanHigh()),
                        n,
                        Words.share(e.weightedKappa())));
    }

    private static void fill(
            ComboBox<String> box, List<String> names, String chosen, Consumer<String> then) {
        box.setOnAction(null);
        if (!box.getItems().equals(names)) {
            box.getItems().setAll(names);
        }
        box.setValue(chosen);
        box.setOnAction(
                e -> {
                    if (box.getValue() != null) {
                        then.accept(box.getValue());
                    }
                });
    }

    private static String made(Recipe recipe) {
        return switch (recipe) {
            case Recipe.NgramLinear linear -> "compare.made.ngram";
            case Recipe.NgramAverage average -> "compare.made.average";
            case Recipe.EncoderForest forest -> "compare.made.forest";
            case Recipe.EncoderLinear linear -> "compare.made.linear";
            case Recipe.EncoderOrdinal ordinal -> "compare.made.ordinal";
            case Recipe.EncoderRegression regression -> "compare.made.regression";
        };
    }
}

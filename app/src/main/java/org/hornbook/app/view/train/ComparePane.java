package org.hornbook.app.view.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.train.TrainingConfig;

/// How the runs in the chart differ: the settings that are not the same, and what came of them.
final class ComparePane {
    private final Desk desk;
    private final VBox body = new VBox(10);
    private final VBox sheet = new VBox();

    /// A line of the table.
    record Row(String name, List<String> values) {
        boolean differs() {
            return values.stream().distinct().count() > 1;
        }
    }

    ComparePane(Desk desk, Runnable close) {
        this.desk = desk;
        sheet.getStyleClass().add("hb-side-sheet");
        sheet.setId("compare-settings");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        sheet.getChildren()
                .setAll(
                        Parts.row(
                                8,
                                Parts.title(Texts.of("train.compare")),
                                Parts.spacer(),
                                Parts.iconButton("fth-x", Texts.of("close"), close)),
                        scroll);
    }

    Node node() {
        return sheet;
    }

    void show(TrainState s) {
        List<Run> runs = s.shownRuns();
        sheet.setPrefWidth(Math.clamp(170 + 115.0 * runs.size(), 340, 820));
        sheet.setMaxWidth(sheet.getPrefWidth());
        body.getChildren().clear();
        if (runs.size() < 2) {
            body.getChildren().add(Parts.paragraph(Texts.of("train.compare.few"), "hb-muted"));
            return;
        }
        List<Row> differing = settings(runs).stream().filter(Row::differs).toList();
        GridPane grid = new GridPane(18, 6);
        head(grid, runs);
        int at = 1;
        for (Row row : differing) {
            line(grid, at++, row, true);
        }
        if (differing.isEmpty()) {
            grid.add(Parts.muted(Texts.of("train.compare.same")), 0, at++, runs.size() + 1, 1);
        }
        Region rule = new Region();
        rule.getStyleClass().add("hb-rule");
        grid.add(rule, 0, at++, runs.size() + 1, 1);
        for (Row row : outcomes(s, runs)) {
            line(grid, at++, row, false);
        }
        body.getChildren()
                .addAll(
                        grid,
                        Parts.text(
                                Texts.of(
                                        "train.compare.alike",
                                        settings(runs).size() - differing.size()),
                                "hb-muted",
                                "hb-small"));
    }

    private void head(GridPane grid, List<Run> runs) {
        for (int i = 0; i < runs.size(); i++) {
            Region dot = new Region();
            dot.getStyleClass().add("hb-dot");
            dot.setStyle("-fx-background-color: " + desk.series().of(runs.get(i).label()).css());
            Label name = Parts.heading(runs.get(i).label());
            name.setMinWidth(Region.USE_PREF_SIZE);
            grid.add(Parts.row(6, dot, name), i + 1, 0);
        }
    }

    private static void line(GridPane grid, int at, Row row, boolean strong) {
        Label name = Parts.muted(row.name());
        name.setMinWidth(Region.USE_PREF_SIZE);
        grid.add(name, 0, at);
        for (int i = 0; i < row.values().size(); i++) {
            Label value = Parts.text(row.values().get(i));
            if (strong) {
                value.getStyleClass().add("hb-strong");
            }
            value.setMinWidth(Region.USE_PREF_SIZE);
            grid.add(value, i + 1, at);
        }
    }

    static List<Row> settings(List<Run> runs) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(Texts.of("train.field.data"), each(runs, Run::data)));
        rows.add(
                new Row(
                        Texts.of("train.field.tokenizer"),
                        each(
                                runs,
                                r ->
                                        r.tokenizer()
                                                .substring(
                                                        0, Math.min(8, r.tokenizer().length())))));
        rows.add(
                new Row(
                        Texts.of("train.estimate.parameters"),
                        each(runs, r -> Words.count(r.config().parameters()))));
        add(rows, runs, Field.LAYERS, c -> Words.count(c.layers()));
        add(rows, runs, Field.HIDDEN, c -> Words.count(c.hidden()));
        add(rows, runs, Field.HEADS, c -> Words.count(c.heads()));
        add(rows, runs, Field.CONTEXT, c -> Words.count(c.context()));
        add(rows, runs, Field.VOCAB, c -> Words.count(c.vocab()));
        add(rows, runs, Field.BATCH, c -> Words.count(c.batch()));
        rows.add(
                new Row(
                        Texts.of("train.compare.steps"),
                        each(runs, r -> Words.count(r.config().steps()))));
        add(rows, runs, Field.RATE, c -> RunWords.rate(c.learningRate()));
        add(rows, runs, Field.WARMUP, c -> Words.count(c.warmup()));
        rows.add(
                new Row(
                        Texts.of("train.field.schedule"),
                        each(runs, r -> r.config().schedule().name().toLowerCase(Locale.ROOT))));
        add(rows, runs, Field.DECAY, c -> Draft.plain(c.weightDecay()));
        add(rows, runs, Field.SEED, c -> String.valueOf(c.seed()));
        rows.add(
                new Row(
                        Texts.of("train.compare.threads"),
                        each(runs, r -> String.valueOf(r.config().threads()))));
        return rows;
    }

    private static List<Row> outcomes(TrainState s, List<Run> runs) {
        return List.of(
                new Row(
                        Texts.of("train.figure.loss"),
                        each(
                                runs,
                                r ->
                                        figure(
                                                r.report()
                                                        .map(x -> x.lastLoss())
                                                        .orElse(s.pointsOf(r).lastLoss())))),
                new Row(
                        Texts.of("train.figure.held"),
                        each(runs, r -> figure(s.pointsOf(r).lastHeldLoss()))),
                new Row(
                        Texts.of("train.figure.tokens.seen"),
                        each(runs, r -> Words.compact(r.tokensAt(r.step())))),
                new Row(
                        Texts.of("train.compare.speed"),
                        each(
                                runs,
                                r -> {
                                    double speed =
                                            r.report()
                                                    .map(x -> x.tokensPerSecond())
                                                    .orElse(s.pointsOf(r).speed());
                                    return speed > 0 ? Words.count(Math.round(speed)) : "\u2013";
                                })));
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "\u2013" : Words.figure(value);
    }

    private static void add(
            List<Row> rows, List<Run> runs, Field field, Function<TrainingConfig, String> value) {
        rows.add(
                new Row(
                        Texts.of("train.field." + field.id()),
                        each(runs, r -> value.apply(r.config()))));
    }

    private static List<String> each(List<Run> runs, Function<Run, String> value) {
        return runs.stream().map(value).toList();
    }
}

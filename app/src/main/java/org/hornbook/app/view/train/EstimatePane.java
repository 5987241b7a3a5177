package org.hornbook.app.view.train;

import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// What a new run will be and take.
final class EstimatePane {
    private final Label parameters = value("estimate-parameters");
    private final Label memory = value("estimate-memory");
    private final Label tokens = value("estimate-tokens");
    private final Label passes = value("estimate-passes");
    private final Label time = value("estimate-time");
    private final Label basis = Parts.paragraph("", "hb-muted", "hb-small");
    private final Label large = Parts.paragraph(Texts.of("train.estimate.large"), "hb-bad");
    private final VBox box;

    EstimatePane() {
        GridPane grid = new GridPane(12, 5);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints figures = new ColumnConstraints();
        figures.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, figures);
        row(grid, 0, "parameters", parameters);
        row(grid, 1, "memory", memory);
        row(grid, 2, "tokens", tokens);
        row(grid, 3, "passes", passes);
        row(grid, 4, "time", time);
        basis.setId("estimate-basis");
        large.setId("estimate-large");
        box = new VBox(8, grid, basis, large);
        box.getStyleClass().add("hb-estimate");
        box.setId("estimate");
    }

    private static Label value(String id) {
        Label label = Parts.text("", "hb-strong");
        label.setId(id);
        label.setWrapText(true);
        return label;
    }

    private static void row(GridPane grid, int at, String key, Label value) {
        Label name = Parts.muted(Texts.of("train.estimate." + key));
        name.setTooltip(new Tooltip(Texts.of("train.estimate." + key + ".tip")));
        grid.addRow(at, name, value);
    }

    Node node() {
        return box;
    }

    void show(NewRunState s) {
        if (s.estimate().isEmpty()) {
            for (Label label : new Label[] {parameters, memory, tokens, passes, time}) {
                label.setText("\u2013");
            }
            basis.setText(s.ready() ? Texts.of("train.estimate.none") : Texts.of("loading"));
            Parts.show(large, false);
            return;
        }
        Estimate e = s.estimate().get();
        parameters.setText(Words.count(e.parameters()));
        memory.setText(
                Texts.of(
                        "train.estimate.about.of",
                        Words.bytes(e.memory()),
                        Words.bytes(s.machine())));
        tokens.setText(
                Texts.of(
                        "train.estimate.steps",
                        Words.compact(e.tokens()),
                        Words.count(((Checked.Fine) s.checked()).config().steps())));
        s.tokens()
                .ifPresent(
                        t ->
                                passes.setText(
                                        Texts.of(
                                                t.exact()
                                                        ? "train.estimate.passes.exact"
                                                        : "train.estimate.passes.about",
                                                passes(e.passes()),
                                                Words.compact(t.count()))));
        time.setText(Texts.of("train.estimate.about", Words.duration(e.time())));
        String speed = Words.count(Math.round(e.speed()));
        basis.setText(
                switch (e.basis()) {
                    case Estimate.Basis.Measured(String run) ->
                            Texts.of("train.estimate.measured", speed, run);
                    case Estimate.Basis.Scaled(String run, double measured) ->
                            Texts.of(
                                    "train.estimate.scaled",
                                    speed,
                                    run,
                                    Words.count(Math.round(measured)));
                    case Estimate.Basis.Rule(int threads) ->
                            Texts.of("train.estimate.rule", speed, threads);
                });
        Parts.show(large, e.memory() > s.machine());
    }

    private static String passes(double passes) {
        return passes >= 9.95
                ? Words.count(Math.round(passes))
                : String.format(Locale.ROOT, passes >= 0.095 ? "%.1f" : "%.2f", passes);
    }
}

package org.hornbook.app.view.models;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.CalibrateModel;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.calibrate.PrecisionFigures;

/// The precisions of a model side by side: memory, speed and how far each is from fp32, with the
/// one it is opened in chosen by a radio button.
final class PrecisionCard {
    private final PrecisionViewModel model;
    private final GridPane grid = new GridPane();
    private final Label wrong = Parts.paragraph("", "hb-bad");
    private final Label words =
            Parts.paragraph(Texts.of("precision.words"), "hb-muted", "hb-small");
    private final Hyperlink command;
    private final Hyperlink calibration;
    private final VBox box;
    private Model shown;

    PrecisionCard(PrecisionViewModel model) {
        this.model = model;
        grid.setId("models-precisions");
        grid.getStyleClass().add("hb-precisions");
        grid.setHgap(10);
        grid.setVgap(6);
        ColumnConstraints first = new ColumnConstraints();
        ColumnConstraints last = new ColumnConstraints();
        last.setHgrow(Priority.ALWAYS);
        last.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().setAll(first, right(), right(), last);
        wrong.setId("precision-wrong");
        command =
                Parts.copyCommand(
                        () -> shown == null ? "" : model.command(shown, Precision.Kind.INT4));
        command.setId("precision-command");
        calibration = Parts.copyCommand(() -> shown == null ? "" : model.calibration(shown));
        calibration.setId("precision-calibration-command");
        box =
                Parts.column(
                        6,
                        Parts.heading(Texts.of("precision.heading")),
                        grid,
                        wrong,
                        words,
                        copied("precision.command.convert", command),
                        copied("precision.command.calibrate", calibration));
    }

    private static Node copied(String what, Hyperlink link) {
        return Parts.row(6, Parts.text(Texts.of(what), "hb-muted", "hb-small"), link);
    }

    private static ColumnConstraints right() {
        ColumnConstraints column = new ColumnConstraints();
        column.setHalignment(HPos.RIGHT);
        return column;
    }

    Node node() {
        return box;
    }

    /// @param converted what was measured
    void show(Model of, Converted converted, PrecisionState going) {
        shown = of;
        grid.getChildren().clear();
        String[] heads = {"precision.memory", "precision.speed", "precision.quality"};
        for (int i = 0; i < heads.length; i++) {
            Label head = Parts.text(Texts.of(heads[i]), "hb-muted", "hb-small");
            head.setMinWidth(Region.USE_PREF_SIZE);
            head.setTooltip(new Tooltip(Texts.of(heads[i] + ".tip")));
            grid.add(head, i + 1, 0);
        }
        ToggleGroup one = new ToggleGroup();
        int row = 1;
        for (Precision.Kind kind : Precision.Kind.values()) {
            row(row++, of, kind, converted, going, one);
        }
        calibrated(row, of, converted, going);
        wrong.setText(going.wrong());
        Parts.show(wrong, !going.wrong().isEmpty());
    }

    private void row(
            int row,
            Model of,
            Precision.Kind kind,
            Converted converted,
            PrecisionState going,
            ToggleGroup one) {
        String name = PrecisionViewModel.word(kind);
        RadioButton choice = new RadioButton(name);
        choice.setId("precision-" + name);
        choice.setToggleGroup(one);
        choice.setSelected(converted.chosen(of) == kind);
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.setOnAction(e -> model.choose(of, kind));
        grid.add(choice, 0, row);
        Optional<PrecisionFigures> figures = converted.of(of, kind);
        Optional<PrecisionState.Going> now = going.of(of.name(), kind);
        long bytes = of.facts().map(f -> f.memory().getOrDefault(kind, 0L)).orElse(0L);
        if (now.isPresent()) {
            Label far = Parts.text(now.get().words(), "hb-muted", "hb-small");
            far.setMinWidth(0);
            grid.add(far, 1, row, 2, 1);
            Button stop = Parts.button(Texts.of("precision.stop"), () -> model.stop(of, kind));
            stop.setId("precision-stop-" + name);
            grid.add(stop, 3, row);
            return;
        }
        grid.add(figure(Words.bytes(bytes)), 1, row);
        grid.add(
                figure(figures.map(f -> Texts.of("precision.rate", rate(f))).orElse("\u2013")),
                2,
                row);
        if (figures.isPresent()) {
            Label quality = figure(quality(kind, figures.get()));
            quality.setId("precision-quality-" + name);
            quality.setTooltip(new Tooltip(told(figures.get())));
            grid.add(quality, 3, row);
        } else {
            Button make =
                    Parts.button(
                            Texts.of(
                                    kind == Precision.Kind.FP32
                                            ? "precision.measure"
                                            : "precision.convert"),
                            () -> model.convert(of, kind));
            make.setId("precision-make-" + name);
            make.setDisable(going.busy(of.name()));
            grid.add(make, 3, row);
        }
    }

    /// Below int4: how close it is once it is calibrated.
    private void calibrated(int row, Model of, Converted converted, PrecisionState going) {
        Label head = Parts.text(Texts.of("precision.calibrated"), "hb-muted", "hb-small");
        head.setMinWidth(Region.USE_PREF_SIZE);
        head.setTooltip(new Tooltip(Texts.of("precision.calibrated.tip")));
        grid.add(head, 0, row);
        Optional<PrecisionState.Calibrating> now = going.calibrating(of.name());
        if (now.isPresent()) {
            Label far = Parts.text(now.get().words(), "hb-muted", "hb-small");
            far.setMinWidth(0);
            grid.add(far, 1, row, 2, 1);
            Button stop = Parts.button(Texts.of("precision.stop"), () -> model.stopCalibrating(of));
            stop.setId("precision-stop-calibrating");
            grid.add(stop, 3, row);
            return;
        }
        Optional<CalibrateModel.Report> report = converted.calibration(of);
        if (report.isEmpty() && of.facts().filter(Model.Facts::tokenizer).isPresent()) {
            Button make = Parts.button(Texts.of("precision.calibrate"), () -> model.calibrate(of));
            make.setId("precision-calibrate");
            make.setDisable(going.busy(of.name()));
            grid.add(make, 3, row);
            return;
        }
        Label quality = figure(report.map(PrecisionCard::quality).orElse("\u2013"));
        quality.setId("precision-quality-calibrated");
        report.ifPresent(r -> quality.setTooltip(new Tooltip(told(r))));
        grid.add(quality, 3, row);
    }

    private static String quality(CalibrateModel.Report r) {
        return Texts.of(
                "precision.kl", Words.divergence(r.divergence()), perplexity(r.perplexity()));
    }

    /// One of a thousand is told without decimals.
    private static String perplexity(double value) {
        return value < 1000 ? Words.figure(value) : Words.count(Math.round(value));
    }

    private static String told(CalibrateModel.Report r) {
        return Texts.of(
                "precision.calibrated.told",
                String.format(Locale.ROOT, "%.1f", 100 * r.agreeing()),
                perplexity(r.perplexity()),
                perplexity(r.exactPerplexity()),
                r.block(),
                r.exactActivations().size(),
                Texts.of(r.smallCache() ? "precision.cache.small" : "precision.cache.exact"));
    }

    private static Label figure(String words) {
        Label label = Parts.text(words);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static String rate(PrecisionFigures f) {
        return Words.count(Math.round(f.decode()));
    }

    private static String quality(Precision.Kind kind, PrecisionFigures f) {
        return kind == Precision.Kind.FP32
                ? Texts.of("precision.exact", perplexity(f.perplexity()))
                : Texts.of(
                        "precision.kl",
                        Words.divergence(f.divergence()),
                        perplexity(f.perplexity()));
    }

    private static String told(PrecisionFigures f) {
        return Texts.of(
                "precision.told",
                String.format(Locale.ROOT, "%.1f", 100 * f.agreeing()),
                perplexity(f.perplexity()),
                perplexity(f.exactPerplexity()),
                Words.count(f.tokens()),
                Words.count(Math.round(f.prefill())));
    }
}

package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Token;
import org.hornbook.app.kit.Axis;
import org.hornbook.app.kit.Curve;
import org.hornbook.app.kit.CurveChart;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.TableSheet;
import org.hornbook.classify.LearningCurve;
import org.hornbook.label.Ceiling;
import org.hornbook.label.Look;
import org.hornbook.label.Rubric;

/// Beside the document: the guideline, how annotators agree, and whether more labels are worth it.
final class SidePane {
    private static final int MORE = 100;
    private static final int PAIRS = 4;

    private final Desk desk;
    private final VBox guideline = Parts.card();
    private final VBox others = Parts.card();
    private final VBox worth = Parts.card();
    private final CurveChart chart;
    private final Node node;
    private Rubric shown;
    private LabelsState.Side side;

    SidePane(Desk desk) {
        this.desk = desk;
        this.chart = new CurveChart(desk.theme());
        chart.setMinHeight(84);
        chart.setPrefHeight(130);
        VBox.setVgrow(chart, Priority.ALWAYS);
        VBox.setVgrow(worth, Priority.ALWAYS);
        VBox all = new VBox(12, guideline, others, worth);
        var scroll = LabelsView.scroll(all);
        scroll.setFitToHeight(true);
        node = scroll;
    }

    Node node() {
        return node;
    }

    void show(LabelsState s) {
        if (!s.rubric().equals(shown)) {
            shown = s.rubric();
            guideline();
        }
        if (!s.side().equals(side)) {
            side = s.side();
            others(s.me());
            worth();
        }
    }

    private void guideline() {
        guideline
                .getChildren()
                .setAll(
                        Parts.heading(Texts.of("labels.guideline")),
                        Parts.paragraph(shown.text(), "hb-small"));
        VBox scale = new VBox(3);
        for (int i = 0; i < shown.meanings().size(); i++) {
            Label number = Parts.text(String.valueOf(shown.lowest() + i), "hb-strong", "hb-small");
            number.setMinWidth(14);
            Label words = Parts.paragraph(shown.meanings().get(i), "hb-small");
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox row = new HBox(4, number, words);
            scale.getChildren().add(row);
        }
        guideline.getChildren().add(scale);
        if (!shown.examples().isEmpty()) {
            guideline.getChildren().add(examples());
        }
    }

    private Node examples() {
        VBox all = new VBox(4);
        for (Rubric.Example example : shown.examples()) {
            Label number = Parts.text(String.valueOf(example.label()), "hb-strong", "hb-small");
            number.setMinWidth(14);
            Label words = Parts.text(example.text().lines().findFirst().orElse(""), "hb-mono");
            words.setMinWidth(0);
            words.setTooltip(
                    new Tooltip(
                            example.text()
                                    + (example.rationale().isEmpty()
                                            ? ""
                                            : "\n\n" + example.rationale())));
            all.getChildren().add(new HBox(4, number, words));
        }
        return new VBox(3, Parts.text(Texts.of("labels.examples"), "hb-muted", "hb-small"), all);
    }

    private void others(String me) {
        others.getChildren().setAll(Parts.heading(Texts.of("labels.others")));
        if (side.pairs().isEmpty()) {
            others.getChildren().add(Parts.paragraph(Texts.of("labels.others.none"), "hb-muted"));
        }
        for (LabelsState.Pair pair : side.pairs().stream().limit(PAIRS).toList()) {
            String names =
                    pair.again()
                            ? Texts.of(
                                    pair.one().equals(me) || pair.other().equals(me)
                                            ? "labels.others.yourself"
                                            : "labels.others.twice",
                                    Look.parse(pair.one()).of())
                            : pair.one().equals(me)
                                    ? pair.other()
                                    : pair.one() + " / " + pair.other();
            Label who = Parts.text(names);
            who.setMinWidth(0);
            HBox row =
                    Parts.row(
                            8,
                            who,
                            Parts.spacer(),
                            Parts.text("\u03ba " + Words.share(pair.kappa()), "hb-strong"),
                            Parts.muted(Texts.of("labels.others.n", Words.count(pair.n()))));
            row.getStyleClass().addAll("hb-line", "hb-tight");
            others.getChildren().add(row);
        }
    }

    private void worth() {
        worth.getChildren().setAll(Parts.heading(Texts.of("labels.worth")));
        if (side.curve().isEmpty()) {
            worth.getChildren().add(Parts.paragraph(Texts.of("labels.worth.none"), "hb-muted"));
            return;
        }
        LearningCurve curve = side.curve().get();
        double[] x = curve.points().stream().mapToDouble(LearningCurve.Point::labels).toArray();
        double[] y = curve.points().stream().mapToDouble(LearningCurve.Point::f1).toArray();
        double to = x[x.length - 1] * 1.4;
        double[] ahead = {x[x.length - 1], to};
        double lift = y[y.length - 1] - curve.at(ahead[0]);
        double[] expected = {y[y.length - 1], curve.at(to) + lift};
        Token color = desk.series().of(side.imitated());
        List<Curve> curves = new ArrayList<>();
        curves.add(Curve.of("F1", color, x, y).marked());
        curves.add(Curve.of("", color, ahead, expected).dashes());
        List<CurveChart.Mark> marks = new ArrayList<>();
        double top = Math.max(y[y.length - 1], expected[1]);
        if (side.ceiling().isPresent()) {
            Ceiling ceiling = side.ceiling().get();
            double f1 = ceiling.f1().value();
            top = Math.max(top, f1);
            marks.add(
                    new CurveChart.Mark(
                            Double.NaN,
                            f1,
                            Texts.of(
                                    ceiling.itself()
                                            ? "labels.worth.itself"
                                            : "labels.worth.ceiling",
                                    Words.share(f1)),
                            Token.MUT));
        }
        double least = java.util.stream.DoubleStream.of(y).min().orElse(0);
        chart.show(
                curves,
                marks,
                new CurveChart.Frame(
                        Axis.linear(0, to),
                        Axis.linear(
                                Math.floor(least * 10) / 10, Math.min(1, Math.ceil(top * 10) / 10)),
                        false,
                        "",
                        false,
                        v -> Words.compact(v)));
        double gain = curve.gain(MORE);
        worth.getChildren()
                .addAll(
                        Parts.row(
                                8,
                                Parts.text(
                                        Texts.of("labels.worth.words", side.imitated()),
                                        "hb-muted",
                                        "hb-small"),
                                Parts.spacer(),
                                TableSheet.link(chart)),
                        chart,
                        Parts.paragraph(
                                gain < 0.005
                                        ? Texts.of("labels.worth.little", MORE)
                                        : Texts.of(
                                                "labels.worth.gain",
                                                MORE,
                                                String.format(Locale.ROOT, "%.2f", gain)
                                                        .replaceFirst("^0", ""))));
    }
}

package org.hornbook.app.view.home;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.Overview;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Token;
import org.hornbook.app.kit.Curve;
import org.hornbook.app.kit.CurveChart;
import org.hornbook.app.kit.IntervalChart;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.TableSheet;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.job.JobRecord;
import org.hornbook.train.TrainReport;

/// What the kept documents are worth: held-out results with their intervals, and the losses.
final class WorthCard {
    private final Desk desk;
    private final IntervalChart chart;
    private final CurveChart losses;

    WorthCard(Desk desk) {
        this.desk = desk;
        this.chart = new IntervalChart(desk.theme());
        this.losses = new CurveChart(desk.theme());
    }

    Node show(Overview o) {
        VBox card = new VBox(6);
        card.getStyleClass().add("hb-card");
        HBox.setHgrow(card, Priority.ALWAYS);
        if (o.results().isEmpty() && o.runs().isEmpty()) {
            card.getChildren()
                    .setAll(
                            Parts.heading(Texts.of("home.worth")),
                            Parts.empty("fth-trending-up", Texts.of("home.worth.empty")));
            return card;
        }
        Label about =
                Parts.text(
                        Texts.of(
                                "home.worth.words",
                                o.results().isEmpty() ? 0 : o.results().getFirst().of()),
                        "hb-muted");
        about.setMinWidth(0);
        HBox head =
                Parts.row(
                        10,
                        Parts.heading(Texts.of("home.worth")),
                        about,
                        Parts.spacer(),
                        TableSheet.link(chart));
        List<IntervalChart.Bar> bars = new ArrayList<>();
        List<EvalResult> results =
                o.results().subList(Math.max(0, o.results().size() - 4), o.results().size());
        for (EvalResult r : results.reversed()) {
            bars.add(
                    new IntervalChart.Bar(
                            r.name(),
                            Texts.of("home.worth.of", r.passed(), r.of()),
                            r.low(),
                            r.share(),
                            r.high(),
                            desk.series().of(r.name())));
        }
        chart.show(bars);
        VBox.setVgrow(losses, Priority.ALWAYS);
        losses(o.runs());
        card.getChildren().add(head);
        if (!bars.isEmpty()) {
            Label verdict = Parts.paragraph(verdict(results), "hb-strong");
            verdict.setId("home-verdict");
            card.getChildren().addAll(verdict, chart);
        }
        card.getChildren()
                .addAll(
                        Parts.row(
                                10,
                                Parts.heading(Texts.of("home.loss")),
                                Parts.muted(Texts.of("home.loss.words"))),
                        losses);
        return card;
    }

    private static String verdict(List<EvalResult> results) {
        if (results.size() < 2) {
            return Texts.of("home.verdict.one");
        }
        EvalResult best = results.getLast();
        EvalResult other = results.getFirst();
        return best.low() > other.high()
                ? Texts.of("home.verdict.better", best.name(), other.name())
                : Texts.of("home.verdict.open", best.name(), other.name());
    }

    private void losses(List<TrainReport> runs) {
        List<TrainReport> newest = runs.stream().limit(4).toList();
        desk.read(
                () -> {
                    List<Curve> curves = new ArrayList<>();
                    for (JobRecord job : desk.bench().jobs().all()) {
                        if (job.kind().equals("train.run")) {
                            newest.stream()
                                    .filter(r -> job.title().equals("train " + r.name()))
                                    .findFirst()
                                    .ifPresent(r -> curves.add(curve(job, r)));
                        }
                    }
                    return curves;
                },
                curves ->
                        losses.show(
                                curves.stream().map(c -> recolour(c).smoothed(0.9)).toList(),
                                List.of(),
                                CurveChart.Frame.FITTED
                                        .logarithmic(true)
                                        .named("", v -> Words.compact(v))));
    }

    private Curve recolour(Curve c) {
        return Curve.of(c.name(), desk.series().of(c.name()), c.x(), c.y());
    }

    private Curve curve(JobRecord job, TrainReport r) {
        var points = desk.bench().jobs().metric(job.id(), "loss");
        double perStep = (double) r.tokens() / Math.max(1, r.steps());
        return Curve.of(
                r.name(),
                Token.S1,
                points.keySet().stream().mapToDouble(s -> s * perStep).toArray(),
                points.values().stream().mapToDouble(v -> v).toArray());
    }
}

package org.hornbook.app.view.models;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.IntervalChart;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.TableSheet;

import java.util.List;

/// All checkpoints that were tried on the same benchmark, side by side, with a verdict in words.
final class ResultsCard {
    private static final int SHOWN = 6;

    private final Desk desk;
    private final IntervalChart chart;
    private final Label about = Parts.muted("");
    private final Label verdict = Parts.paragraph("");
    private final VBox box;
    private boolean room = true;
    private boolean some;

    ResultsCard(Desk desk) {
        this.desk = desk;
        this.chart = new IntervalChart(desk.theme());
        chart.setId("models-chart");
        verdict.setId("models-verdict");
        about.setMinWidth(0);
        Label heading = Parts.heading(Texts.of("models.results"));
        heading.setMinWidth(Label.USE_PREF_SIZE);
        box =
                Parts.card(
                        Parts.row(10, heading, about, Parts.spacer(), TableSheet.link(chart)),
                        chart,
                        verdict);
        box.setMinHeight(VBox.USE_PREF_SIZE);
    }

    Node node() {
        return box;
    }

    /// Whether there is room for it.
    void room(boolean enough) {
        room = enough;
        Parts.show(box, some && room);
    }

    void show(ModelsState s) {
        List<ModelsState.Compared> all = s.compared();
        some = !all.isEmpty();
        Parts.show(box, some && room);
        if (all.isEmpty()) {
            return;
        }
        Tried tried = all.getFirst().tried();
        about.setText(
                Texts.of(
                        "models.results.about",
                        tried.result().benchmark(),
                        Words.count(tried.result().of()),
                        tried.maxTokens()));
        chart.show(
                shown(all, s.chosen()).stream()
                        .map(
                                c ->
                                        new IntervalChart.Bar(
                                                c.model().name(),
                                                ModelWords.passed(c.tried().result()),
                                                c.tried().result().low(),
                                                c.tried().result().share(),
                                                c.tried().result().high(),
                                                desk.series().of(c.model().name())))
                        .toList());
        ModelsState.Compared one =
                all.stream()
                        .filter(c -> c.model().name().equals(s.chosen()))
                        .findFirst()
                        .orElse(all.getFirst());
        verdict.setText(Verdict.of(one, all.stream().filter(c -> !c.equals(one)).toList()));
    }

    /// The best, and the chosen one among them.
    private static List<ModelsState.Compared> shown(List<ModelsState.Compared> all, String chosen) {
        if (all.size() <= SHOWN) {
            return all;
        }
        List<ModelsState.Compared> best = new java.util.ArrayList<>(all.subList(0, SHOWN));
        if (best.stream().noneMatch(c -> c.model().name().equals(chosen))) {
            all.stream()
                    .filter(c -> c.model().name().equals(chosen))
                    .findFirst()
                    .ifPresent(c -> best.set(SHOWN - 1, c));
        }
        return best;
    }
}

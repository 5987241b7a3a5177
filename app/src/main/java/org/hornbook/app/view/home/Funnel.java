package org.hornbook.app.view.home;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.Overview;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Navigator;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.classify.Evaluation;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.train.TrainReport;

/// The walk in six figures, each leading to its view.
record Funnel(Navigator navigator) {
    /// @param narrow whether it stands in two rows
    Node show(Overview o, boolean narrow) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("hb-funnel");
        grid.setId("funnel");
        List<Node> cards =
                List.of(
                        stage(
                                "documents",
                                Words.count(o.documents()),
                                Words.bytes(o.characters()),
                                () -> navigator.go(Place.CORPORA)),
                        stage(
                                "labelled",
                                Words.count(o.labelled()),
                                labelled(o),
                                () -> navigator.go(Place.LABELS)),
                        stage(
                                "classifier",
                                o.classifier()
                                        .map(c -> "F1 " + Words.share(c.evaluation().f1()))
                                        .orElse("\u2013"),
                                o.classifier().map(c -> classifier(c.evaluation(), o)).orElse(""),
                                () -> navigator.go(Place.COMPARE)),
                        stage(
                                "kept",
                                o.kept().map(k -> Words.count(k.documents())).orElse("\u2013"),
                                o.kept()
                                        .map(
                                                k ->
                                                        Words.percent(
                                                                        (double) k.documents()
                                                                                / Math.max(
                                                                                        1,
                                                                                        o.keptOf()))
                                                                + " \u00b7 "
                                                                + Words.bytes(k.characters()))
                                        .orElse(""),
                                () -> navigator.go(Place.COMPARE)),
                        stage(
                                "trained",
                                o.runs().isEmpty()
                                        ? "\u2013"
                                        : Texts.of("home.runs", o.runs().size()),
                                o.runs().isEmpty() ? "" : trained(o.runs()),
                                () -> navigator.go(Place.TRAIN)),
                        stage(
                                "tried",
                                tried(o.results()),
                                o.results().isEmpty()
                                        ? ""
                                        : Texts.of("home.of", o.results().getFirst().of()),
                                () -> navigator.go(Place.CHAT)));
        int columns = narrow ? cards.size() / 2 : cards.size();
        for (int i = 0; i < cards.size(); i++) {
            Node card = cards.get(i);
            GridPane.setHgrow(card, Priority.ALWAYS);
            grid.add(card, i % columns, i / columns);
            if (i % columns == columns - 1) {
                card.getStyleClass().add("last");
            }
            if (i < columns) {
                ColumnConstraints wide = new ColumnConstraints();
                wide.setPercentWidth(100.0 / columns);
                grid.getColumnConstraints().add(wide);
            }
        }
        return grid;
    }

    private static String labelled(Overview o) {
        return o.agreement()
                .map(
                        a ->
                                Texts.of(
                                        "home.labelled.agree",
                                        o.annotators().size(),
                                        Words.share(a.agreement().weightedKappa())))
                .orElse(
                        o.annotators().isEmpty()
                                ? ""
                                : Texts.of("home.labelled.by", o.annotators().size()));
    }

    private static String classifier(Evaluation e, Overview o) {
        return Words.interval(e.f1Low(), e.f1High())
                + " \u00b7 "
                + o.imitated().map(a -> Texts.of("home.imitates", a)).orElse("");
    }

    private static String trained(List<TrainReport> runs) {
        TrainReport best =
                runs.stream().min(Comparator.comparingDouble(TrainReport::lastLoss)).orElseThrow();
        return Words.compact(best.parameters())
                + " \u00b7 "
                + String.format(Locale.ROOT, "loss %.2f", best.lastLoss());
    }

    private static String tried(List<EvalResult> results) {
        return switch (results.size()) {
            case 0 -> "\u2013";
            case 1 -> String.valueOf(results.getFirst().passed());
            default -> results.getLast().passed() + " : " + results.getFirst().passed();
        };
    }

    private Node stage(String key, String figure, String words, Runnable action) {
        Label big = Parts.text(figure, "hb-figure");
        big.setId("funnel-" + key);
        Label small = Parts.text(words, "hb-muted", "hb-small");
        small.setMinWidth(0);
        if (!words.isEmpty()) {
            small.setTooltip(new Tooltip(words));
        }
        Hyperlink link = Parts.link(Texts.of("home." + key + ".go"), action);
        VBox card =
                new VBox(
                        Parts.text(Texts.of("home." + key), "hb-muted", "hb-small"),
                        big,
                        small,
                        link);
        VBox.setMargin(link, new javafx.geometry.Insets(6, 0, 0, -1));
        card.getStyleClass().add("hb-stage-card");
        card.setMaxWidth(Double.MAX_VALUE);
        return card;
    }
}

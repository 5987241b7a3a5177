package org.hornbook.app.view.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.LabelGrid;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.TableSheet;
import org.hornbook.classify.Evaluation;
import org.hornbook.classify.Interval;
import org.hornbook.label.Estimate;
import org.hornbook.label.PairAgreement;

/// Labels against scores, or against another annotator's labels, a cell for each pair; a cell
/// chosen shows its documents. Below, how far the two agree.
final class GridCard {
    private static final double LEAST_GRID = 100;

    private final PeerViewModel peers;
    private final LabelGrid grid;
    private final Hyperlink other =
            Parts.link(Texts.of("compare.curves"), () -> this.onOther.run());
    private final ComboBox<String> beside = new ComboBox<>();
    private final CheckBox settled = new CheckBox();
    private final Label title = Parts.heading(Texts.of("compare.grid"));
    private final Label near = Parts.paragraph("", "hb-muted", "hb-small");
    private final Figure kappa = new Figure("grid-kappa", "\u03ba");
    private final Figure weighted = new Figure("grid-weighted", Texts.of("compare.weighted"));
    private final Figure alpha = new Figure("grid-alpha", "\u03b1");
    private final Hyperlink byHand;
    private final VBox card = Parts.card();
    private Runnable onOther = () -> {};
    private Optional<Compared> compared = Optional.empty();
    private Optional<Compared> before = Optional.empty();
    private Optional<ReviewState.Cell> cell = Optional.empty();
    private PeerState peer = PeerState.NONE;
    private boolean filling;

    GridCard(Desk desk, CompareViewModel model, ReviewViewModel review, PeerViewModel peers) {
        this.peers = peers;
        grid = new LabelGrid(desk.theme());
        grid.setId("compare-grid");
        grid.getStyleClass().add("hb-focusable");
        grid.setMinHeight(LEAST_GRID);
        grid.onChosen(
                (label, score) -> {
                    if (peer.shown().isPresent()) {
                        peers.cell(label, score);
                    } else {
                        review.cell(label, score);
                    }
                });
        VBox.setVgrow(grid, Priority.ALWAYS);
        other.setId("compare-to-curves");
        Parts.show(other, false);
        beside.setId("compare-beside-whom");
        beside.getStyleClass().addAll("hb-choice", "hb-choice-short", "hb-small");
        beside.setAccessibleText(Texts.of("compare.peer.tip"));
        beside.setTooltip(new Tooltip(Texts.of("compare.peer.tip")));
        beside.setConverter(named());
        beside.setOnAction(
                e -> {
                    if (!filling && beside.getValue() != null) {
                        peers.beside(
                                Optional.of(beside.getValue()).filter(name -> !name.isEmpty()));
                    }
                });
        settled.setId("compare-settled");
        settled.setOnAction(e -> model.settled(settled.isSelected()));
        settled.setTooltip(new Tooltip(Texts.of("compare.settled.tip")));
        Label hint = Parts.text(Texts.of("compare.grid.hint"), "hb-muted", "hb-small");
        hint.setMinWidth(0);
        title.setMinWidth(Label.USE_PREF_SIZE);
        Button largest = Parts.button(Texts.of("compare.largest"), "R", review::largest);
        largest.setId("compare-largest");
        byHand = Parts.link("", review::byHand);
        byHand.getStyleClass().add("hb-small");
        byHand.setTooltip(new Tooltip(Texts.of("compare.byhand.tip")));
        byHand.setId("compare-byhand");
        Parts.show(byHand, false);
        FlowPane figures = new FlowPane(12, 2, kappa, weighted, alpha);
        near.setId("compare-near-words");
        card.getChildren()
                .addAll(
                        Parts.row(8, title, beside),
                        Parts.row(8, hint, Parts.spacer(), TableSheet.link(grid), other),
                        grid,
                        settled,
                        near,
                        figures,
                        new FlowPane(8, 6, largest, byHand));
        peers.state().show(this::show);
    }

    private static StringConverter<String> named() {
        return new StringConverter<>() {
            @Override
            public String toString(String name) {
                return name == null || name.isEmpty() ? Texts.of("compare.peer.score") : name;
            }

            @Override
            public String fromString(String words) {
                return null;
            }
        };
    }

    Node node() {
        return card;
    }

    /// In a narrow window the curves stand in the same place: `then` shows them.
    void sharesPlace(boolean on, Runnable then) {
        onOther = then;
        Parts.show(other, on);
    }

    void show(CompareState s) {
        compared = s.compared();
        before = s.before();
        int looks = compared.map(Compared::looks).orElse(0);
        settled.setText(Texts.of("compare.settled", looks));
        settled.setSelected(s.settled());
        Parts.show(settled, looks > 0);
        int decided = compared.map(c -> c.byHand().size()).orElse(0);
        byHand.setText(Texts.of("compare.byhand", decided));
        Parts.show(byHand, decided > 0);
        redraw();
    }

    private void show(PeerState s) {
        peer = s;
        List<String> names = new ArrayList<>(List.of(""));
        names.addAll(s.names());
        filling = true;
        if (!beside.getItems().equals(names)) {
            beside.getItems().setAll(names);
        }
        beside.setValue(s.who().orElse(""));
        title.setText(Texts.of(names.size() < 2 ? "compare.grid" : "compare.grid.beside"));
        Parts.show(beside, names.size() > 1);
        filling = false;
        redraw();
    }

    /// How near the scores come, and to which side they lean.
    private static String near(Compared c) {
        int[] labels = c.pairs().values();
        double[] scores = c.pairs().scores();
        int same = 0;
        int one = 0;
        double lean = 0;
        for (int i = 0; i < labels.length; i++) {
            long apart = Math.abs(Math.clamp(Math.round(scores[i]), c.low(), c.high()) - labels[i]);
            same += apart == 0 ? 1 : 0;
            one += apart <= 1 ? 1 : 0;
            lean += (scores[i] - labels[i]) / labels.length;
        }
        String shares =
                Texts.of(
                        "compare.grid.near",
                        Words.percent((double) same / labels.length),
                        Words.percent((double) one / labels.length));
        String key =
                Math.abs(lean) < 0.05
                        ? "compare.grid.lean.none"
                        : lean > 0 ? "compare.grid.lean.high" : "compare.grid.lean.low";
        return shares + " " + Texts.of(key, Words.share(Math.abs(lean)));
    }

    void show(ReviewState s) {
        if (!s.cell().equals(cell)) {
            cell = s.cell();
            redraw();
        }
    }

    private void redraw() {
        if (compared.isEmpty()) {
            return;
        }
        peer.shown().ifPresentOrElse(this::pair, () -> score(compared.get()));
    }

    private void score(Compared c) {
        grid.show(
                c.pairs().table(c.low(), c.high()),
                c.low(),
                cell.map(k -> new LabelGrid.Cell(k.label() - c.low(), k.score() - c.low()))
                        .orElse(null));
        near.setText(c.pairs().size() > 0 ? near(c) : "");
        near.setTooltip(new Tooltip(Texts.of("compare.grid.near.tip")));
        boolean some = c.evaluation().isPresent();
        Parts.show(kappa, some);
        Parts.show(weighted, some);
        Parts.show(alpha, false);
        c.evaluation()
                .ifPresent(
                        e -> {
                            figure(kappa, e.kappa(), e.intervals().kappa(), Evaluation::kappa);
                            figure(
                                    weighted,
                                    e.weightedKappa(),
                                    e.intervals().weightedKappa(),
                                    Evaluation::weightedKappa);
                        });
    }

    private void figure(
            Figure figure, double now, Interval around, ToDoubleFunction<Evaluation> of) {
        figure.show(
                now,
                around.low(),
                around.high(),
                before.flatMap(Compared::evaluation).map(of::applyAsDouble).orElse(Double.NaN),
                Texts.of("compare.kappa.tip")
                        + compared.flatMap(Compared::ceiling)
                                .map(
                                        k ->
                                                Texts.of(
                                                        "compare.kappa.ceiling",
                                                        k.with(),
                                                        Words.share(k.kappa().value()),
                                                        Words.share(k.weightedKappa().value())))
                                .orElse(""));
    }

    private void pair(PairAgreement p) {
        grid.show(p.confusion(), p.lowest(), null);
        near.setText(
                Texts.of(
                        "compare.peer.words",
                        p.first(),
                        p.second(),
                        Words.count(p.n()),
                        Words.percent(p.exact().value())));
        near.setTooltip(new Tooltip(Texts.of("compare.peer.words.tip")));
        for (Figure figure : List.of(kappa, weighted, alpha)) {
            Parts.show(figure, true);
        }
        figure(kappa, p.kappa(), "compare.peer.kappa.tip");
        figure(weighted, p.weightedKappa(), "compare.peer.weighted.tip");
        alpha.show(
                p.alpha(), Double.NaN, Double.NaN, Double.NaN, Texts.of("compare.peer.alpha.tip"));
    }

    private static void figure(Figure figure, Estimate e, String why) {
        figure.show(e.value(), e.low(), e.high(), Double.NaN, Texts.of(why));
    }
}

package org.hornbook.app.view.compare;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.LabelGrid;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.TableSheet;

/// Labels against scores, a cell for each pair; a cell chosen shows its documents.
final class GridCard {
    private final LabelGrid grid;
    private final Hyperlink other =
            Parts.link(Texts.of("compare.curves"), () -> this.onOther.run());
    private final CheckBox settled = new CheckBox();
    private final Label near = Parts.paragraph("", "hb-muted", "hb-small");
    private final Button byHand;
    private final VBox card = Parts.card();
    private Runnable onOther = () -> {};
    private Optional<Compared> compared = Optional.empty();
    private Optional<ReviewState.Cell> cell = Optional.empty();

    GridCard(Desk desk, CompareViewModel model, ReviewViewModel review) {
        grid = new LabelGrid(desk.theme());
        grid.setId("compare-grid");
        grid.getStyleClass().add("hb-focusable");
        grid.onChosen(review::cell);
        VBox.setVgrow(grid, Priority.ALWAYS);
        other.setId("compare-to-curves");
        Parts.show(other, false);
        settled.setId("compare-settled");
        settled.setOnAction(e -> model.settled(settled.isSelected()));
        settled.setTooltip(new Tooltip(Texts.of("compare.settled.tip")));
        Label hint = Parts.text(Texts.of("compare.grid.hint"), "hb-muted", "hb-small");
        hint.setMinWidth(0);
        Button largest = Parts.button(Texts.of("compare.largest"), "R", review::largest);
        largest.setId("compare-largest");
        byHand = Parts.button("", "H", review::byHand);
        card.getChildren()
                .addAll(
                        Parts.row(
                                8, Parts.heading(Texts.of("compare.grid")), Parts.spacer(), other),
                        Parts.row(8, hint, Parts.spacer(), TableSheet.link(grid)),
                        grid,
                        settled,
                        near,
                        new FlowPane(8, 6, largest, byHand));
        byHand.setId("compare-byhand");
        Parts.show(byHand, false);
        near.setId("compare-near-words");
        near.setTooltip(new Tooltip(Texts.of("compare.grid.near.tip")));
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
        int looks = compared.map(Compared::looks).orElse(0);
        settled.setText(Texts.of("compare.settled", looks));
        settled.setSelected(s.settled());
        Parts.show(settled, looks > 0);
        near.setText(compared.filter(c -> c.pairs().size() > 0).map(GridCard::near).orElse(""));
        int decided = compared.map(c -> c.byHand().size()).orElse(0);
        byHand.setText(Texts.of("compare.byhand", decided));
        Parts.show(byHand, decided > 0);
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
        compared.ifPresent(
                c ->
                        grid.show(
                                c.pairs().table(c.low(), c.high()),
                                c.low(),
                                cell.map(
                                                k ->
                                                        new LabelGrid.Cell(
                                                                k.label() - c.low(),
                                                                k.score() - c.low()))
                                        .orElse(null)));
    }
}

package org.hornbook.app.view.compare;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.DocumentId;

/// Ten documents just above the line and ten just below it: the last that are kept, the first that
/// are not. Follows the line while it moves.
final class NearPane {
    private static final double WIDTH = 620;

    private final LineViewModel model;
    private final ReviewViewModel review;
    private final VBox rows = new VBox();
    private final PopOver over = new PopOver(rows);
    private List<LineState.Near> shown = List.of();

    NearPane(LineViewModel model, ReviewViewModel review) {
        this.model = model;
        this.review = review;
        rows.setId("compare-beside-rows");
        rows.setPrefWidth(WIDTH);
        rows.setMinHeight(21 * 24);
        over.setArrowLocation(PopOver.ArrowLocation.BOTTOM_RIGHT);
        over.setDetachable(false);
        over.getStyleClass().add("hb-popover");
        over.setAutoHide(false);
        over.setHideOnEscape(true);
        over.setOnHidden(e -> model.beside(false));
    }

    void toggle(Node owner) {
        if (over.isShowing()) {
            over.hide();
        } else if (owner.getScene() != null) {
            model.beside(true);
            over.show(owner);
        }
    }

    void hide() {
        over.hide();
    }

    void show(LineState s) {
        if (s.near().equals(shown)) {
            return;
        }
        shown = s.near();
        rows.getChildren().clear();
        boolean wasKept = true;
        rows.getChildren().add(heading("compare.beside.above"));
        for (LineState.Near n : shown) {
            if (wasKept && !n.kept()) {
                wasKept = false;
                Region rule = new Region();
                rule.getStyleClass().add("hb-rule");
                rows.getChildren().addAll(rule, heading("compare.beside.below"));
            }
            rows.getChildren().add(row(n));
        }
    }

    private static Label heading(String key) {
        Label label = Parts.text(Texts.of(key), "hb-muted", "hb-small");
        label.setPadding(new javafx.geometry.Insets(4, 6, 2, 6));
        return label;
    }

    private Node row(LineState.Near n) {
        Label sign =
                switch (n.verdict()) {
                    case KEEP -> Parts.text("\u2713", "hb-good");
                    case DROP -> Parts.text("\u2715", "hb-bad");
                    case REVIEW -> Parts.text("?", "hb-muted");
                };
        sign.setMinWidth(16);
        n.byHand()
                .ifPresent(
                        v -> sign.setTooltip(new Tooltip(Texts.of("compare.byhand." + v.word()))));
        Label score = Parts.text(Words.figure(n.score()), "hb-strong", "hb-small");
        score.setMinWidth(40);
        Label line = Parts.text(n.line(), "hb-mono");
        line.setMinWidth(0);
        HBox.setHgrow(line, Priority.ALWAYS);
        HBox row = Parts.row(6, sign, score, line);
        if (n.byHand().isPresent()) {
            Label hand = Parts.text(Texts.of("compare.byhand.mark"), "hb-muted", "hb-small");
            hand.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(hand);
        }
        row.getStyleClass().addAll("hb-facet", "hb-beside");
        row.setPadding(new javafx.geometry.Insets(2, 6, 2, 6));
        List<DocumentId> all = shown.stream().map(LineState.Near::document).toList();
        return Parts.clickable(
                row,
                r -> {
                    over.hide();
                    review.these(Texts.of("compare.beside.title"), all, n.document());
                });
    }
}

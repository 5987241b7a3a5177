package org.hornbook.app.view.home;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// The sample walk under way: what its stages said, and a button that stops it. The button stays
/// where it is while lines come, so that a press is never lost.
final class WalkCard {
    private final VBox lines = new VBox(6);
    private final VBox end = new VBox(6);
    private final ScrollPane scroll = new ScrollPane(new VBox(6, lines, end));
    private final Button stop;
    private final VBox card;
    private int shown;

    WalkCard(HomeViewModel model) {
        lines.setId("home-walk");
        end.getChildren().add(Parts.row(8, again(model)));
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label words = Parts.muted(Texts.of("home.walk.words"));
        words.setMinWidth(0);
        stop = Parts.button(Texts.of("home.walk.stop"), model::stop);
        stop.setId("home-stop");
        HBox head =
                Parts.row(
                        10,
                        Parts.heading(Texts.of("home.walk.title")),
                        words,
                        Parts.spacer(),
                        stop);
        card = Parts.card(head, scroll);
        VBox.setVgrow(card, Priority.ALWAYS);
    }

    private static Button again(HomeViewModel model) {
        return Parts.primary(Texts.of("home.walk.again"), "", model::walk);
    }

    Node node() {
        return card;
    }

    /// Shows what has been said so far; lines that are there stay.
    void show(HomeState.Walk walk) {
        if (walk.lines().size() < shown) {
            lines.getChildren().clear();
            shown = 0;
        }
        for (; shown < walk.lines().size(); shown++) {
            lines.getChildren().add(line(walk.lines().get(shown)));
        }
        boolean failed = !walk.failed().isEmpty();
        if (end.getChildren().size() > 1) {
            end.getChildren().removeFirst();
        }
        if (failed) {
            end.getChildren().addFirst(Parts.paragraph(walk.failed(), "hb-bad"));
        }
        Parts.show(end, failed);
        Parts.show(stop, !failed);
        scroll.layout();
        scroll.setVvalue(1);
    }

    private static Node line(HomeState.Line line) {
        Label label = Parts.paragraph(line.words(), line.heading() ? "hb-heading" : "hb-muted");
        if (line.heading()) {
            label.setStyle("-fx-padding: 10 0 0 0;");
        }
        return label;
    }
}

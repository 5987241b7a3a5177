package org.hornbook.app.view.compare;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// Says how far the chosen encoder has read the corpus, and lets it read the rest.
final class EmbedRow {
    private final Label held = Parts.paragraph("", "hb-muted", "hb-small");
    private final Button go;
    private final ProgressBar bar = new ProgressBar();
    private final FlowPane next;
    private final VBox node = new VBox(4);

    EmbedRow(EmbedViewModel model) {
        go = Parts.button(Texts.of("embed.go"), model::embed);
        go.setId("embed-go");
        held.setId("embed-held");
        bar.setMaxWidth(Double.MAX_VALUE);
        next = new FlowPane(10, 4, go, Parts.copyCommand(model::command));
        node.getChildren().setAll(held, next, bar);
        model.state().show(this::show);
    }

    Node node() {
        return node;
    }

    private void show(EmbedState s) {
        held.setText(
                !s.known()
                        ? ""
                        : s.done()
                                ? Texts.of("embed.done", Words.count(s.of()))
                                : Texts.of(
                                        "embed.held", Words.count(s.held()), Words.count(s.of())));
        go.setText(
                s.runs()
                        ? s.doing()
                        : Texts.of("embed.go", Words.count(Math.max(0, s.of() - s.held()))));
        go.setDisable(s.runs() || !s.known());
        Parts.show(next, !s.done() && s.known() || s.runs());
        Parts.show(bar, s.runs());
        bar.setProgress(s.share());
    }
}

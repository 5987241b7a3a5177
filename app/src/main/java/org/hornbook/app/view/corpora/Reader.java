package org.hornbook.app.view.corpora;

import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.CodeView;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.PythonColours;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Marks;

/// One document with everything that is said of it, and by whom.
final class Reader {
    private static final int WHOLE_NAME = 24; // characters of a field that are never cut
    private static final int REASONS = 3;

    private final VBox box = Parts.card();
    private final Label head = Parts.muted("");
    private final FlowPane said = new FlowPane(6, 6);
    private final CodeView text = new CodeView();
    private final VBox below = new VBox(4);
    private CorporaState.Opened shown;
    private DocumentQuery marked = new DocumentQuery.All();

    Reader() {
        head.setMinWidth(0);
        head.setId("reader-head");
        VBox.setVgrow(text, Priority.ALWAYS);
        text.setMinHeight(160);
        below.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        said.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        box.getChildren()
                .setAll(
                        head,
                        said,
                        text,
                        below,
                        Parts.paragraph(Texts.of("reader.keys"), "hb-muted", "hb-small"));
    }

    Node node() {
        return box;
    }

    CodeView text() {
        return text;
    }

    void show(CorporaState.Opened opened, String corpus, DocumentQuery query) {
        if (opened.equals(shown) && query.equals(marked)) {
            return;
        }
        shown = opened;
        marked = query;
        Document d = opened.document();
        head.setText(
                corpus
                        + " \u00b7 "
                        + d.key()
                        + " \u00b7 "
                        + Texts.of("reader.characters", Words.count(d.text().length())));
        said.getChildren().clear();
        opened.kept()
                .forEach(
                        (set, in) ->
                                said.getChildren()
                                        .add(
                                                Parts.pill(
                                                        Texts.of(
                                                                in
                                                                        ? "reader.kept"
                                                                        : "reader.dropped",
                                                                set),
                                                        in ? "keep" : "drop")));
        opened.labels()
                .forEach(
                        (who, label) ->
                                said.getChildren()
                                        .add(Parts.pill(who + " " + label.value(), "info")));
        opened.scores()
                .forEach(
                        (who, score) ->
                                said.getChildren()
                                        .add(Parts.pill(who + " " + Words.figure(score), "info")));
        Parts.show(said, !said.getChildren().isEmpty());
        text.showMet(
                d.text(),
                PythonColours.isCode(d.text()),
                shownText -> SideBySide.ranges(Marks.of(shownText, query)));
        below.getChildren().clear();
        opened.labels().entrySet().stream()
                .filter(e -> !e.getValue().rationale().isBlank())
                .limit(REASONS)
                .forEach(
                        e -> {
                            below.getChildren()
                                    .add(
                                            Parts.text(
                                                    Texts.of(
                                                            "reader.why",
                                                            e.getKey(),
                                                            e.getValue().value()),
                                                    "hb-muted",
                                                    "hb-small"));
                            below.getChildren().add(Parts.paragraph(e.getValue().rationale()));
                        });
        for (Map.Entry<String, String> entry : new TreeMap<>(d.metadata()).entrySet()) {
            Label name = Parts.text(entry.getKey(), "hb-muted", "hb-small");
            name.setMinWidth(entry.getKey().length() > WHOLE_NAME ? 0 : Region.USE_PREF_SIZE);
            Label value = Parts.text(entry.getValue(), "hb-mono");
            value.setMinWidth(0);
            below.getChildren().add(Parts.row(8, name, Parts.spacer(), value));
        }
    }
}

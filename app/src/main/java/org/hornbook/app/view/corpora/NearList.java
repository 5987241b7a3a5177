package org.hornbook.app.view.corpora;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.clean.Likeness;

/// More like the document in the reader: its nearest neighbours by the stretches of words they
/// share, each to be opened by a click. Where nothing was read for likeness yet, it says so.
final class NearList {
    private static final int MOST = 5;

    private final Desk desk;
    private final Consumer<DocumentId> open;
    private final Latest reads;
    private final VBox rows = new VBox();
    private final VBox box = new VBox(2);
    private volatile DocumentId wanted;

    /// `open` opens a document in the reader.
    NearList(Desk desk, Consumer<DocumentId> open) {
        this.desk = desk;
        this.open = open;
        this.reads = desk.background().latest();
        box.setMinHeight(Region.USE_PREF_SIZE);
        box.setId("reader-near");
        box.getChildren().setAll(Parts.text(Texts.of("near.title"), "hb-muted", "hb-small"), rows);
    }

    Node node() {
        return box;
    }

    private record Near(DocumentId document, double similarity, String line) {}

    private record Answer(List<Near> near, long compared) {}

    /// Looks again, also for the same document: more may have been read for likeness meanwhile.
    void forget() {
        wanted = null;
    }

    /// Finds what is like a document; the same one is not looked for again.
    void show(Corpus corpus, Document document) {
        DocumentId id = document.id();
        if (id.equals(wanted)) {
            return;
        }
        wanted = id;
        rows.getChildren().setAll(Parts.text(Texts.of("loading"), "hb-muted", "hb-small"));
        reads.ask(
                () -> {
                    Likeness.Answer found =
                            new Likeness(desk.bench().near())
                                    .of(corpus.id(), document, MOST, () -> id.equals(wanted));
                    List<Near> near = new ArrayList<>();
                    for (Likeness.Alike a : found.alike()) {
                        near.add(
                                new Near(
                                        a.document(),
                                        a.similarity(),
                                        FirstLines.line(
                                                desk.bench().corpora().get(a.document()).text())));
                    }
                    return new Answer(near, found.compared());
                },
                this::show,
                e -> {
                    if (!(e instanceof java.util.concurrent.CancellationException)) {
                        desk.tell(e);
                    }
                });
    }

    private void show(Answer answer) {
        rows.getChildren().clear();
        if (answer.near().isEmpty()) {
            rows.getChildren()
                    .add(
                            Parts.paragraph(
                                    answer.compared() == 0
                                            ? Texts.of("near.never")
                                            : Texts.of("near.none", Words.count(answer.compared())),
                                    "hb-muted",
                                    "hb-small"));
            return;
        }
        for (Near n : answer.near()) {
            Label figure = Parts.text(Words.figure(n.similarity()), "hb-strong", "hb-small");
            figure.setMinWidth(34);
            Label line = Parts.text(n.line(), "hb-mono", "hb-small");
            line.setMinWidth(0);
            HBox.setHgrow(line, Priority.ALWAYS);
            HBox row = Parts.row(6, figure, line);
            row.getStyleClass().addAll("hb-facet", "hb-near");
            row.setAccessibleText(Texts.of("near.one", Words.figure(n.similarity()), n.line()));
            rows.getChildren().add(Parts.clickable(row, r -> open.accept(n.document())));
        }
    }
}

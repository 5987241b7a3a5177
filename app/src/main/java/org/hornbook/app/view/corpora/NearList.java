package org.hornbook.app.view.corpora;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.MoreLike;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;

/// More like the document in the reader: its nearest neighbours by the stretches of words they
/// share or by the embedding of an encoder, each to be opened by a click. It says which of the two
/// it is, and changes to the other. Where nothing was read for likeness yet, it says so.
final class NearList {
    private static final int MOST = 20;
    private static final int SHOWN = 5; // at first

    private final Desk desk;
    private final Consumer<DocumentId> open;
    private final Latest reads;
    private final VBox rows = new VBox();
    private final VBox box = new VBox(2);
    private final Label how = Parts.text(Texts.of("near.title"), "hb-muted", "hb-small");
    private final Hyperlink other = new Hyperlink();
    private volatile DocumentId wanted;
    private Optional<MoreLike.Way> way = Optional.empty();
    private boolean whole;

    /// `open` opens a document in the reader.
    NearList(Desk desk, Consumer<DocumentId> open) {
        this.desk = desk;
        this.open = open;
        this.reads = desk.background().latest();
        box.setMinHeight(Region.USE_PREF_SIZE);
        box.setId("reader-near");
        other.setId("reader-near-other");
        other.getStyleClass().addAll("hb-small");
        HBox head = Parts.row(8, how, Parts.spacer(), other);
        other.setMinWidth(Region.USE_PREF_SIZE);
        how.setMinWidth(0);
        Parts.show(other, false);
        box.getChildren().setAll(head, rows);
    }

    Node node() {
        return box;
    }

    private record Near(DocumentId document, double similarity, String line) {}

    /// @param others whether there is something to change to
    private record Answer(MoreLike.Found found, List<Near> near, boolean others) {}

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
        whole = false;
        rows.getChildren().setAll(Parts.text(Texts.of("loading"), "hb-muted", "hb-small"));
        Optional<MoreLike.Way> asked = way;
        reads.ask(
                () -> answer(corpus, document, asked),
                answer -> show(corpus, document, answer),
                e -> {
                    if (!(e instanceof java.util.concurrent.CancellationException)) {
                        desk.tell(e);
                    }
                });
    }

    private Answer answer(Corpus corpus, Document document, Optional<MoreLike.Way> asked) {
        Workbench bench = desk.bench();
        DocumentId id = document.id();
        MoreLike.Found found =
                new MoreLike(bench)
                        .of(
                                corpus,
                                document,
                                asked,
                                Optional.empty(),
                                MOST,
                                () -> id.equals(wanted));
        List<Near> near = new ArrayList<>();
        for (MoreLike.Near a : found.near()) {
            near.add(
                    new Near(
                            a.document(),
                            a.similarity(),
                            FirstLines.line(bench.corpora().get(a.document()).text())));
        }
        return new Answer(found, near, !bench.embeddings().held(corpus.id()).isEmpty());
    }

    private void show(Corpus corpus, Document document, Answer answer) {
        rows.getChildren().clear();
        boolean embedded = answer.found().way() == MoreLike.Way.EMBEDDING;
        how.setText(
                embedded
                        ? Texts.of("near.title.embedding", answer.found().encoder())
                        : answer.others() ? Texts.of("near.title.words") : Texts.of("near.title"));
        Parts.show(other, answer.others());
        other.setText(Texts.of(embedded ? "near.other.words" : "near.other.embedding"));
        other.setOnAction(
                e -> {
                    way = Optional.of(embedded ? MoreLike.Way.WORDS : MoreLike.Way.EMBEDDING);
                    forget();
                    show(corpus, document);
                });
        if (answer.near().isEmpty()) {
            rows.getChildren().add(Parts.paragraph(nothing(answer), "hb-muted", "hb-small"));
            return;
        }
        int shown = whole ? MOST : SHOWN;
        show(answer.near().subList(0, Math.min(shown, answer.near().size())));
        if (answer.near().size() > shown) {
            Hyperlink more = new Hyperlink(Texts.of("near.more", answer.near().size() - shown));
            more.getStyleClass().add("hb-small");
            more.setId("reader-near-more");
            more.setOnAction(
                    e -> {
                        whole = true;
                        show(corpus, document, answer);
                    });
            rows.getChildren().add(more);
        }
    }

    private static String nothing(Answer answer) {
        if (answer.found().compared() > 0) {
            return Texts.of("near.none", Words.count(answer.found().compared()));
        }
        return Texts.of(
                answer.found().way() == MoreLike.Way.EMBEDDING
                        ? "near.never.embedding"
                        : "near.never");
    }

    private void show(List<Near> near) {
        for (Near n : near) {
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

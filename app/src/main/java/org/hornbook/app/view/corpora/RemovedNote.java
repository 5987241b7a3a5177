package org.hornbook.app.view.corpora;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.clean.Removal;

/// Says of the document in the reader that it is removed, why and by whom, with the way back;
/// nothing if it is not.
final class RemovedNote {
    private final Desk desk;
    private final Latest reads;
    private final VBox box = new VBox(4);
    private DocumentId shown;

    RemovedNote(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
        box.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        Parts.show(box, false);
    }

    Node node() {
        return box;
    }

    /// Asks again what became of a document; to be called whenever it is shown.
    void show(Corpus corpus, DocumentId document) {
        if (!document.equals(shown)) {
            Parts.show(box, false);
            shown = document;
        }
        reads.ask(
                () -> desk.bench().removals().of(document),
                removals -> show(corpus, removals),
                desk::tell);
    }

    private void show(Corpus corpus, List<Removal> removals) {
        box.getChildren().clear();
        for (Removal removal : removals) {
            Label words = Parts.paragraph(words(removal), "hb-bad", "hb-small");
            words.setId("reader-removed");
            HBox.setHgrow(words, Priority.ALWAYS);
            var restore =
                    Parts.button(
                            Texts.of("clean.restore"),
                            () ->
                                    desk.read(
                                            () ->
                                                    desk.bench()
                                                            .removals()
                                                            .restore(
                                                                    corpus.id(),
                                                                    List.of(removal.document()),
                                                                    Optional.of(removal.reason()),
                                                                    CleanViewModel.who()),
                                            done -> show(corpus, removal.document())));
            restore.setId("reader-restore");
            box.getChildren().add(Parts.row(8, words, restore));
        }
        Parts.show(box, !removals.isEmpty());
    }

    /// `removed: near-duplicate of ex-12 (similarity 0.93), by ada, 25 Nov 14:02`
    static String words(Removal r) {
        String when =
                DateTimeFormatter.ofPattern("d MMM HH:mm", java.util.Locale.ENGLISH)
                        .format(r.made().atZone(ZoneId.systemDefault()));
        return Texts.of(
                r.keptKey().isPresent() ? "removed.words.of" : "removed.words",
                Texts.of("removed." + r.reason().word()),
                r.keptKey().orElse(""),
                r.detail().isEmpty() ? "" : " (" + r.detail() + ")",
                r.who(),
                when);
    }
}

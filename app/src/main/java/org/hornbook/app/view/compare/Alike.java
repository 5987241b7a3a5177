package org.hornbook.app.view.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.app.Workbench;
import org.hornbook.classify.Neighbours;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Label;

/// Finds labelled documents that read like one, among the first few thousand. Their features are
/// taken once for the same documents.
final class Alike {
    private static final int MOST = 3_000;
    private static final int SHOWN = 4;
    private static final double NOTHING_ALIKE = 0.15;

    private List<DocumentId> of = List.of();
    private Neighbours neighbours;

    /// The nearest first; may take seconds the first time.
    synchronized List<ReviewState.Near> of(Workbench bench, Compared c, Document document) {
        List<Label> labels = c.pairs().labels();
        List<DocumentId> documents = labels.stream().limit(MOST).map(Label::document).toList();
        if (!documents.equals(of) || neighbours == null) {
            List<String> texts =
                    documents.stream().map(d -> bench.corpora().get(d).text()).toList();
            neighbours = Neighbours.of(documents, texts);
            of = documents;
        }
        Map<DocumentId, Integer> places = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            places.put(labels.get(i).document(), i);
        }
        List<ReviewState.Near> near = new ArrayList<>();
        for (Neighbours.Near n : neighbours.of(document.id(), document.text(), SHOWN)) {
            if (n.alike() >= NOTHING_ALIKE) {
                int place = places.get(n.document());
                near.add(
                        new ReviewState.Near(
                                n.document(),
                                labels.get(place).value(),
                                c.pairs().scores()[place],
                                n.alike()));
            }
        }
        return near;
    }
}

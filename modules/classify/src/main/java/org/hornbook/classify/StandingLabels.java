package org.hornbook.classify;

import java.util.Arrays;
import java.util.List;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.label.Label;

/// Labels of documents that take part: a label of a document that was removed is kept, and neither
/// learned from nor compared with.
public final class StandingLabels {
    private StandingLabels() {}

    /// Those of `labels` whose document stands, in their order.
    public static List<Label> of(CorpusRepository corpora, CorpusId corpus, List<Label> labels) {
        long[] removed = corpora.removed(corpus);
        return labels.stream()
                .filter(l -> Arrays.binarySearch(removed, l.document().value()) < 0)
                .toList();
    }
}

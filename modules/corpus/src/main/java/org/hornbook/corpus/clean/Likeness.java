package org.hornbook.corpus.clean;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;

/// More like this one: the documents of a corpus that share the most stretches of words with it, by
/// the signatures that a search for near-duplicates has left. Reads all of them: about 236 MB for a
/// million documents.
public final class Likeness {
    /// Below this, agreement is mostly chance: the standard error of 0 shared of 112 is near 0.02.
    private static final double LEAST = 0.06;

    private final SignatureRepository signatures;

    public Likeness(NearRepository near) {
        this.signatures = near.signatures();
    }

    /// @param similarity estimated share of all stretches of five words that both have, 0 to 1
    public record Alike(DocumentId document, double similarity) {}

    /// @param compared how many documents have a signature; 0 if none was made yet
    public record Answer(List<Alike> alike, long compared) {}

    /// The `count` documents that are most like it, the most alike first, itself left out.
    ///
    /// @param wanted once it says no, the search ends with a `CancellationException`
    public Answer of(CorpusId corpus, Document document, int count, BooleanSupplier wanted) {
        Signature asked =
                signatures
                        .find(corpus, document.id())
                        .orElseGet(() -> new MinHash().of(document.text()));
        Comparator<Alike> order =
                Comparator.comparingDouble(Alike::similarity)
                        .thenComparing(a -> -a.document().value());
        PriorityQueue<Alike> best = new PriorityQueue<>(order);
        long[] compared = {0};
        signatures.each(
                corpus,
                (signature, id) -> {
                    if (++compared[0] % 1024 == 0 && !wanted.getAsBoolean()) {
                        throw new CancellationException("another document was asked for");
                    }
                    double similarity = asked.similarity(signature);
                    if (similarity >= LEAST && id != document.id().value()) {
                        best.add(new Alike(new DocumentId(id), similarity));
                        if (best.size() > count) {
                            best.poll();
                        }
                    }
                });
        List<Alike> alike = new ArrayList<>(best);
        alike.sort(order.reversed());
        return new Answer(alike, compared[0]);
    }
}

package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;

/// More like this one in what it says: the documents of a corpus whose stored embeddings point most
/// nearly the same way. Compares with all of them, exactly.
public final class EmbeddingLikeness {
    private static final int AT_ONCE = 2_048; // documents

    private final EmbeddingRepository repository;

    public EmbeddingLikeness(EmbeddingRepository repository) {
        this.repository = repository;
    }

    /// @param similarity the cosine, -1 to 1
    public record Alike(DocumentId document, double similarity) {}

    /// @param encoder what the encoder is called
    /// @param compared how many documents it was compared with
    public record Answer(String encoder, long compared, List<Alike> alike) {}

    /// The `count` documents most like it, the most alike first, itself left out; by the encoder
    /// that has read it and most of the corpus. Empty if none has read it.
    ///
    /// @param encoder a name or fingerprint; empty for any
    /// @param standing which documents to look at
    /// @param wanted once it says no, the search ends with a `CancellationException`
    public Optional<Answer> of(
            CorpusId corpus,
            DocumentId document,
            Optional<String> encoder,
            int count,
            LongPredicate standing,
            BooleanSupplier wanted) {
        for (EmbeddingRepository.Held held : repository.held(corpus)) {
            if (encoder.filter(e -> !e.equals(held.name()) && !e.equals(held.encoder()))
                    .isEmpty()) {
                EmbeddingIndex index = repository.index(held.encoder(), Optional.of(corpus));
                if (index.has(document)) {
                    return Optional.of(of(held, index, document, count, standing, wanted));
                }
            }
        }
        return Optional.empty();
    }

    private static Answer of(
            EmbeddingRepository.Held held,
            EmbeddingIndex index,
            DocumentId document,
            int count,
            LongPredicate standing,
            BooleanSupplier wanted) {
        int d = index.dimension();
        float[] asked = new float[d];
        index.read(new long[] {document.value()}, asked);
        double[] direction = new double[d];
        double length = Math.sqrt(squares(asked, 0, d));
        for (int k = 0; k < d; k++) {
            direction[k] = length == 0 ? 0 : asked[k] / length;
        }
        Comparator<Alike> order =
                Comparator.comparingDouble(Alike::similarity)
                        .thenComparing(a -> -a.document().value());
        int parts = (index.size() + AT_ONCE - 1) / AT_ONCE;
        List<Alike> best =
                IntStream.range(0, parts)
                        .parallel()
                        .mapToObj(
                                p -> {
                                    if (!wanted.getAsBoolean()) {
                                        throw new CancellationException(
                                                "another document was asked for");
                                    }
                                    return nearest(
                                            index, p, direction, document, count, standing, order);
                                })
                        .flatMap(List::stream)
                        .sorted(order.reversed())
                        .limit(count)
                        .toList();
        return new Answer(held.name(), index.size() - 1L, best);
    }

    private static List<Alike> nearest(
            EmbeddingIndex index,
            int part,
            double[] direction,
            DocumentId self,
            int count,
            LongPredicate standing,
            Comparator<Alike> order) {
        int d = direction.length;
        int from = part * AT_ONCE;
        int n = Math.min(AT_ONCE, index.size() - from);
        float[] block = new float[n * d];
        index.read(from, n, block);
        PriorityQueue<Alike> best = new PriorityQueue<>(order);
        for (int i = 0; i < n; i++) {
            long id = index.document(from + i);
            double length = Math.sqrt(squares(block, i * d, d));
            double cosine = length == 0 ? 0 : Dot.of(block, i * d, direction, d) / length;
            if (best.size() < count || cosine > best.peek().similarity()) {
                if (id != self.value() && standing.test(id)) {
                    best.add(new Alike(new DocumentId(id), cosine));
                    if (best.size() > count) {
                        best.poll();
                    }
                }
            }
        }
        return new ArrayList<>(best);
    }

    private static double squares(float[] block, int from, int d) {
        double sum = 0;
        for (int k = from; k < from + d; k++) {
            sum += (double) block[k] * block[k];
        }
        return sum;
    }
}

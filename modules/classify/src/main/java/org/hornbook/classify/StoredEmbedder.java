package org.hornbook.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentReader;

/// An embedder that remembers: vectors of documents are read where the workspace holds them; the
/// others are computed and stored as they come, in writes of their own, so that what was computed
/// before a stop is not lost.
public final class StoredEmbedder implements Embedder {
    private static final int TOGETHER = 32; // documents computed at once
    private static final long STORE_AFTER = 3_000_000_000L; // nanoseconds

    private final Embedder embedder;
    private final EmbeddingRepository repository;

    public StoredEmbedder(Embedder embedder, EmbeddingRepository repository) {
        this.embedder = embedder;
        this.repository = repository;
    }

    @Override
    public String fingerprint() {
        return embedder.fingerprint();
    }

    @Override
    public String name() {
        return embedder.name();
    }

    @Override
    public int dimension() {
        return embedder.dimension();
    }

    @Override
    public float[] embed(String text) {
        return embedder.embed(text);
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        return embedder.embedAll(texts);
    }

    @Override
    public float[][] embed(List<DocumentId> documents, DocumentReader reader, IntConsumer done) {
        EmbeddingIndex index = repository.index(fingerprint(), Optional.empty());
        int[] held =
                IntStream.range(0, documents.size())
                        .filter(i -> index.has(documents.get(i)))
                        .toArray();
        float[][] vectors = new float[documents.size()][];
        int some = 4_096;
        for (int from = 0; from < held.length; from += some) {
            read(index, documents, held, from, Math.min(held.length, from + some), vectors);
            done.accept(Math.min(held.length, from + some));
        }
        if (held.length < vectors.length) {
            compute(documents, reader, vectors, held.length, done);
        }
        return vectors;
    }

    private static void read(
            EmbeddingIndex index,
            List<DocumentId> documents,
            int[] held,
            int from,
            int to,
            float[][] vectors) {
        int d = index.dimension();
        long[] wanted = new long[to - from];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = documents.get(held[from + i]).value();
        }
        float[] block = new float[wanted.length * d];
        index.read(wanted, block);
        for (int i = 0; i < wanted.length; i++) {
            vectors[held[from + i]] = java.util.Arrays.copyOfRange(block, i * d, (i + 1) * d);
        }
    }

    private void compute(
            List<DocumentId> documents,
            DocumentReader reader,
            float[][] vectors,
            int before,
            IntConsumer done) {
        int[] missing =
                IntStream.range(0, vectors.length)
                        .filter(i -> vectors[i] == null)
                        .boxed()
                        .sorted(java.util.Comparator.comparing(i -> documents.get(i).value()))
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<DocumentId> fresh = new ArrayList<>();
        List<float[]> found = new ArrayList<>();
        long stored = System.nanoTime();
        try {
            for (int from = 0; from < missing.length; from += TOGETHER) {
                int to = Math.min(missing.length, from + TOGETHER);
                List<DocumentId> part =
                        IntStream.range(from, to).mapToObj(i -> documents.get(missing[i])).toList();
                List<float[]> these =
                        vectors(embedder, part.stream().map(d -> reader.get(d).text()).toList());
                for (int i = from; i < to; i++) {
                    vectors[missing[i]] = Half.rounded(these.get(i - from));
                }
                fresh.addAll(part);
                found.addAll(these);
                if (fresh.size() >= EmbeddingRepository.blockSize(dimension())
                        || System.nanoTime() - stored > STORE_AFTER) {
                    store(fresh, found);
                    stored = System.nanoTime();
                }
                done.accept(before + to);
            }
        } finally {
            store(fresh, found);
        }
    }

    private void store(List<DocumentId> fresh, List<float[]> found) {
        if (!fresh.isEmpty() && repository.writable()) {
            repository.write(embedder, List.copyOf(fresh), List.copyOf(found));
        }
        fresh.clear();
        found.clear();
    }

    /// The vectors of texts. Throws `IllegalArgumentException` if one holds what is no number: the
    /// model is damaged then, and nothing is to be learned from it.
    static List<float[]> vectors(Embedder embedder, List<String> texts) {
        List<float[]> vectors = embedder.embedAll(texts);
        for (float[] vector : vectors) {
            for (float value : vector) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "the encoder "
                                    + embedder.name()
                                    + " gives values that are no numbers: its weights are damaged,"
                                    + " or too large for 32-bit floats");
                }
            }
        }
        return vectors;
    }
}

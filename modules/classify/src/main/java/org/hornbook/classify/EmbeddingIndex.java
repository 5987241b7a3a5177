package org.hornbook.classify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hornbook.corpus.DocumentId;

/// Where the vectors of an encoder lie, as it was when this was read: some 20 bytes of memory a
/// document. Many threads may read.
final class EmbeddingIndex {
    private static final int SLOT_BITS = 16;
    private static final int WANTED_BITS = 24;

    private final EmbeddingRepository repository;
    private final long[] documents; // (n) ascending
    private final long[] places; // (n) number of the block, and above SLOT_BITS the place in it
    private final long[] blocks; // row ids
    private final int dimension;

    private EmbeddingIndex(
            EmbeddingRepository repository,
            long[] documents,
            long[] places,
            long[] blocks,
            int dimension) {
        this.repository = repository;
        this.documents = documents;
        this.places = places;
        this.blocks = blocks;
        this.dimension = dimension;
    }

    /// Gathers blocks, in order of their row ids.
    static final class Builder {
        private long[] documents = new long[1024];
        private long[] places = new long[1024];
        private final List<Long> blocks = new ArrayList<>();
        private int n;
        private int dimension;
        private boolean ascending = true;

        void add(long block, byte[] ids, int dimension) {
            this.dimension = dimension;
            ByteBuffer in = ByteBuffer.wrap(ids).order(ByteOrder.LITTLE_ENDIAN);
            for (int slot = 0; in.hasRemaining(); slot++, n++) {
                if (n == documents.length) {
                    documents = Arrays.copyOf(documents, 2 * n);
                    places = Arrays.copyOf(places, 2 * n);
                }
                documents[n] = in.getLong();
                places[n] = (long) blocks.size() << SLOT_BITS | slot;
                ascending &= n == 0 || documents[n] > documents[n - 1];
            }
            blocks.add(block);
        }

        EmbeddingIndex build(EmbeddingRepository repository) {
            long[] rowIds = blocks.stream().mapToLong(Long::longValue).toArray();
            if (!ascending) {
                sort();
            }
            return new EmbeddingIndex(
                    repository,
                    Arrays.copyOf(documents, n),
                    Arrays.copyOf(places, n),
                    rowIds,
                    dimension);
        }

        /// By document; of two vectors of one document the first that was stored stays.
        private void sort() {
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Long.compare(documents[a], documents[b]));
            long[] sorted = new long[n];
            long[] moved = new long[n];
            int m = 0;
            for (int i = 0; i < n; i++) {
                if (m == 0 || documents[order[i]] != sorted[m - 1]) {
                    sorted[m] = documents[order[i]];
                    moved[m++] = places[order[i]];
                }
            }
            documents = sorted;
            places = moved;
            n = m;
        }
    }

    int size() {
        return documents.length;
    }

    /// Length of every vector; 0 if none is held.
    int dimension() {
        return dimension;
    }

    /// The documents whose vectors are held, ascending.
    long document(int i) {
        return documents[i];
    }

    boolean has(DocumentId document) {
        return Arrays.binarySearch(documents, document.value()) >= 0;
    }

    /// Reads the vectors of `wanted`, which are held, one behind the other into `into`.
    void read(long[] wanted, float[] into) {
        copy(order(wanted), into);
    }

    /// Reads the vectors of the `count` documents from `from` on, in their order.
    void read(int from, int count, float[] into) {
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = places[from + i] << 24 | i;
        }
        copy(order, into);
    }

    /// Takes vectors as they are read.
    @FunctionalInterface
    interface Some {
        /// @param which their places among those wanted
        /// @param vectors (count x dimension), valid until this returns
        void take(int[] which, int count, float[] vectors);
    }

    /// Hands on the vectors of `wanted`, which are held, some at a time in the order in which they
    /// lie: so few that they are still in the processor's cache.
    void each(long[] wanted, Some some) {
        long[] order = order(wanted);
        int[] which = new int[order.length];
        float[][] found = {new float[0]};
        blocks(
                order,
                (from, to, vectors) -> {
                    int count = to - from;
                    if (found[0].length < count * dimension) {
                        found[0] = new float[count * dimension];
                    }
                    for (int i = from, run; i < to; i += run) {
                        run = 1;
                        while (i + run < to && slot(order[i + run]) == slot(order[i]) + run) {
                            run++;
                        }
                        Half.read(
                                vectors,
                                slot(order[i]) * dimension,
                                found[0],
                                (i - from) * dimension,
                                run * dimension);
                    }
                    for (int i = from; i < to; i++) {
                        which[i - from] = wanted(order[i]);
                    }
                    some.take(which, count, found[0]);
                });
    }

    /// Where each lies, and behind that its place among those wanted.
    private long[] order(long[] wanted) {
        long[] order = new long[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            int at = Arrays.binarySearch(documents, wanted[i]);
            if (at < 0) {
                throw new IllegalArgumentException("no embedding of document " + wanted[i]);
            }
            order[i] = places[at] << WANTED_BITS | i;
        }
        return order;
    }

    private static int wanted(long entry) {
        return (int) entry & (1 << WANTED_BITS) - 1;
    }

    private static int slot(long entry) {
        return (int) (entry >>> WANTED_BITS) & (1 << SLOT_BITS) - 1;
    }

    private void copy(long[] order, float[] into) {
        blocks(
                order,
                (from, to, vectors) -> {
                    for (int i = from; i < to; i++) {
                        Half.read(
                                vectors,
                                slot(order[i]) * dimension,
                                into,
                                wanted(order[i]) * dimension,
                                dimension);
                    }
                });
    }

    private interface InBlock {
        void take(int from, int to, byte[] vectors);
    }

    /// Sorts the entries and reads each block that they name once.
    private void blocks(long[] order, InBlock each) {
        if (order.length > 1 << WANTED_BITS) {
            throw new IllegalArgumentException(order.length + " vectors at once");
        }
        Arrays.sort(order);
        int[] starts = new int[order.length + 1];
        long[] ids = new long[order.length];
        int n = 0;
        for (int i = 0; i < order.length; i++) {
            int block = (int) (order[i] >>> WANTED_BITS + SLOT_BITS);
            if (i == 0 || blocks[block] != ids[n - 1]) {
                starts[n] = i;
                ids[n++] = blocks[block];
            }
        }
        starts[n] = order.length;
        repository.blocks(
                Arrays.copyOf(ids, n),
                (number, vectors) -> each.take(starts[number], starts[number + 1], vectors));
    }
}

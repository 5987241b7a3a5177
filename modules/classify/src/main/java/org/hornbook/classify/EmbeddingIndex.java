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
        long[] order = new long[wanted.length]; // place, then where it goes
        for (int i = 0; i < wanted.length; i++) {
            int at = Arrays.binarySearch(documents, wanted[i]);
            if (at < 0) {
                throw new IllegalArgumentException("no embedding of document " + wanted[i]);
            }
            order[i] = places[at] << 24 | i;
        }
        readPlaces(order, into);
    }

    /// Reads the vectors of the `count` documents from `from` on, in their order.
    void read(int from, int count, float[] into) {
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = places[from + i] << 24 | i;
        }
        readPlaces(order, into);
    }

    /// Block by block, so that each is read once.
    private void readPlaces(long[] order, float[] into) {
        if (order.length > 1 << 24) {
            throw new IllegalArgumentException(order.length + " vectors at once");
        }
        Arrays.sort(order);
        int[] starts = new int[order.length + 1];
        long[] ids = new long[order.length];
        int n = 0;
        for (int i = 0; i < order.length; i++) {
            int block = (int) (order[i] >>> 24 + SLOT_BITS);
            if (i == 0 || blocks[block] != ids[n - 1]) {
                starts[n] = i;
                ids[n++] = blocks[block];
            }
        }
        starts[n] = order.length;
        repository.blocks(
                Arrays.copyOf(ids, n),
                (number, vectors) -> {
                    for (int i = starts[number]; i < starts[number + 1]; i++) {
                        int slot = (int) (order[i] >>> 24) & (1 << SLOT_BITS) - 1;
                        int to = (int) order[i] & (1 << 24) - 1;
                        Half.read(vectors, slot * dimension, into, to * dimension, dimension);
                    }
                });
    }
}

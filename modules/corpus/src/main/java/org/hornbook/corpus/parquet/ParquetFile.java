package org.hornbook.corpus.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Parquet file being written, row by row. Holds one row group of packed pages in memory, some
/// tens of megabytes; the file is whole once it is closed.
public final class ParquetFile implements Closeable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final long GROUP_BYTES = 64L << 20;
    private static final int GROUP_ROWS = 500_000;
    private static final int OPTIONAL = 1;
    private static final int UTF8 = 0;

    private final OutputStream out;
    private final List<Column> columns;
    private final Map<String, String> notes;
    private final List<byte[]> groups = new ArrayList<>();
    private List<Chunk> chunks = new ArrayList<>();
    private long at;
    private long rows;
    private long groupRows;
    private long groupBytes;

    /// @param notes kept in the footer, by name
    public ParquetFile(OutputStream out, List<Column> columns, Map<String, String> notes)
            throws IOException {
        this.out = out;
        this.columns = List.copyOf(columns);
        this.notes = Map.copyOf(notes);
        put(MAGIC);
        begin();
    }

    private void begin() {
        chunks = new ArrayList<>();
        columns.forEach(c -> chunks.add(new Chunk(c)));
        groupRows = 0;
        groupBytes = 0;
    }

    /// Adds a row: a value or `null` for each column.
    public void add(List<?> values) throws IOException {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException(
                    values.size() + " values for " + columns.size() + " columns");
        }
        for (int i = 0; i < values.size(); i++) {
            groupBytes += chunks.get(i).add(values.get(i));
        }
        groupRows++;
        rows++;
        if (groupBytes >= GROUP_BYTES || groupRows >= GROUP_ROWS) {
            endGroup();
        }
    }

    private void endGroup() throws IOException {
        if (groupRows == 0) {
            return;
        }
        long start = at;
        List<Chunk.Written> written = new ArrayList<>();
        for (Chunk chunk : chunks) {
            Chunk.Written w = chunk.write(out, at);
            at += w.packed();
            written.add(w);
        }
        long raw = written.stream().mapToLong(Chunk.Written::raw).sum();
        long packed = at - start;
        long count = groupRows;
        int ordinal = groups.size();
        groups.add(
                Compact.struct(
                        g -> {
                            g.list(1, Compact.STRUCT, written.size());
                            written.forEach(w -> g.element(c -> chunk(c, w)));
                            g.i64(2, raw).i64(3, count).i64(5, start).i64(6, packed);
                            if (ordinal <= Short.MAX_VALUE) {
                                g.i16(7, ordinal);
                            }
                        }));
        begin();
    }

    private static void chunk(Compact c, Chunk.Written w) {
        c.i64(2, w.at()).packed(3, w.metadata());
    }

    @Override
    public void close() throws IOException {
        try (out) {
            endGroup();
            byte[] footer = Compact.struct(this::footer);
            put(footer);
            put(
                    ByteBuffer.allocate(4)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(footer.length)
                            .array());
            put(MAGIC);
        }
    }

    private void footer(Compact f) {
        f.i32(1, 2).list(2, Compact.STRUCT, columns.size() + 1);
        f.element(root -> root.text(4, "schema").i32(5, columns.size()));
        columns.forEach(c -> f.element(e -> schema(e, c)));
        f.i64(3, rows).list(4, Compact.STRUCT, groups.size());
        groups.forEach(f::packedElement);
        if (!notes.isEmpty()) {
            f.list(5, Compact.STRUCT, notes.size());
            notes.forEach((name, value) -> f.element(n -> n.text(1, name).text(2, value)));
        }
        f.text(6, "hornbook version 0.1.0").list(7, Compact.STRUCT, columns.size());
        columns.forEach(c -> f.element(order -> order.inner(1, typeOrder -> {})));
    }

    private static void schema(Compact e, Column column) {
        e.i32(1, column.type().number).i32(3, OPTIONAL).text(4, column.name());
        if (column.type() == Column.Type.TEXT) {
            e.i32(6, UTF8).inner(10, logical -> logical.inner(1, text -> {}));
        }
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        at += bytes.length;
    }
}

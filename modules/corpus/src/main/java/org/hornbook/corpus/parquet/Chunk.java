package org.hornbook.corpus.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The values of one column in the row group under way: pages packed as they fill, and what the
/// footer says of them.
final class Chunk {
    private static final int PAGE_BYTES = 1 << 20;
    private static final int PAGE_ROWS = 20_000;
    private static final int LONGEST_BOUND = 64;
    private static final int ZSTD = 6;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int LEVEL = 3;

    private final Column column;
    private final List<byte[]> pages = new ArrayList<>();
    private ByteArrayOutputStream values = new ByteArrayOutputStream(1 << 12);
    private final ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    private final BitSet present = new BitSet();
    private int rows;
    private long all;
    private long nulls;
    private long raw;
    private long packed;
    private byte[] least;
    private byte[] most;
    private boolean bounded = true;

    Chunk(Column column) {
        this.column = column;
    }

    /// Takes a value; returns about how many bytes that was.
    int add(Object value) {
        int before = values.size();
        if (value == null) {
            nulls++;
        } else {
            present.set(rows);
            put(value);
        }
        rows++;
        all++;
        int grown = values.size() - before;
        if (values.size() >= PAGE_BYTES || rows >= PAGE_ROWS) {
            endPage();
        }
        return grown + 1;
    }

    private void put(Object value) {
        switch (column.type()) {
            case TEXT -> {
                byte[] utf8 =
                        value instanceof byte[] bytes
                                ? bytes
                                : ((String) value).getBytes(StandardCharsets.UTF_8);
                eight.clear().putInt(utf8.length);
                values.write(eight.array(), 0, 4);
                values.writeBytes(utf8);
                bound(
                        utf8,
                        Arrays.compareUnsigned(utf8, least == null ? utf8 : least) <= 0,
                        Arrays.compareUnsigned(utf8, most == null ? utf8 : most) >= 0);
            }
            case WHOLE -> {
                long whole = ((Number) value).longValue();
                eight.clear().putLong(whole);
                values.write(eight.array(), 0, 8);
                bound(
                        eight.array().clone(),
                        least == null || whole <= number(least).getLong(0),
                        most == null || whole >= number(most).getLong(0));
            }
            case FRACTION -> {
                double fraction = ((Number) value).doubleValue();
                eight.clear().putDouble(fraction);
                values.write(eight.array(), 0, 8);
                if (Double.isNaN(fraction)) {
                    bounded = false;
                } else {
                    bound(
                            eight.array().clone(),
                            least == null || fraction <= number(least).getDouble(0),
                            most == null || fraction >= number(most).getDouble(0));
                }
            }
        }
    }

    private static ByteBuffer number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Bounds of long texts help nobody to skip a page.
    private void bound(byte[] value, boolean isLeast, boolean isMost) {
        if (!bounded) {
            return;
        }
        if (column.type() == Column.Type.TEXT && value.length > LONGEST_BOUND) {
            bounded = false;
            least = null;
            most = null;
            return;
        }
        least = isLeast ? value : least;
        most = isMost ? value : most;
    }

    private void endPage() {
        if (rows == 0) {
            return;
        }
        byte[] levels = levels();
        byte[] page = new byte[levels.length + values.size()];
        System.arraycopy(levels, 0, page, 0, levels.length);
        System.arraycopy(values.toByteArray(), 0, page, levels.length, values.size());
        byte[] zstd = Zstd.compress(page, LEVEL);
        int count = rows;
        byte[] header =
                Compact.struct(
                        h ->
                                h.i32(1, 0)
                                        .i32(2, page.length)
                                        .i32(3, zstd.length)
                                        .inner(
                                                5,
                                                d ->
                                                        d.i32(1, count)
                                                                .i32(2, PLAIN)
                                                                .i32(3, RLE)
                                                                .i32(4, RLE)));
        pages.add(header);
        pages.add(zstd);
        raw += header.length + page.length;
        packed += header.length + zstd.length;
        values = new ByteArrayOutputStream(1 << 16);
        present.clear();
        rows = 0;
    }

    /// Which values are there: one bit each, as a run if they are all alike, with the length before
    /// it.
    private byte[] levels() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int there = present.cardinality();
        if (there == 0 || there == rows) {
            varint(out, (long) rows << 1);
            out.write(there == 0 ? 0 : 1);
        } else {
            int groups = (rows + 7) / 8;
            varint(out, (long) groups << 1 | 1);
            out.writeBytes(Arrays.copyOf(present.toByteArray(), groups));
        }
        byte[] bits = out.toByteArray();
        return ByteBuffer.allocate(4 + bits.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bits.length)
                .put(bits)
                .array();
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /// Writes the pages, and returns what the footer says of them.
    Written write(OutputStream out, long at) throws IOException {
        endPage();
        for (byte[] page : pages) {
            out.write(page);
        }
        byte[] low = bounded ? least : null;
        byte[] high = bounded ? most : null;
        byte[] metadata =
                Compact.struct(
                        m -> {
                            m.i32(1, column.type().number)
                                    .list(2, Compact.I32, 2)
                                    .element(PLAIN)
                                    .element(RLE)
                                    .list(3, Compact.BINARY, 1)
                                    .element(column.name())
                                    .i32(4, ZSTD)
                                    .i64(5, all)
                                    .i64(6, raw)
                                    .i64(7, packed)
                                    .i64(9, at)
                                    .inner(12, s -> statistics(s, low, high));
                        });
        return new Written(metadata, at, raw, packed);
    }

    private void statistics(Compact s, byte[] low, byte[] high) {
        s.i64(3, nulls);
        if (low != null) {
            s.binary(5, high).binary(6, low).truth(7, true).truth(8, true);
        }
    }

    /// @param metadata the column's, as the footer holds it
    record Written(byte[] metadata, long at, long raw, long packed) {}
}

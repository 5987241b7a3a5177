package org.hornbook.corpus;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A Parquet file of plain columns (text, whole numbers, fractions, truths), some hundred rows at a
/// time: so that a row group of a gigabyte of text is not held at once, and a text stays the bytes
/// it is. Files with other columns are read row by row.
final class ParquetBatches implements AutoCloseable {
    private static final int ROWS = 512;
    private static final int LONG = 200;

    private final ColumnReaders readers;
    private final ColumnReader[] columns;
    private final Object[] values;
    private final int[][] offsets;
    private final Validity[] there;

    ParquetBatches(ParquetFileReader file) {
        this.readers = file.buildColumnReaders(ColumnProjection.all()).batchSize(ROWS).build();
        int count = readers.getColumnCount();
        columns = new ColumnReader[count];
        values = new Object[count];
        offsets = new int[count][];
        there = new Validity[count];
        for (int i = 0; i < count; i++) {
            columns[i] = readers.getColumnReader(i);
        }
    }

    /// Whether the columns of the file are all plain.
    static boolean suits(ParquetFileReader file) {
        return file.getFileSchema().isFlatSchema()
                && file.getFileSchema().getColumns().stream().allMatch(ParquetBatches::plain);
    }

    private static boolean plain(ColumnSchema column) {
        LogicalType logical = column.logicalType();
        return switch (column.type()) {
            case BYTE_ARRAY ->
                    logical == null
                            || logical instanceof LogicalType.StringType
                            || logical instanceof LogicalType.JsonType
                            || logical instanceof LogicalType.EnumType;
            case INT32, INT64 ->
                    logical == null
                            || logical instanceof LogicalType.IntType whole && whole.isSigned();
            case DOUBLE, FLOAT, BOOLEAN -> logical == null;
            case INT96, FIXED_LEN_BYTE_ARRAY -> false;
        };
    }

    /// Goes to the next batch; returns its rows, 0 at the end.
    int next() {
        if (!readers.nextBatch()) {
            return 0;
        }
        for (int i = 0; i < columns.length; i++) {
            ColumnReader column = columns[i];
            there[i] = column.getLeafValidity();
            values[i] =
                    switch (column.getColumnSchema().type()) {
                        case BYTE_ARRAY -> {
                            offsets[i] = column.getBinaryOffsets();
                            yield column.getBinaryValues();
                        }
                        case INT32 -> column.getInts();
                        case INT64 -> column.getLongs();
                        case DOUBLE -> column.getDoubles();
                        case FLOAT -> column.getFloats();
                        case BOOLEAN -> column.getBooleans();
                        case INT96, FIXED_LEN_BYTE_ARRAY ->
                                throw new IllegalStateException("not a plain column");
                    };
        }
        return readers.getRecordCount();
    }

    /// A row of the batch.
    List<RawRow.Field> fields(int row) {
        List<RawRow.Field> fields = new ArrayList<>(columns.length);
        for (int i = 0; i < columns.length; i++) {
            String name = columns[i].getColumnSchema().name();
            fields.add(there[i].isNull(row) ? RawRow.Field.absent(name) : field(name, i, row));
        }
        return fields;
    }

    private RawRow.Field field(String name, int i, int row) {
        return switch (values[i]) {
            case byte[] bytes -> bytes(name, bytes, offsets[i][row], offsets[i][row + 1]);
            case int[] whole -> number(name, Integer.toString(whole[row]));
            case long[] whole -> number(name, Long.toString(whole[row]));
            case double[] fraction -> number(name, Double.toString(fraction[row]));
            case float[] fraction -> number(name, Float.toString(fraction[row]));
            case boolean[] truth ->
                    RawRow.Field.of(name, RawRow.Kind.TRUTH, Boolean.toString(truth[row]));
            default -> throw new IllegalStateException("no column of " + values[i].getClass());
        };
    }

    private static RawRow.Field number(String name, String value) {
        return RawRow.Field.of(name, RawRow.Kind.NUMBER, value);
    }

    private static RawRow.Field bytes(String name, byte[] all, int from, int to) {
        byte[] own = Arrays.copyOfRange(all, from, to);
        int characters = Utf8.characters(own, 0, own.length);
        if (characters < 0) {
            return RawRow.Field.of(
                    name, RawRow.Kind.BINARY, Base64.getEncoder().encodeToString(own));
        }
        RawRow.Field text = RawRow.Field.text(name, own, characters);
        return own.length > LONG ? text : RawRow.Field.text(name, text.value());
    }

    @Override
    public void close() {
        readers.close();
    }
}

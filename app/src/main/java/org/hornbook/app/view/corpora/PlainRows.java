package org.hornbook.app.view.corpora;

import java.util.List;
import java.util.function.BiFunction;
import org.hornbook.app.kit.RowsTable;

/// A table of texts that are at hand.
final class PlainRows {
    private PlainRows() {}

    /// @param cell the text of a row and a column's id
    static RowsTable table(
            List<RowsTable.Column> columns, int size, BiFunction<Integer, String, String> cell) {
        RowsTable table = new RowsTable();
        table.columns(columns);
        table.show(
                new RowsTable.Source() {
                    @Override
                    public int size() {
                        return size;
                    }

                    @Override
                    public RowsTable.Cell cell(int row, RowsTable.Column column) {
                        return RowsTable.Cell.of(cell.apply(row, column.id()));
                    }
                });
        return table;
    }
}

package org.hornbook.app.kit;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.function.DoubleSupplier;

/// Children side by side in columns that are the same in every row of a list: as wide as said, in
/// ems, the rest to those that grow. Where there is too little room, the least needed columns are
/// left out rather than all of them cut.
public final class ColumnsRow extends Region {
    private static final double GAP = 12;

    /// A column.
    ///
    /// @param ems its width, or its least width if it `grows`
    /// @param need from 0, always shown, to those that are left out first
    public record Column(String id, double ems, boolean grows, boolean right, int need) {}

    private final List<Column> columns;
    private final DoubleSupplier em;

    /// @param em the size of the text, in pixels
    /// @param cells one for each column
    public ColumnsRow(List<Column> columns, DoubleSupplier em, List<? extends Node> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells in " + columns.size() + " columns");
        }
        this.columns = List.copyOf(columns);
        this.em = em;
        getChildren().addAll(cells);
    }

    @Override
    protected double computePrefHeight(double width) {
        double most = 0;
        for (Node cell : getManagedChildren()) {
            most = Math.max(most, cell.prefHeight(-1));
        }
        return snappedTopInset() + most + snappedBottomInset();
    }

    @Override
    protected double computePrefWidth(double height) {
        return columns.stream().mapToDouble(c -> c.ems() * em.getAsDouble() + GAP).sum();
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        double room = getWidth() - snappedLeftInset() - snappedRightInset();
        int need = columns.stream().mapToInt(Column::need).max().orElse(0);
        while (need > 0 && taken(need) > room) {
            need--;
        }
        int last = need;
        long growing = columns.stream().filter(c -> c.need() <= last && c.grows()).count();
        double rest = Math.max(0, room - taken(last));
        double x = snappedLeftInset();
        double height = getHeight() - snappedTopInset() - snappedBottomInset();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Node cell = getChildren().get(i);
            cell.setVisible(column.need() <= last);
            if (!cell.isVisible()) {
                continue;
            }
            double wide = column.ems() * em.getAsDouble() + (column.grows() ? rest / growing : 0);
            layoutInArea(
                    cell,
                    x,
                    snappedTopInset(),
                    Math.max(0, Math.min(wide, getWidth() - snappedRightInset() - x)),
                    height,
                    0,
                    null,
                    !column.right(),
                    false,
                    column.right() ? HPos.RIGHT : HPos.LEFT,
                    VPos.CENTER);
            x += wide + GAP;
        }
    }

    private double taken(int need) {
        double all = -GAP;
        for (Column column : columns) {
            all += column.need() <= need ? column.ems() * em.getAsDouble() + GAP : 0;
        }
        return all;
    }
}

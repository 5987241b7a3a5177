package org.hornbook.app.kit;

import java.util.List;

/// A chart as numbers.
public record ChartTable(List<String> columns, List<List<String>> rows) {
    public static final ChartTable EMPTY = new ChartTable(List.of(), List.of());
}

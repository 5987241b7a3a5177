package org.hornbook.app.kit;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.controlsfx.control.PopOver;
import org.hornbook.app.desk.Texts;

import java.util.List;

/// A chart's numbers as a table, beside the chart.
public final class TableSheet {
    private TableSheet() {}

    /// The link under a chart that opens its table.
    public static Hyperlink link(Chart chart) {
        Hyperlink link = Parts.link(Texts.of("show.as.table"), () -> {});
        link.setOnAction(
                e -> {
                    link.setVisited(false);
                    PopOver over = new PopOver(of(chart.table()));
                    over.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
                    over.setDetachable(false);
                    over.getStyleClass().add("hb-popover");
                    over.show(link);
                });
        return link;
    }

    static Node of(ChartTable table) {
        TableView<List<String>> view = new TableView<>();
        view.getStyleClass().add("hb-table");
        for (int i = 0; i < table.columns().size(); i++) {
            int at = i;
            TableColumn<List<String>, String> column = new TableColumn<>(table.columns().get(i));
            column.setCellValueFactory(
                    row ->
                            new ReadOnlyStringWrapper(
                                    at < row.getValue().size() ? row.getValue().get(at) : ""));
            column.setStyle("-fx-alignment: center-right;");
            column.setSortable(false);
            view.getColumns().add(column);
        }
        view.getItems().setAll(table.rows());
        view.setPrefSize(Math.clamp(110.0 * table.columns().size(), 220, 640), 340);
        return view;
    }
}

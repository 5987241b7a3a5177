package org.hornbook.app.kit;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.hornbook.app.desk.Texts;

/// Names and values, one a line: what a thing is, or where it came from.
public final class FactTable extends GridPane {
    private static final int SHORT = 12;
    private int row;

    public FactTable() {
        getStyleClass().add("hb-facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setPercentWidth(34);
        ColumnConstraints values = new ColumnConstraints();
        values.setPercentWidth(66);
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(names, values);
        setMaxWidth(Double.MAX_VALUE);
    }

    /// Takes everything out.
    public void empty() {
        getChildren().clear();
        row = 0;
    }

    /// Words over the lines that follow.
    public FactTable heading(String words) {
        Label label = Parts.text(words, "hb-strong");
        if (row > 0) {
            label.setStyle("-fx-padding: 8 0 0 0;");
        }
        add(label, 0, row, 2, 1);
        row++;
        return this;
    }

    public FactTable fact(String name, String value) {
        return fact(name, value, "");
    }

    /// `from` says, to a pointer, where the value comes from.
    public FactTable fact(String name, String value, String from) {
        Label said = Parts.paragraph(value);
        if (!from.isEmpty()) {
            said.setTooltip(new Tooltip(from));
        }
        return row(name, said);
    }

    /// A hash: its beginning is shown, the whole can be copied.
    public FactTable hash(String name, String whole) {
        Label said =
                Parts.text(whole.length() > SHORT ? whole.substring(0, SHORT) : whole, "hb-mono");
        said.setTooltip(new Tooltip(whole));
        said.setMinWidth(Region.USE_PREF_SIZE);
        Button copy =
                Parts.iconButton("fth-copy", Texts.of("facts.copy", name), () -> Parts.copy(whole));
        HBox both = Parts.row(4, said, copy);
        return row(name, both);
    }

    public FactTable row(String name, Node value) {
        Label label = Parts.paragraph(name, "hb-muted");
        GridPane.setValignment(label, VPos.TOP);
        add(label, 0, row);
        add(value, 1, row);
        row++;
        return this;
    }
}

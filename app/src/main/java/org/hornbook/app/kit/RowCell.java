package org.hornbook.app.kit;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// One cell in sight: words with a part of them marked, perhaps a bar before them, or a skeleton
/// while they are being read.
final class RowCell extends HBox {
    private final Label before = new Label();
    private final Label marked = new Label();
    private final Label after = new Label();
    private final Region skeleton = new Region();
    private final Region track = new Region();
    private final Region share = new Region();
    private final Pane gauge = new Pane(track, share);
    private final String face;
    private boolean clipped;
    private RowsTable.Cell shown;

    RowCell(RowsTable.Column column) {
        face = column.mono() ? "hb-mono" : "hb-cell-words";
        getStyleClass().add("hb-cell");
        setAlignment(
                column.right()
                        ? javafx.geometry.Pos.CENTER_RIGHT
                        : javafx.geometry.Pos.CENTER_LEFT);
        marked.getStyleClass().add("hb-cell-marked");
        skeleton.getStyleClass().add("hb-skeleton");
        skeleton.setMinSize(40, 8);
        skeleton.setPrefWidth(Math.max(40, column.width() - 30));
        skeleton.setMaxHeight(8);
        track.getStyleClass().add("hb-gauge-track");
        share.getStyleClass().add("hb-gauge-share");
        track.setManaged(false);
        share.setManaged(false);
        track.resizeRelocate(0, 0, 34, 6);
        gauge.setMinSize(34, 6);
        gauge.setMaxSize(34, 6);
        setMargin(gauge, new javafx.geometry.Insets(0, 8, 0, 0));
        marked.setMinWidth(Region.USE_PREF_SIZE);
        after.setMinWidth(0);
        before.setMinWidth(column.right() ? Region.USE_PREF_SIZE : 0);
        for (Label label : List.of(before, marked, after)) {
            label.getStyleClass().add(face);
        }
        getChildren().addAll(gauge, before, marked, after, skeleton);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        clip();
    }

    /// Only where words could run over: a clip costs more than a cell.
    private void clip() {
        setClip(clipped ? new javafx.scene.shape.Rectangle(getWidth(), getHeight()) : null);
    }

    void show(RowsTable.Cell cell) {
        if (cell.equals(shown)) {
            return;
        }
        shown = cell;
        boolean waits = cell.text() == null;
        String text = waits ? "" : cell.text();
        boolean marks = cell.mark() >= 0;
        boolean emoji = !marks && !Emoji.runs(text).isEmpty();
        before.setText(emoji ? "" : marks ? text.substring(0, cell.mark()) : text);
        before.setGraphic(emoji ? Emoji.line(text, face) : null);
        clipped = emoji;
        clip();
        Parts.show(before, !waits && !(marks && cell.mark() == 0));
        Parts.show(marked, marks);
        Parts.show(after, marks);
        if (marks) {
            marked.setText(text.substring(cell.mark(), cell.markEnd()));
            after.setText(text.substring(cell.markEnd()));
            before.setMinWidth(Region.USE_PREF_SIZE);
        }
        Parts.show(skeleton, waits);
        boolean gauges = !Double.isNaN(cell.bar());
        Parts.show(gauge, gauges);
        if (gauges) {
            share.resizeRelocate(0, 0, Math.clamp(cell.bar(), 0, 1) * 34, 6);
        }
    }

    /// How wide the cell would like to be.
    double wanted() {
        return prefWidth(-1);
    }

    /// What stands in it; empty while it is being read.
    String words() {
        return shown == null || shown.text() == null ? "" : shown.text();
    }
}

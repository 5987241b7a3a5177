package org.hornbook.app.window;

import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Token;
import org.hornbook.app.desk.Value;

import java.nio.ByteBuffer;

/// The sign of the app: a hornbook, the small paddle children once learned letters from, with a phi
/// on it. Drawn on a grid of 16.
public final class Emblem extends Group {
    public Emblem(Value<Theme> theme, double size) {
        this(size);
        theme.show(t -> paint(t.color(Token.ACC), t.color(Token.SIDE)));
    }

    private final SVGPath board = new SVGPath();
    private final SVGPath ring = new SVGPath();
    private final Line stroke = new Line(8, 2.6, 8, 10);

    private Emblem(double size) {
        board.setContent(
                "M4 0.8 H12 A1.2 1.2 0 0 1 13.2 2 V10.4 A1.2 1.2 0 0 1 12 11.6 H9.4 V14.6 A0.8 0.8"
                        + " 0 0 1 8.6 15.4 H7.4 A0.8 0.8 0 0 1 6.6 14.6 V11.6 H4 A1.2 1.2 0 0 1 2.8"
                        + " 10.4 V2 A1.2 1.2 0 0 1 4 0.8 Z");
        ring.setContent("M8 3.9 A2.5 2.4 0 1 0 8 8.7 A2.5 2.4 0 1 0 8 3.9 Z");
        ring.setFill(Color.TRANSPARENT);
        ring.setStrokeWidth(1.15);
        stroke.setStrokeWidth(1.15);
        getChildren().addAll(board, ring, stroke);
        getTransforms().add(new Scale(size / 16, size / 16));
    }

    private void paint(Color ink, Color paper) {
        board.setFill(ink);
        ring.setStroke(paper);
        stroke.setStroke(paper);
    }

    /// The icon of the window, `size` pixels square.
    public static Image image(int size) {
        Emblem emblem = new Emblem(size);
        emblem.paint(Theme.LIGHT.color(Token.ACC), Color.WHITE);
        SnapshotParameters clear = new SnapshotParameters();
        clear.setFill(Color.TRANSPARENT);
        clear.setViewport(new javafx.geometry.Rectangle2D(0, 0, size, size));
        return asBytes(new Group(emblem).snapshot(clear, null));
    }

    /// The same picture in the only form, with alpha, that JavaFX passes on to a window manager.
    private static Image asBytes(Image drawn) {
        int width = (int) drawn.getWidth();
        int height = (int) drawn.getHeight();
        ByteBuffer bytes = ByteBuffer.allocate(width * height * 4);
        drawn.getPixelReader()
                .getPixels(
                        0,
                        0,
                        width,
                        height,
                        PixelFormat.getByteBgraPreInstance(),
                        bytes,
                        width * 4);
        bytes.rewind();
        return new WritableImage(
                new PixelBuffer<>(width, height, bytes, PixelFormat.getByteBgraPreInstance()));
    }
}

package org.hornbook.app.kit;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Token;
import org.hornbook.app.desk.Value;

/// A drawing that fills its place, in the colours of the theme. What it shows can be told as a
/// table too.
public abstract class Chart extends Region {
    /// Of the size of the text around.
    private static final double SMALL = 11.0 / 13;

    private final Text probe = new Text();
    private final Canvas canvas = new Canvas();
    private final Canvas over = new Canvas();
    private final Value<Theme> theme;
    private boolean stale = true;
    private boolean staleOver = true;

    protected Chart(Value<Theme> theme) {
        this.theme = theme;
        probe.setManaged(false);
        probe.setVisible(false);
        probe.fontProperty().addListener(o -> redraw());
        getChildren().addAll(canvas, over, probe);
        getStyleClass().add("hb-chart");
        theme.show(t -> redraw());
    }

    /// The same as numbers: a row of names, then the rows.
    public abstract ChartTable table();

    protected abstract void draw(GraphicsContext g, double width, double height);

    /// Draws what lies over the drawing and changes more often than it, such as a readout.
    protected void drawOver(GraphicsContext g) {}

    /// Draws only what lies over the drawing anew at the next pulse.
    protected final void redrawOver() {
        staleOver = true;
        requestLayout();
    }

    /// Draws anew at the next pulse.
    public final void redraw() {
        stale = true;
        staleOver = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            over.setWidth(width);
            over.setHeight(height);
            stale = true;
            staleOver = true;
        }
        if (stale && width > 0 && height > 0) {
            stale = false;
            GraphicsContext g = canvas.getGraphicsContext2D();
            g.clearRect(0, 0, width, height);
            draw(g, width, height);
        }
        if (staleOver && width > 0 && height > 0) {
            staleOver = false;
            GraphicsContext g = over.getGraphicsContext2D();
            g.clearRect(0, 0, width, height);
            drawOver(g);
        }
    }

    protected final Color color(Token token) {
        return theme.get().color(token);
    }

    /// For words in the colour of a series.
    protected final Color words(Token series) {
        return theme.get().words(series);
    }

    protected final Font small() {
        return Font.font("Inter", Math.round(probe.getFont().getSize() * SMALL));
    }

    protected final Font smallBold() {
        return Font.font("Inter", FontWeight.BOLD, Math.round(probe.getFont().getSize() * SMALL));
    }

    protected static double width(String words, Font font) {
        Text text = new Text(words);
        text.setFont(font);
        return Math.ceil(text.getLayoutBounds().getWidth());
    }
}

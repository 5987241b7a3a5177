package org.hornbook.app.view.compare;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.hornbook.app.Words;
import org.hornbook.app.kit.Parts;

/// A name, a number, its interval, and how it has changed.
final class Figure extends HBox {
    private static final double SHOWN = 0.005;

    private final Label value = Parts.text("", "hb-strong");
    private final Label interval = Parts.text("", "hb-muted", "hb-small");
    private final Label change = Parts.text("", "hb-small", "hb-strong");
    private final Tooltip tip = new Tooltip();
    private boolean less;

    Figure(String id, String name) {
        super(5);
        setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        setId(id);
        setMaxHeight(Region.USE_PREF_SIZE);
        tip.setWrapText(true);
        tip.setMaxWidth(360);
        getChildren().addAll(Parts.muted(name), value, interval, change);
        for (var node : getChildren()) {
            ((Label) node).setMinWidth(Region.USE_PREF_SIZE);
        }
        Tooltip.install(this, tip);
    }

    /// Less of it is better.
    Figure lessIsBetter() {
        less = true;
        return this;
    }

    /// @param low NaN for no interval
    /// @param before NaN if there is nothing to measure a change against
    void show(double now, double low, double high, double before, String why) {
        value.setText(Words.share(now));
        boolean banded = !Double.isNaN(low) && !Double.isNaN(high);
        interval.setText(banded ? Words.interval(low, high) : "");
        Parts.show(interval, banded);
        boolean compared = !Double.isNaN(before) && !Double.isNaN(now);
        Parts.show(change, compared);
        change.setText(compared ? signed(now - before) : "");
        change.getStyleClass().removeAll("hb-good", "hb-bad", "hb-muted");
        double by = compared ? (less ? before - now : now - before) : 0;
        change.getStyleClass().add(by > SHOWN ? "hb-good" : by < -SHOWN ? "hb-bad" : "hb-muted");
        tip.setText(why);
    }

    /// Other words for a pointer.
    void tip(String why) {
        tip.setText(why);
    }

    static String signed(double by) {
        String digits = String.format(Locale.ROOT, "%.3f", Math.abs(by)).replaceFirst("^0", "");
        return (Math.abs(by) < SHOWN / 10 ? "\u00b1" : by > 0 ? "+" : "\u2212") + digits;
    }
}

package org.hornbook.app.view.compare;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.hornbook.app.kit.Parts;

/// A number in bold with its unit.
final class Amount extends HBox {
    private final Label number = Parts.text("", "hb-strong");
    private final Label unit = Parts.text("");
    private final Label change = Parts.text("", "hb-small", "hb-strong");
    private final Tooltip tip = new Tooltip();

    Amount(String id) {
        super(4);
        setId(id);
        tip.setWrapText(true);
        tip.setMaxWidth(360);
        getChildren().addAll(number, unit, change);
        Parts.show(change, false);
        Tooltip.install(this, tip);
    }

    /// The unit stands before the number if `before`.
    void show(String much, String of, boolean before, String why) {
        number.setText(much);
        unit.setText(of);
        if (before == (getChildren().getFirst() == number)) {
            getChildren().setAll(before ? unit : number, before ? number : unit, change);
        }
        tip.setText(why);
    }

    /// How much it has changed; NaN for nothing to say.
    void changed(double by) {
        Parts.show(change, !Double.isNaN(by));
        change.setText(Double.isNaN(by) ? "" : Figure.signed(by));
        change.getStyleClass().removeAll("hb-good", "hb-bad", "hb-muted");
        change.getStyleClass().add(by > 0.0005 ? "hb-good" : by < -0.0005 ? "hb-bad" : "hb-muted");
    }
}

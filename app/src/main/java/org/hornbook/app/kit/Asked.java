package org.hornbook.app.kit;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/// A name that is asked for beside the button that needs it; Escape leaves everything as it was.
public final class Asked {
    private Asked() {}

    /// Asks for a name and tells it to `then`, stripped and not blank.
    public static void name(
            Node beside, String title, String before, String button, Consumer<String> then) {
        TextField field = new TextField(before);
        field.setId("asked-name");
        field.setPrefColumnCount(24);
        PopOver over = new PopOver();
        Button go =
                Parts.primary(
                        button,
                        "Enter",
                        () -> {
                            if (!field.getText().isBlank()) {
                                over.hide();
                                then.accept(field.getText().strip());
                            }
                        });
        go.setId("asked-go");
        field.setOnAction(e -> go.fire());
        VBox box = new VBox(8, Parts.heading(title), Parts.row(8, field, go));
        box.getStyleClass().add("hb-asked");
        over.setContentNode(box);
        over.setArrowLocation(PopOver.ArrowLocation.TOP_CENTER);
        over.setDetachable(false);
        over.setAnimated(false);
        over.show(beside);
        field.requestFocus();
        field.selectAll();
    }
}

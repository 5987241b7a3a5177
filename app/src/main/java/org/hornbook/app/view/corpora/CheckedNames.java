package org.hornbook.app.view.corpora;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.FlowPane;

/// Names to be ticked, as many on a line as there is room for.
final class CheckedNames {
    private final FlowPane box = new FlowPane(14, 6);
    private final List<CheckBox> boxes = new ArrayList<>();

    /// @param id what the nodes' ids begin with
    /// @param told hears every change
    CheckedNames(
            String id,
            List<String> names,
            Predicate<String> ticked,
            BiConsumer<String, Boolean> told) {
        for (String name : names) {
            CheckBox tick = new CheckBox(name);
            tick.setMnemonicParsing(false);
            tick.setId(id + name);
            tick.setSelected(ticked.test(name));
            tick.selectedProperty().addListener(o -> told.accept(name, tick.isSelected()));
            boxes.add(tick);
        }
        box.getChildren().setAll(boxes);
    }

    Node node() {
        return box;
    }

    void all(boolean ticked) {
        boxes.forEach(b -> b.setSelected(ticked));
    }
}

package org.hornbook.app.desk;

import javafx.scene.Node;

import java.util.List;

/// One view of the window: built once, shown and hidden often.
public interface Screen {
    Node node();

    /// The view comes to the front: read what may have changed.
    void shown();

    /// The view leaves the front. Nothing it started is lost.
    default void hidden() {}

    /// Asked by another view, before `shown`.
    default void accept(Errand errand) {}

    /// What can be done here.
    default List<Command> commands() {
        return List.of();
    }
}

package org.hornbook.app.view.models;

import javafx.scene.layout.Region;

import org.hornbook.app.desk.Token;

/// The colour of a checkpoint.
final class Dot extends Region {
    Dot(Token color) {
        getStyleClass().add("hb-dot");
        setStyle("-fx-background-color: " + color.css() + ";");
        setMinSize(9, 9);
        setPrefSize(9, 9);
        setMaxSize(9, 9);
    }
}

package org.hornbook.app.view.models;

import javafx.scene.control.Label;

import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;

/// The outcomes of a program, each with its glyph, word and colour.
final class Outcomes {
    static final List<String> ALL = List.of("passed", "failed", "timed out", "out of memory");

    private Outcomes() {}

    static FontIcon icon(String outcome) {
        FontIcon icon =
                Parts.icon(
                        switch (outcome) {
                            case "passed" -> "fth-check";
                            case "failed" -> "fth-x";
                            case "timed out" -> "fth-clock";
                            default -> "fth-alert-triangle";
                        });
        icon.getStyleClass().add("hb-tone-" + tone(outcome));
        return icon;
    }

    static Label pill(String words, String outcome) {
        Label pill = Parts.pill(words, tone(outcome));
        pill.setGraphic(icon(outcome));
        return pill;
    }

    static String word(String outcome) {
        return Texts.of("outcome." + outcome.replace(' ', '-'));
    }

    private static String tone(String outcome) {
        return switch (outcome) {
            case "passed" -> "keep";
            case "failed" -> "drop";
            default -> "review";
        };
    }
}

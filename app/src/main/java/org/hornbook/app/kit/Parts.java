package org.hornbook.app.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.hornbook.app.desk.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.function.Consumer;

/// The small parts all views are made of, each with its style class.
public final class Parts {
    private Parts() {}

    public static Label text(String words, String... styles) {
        Label label = new Label(words);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// The heading of a view.
    public static Label title(String words) {
        Label label = text(words, "hb-title");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// The heading of a card.
    public static Label heading(String words) {
        return text(words, "hb-heading");
    }

    /// Secondary words.
    public static Label muted(String words) {
        return text(words, "hb-muted");
    }

    /// Secondary words that may take several lines.
    public static Label paragraph(String words, String... styles) {
        Label label = text(words, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    /// A small rounded sign; `style` is `keep`, `drop`, `review`, `info` or `plain`.
    public static Label pill(String words, String style) {
        return text(words, "hb-pill", "hb-pill-" + style);
    }

    public static FontIcon icon(String code) {
        FontIcon icon = new FontIcon(code);
        icon.getStyleClass().add("hb-icon");
        return icon;
    }

    /// The one button of a view that goes on. `key` is printed on it; empty for none.
    public static Button primary(String words, String key, Runnable action) {
        Button button = button(words, key, action);
        button.getStyleClass().add("hb-primary");
        return button;
    }

    public static Button button(String words, Runnable action) {
        return button(words, "", action);
    }

    public static Button button(String words, String key, Runnable action) {
        Button button = new Button(words);
        button.getStyleClass().add("hb-button");
        if (!key.isEmpty()) {
            button.setGraphic(text(key, "hb-key"));
            button.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        }
        button.setOnAction(e -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /// A button that looks like a link.
    public static Hyperlink link(String words, Runnable action) {
        Hyperlink link = new Hyperlink(words);
        link.getStyleClass().add("hb-link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(
                e -> {
                    link.setVisited(false);
                    action.run();
                });
        return link;
    }

    /// A button with an icon alone; `words` say what it does, to a pointer and to a screen reader.
    public static Button iconButton(String icon, String words, Runnable action) {
        Button button = new Button(null, icon(icon));
        button.getStyleClass().add("hb-icon-button");
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setOnAction(e -> action.run());
        return button;
    }

    public static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        VBox.setVgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    public static HBox row(double gap, Node... nodes) {
        HBox row = new HBox(gap, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    public static VBox column(double gap, Node... nodes) {
        return new VBox(gap, nodes);
    }

    public static VBox card(Node... nodes) {
        VBox card = new VBox(8, nodes);
        card.getStyleClass().add("hb-card");
        return card;
    }

    /// What stands in a place that has nothing to show yet: what it is for, and the next step.
    public static VBox empty(String icon, String words, Node... steps) {
        Label said = paragraph(words, "hb-empty-words");
        said.setMaxWidth(440);
        FontIcon sign = icon(icon);
        sign.getStyleClass().add("hb-empty-icon");
        HBox next = new HBox(8, steps);
        next.setAlignment(Pos.CENTER);
        VBox box = new VBox(14, sign, said, next);
        box.getStyleClass().add("hb-empty");
        box.setAlignment(Pos.CENTER);
        return box;
    }

    /// The command line that does the same, to copy.
    public static Hyperlink copyCommand(java.util.function.Supplier<String> command) {
        Hyperlink link = link(Texts.of("copy.command"), () -> {});
        link.setOnAction(
                e -> {
                    link.setVisited(false);
                    copy(command.get());
                    link.setText(Texts.of("copied"));
                    link.setTooltip(new Tooltip(command.get()));
                });
        link.setOnMouseEntered(e -> link.setText(Texts.of("copy.command")));
        return link;
    }

    public static void copy(String words) {
        ClipboardContent content = new ClipboardContent();
        content.putString(words);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// Makes a region act like a button: by pointer, Enter and Space.
    public static <N extends Node> N clickable(N node, Consumer<N> action) {
        node.setFocusTraversable(true);
        node.setOnMouseClicked(
                e -> {
                    node.requestFocus();
                    action.accept(node);
                });
        node.setOnKeyPressed(
                e -> {
                    if (e.getCode() == javafx.scene.input.KeyCode.ENTER
                            || e.getCode() == javafx.scene.input.KeyCode.SPACE) {
                        e.consume();
                        action.accept(node);
                    }
                });
        return node;
    }

    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}

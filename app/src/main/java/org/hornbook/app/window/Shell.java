package org.hornbook.app.window;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Commands;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Navigator;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// The frame around the views: sidebar, top bar, status bar, and what lies over them.
final class Shell extends StackPane implements Navigator {
    private final BorderPane frame = new BorderPane();
    private final StackPane stage = new StackPane();
    private final Map<Place, Screen> screens = new EnumMap<>(Place.class);
    private final Map<Place, ToggleButton> places = new EnumMap<>(Place.class);
    private final Commands commands = new Commands();
    private Function<Place, Screen> make;
    private Screen current;

    /// A key has run a command: the letter it types is not for the field that has the focus now.
    private boolean pressed;

    Shell() {
        frame.setCenter(stage);
        stage.getStyleClass().add("hb-stage");
        stage.setMinSize(0, 0);
        stage.setAlignment(Pos.TOP_LEFT);
        javafx.scene.shape.Rectangle clip = new javafx.scene.shape.Rectangle();
        clip.widthProperty().bind(stage.widthProperty());
        clip.heightProperty().bind(stage.heightProperty());
        stage.setClip(clip);
        getChildren().add(frame);
        addEventFilter(KeyEvent.KEY_PRESSED, this::escape);
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (getChildren().size() == 1 && !typing(e) && commands.press(e)) {
                        pressed = true;
                        e.consume();
                    }
                });
        addEventFilter(KeyEvent.KEY_RELEASED, e -> pressed = false);
        addEventFilter(
                KeyEvent.KEY_TYPED,
                e -> {
                    if (pressed) {
                        e.consume();
                    }
                });
    }

    /// Fills the frame for one open workspace. `make` builds a view on its first visit.
    void fill(Desk desk, Function<Place, Screen> maker, TopBar top) {
        make = maker;
        VBox side = new VBox();
        side.getStyleClass().add("hb-side");
        ToggleGroup group = new ToggleGroup();
        for (Place place : Place.values()) {
            ToggleButton button = new ToggleButton(place.title(), Parts.icon(place.icon()));
            button.getStyleClass().setAll("toggle-button", "hb-place");
            button.setId("place-" + place.name().toLowerCase(java.util.Locale.ROOT));
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setOnAction(e -> go(place));
            places.put(place, button);
            side.getChildren().add(place == Place.JOBS ? counted(button, desk) : button);
        }
        addEventFilter(DragEvent.DRAG_OVER, Dropped::over);
        addEventFilter(
                DragEvent.DRAG_DROPPED,
                e -> {
                    // The chat takes checkpoints itself, if it wants them.
                    if (current != screens.get(Place.CHAT)) {
                        Dropped.take(desk, e);
                    }
                });
        addEventHandler(
                DragEvent.DRAG_DROPPED,
                e -> {
                    if (!e.isDropCompleted()) {
                        Dropped.take(desk, e);
                    }
                });
        frame.setLeft(side);
        frame.setTop(top.node());
        frame.setBottom(new StatusBar(desk).node());
    }

    /// How many jobs run or wait stands beside their place.
    private static StackPane counted(ToggleButton button, Desk desk) {
        Label count = Parts.text("", "hb-count");
        count.setId("count-jobs");
        count.setMouseTransparent(true);
        StackPane.setAlignment(count, Pos.CENTER_RIGHT);
        StackPane.setMargin(count, new javafx.geometry.Insets(0, 12, 0, 0));
        desk.jobs()
                .running()
                .show(
                        jobs -> {
                            count.setText(jobs.isEmpty() ? "" : String.valueOf(jobs.size()));
                            button.setAccessibleText(
                                    jobs.isEmpty()
                                            ? button.getText()
                                            : Texts.of("shell.running", jobs.size()));
                        });
        return new StackPane(button, count);
    }

    Commands commands() {
        return commands;
    }

    @Override
    public void settings() {
        commands.find("settings").ifPresent(c -> c.action().run());
    }

    @Override
    public void go(Place place) {
        show(place, s -> {});
    }

    @Override
    public void go(Place place, Errand errand) {
        show(place, s -> s.accept(errand));
    }

    private void show(Place place, Consumer<Screen> before) {
        Screen next = screens.computeIfAbsent(place, make);
        before.accept(next);
        places.get(place).setSelected(true);
        if (next == current) {
            next.shown();
            return;
        }
        if (current != null) {
            current.hidden();
        }
        front(next);
        current = next;
        commands.screen(next.commands());
        next.shown();
    }

    /// Views once shown stay where they are, unseen: to put one in again would cost the styling of
    /// all that is in it.
    private void front(Screen next) {
        if (current != null) {
            Parts.show(current.node(), false);
        }
        Parts.show(next.node(), true);
        if (!stage.getChildren().contains(next.node())) {
            stage.getChildren().add(next.node());
        }
    }

    /// The view that is shown.
    Screen current() {
        return current;
    }

    /// Lays `node` over the window; Escape, or a click beside it, takes it away.
    void over(Node node, Pos where) {
        StackPane shade = new StackPane(node);
        shade.getStyleClass().add("hb-shade");
        shade.setId("shade");
        StackPane.setAlignment(node, where);
        shade.setOnMousePressed(
                e -> {
                    if (e.getTarget() == shade) {
                        clear();
                    }
                });
        clear();
        getChildren().add(shade);
        node.requestFocus();
    }

    /// Takes away what lies over the window.
    void clear() {
        if (getChildren().size() > 1) {
            getChildren().remove(1, getChildren().size());
            if (current != null) {
                current.node().requestFocus();
            }
        }
    }

    /// Whether the key belongs to a field a person writes in.
    private static boolean typing(KeyEvent e) {
        return e.getTarget() instanceof TextInputControl field
                && field.isEditable()
                && !e.isShortcutDown()
                && !e.isAltDown()
                && !e.getCode().isFunctionKey();
    }

    private void escape(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE && getChildren().size() > 1) {
            clear();
            e.consume();
        }
    }

    /// A command for each view, with Ctrl (or Cmd) and its number.
    List<Command> goCommands() {
        return java.util.Arrays.stream(Place.values())
                .map(
                        p ->
                                Command.of(
                                        "go." + p.name().toLowerCase(java.util.Locale.ROOT),
                                        "go",
                                        "Shortcut+" + (p.ordinal() + 1),
                                        () -> go(p)))
                .toList();
    }

    /// The bar on top.
    interface TopBar {
        HBox node();
    }
}

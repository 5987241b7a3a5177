package org.hornbook.app.window;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Finds a command by any of its words, or searches the documents for what was typed.
final class Palette {
    private final VBox box;
    private final TextField field = new TextField();
    private final ListView<Command> list = new ListView<>();
    private final List<Command> commands;
    private final Consumer<String> search;
    private final Runnable close;

    Palette(List<Command> commands, Consumer<String> search, Runnable close) {
        this.commands =
                commands.stream()
                        .filter(c -> !c.id().equals("palette") && c.enabled().getAsBoolean())
                        .toList();
        this.search = search;
        this.close = close;
        field.setPromptText(Texts.of("shell.search"));
        field.setId("palette-field");
        list.setId("palette-list");
        list.getStyleClass().add("hb-list");
        list.setCellFactory(l -> new Cell());
        list.setFocusTraversable(false);
        list.setFixedCellSize(32);
        list.setOnMouseClicked(e -> run());
        field.textProperty().addListener(o -> filter());
        field.setOnKeyPressed(
                e -> {
                    int size = list.getItems().size();
                    int at = list.getSelectionModel().getSelectedIndex();
                    if (e.getCode() == KeyCode.DOWN && size > 0) {
                        choose((at + 1) % size);
                        e.consume();
                    } else if (e.getCode() == KeyCode.UP && size > 0) {
                        choose((at + size - 1) % size);
                        e.consume();
                    } else if (e.getCode() == KeyCode.ENTER) {
                        run();
                        e.consume();
                    }
                });
        box = new VBox(field, list);
        box.getStyleClass().add("hb-palette");
        box.setMaxSize(560, 420);
        box.focusedProperty().addListener(o -> field.requestFocus());
        box.setFocusTraversable(true);
        filter();
    }

    VBox node() {
        return box;
    }

    void focus() {
        field.requestFocus();
    }

    private void choose(int at) {
        list.getSelectionModel().select(at);
        list.scrollTo(Math.max(0, at - 5));
    }

    private void filter() {
        String[] words = field.getText().toLowerCase(Locale.ROOT).strip().split("\\s+");
        List<Command> found = new ArrayList<>();
        for (Command command : commands) {
            String said = (command.group() + " " + command.title()).toLowerCase(Locale.ROOT);
            if (Arrays.stream(words).allMatch(said::contains)) {
                found.add(command);
            }
        }
        String typed = field.getText().strip();
        if (!typed.isEmpty()) {
            found.add(
                    new Command(
                            "search.documents",
                            "",
                            Texts.of("shell.search.documents", typed),
                            null,
                            () -> true,
                            () -> search.accept(typed)));
        }
        list.getItems().setAll(found);
        list.getSelectionModel().select(0);
    }

    private void run() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            close.run();
            chosen.action().run();
        }
    }

    private static final class Cell extends ListCell<Command> {
        @Override
        protected void updateItem(Command command, boolean empty) {
            super.updateItem(command, empty);
            setText(null);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            Label group = Parts.text(command.group(), "hb-group");
            group.setMinWidth(76);
            HBox row = Parts.row(8, group, Parts.text(command.title()), Parts.spacer());
            if (command.key() != null) {
                row.getChildren().add(Parts.text(command.keyText(), "hb-key"));
            }
            setGraphic(row);
        }
    }
}

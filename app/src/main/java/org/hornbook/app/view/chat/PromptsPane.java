package org.hornbook.app.view.chat;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.chat.Prompt;
import org.hornbook.chat.PromptList;

/// The prompts to choose from: a list at a time, filtered by words.
final class PromptsPane {
    private final Consumer<Prompt> chosen;
    private final FlowPane names = new FlowPane(6, 6);
    private final ToggleGroup group = new ToggleGroup();
    private final TextField filter = new TextField();
    private final ListView<Prompt> prompts = new ListView<>();
    private final Label words = Parts.paragraph("", "hb-muted", "hb-small");
    private final VBox box = new VBox(8);
    private List<PromptList> lists = List.of();
    private int at;

    PromptsPane(Consumer<Prompt> chosen) {
        this.chosen = chosen;
        filter.setPromptText(Texts.of("chat.prompts.filter"));
        filter.setId("chat-prompts-filter");
        filter.textProperty().addListener(o -> fill());
        filter.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.DOWN) {
                        prompts.requestFocus();
                        prompts.getSelectionModel().selectFirst();
                        e.consume();
                    } else if (e.getCode() == KeyCode.ENTER) {
                        prompts.getItems().stream().findFirst().ifPresent(chosen);
                        e.consume();
                    }
                });
        prompts.setId("chat-prompts");
        prompts.getStyleClass().add("hb-list");
        prompts.setCellFactory(l -> new Cell());
        prompts.setOnMouseClicked(e -> choose());
        prompts.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) {
                        choose();
                        e.consume();
                    }
                });
        VBox.setVgrow(prompts, Priority.ALWAYS);
        box.getChildren().addAll(names, words, filter, prompts);
        box.setPrefSize(440, 400);
    }

    Node node() {
        return box;
    }

    void show(List<PromptList> next) {
        lists = next;
        names.getChildren().clear();
        for (int i = 0; i < lists.size(); i++) {
            int mine = i;
            ToggleButton button = new ToggleButton(name(lists.get(i)));
            button.getStyleClass().setAll("toggle-button", "hb-tab");
            button.setToggleGroup(group);
            button.setSelected(i == at);
            button.setOnAction(
                    e -> {
                        at = mine;
                        button.setSelected(true);
                        fill();
                    });
            names.getChildren().add(button);
        }
        names.setHgap(14);
        fill();
    }

    void focus() {
        filter.requestFocus();
    }

    /// What a list is called.
    static String name(PromptList list) {
        String key = "chat.prompts." + list.name();
        return Texts.has(key) ? Texts.of(key) : list.name();
    }

    private void fill() {
        if (lists.isEmpty()) {
            return;
        }
        PromptList list = lists.get(Math.min(at, lists.size() - 1));
        String key = "chat.prompts." + list.name() + ".words";
        words.setText(
                Texts.has(key)
                        ? Texts.of(key, list.prompts().size())
                        : Texts.of("chat.prompts.own", list.prompts().size()));
        String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
        prompts.getItems()
                .setAll(
                        list.prompts().stream()
                                .filter(
                                        p ->
                                                (p.title() + " " + p.text())
                                                        .toLowerCase(Locale.ROOT)
                                                        .contains(wanted))
                                .toList());
    }

    private void choose() {
        Prompt prompt = prompts.getSelectionModel().getSelectedItem();
        if (prompt != null) {
            chosen.accept(prompt);
        }
    }

    private static final class Cell extends ListCell<Prompt> {
        @Override
        protected void updateItem(Prompt prompt, boolean empty) {
            super.updateItem(prompt, empty);
            setText(null);
            setGraphic(null);
            if (!empty && prompt != null) {
                String line = prompt.text().strip().replaceAll("\\s+", " ");
                VBox lines =
                        new VBox(
                                1,
                                Parts.text(prompt.title()),
                                Parts.text(line, "hb-muted", "hb-small"));
                lines.setPrefWidth(0);
                setGraphic(lines);
            }
        }
    }
}

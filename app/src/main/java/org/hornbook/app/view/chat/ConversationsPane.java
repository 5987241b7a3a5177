package org.hornbook.app.view.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.chat.ChatRepository;

/// The kept conversations beside the panes: search, open, rename, throw away and take back.
final class ConversationsPane {
    private final ChatViewModel chat;
    private final ConversationsViewModel model;
    private final TextField search = new TextField();
    private final TextField name = new TextField();
    private final ListView<ChatRepository.Summary> list = new ListView<>();
    private final Label none = Parts.paragraph("", "hb-muted", "hb-small");
    private final Hyperlink trash;
    private final HBox undo;
    private final VBox box = new VBox(8);
    private String renaming = "";

    ConversationsPane(
            ChatViewModel chat,
            ConversationsViewModel model,
            Runnable markdown,
            Runnable jsonLines,
            Runnable close) {
        this.chat = chat;
        this.model = model;
        search.setId("chat-search");
        search.setPromptText(Texts.of("chat.search"));
        search.textProperty().addListener(o -> model.search(search.getText()));
        name.setId("chat-name");
        name.setPromptText(Texts.of("chat.name"));
        name.setOnAction(e -> renamed());
        name.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        Parts.show(name, false);
                        list.requestFocus();
                        e.consume();
                    }
                });
        Parts.show(name, false);
        list.setId("chat-conversations");
        list.getStyleClass().add("hb-list");
        list.setCellFactory(l -> new Cell());
        list.setOnMouseClicked(e -> open());
        list.setOnKeyPressed(
                e -> {
                    switch (e.getCode()) {
                        case ENTER -> open();
                        case DELETE, BACK_SPACE -> selected().forEach(s -> remove(s));
                        case F2 -> selected().forEach(this::rename);
                        default -> {
                            return;
                        }
                    }
                    e.consume();
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        trash = Parts.link("", () -> model.trash(!model.shown().get().trash()));
        trash.setId("chat-trash");
        undo =
                Parts.row(
                        8,
                        Parts.text(Texts.of("chat.removed"), "hb-small"),
                        Parts.link(Texts.of("undo"), model::undo));
        undo.setId("chat-undo");
        box.getChildren()
                .addAll(
                        Parts.row(
                                8,
                                Parts.heading(Texts.of("chat.conversations")),
                                Parts.spacer(),
                                Parts.iconButton("fth-plus", Texts.of("chat.new"), chat::fresh),
                                Parts.iconButton("fth-x", Texts.of("close"), close)),
                        search,
                        name,
                        none,
                        list,
                        undo,
                        Parts.row(
                                10,
                                Parts.text(Texts.of("chat.export"), "hb-muted", "hb-small"),
                                Parts.link(Texts.of("chat.export.markdown"), markdown),
                                Parts.link(Texts.of("chat.export.jsonl"), jsonLines)),
                        trash);
        box.setId("chat-conversations-pane");
        box.getStyleClass().addAll("hb-card", "hb-chat-side");
    }

    Node node() {
        return box;
    }

    void focus() {
        search.requestFocus();
    }

    void show(ConversationsViewModel.Shown s) {
        if (!list.getItems().equals(s.conversations())) {
            list.getItems().setAll(s.conversations());
        }
        Parts.show(none, s.conversations().isEmpty());
        none.setText(
                Texts.of(
                        !s.search().isBlank()
                                ? "chat.conversations.nothing"
                                : s.trash()
                                        ? "chat.conversations.notrash"
                                        : "chat.conversations.none"));
        Parts.show(trash, s.trash() || s.trashed() > 0);
        trash.setText(
                s.trash() ? Texts.of("chat.trash.back") : Texts.of("chat.trash", s.trashed()));
        Parts.show(undo, !s.undo().isEmpty());
        current(chat.state().get().conversation().id());
    }

    /// Marks the open conversation.
    void current(String id) {
        list.getItems().stream()
                .filter(i -> i.id().equals(id))
                .findFirst()
                .ifPresentOrElse(
                        i -> list.getSelectionModel().select(i),
                        () -> list.getSelectionModel().clearSelection());
    }

    private List<ChatRepository.Summary> selected() {
        return List.copyOf(list.getSelectionModel().getSelectedItems());
    }

    private void open() {
        if (!model.shown().get().trash()) {
            selected().forEach(s -> chat.open(s.id()));
        }
    }

    private void remove(ChatRepository.Summary s) {
        if (model.shown().get().trash()) {
            return;
        }
        if (s.id().equals(chat.state().get().conversation().id())) {
            chat.fresh();
        }
        model.remove(s.id());
    }

    private void rename(ChatRepository.Summary s) {
        renaming = s.id();
        Parts.show(name, true);
        name.setText(s.name());
        name.requestFocus();
        name.selectAll();
    }

    private void renamed() {
        Parts.show(name, false);
        list.requestFocus();
        if (!name.getText().isBlank()) {
            if (renaming.equals(chat.state().get().conversation().id())) {
                chat.title(name.getText());
            }
            model.rename(renaming, name.getText());
        }
    }

    /// One conversation: its name, how much and when, and what was found in it.
    private final class Cell extends ListCell<ChatRepository.Summary> {
        @Override
        protected void updateItem(ChatRepository.Summary s, boolean empty) {
            super.updateItem(s, empty);
            setText(null);
            setGraphic(null);
            setContextMenu(null);
            if (empty || s == null) {
                return;
            }
            Label title = Parts.text(s.name());
            Label about =
                    Parts.text(
                            Texts.of(
                                    "chat.conversation.about",
                                    s.turns(),
                                    Words.ago(Duration.between(s.changed(), Instant.now()))),
                            "hb-muted",
                            "hb-small");
            VBox lines = new VBox(1, title, about);
            if (!s.found().isEmpty()) {
                lines.getChildren().add(Parts.text(s.found(), "hb-mono", "hb-muted", "hb-small"));
            }
            lines.setPrefWidth(0);
            setGraphic(lines);
            setContextMenu(menu(s));
        }

        private ContextMenu menu(ChatRepository.Summary s) {
            if (model.shown().get().trash()) {
                return new ContextMenu(
                        item("chat.restore", () -> model.restore(s.id())),
                        item("chat.delete", () -> model.delete(s.id())));
            }
            return new ContextMenu(
                    item("chat.rename", () -> rename(s)), item("chat.remove", () -> remove(s)));
        }

        private static MenuItem item(String text, Runnable action) {
            MenuItem item = new MenuItem(Texts.of(text));
            item.setOnAction(e -> action.run());
            return item;
        }
    }
}

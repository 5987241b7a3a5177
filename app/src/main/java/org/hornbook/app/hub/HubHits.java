package org.hornbook.app.hub;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.hub.RepositoryCard;

/// The repositories that a search found, one a row; a click or Enter opens one.
final class HubHits {
    private final HubViewModel model;
    private final ListView<RepositoryCard> list = new ListView<>();
    private final Label count = Parts.text("", "hb-muted", "hb-small");
    private final VBox box;

    HubHits(Desk desk, HubViewModel model) {
        this.model = model;
        list.setId("hub-hits");
        list.getStyleClass().add("hb-list");
        list.setCellFactory(l -> new Row());
        list.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ENTER) {
                        e.consume();
                        open(list.getSelectionModel().getSelectedItem());
                    }
                });
        VBox.setVgrow(list, javafx.scene.layout.Priority.ALWAYS);
        box = Parts.column(6, count, list);
    }

    Node node() {
        return box;
    }

    void focus() {
        list.requestFocus();
    }

    void show(HubState s) {
        if (!list.getItems().equals(s.hits())) {
            list.getItems().setAll(s.hits());
            list.getSelectionModel().selectFirst();
            count.setText(Texts.of("hub.hits", Words.count(s.hits().size()), s.searched()));
        }
    }

    private void open(RepositoryCard card) {
        if (card != null) {
            model.open(card.repository());
        }
    }

    /// A pill for who may download it; null if everybody may.
    static Label access(RepositoryCard card) {
        return switch (card.access()) {
            case OPEN -> null;
            case GATED -> Parts.pill(Texts.of("hub.gated"), "review");
            case GATED_BY_HAND -> Parts.pill(Texts.of("hub.gated.hand"), "review");
            case PRIVATE -> Parts.pill(Texts.of("hub.private"), "info");
        };
    }

    static String facts(RepositoryCard card) {
        List<String> facts = new ArrayList<>();
        facts.add(card.licence().isEmpty() ? Texts.of("hub.nolicence") : card.licence());
        if (!card.size().isEmpty()) {
            facts.add(card.size());
        }
        if (!card.changed().isEmpty()) {
            facts.add(Texts.of("hub.downloads", Words.compact(card.downloads())));
            facts.add(Texts.of("hub.likes", Words.count(card.likes())));
            facts.add(Texts.of("hub.changed", card.changed()));
        }
        return String.join(" \u00b7 ", facts);
    }

    private final class Row extends ListCell<RepositoryCard> {
        private final Label name = Parts.text("", "hb-strong");
        private final Label facts = Parts.text("", "hb-muted", "hb-small");

        Row() {
            setOnMouseClicked(
                    e -> {
                        if (!isEmpty()) {
                            open(getItem());
                        }
                    });
        }

        @Override
        protected void updateItem(RepositoryCard card, boolean empty) {
            super.updateItem(card, empty);
            if (empty) {
                setGraphic(null);
                return;
            }
            name.setText(card.repository().id());
            name.setMinWidth(0);
            facts.setText(facts(card));
            facts.setMinWidth(0);
            Label access = access(card);
            setGraphic(
                    Parts.column(
                            2,
                            access == null ? Parts.row(8, name) : Parts.row(8, name, access),
                            facts));
            setPrefWidth(0);
        }
    }
}

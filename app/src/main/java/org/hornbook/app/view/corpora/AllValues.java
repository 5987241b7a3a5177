package org.hornbook.app.view.corpora;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// Every value of a field with how many documents have it, to be searched and chosen from.
final class AllValues {
    private AllValues() {}

    /// Opens beside `owner`; `chosen` hears the value.
    static void show(Node owner, String field, Map<String, Long> values, Consumer<String> chosen) {
        FilteredList<Map.Entry<String, Long>> shown =
                new FilteredList<>(
                        FXCollections.observableArrayList(List.copyOf(values.entrySet())));
        ListView<Map.Entry<String, Long>> list = new ListView<>(shown);
        list.setId("values-list");
        list.setPrefSize(300, 320);
        list.setCellFactory(l -> new ValueCell());
        TextField search = new TextField();
        search.setId("values-search");
        search.setPromptText(Texts.of("corpora.values.search", Words.count(values.size())));
        PopOver over = new PopOver();
        Runnable choose =
                () -> {
                    Map.Entry<String, Long> entry = list.getSelectionModel().getSelectedItem();
                    if (entry != null) {
                        over.hide();
                        chosen.accept(entry.getKey());
                    }
                };
        search.textProperty()
                .addListener(
                        o -> {
                            String part = search.getText().strip().toLowerCase(Locale.ROOT);
                            shown.setPredicate(
                                    e -> e.getKey().toLowerCase(Locale.ROOT).contains(part));
                            list.getSelectionModel().selectFirst();
                        });
        search.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.DOWN) {
                        list.requestFocus();
                        list.getSelectionModel().selectFirst();
                        e.consume();
                    }
                });
        search.setOnAction(e -> choose.run());
        list.setOnMouseClicked(e -> choose.run());
        list.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) {
                        choose.run();
                        e.consume();
                    }
                });
        VBox box = new VBox(8, Parts.heading(field), search, list);
        box.getStyleClass().add("hb-asked");
        over.setContentNode(box);
        over.setArrowLocation(PopOver.ArrowLocation.LEFT_CENTER);
        over.setDetachable(false);
        over.setAnimated(false);
        over.show(owner);
        list.getSelectionModel().selectFirst();
        search.requestFocus();
    }

    private static final class ValueCell extends ListCell<Map.Entry<String, Long>> {
        private final Label value = Parts.text("");
        private final Label count = Parts.muted("");
        private final HBox row = Parts.row(8, value, count);

        ValueCell() {
            value.setMinWidth(0);
            value.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(value, Priority.ALWAYS);
            count.setMinWidth(Region.USE_PREF_SIZE);
            row.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Map.Entry<String, Long> entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            setGraphic(empty ? null : row);
            if (!empty) {
                value.setText(entry.getKey());
                count.setText(Words.count(entry.getValue()));
            }
        }
    }
}

package org.hornbook.app.view.corpora;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.textfield.TextFields;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.ColumnCache;

/// Where a query is written, with completion of fields and their values; how much it finds; its
/// parts, each of which a click takes away; and what is wrong with it.
final class QueryBar {
    private static final int SUGGESTIONS = 8;

    private final CorporaViewModel model;
    private final TextField query = new TextField();
    private final Label count = Parts.muted("");
    private final HBox box = new HBox(6, query, count);
    private final FlowPane chips = new FlowPane(6, 6);
    private final Label wrong = Parts.text("", "hb-bad");
    private volatile CorporaState.Found shown;

    /// `done` is called when the query has been written and the keys should go on to what it found.
    QueryBar(CorporaViewModel model, Runnable done) {
        this.model = model;
        query.getStyleClass().add("hb-query");
        query.setId("corpora-query");
        query.setPromptText(Texts.of("corpora.query"));
        query.setMinWidth(60);
        HBox.setHgrow(query, Priority.ALWAYS);
        count.setMinWidth(Region.USE_PREF_SIZE);
        count.setId("corpora-count");
        box.getStyleClass().add("hb-query-box");
        box.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(box, Priority.ALWAYS);
        query.textProperty().addListener(o -> typed());
        query.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.ENTER) {
                        done.run();
                        e.consume();
                    }
                });
        // A click beside the suggestions means what it hits, and is not only to close them.
        TextFields.bindAutoCompletion(query, request -> complete(request.getUserText()))
                .getAutoCompletionPopup()
                .setConsumeAutoHidingEvents(false);
        wrong.setMinWidth(0);
        wrong.setId("corpora-wrong");
        chips.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(chips, Priority.ALWAYS);
    }

    Node box() {
        return box;
    }

    Node chips() {
        return chips;
    }

    Node wrong() {
        return wrong;
    }

    boolean isFocused() {
        return query.isFocused();
    }

    void requestFocus() {
        query.requestFocus();
    }

    void show(CorporaState s) {
        if (!query.getText().equals(s.query())) {
            query.setText(s.query());
        }
        box.getStyleClass().remove("hb-wrong");
        if (!s.wrong().isEmpty()) {
            box.getStyleClass().add("hb-wrong");
        }
        wrong.setText(s.wrong());
        Parts.show(wrong, !s.wrong().isEmpty());
        s.found().ifPresent(this::found);
        chips(s);
    }

    private void found(CorporaState.Found found) {
        shown = found;
        count.setText(
                Texts.of(
                        "corpora.count",
                        Words.count(found.rows().length),
                        Words.count(found.columns().size()),
                        Math.max(1, found.nanos() / 1_000_000)));
    }

    private void chips(CorporaState s) {
        chips.getChildren().clear();
        for (int i = 0; i < s.chips().size(); i++) {
            int at = i;
            Label chip = Parts.pill(s.chips().get(i) + "  \u00d7", "info");
            chip.getStyleClass().add("hb-chip");
            chip.setAccessibleText(Texts.of("corpora.chip", s.chips().get(i)));
            chips.getChildren().add(Parts.clickable(chip, c -> model.widen(at)));
        }
        chips.getChildren().add(Parts.text(Texts.of("corpora.hint"), "hb-muted", "hb-small"));
        Parts.show(chips, s.found().isPresent());
    }

    private void typed() {
        if (!query.getText().equals(model.state().get().query())) {
            model.query(query.getText());
        }
    }

    /// What the last word of `text` could become. Asked on a thread of the field's own.
    private List<String> complete(String text) {
        CorporaState.Found found = shown;
        if (text == null || found == null) {
            return List.of();
        }
        int from = text.lastIndexOf(' ') + 1;
        String before = text.substring(0, from);
        String word = text.substring(from);
        if (word.isEmpty()) {
            return List.of();
        }
        return words(found).stream()
                .filter(c -> c.startsWith(word) && !c.equals(word))
                .limit(SUGGESTIONS)
                .map(c -> before + c)
                .toList();
    }

    private static List<String> words(CorporaState.Found found) {
        List<String> all = new ArrayList<>();
        ColumnCache cache = found.columns();
        cache.fields().forEach(f -> all.add(f + ":"));
        found.values().forEach((f, values) -> values.forEach(v -> all.add(Facets.asked(f, v))));
        for (String annotator : cache.annotators()) {
            all.add("label:" + annotator + ">=");
            all.add("has:label(" + annotator + ")");
        }
        for (String classifier : cache.classifiers()) {
            all.add("score:" + classifier + ">=");
            all.add("has:score(" + classifier + ")");
        }
        return all;
    }
}

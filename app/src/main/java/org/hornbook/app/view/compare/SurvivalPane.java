package org.hornbook.app.view.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.classify.Survival;

/// What the line keeps of each source, of each language: a bar for each of the most frequent values
/// of a metadata field. Follows the line while it moves; rows are made once and filled again.
final class SurvivalPane {
    private static final double NAMES = 100;
    private static final double SHARES = 44;
    private static final double WIDTH = 270;

    private final LineViewModel model;
    private final ComboBox<String> field = new ComboBox<>();
    private final List<Row> rows = new ArrayList<>();
    private final VBox box = new VBox(3);
    private boolean filling;

    /// One value: its name, how much of it is kept as a bar, and in percent.
    private static final class Row extends HBox {
        private final Label name = Parts.text("", "hb-small");
        private final Bar bar = new Bar();
        private final Label share = Parts.text("", "hb-small", "hb-strong");
        private final Tooltip tip = new Tooltip();

        Row() {
            super(8);
            setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            name.setMinWidth(NAMES);
            name.setPrefWidth(NAMES);
            share.setMinWidth(SHARES);
            share.setPrefWidth(SHARES);
            share.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
            HBox.setHgrow(bar, Priority.ALWAYS);
            getChildren().addAll(name, bar, share);
            Tooltip.install(this, tip);
        }

        void show(String words, Survival.Value value) {
            name.setText(words);
            bar.show(value.share());
            share.setText(LineCard.percent(value.share()));
            tip.setText(
                    Texts.of(
                            "compare.survival.tip",
                            words,
                            Words.count(value.kept()),
                            Words.count(value.all())));
        }
    }

    /// A share of its width is filled as kept.
    private static final class Bar extends Region {
        private final Region kept = new Region();
        private double share;

        Bar() {
            getStyleClass().add("hb-survival");
            kept.getStyleClass().add("hb-survival-kept");
            getChildren().add(kept);
            setMinWidth(30);
            setMinHeight(8);
            setPrefHeight(8);
            setMaxHeight(8);
            setMaxWidth(Double.MAX_VALUE);
        }

        void show(double next) {
            if (next != share) {
                share = next;
                requestLayout();
            }
        }

        @Override
        protected void layoutChildren() {
            kept.resizeRelocate(0, 0, Math.rint(getWidth() * share), getHeight());
        }
    }

    SurvivalPane(LineViewModel model) {
        this.model = model;
        field.setId("survival-field");
        field.getStyleClass().addAll("hb-choice", "hb-choice-short", "hb-small");
        field.setOnAction(
                e -> {
                    if (!filling && field.getValue() != null) {
                        model.survivalOf(field.getValue());
                    }
                });
        Label words = Parts.text(Texts.of("compare.survival"), "hb-muted", "hb-small");
        words.setMinWidth(0);
        box.getChildren().add(Parts.row(8, words, Parts.spacer(), field));
        box.setId("survival");
        box.setMinWidth(WIDTH);
        box.setPrefWidth(WIDTH);
        Parts.show(box, false);
    }

    Node node() {
        return box;
    }

    void show(Optional<Survival> next) {
        Parts.show(box, next.isPresent());
        next.ifPresent(this::show);
    }

    private void show(Survival s) {
        filling = true;
        List<String> fields = model.survivalFields();
        if (!field.getItems().equals(fields)) {
            field.getItems().setAll(fields);
        }
        field.setValue(s.field());
        filling = false;
        List<Survival.Value> values = new ArrayList<>(s.values());
        if (s.others().all() > 0) {
            values.add(s.others());
        }
        while (rows.size() < values.size()) {
            Row row = new Row();
            rows.add(row);
            box.getChildren().add(row);
        }
        for (int i = 0; i < rows.size(); i++) {
            boolean used = i < values.size();
            Parts.show(rows.get(i), used);
            if (used) {
                String name =
                        i >= s.values().size()
                                ? Texts.of("compare.survival.others")
                                : values.get(i).value().isEmpty()
                                        ? Texts.of("compare.survival.none")
                                        : values.get(i).value();
                rows.get(i).show(name, values.get(i));
            }
        }
    }
}

package org.hornbook.app.view.train;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.train.Schedule;

/// The sheet of a new run: what on, how large, how long; what that comes to; and the start.
final class NewRunPane {
    private static final List<Field> MORE =
            List.of(
                    Field.LAYERS,
                    Field.HIDDEN,
                    Field.HEADS,
                    Field.CONTEXT,
                    Field.VOCAB,
                    Field.BATCH,
                    Field.RATE,
                    Field.WARMUP,
                    Field.DECAY,
                    Field.SEED,
                    Field.SAVE_EVERY);

    private final NewRunViewModel model;
    private final ComboBox<String> data = new ComboBox<>();
    private final ComboBox<String> tokenizer = new ComboBox<>();
    private final ComboBox<String> schedule = new ComboBox<>();
    private final Map<Field, TextField> fields = new EnumMap<>(Field.class);
    private final Map<Size, ToggleButton> sizes = new EnumMap<>(Size.class);
    private final Map<Draft.Unit, ToggleButton> units = new EnumMap<>(Draft.Unit.class);
    private final EstimatePane estimate = new EstimatePane();
    private final Label wrong = Parts.paragraph("", "hb-bad");
    private final TitledPane more = new TitledPane();
    private final Button start;
    private final VBox sheet = new VBox();
    private boolean filling;

    NewRunPane(NewRunViewModel model) {
        this.model = model;
        start = Parts.primary(Texts.of("train.new.start"), "Ctrl Enter", model::start);
        start.setId("new-start");
        for (Field field : Field.values()) {
            TextField box = new TextField();
            box.setId("new-" + field.id());
            box.setPrefColumnCount(8);
            box.textProperty()
                    .addListener(
                            o -> {
                                if (!filling) {
                                    model.field(field, box.getText());
                                }
                            });
            if (Texts.has("train.field." + field.id() + ".tip")) {
                box.setTooltip(new Tooltip(Texts.of("train.field." + field.id() + ".tip")));
            }
            fields.put(field, box);
        }
        build();
    }

    private void build() {
        sheet.getStyleClass().add("hb-side-sheet");
        sheet.setId("new-run");
        sheet.setMaxWidth(440);
        sheet.setPrefWidth(440);
        data.setId("new-data");
        data.setMaxWidth(Double.MAX_VALUE);
        data.setOnAction(
                e -> {
                    if (!filling && data.getSelectionModel().getSelectedIndex() >= 0) {
                        model.data(
                                model.state()
                                        .get()
                                        .data()
                                        .choices()
                                        .get(data.getSelectionModel().getSelectedIndex())
                                        .name());
                    }
                });
        tokenizer.setId("new-tokenizer");
        tokenizer.setMaxWidth(Double.MAX_VALUE);
        tokenizer.setOnAction(
                e -> {
                    int at = tokenizer.getSelectionModel().getSelectedIndex();
                    if (!filling && at >= 0) {
                        model.tokenizer(
                                at == 0
                                        ? ""
                                        : model.state()
                                                .get()
                                                .data()
                                                .tokenizers()
                                                .get(at - 1)
                                                .file());
                    }
                });
        schedule.setId("new-schedule");
        schedule.setMaxWidth(Double.MAX_VALUE);
        for (Schedule s : Schedule.values()) {
            schedule.getItems()
                    .add(Texts.of("train.schedule." + s.name().toLowerCase(Locale.ROOT)));
        }
        schedule.setOnAction(
                e -> {
                    if (!filling && schedule.getSelectionModel().getSelectedIndex() >= 0) {
                        model.schedule(
                                Schedule.values()[schedule.getSelectionModel().getSelectedIndex()]);
                    }
                });
        more.setText(Texts.of("more"));
        more.setContent(more());
        more.setExpanded(false);
        more.setAnimated(false);
        more.setId("new-more");
        more.getStyleClass().add("hb-fold");
        wrong.setId("new-wrong");
        Button close = Parts.iconButton("fth-x", Texts.of("close"), model::close);
        close.setId("new-close");
        VBox inner =
                new VBox(
                        10,
                        field("train.field.data", data),
                        field("train.field.name", fields.get(Field.NAME)),
                        field("train.field.size", sizes()),
                        field("train.field.length", length()),
                        estimate.node(),
                        more);
        inner.setFillWidth(true);
        ScrollPane scroll = new ScrollPane(inner);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Hyperlink command = Parts.copyCommand(model::command);
        command.setId("new-command");
        sheet.getChildren()
                .setAll(
                        Parts.row(8, Parts.title(Texts.of("train.new")), Parts.spacer(), close),
                        scroll,
                        wrong,
                        Parts.row(12, start, command));
    }

    private Node sizes() {
        ToggleGroup group = new ToggleGroup();
        HBox row = new HBox();
        for (Size size : Size.values()) {
            ToggleButton button = segment(Texts.of("train.size." + size.id()), group);
            button.setId("new-size-" + size.id());
            button.setOnAction(
                    e -> {
                        button.setSelected(true);
                        model.size(size);
                        if (size == Size.OWN) {
                            more.setExpanded(true);
                        }
                    });
            button.setTooltip(new Tooltip(Texts.of("train.size." + size.id() + ".tip")));
            sizes.put(size, button);
            row.getChildren().add(button);
        }
        return row;
    }

    private Node length() {
        ToggleGroup group = new ToggleGroup();
        TextField box = fields.get(Field.LENGTH);
        HBox.setHgrow(box, Priority.ALWAYS);
        HBox row = Parts.row(8, box);
        HBox choice = new HBox();
        for (Draft.Unit unit : Draft.Unit.values()) {
            String id = unit.name().toLowerCase(Locale.ROOT);
            ToggleButton button = segment(Texts.of("train.unit." + id), group);
            button.setId("new-unit-" + id);
            button.setOnAction(
                    e -> {
                        button.setSelected(true);
                        model.unit(unit);
                    });
            units.put(unit, button);
            choice.getChildren().add(button);
        }
        row.getChildren().add(choice);
        return row;
    }

    private static ToggleButton segment(String words, ToggleGroup group) {
        ToggleButton button = new ToggleButton(words);
        button.getStyleClass().setAll("toggle-button", "hb-segment");
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private Node more() {
        GridPane grid = new GridPane(12, 8);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        grid.add(field("train.field.tokenizer", tokenizer), 0, 0, 2, 1);
        List<Node> cells = new ArrayList<>();
        MORE.forEach(f -> cells.add(field("train.field." + f.id(), fields.get(f))));
        cells.add(field("train.field.schedule", schedule));
        for (int i = 0; i < cells.size(); i++) {
            grid.add(cells.get(i), i % 2, 1 + i / 2);
        }
        return grid;
    }

    private static VBox field(String key, Node field) {
        Label label = Parts.text(Texts.of(key), "hb-muted", "hb-small");
        label.setLabelFor(field);
        field.setAccessibleText(Texts.of(key));
        return new VBox(3, label, field);
    }

    Node node() {
        return sheet;
    }

    void focus() {
        data.requestFocus();
    }

    void show(NewRunState s) {
        filling = true;
        List<String> choices = s.data().choices().stream().map(NewRunPane::words).toList();
        if (!data.getItems().equals(choices)) {
            data.getItems().setAll(choices);
        }
        select(
                data,
                s.data().choices().stream()
                        .map(TrainingData.Choice::name)
                        .toList()
                        .indexOf(s.draft().data()));
        List<String> learned = new ArrayList<>(List.of(Texts.of("train.tokenizer.learn")));
        s.data()
                .tokenizers()
                .forEach(
                        t ->
                                learned.add(
                                        Texts.of(
                                                "train.tokenizer.of",
                                                t.from(),
                                                Words.count(t.vocab()))));
        if (!tokenizer.getItems().equals(learned)) {
            tokenizer.getItems().setAll(learned);
        }
        select(
                tokenizer,
                1
                        + s.data().tokenizers().stream()
                                .map(TrainingData.Learned::file)
                                .toList()
                                .indexOf(s.draft().tokenizer()));
        select(schedule, s.draft().schedule().ordinal());
        fields.forEach(
                (field, box) -> {
                    if (!box.getText().equals(s.draft().value(field))) {
                        box.setText(s.draft().value(field));
                    }
                    box.getStyleClass().remove("hb-wrong-field");
                    if (s.wrong().filter(w -> w.field() == field).isPresent()) {
                        box.getStyleClass().add("hb-wrong-field");
                    }
                    box.setDisable(!s.ready());
                });
        sizes.forEach((size, button) -> button.setSelected(size == s.draft().size()));
        units.forEach((unit, button) -> button.setSelected(unit == s.draft().unit()));
        wrong.setText(s.ready() ? s.wrong().map(Checked.Wrong::words).orElse("") : "");
        Parts.show(wrong, !wrong.getText().isEmpty());
        start.setDisable(!s.ready() || s.wrong().isPresent());
        estimate.show(s);
        filling = false;
    }

    private static void select(ComboBox<String> box, int at) {
        if (box.getSelectionModel().getSelectedIndex() != at) {
            box.getSelectionModel().clearAndSelect(at);
        }
    }

    private static String words(TrainingData.Choice c) {
        return Texts.of(
                c.kept() ? "train.data.kept" : "train.data.corpus",
                c.name(),
                Words.count(c.documents()));
    }
}

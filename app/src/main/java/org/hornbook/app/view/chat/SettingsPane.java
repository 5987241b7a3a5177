package org.hornbook.app.view.chat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.Form;
import org.hornbook.chat.Tally;
import org.hornbook.infer.Sampling;

/// How replies are drawn from the models. What can be read holds at once; what cannot is said.
final class SettingsPane {
    private final ChatViewModel model;
    private final TextField temperature = field("temperature");
    private final TextField topP = field("top-p");
    private final TextField topK = field("top-k");
    private final TextField minP = field("min-p");
    private final TextField penalty = field("penalty");
    private final TextField seed = field("seed");
    private final TextField length = field("length");
    private final TextArea stops = new TextArea();
    private final CheckBox together = new CheckBox(Texts.of("chat.settings.together"));
    private final ToggleButton template = segment("template");
    private final ToggleButton question = segment("question");
    private final ToggleButton dialogue = segment("dialogue");
    private final Label said = Parts.paragraph("", "hb-muted", "hb-small");
    private final VBox votes = new VBox(4);
    private final VBox box = new VBox(10);
    private boolean filling;

    /// @param memory what is in memory, below all
    SettingsPane(ChatViewModel model, Node memory, Runnable close) {
        this.model = model;
        GridPane grid = new GridPane();
        grid.setHgap(10);
        grid.setVgap(6);
        row(grid, 0, "temperature", temperature);
        pair(grid, 1, "topp", topP, "topk", topK);
        pair(grid, 2, "minp", minP, "seed", seed);
        row(grid, 3, "penalty", penalty);
        row(grid, 4, "length", length);
        stops.setId("chat-stops");
        stops.setPrefRowCount(3);
        stops.setMinHeight(64);
        stops.setPrefHeight(64);
        stops.getStyleClass().add("hb-mono");
        stops.textProperty().addListener(o -> changed());
        together.setId("chat-together");
        together.setWrapText(true);
        together.setOnAction(e -> changed());
        ToggleGroup group = new ToggleGroup();
        template.setToggleGroup(group);
        question.setToggleGroup(group);
        dialogue.setToggleGroup(group);
        template.setOnAction(e -> form(Form.TEMPLATE));
        question.setOnAction(e -> form(Form.QUESTION));
        dialogue.setOnAction(e -> form(Form.DIALOGUE));
        said.setId("chat-settings-said");
        Label stopsLabel = Parts.paragraph(Texts.of("chat.settings.stops"));
        stopsLabel.setLabelFor(stops);
        VBox content =
                new VBox(
                        10,
                        grid,
                        said,
                        stopsLabel,
                        stops,
                        together,
                        Parts.text(Texts.of("chat.settings.form")),
                        new VBox(4, template, new HBox(question, dialogue)),
                        Parts.paragraph(
                                Texts.of("chat.settings.form.words"), "hb-muted", "hb-small"),
                        votes,
                        memory);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        box.getChildren()
                .addAll(
                        Parts.row(
                                8,
                                Parts.heading(Texts.of("chat.settings")),
                                Parts.spacer(),
                                Parts.iconButton("fth-x", Texts.of("close"), close)),
                        scroll);
        box.setId("chat-settings-pane");
        box.getStyleClass().addAll("hb-card", "hb-chat-side");
    }

    Node node() {
        return box;
    }

    void focus() {
        temperature.requestFocus();
    }

    void show(ChatState s) {
        Conversation c = s.conversation();
        filling = true;
        fill(temperature, ChatWords.number(c.sampling().temperature()));
        fill(topP, ChatWords.number(c.sampling().topP()));
        fill(topK, String.valueOf(c.sampling().topK()));
        fill(minP, ChatWords.number(c.sampling().minP()));
        fill(penalty, ChatWords.number(c.sampling().repetitionPenalty()));
        fill(seed, String.valueOf(c.sampling().seed()));
        fill(length, String.valueOf(c.sampling().maxTokens()));
        if (!stops.isFocused()) {
            String lines =
                    c.sampling().stop().stream()
                            .map(SettingsPane::escaped)
                            .collect(Collectors.joining("\n"));
            if (!stops.getText().equals(lines)) {
                stops.setText(lines);
            }
        }
        together.setSelected(c.together());
        boolean greedy = c.sampling().temperature() == 0;
        for (TextField field : List.of(topP, topK, minP, seed)) {
            field.setDisable(greedy);
        }
        template.setSelected(c.form() == Form.TEMPLATE);
        template.setDisable(!s.templates() && c.form() != Form.TEMPLATE);
        question.setSelected(c.form() == Form.QUESTION);
        dialogue.setSelected(c.form() == Form.DIALOGUE);
        if (!said.getStyleClass().contains("hb-bad")) {
            said.setText(Texts.of(greedy ? "chat.settings.greedy" : "chat.settings.drawn"));
        }
        filling = false;
    }

    /// How votes stand between each two models.
    void show(Tally tally) {
        votes.getChildren().clear();
        if (tally.pairs().isEmpty()) {
            return;
        }
        votes.getChildren().add(Parts.heading(Texts.of("chat.tally")));
        for (Tally.Pair pair : tally.pairs()) {
            Label words =
                    Parts.paragraph(
                            Texts.of(
                                    "chat.tally.pair",
                                    pair.one().name(),
                                    pair.ones(),
                                    pair.others(),
                                    pair.other().name(),
                                    pair.ties()),
                            "hb-small");
            words.setTooltip(
                    new Tooltip(
                            Texts.of(
                                    "chat.tally.from",
                                    pair.one().words(),
                                    pair.other().words(),
                                    pair.votes())));
            words.getStyleClass().add("hb-tally");
            votes.getChildren().add(words);
        }
    }

    private void form(Form next) {
        if (!filling) {
            model.form(next);
            template.setSelected(next == Form.TEMPLATE);
            question.setSelected(next == Form.QUESTION);
            dialogue.setSelected(next == Form.DIALOGUE);
        }
    }

    private void changed() {
        if (filling) {
            return;
        }
        try {
            Sampling next =
                    new Sampling(
                            read(length, Integer::parseInt),
                            read(temperature, Double::parseDouble),
                            read(topP, Double::parseDouble),
                            read(topK, Integer::parseInt),
                            read(minP, Double::parseDouble),
                            read(penalty, Double::parseDouble),
                            read(seed, Long::parseLong),
                            stops.getText()
                                    .lines()
                                    .filter(l -> !l.isEmpty())
                                    .map(SettingsPane::unescaped)
                                    .toList(),
                            0);
            wrong("");
            model.settings(next, together.isSelected());
            show(model.state().get());
        } catch (NumberFormatException e) {
            wrong(Texts.of("chat.settings.number"));
        } catch (IllegalArgumentException e) {
            wrong(e.getMessage());
        }
    }

    private void wrong(String why) {
        said.getStyleClass().removeAll("hb-bad", "hb-muted");
        said.getStyleClass().add(why.isEmpty() ? "hb-muted" : "hb-bad");
        if (!why.isEmpty()) {
            said.setText(why);
        }
    }

    private static <N> N read(TextField field, Function<String, N> parse) {
        return parse.apply(field.getText().strip());
    }

    private static void fill(TextField field, String words) {
        if (!field.isFocused() && !field.getText().equals(words)) {
            field.setText(words);
        }
    }

    private void row(GridPane grid, int at, String text, TextField field) {
        grid.add(label(text, field), 0, at, 2, 1);
        grid.add(field, 2, at, 2, 1);
    }

    /// Two short ones side by side.
    private void pair(
            GridPane grid, int at, String left, TextField one, String right, TextField other) {
        grid.addRow(at, label(left, one), one, label(right, other), other);
        GridPane.setHgrow(one, Priority.ALWAYS);
        GridPane.setHgrow(other, Priority.ALWAYS);
    }

    private Label label(String text, TextField field) {
        Label label = Parts.text(Texts.of("chat.settings." + text));
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(field);
        label.setTooltip(new Tooltip(Texts.of("chat.settings." + text + ".words")));
        field.setTooltip(new Tooltip(Texts.of("chat.settings." + text + ".words")));
        field.textProperty().addListener(o -> changed());
        return label;
    }

    private static TextField field(String id) {
        TextField field = new TextField();
        field.setId("chat-" + id);
        field.setPrefColumnCount(4);
        return field;
    }

    private static ToggleButton segment(String form) {
        ToggleButton button = new ToggleButton(Texts.of("chat.form." + form));
        button.getStyleClass().setAll("toggle-button", "hb-segment");
        button.setId("chat-form-" + form);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static String escaped(String stop) {
        return stop.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String unescaped(String line) {
        return line.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
    }
}

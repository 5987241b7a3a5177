package org.hornbook.app.window;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

import java.util.ArrayList;
import java.util.List;

/// Theme, text size, machine, and the models behind an address. Every change holds at once.
final class SettingsSheet {
    private final Desk desk;
    private final VBox endpoints = new VBox(6);
    private final VBox box;

    SettingsSheet(Desk desk, Runnable close) {
        this.desk = desk;
        GridPane grid = new GridPane();
        grid.setHgap(16);
        grid.setVgap(10);
        grid.addRow(0, Parts.text(Texts.of("settings.theme")), look());
        grid.addRow(
                1,
                Parts.text(Texts.of("settings.font")),
                number(11, 20, 1, settings().fontSize(), n -> change(settings().withFontSize(n))));
        grid.addRow(
                2,
                Parts.text(Texts.of("settings.threads")),
                number(
                        1,
                        Runtime.getRuntime().availableProcessors(),
                        1,
                        settings().threads(),
                        n -> change(settings().withMachine(settings().memoryMegabytes(), n))));
        grid.addRow(
                3,
                Parts.text(Texts.of("settings.memory")),
                number(
                        512,
                        65_536,
                        256,
                        settings().memoryMegabytes(),
                        n -> change(settings().withMachine(n, settings().threads()))));
        VBox content =
                new VBox(
                        14,
                        grid,
                        Parts.heading(Texts.of("settings.endpoints")),
                        endpoints,
                        form(),
                        Parts.paragraph(
                                Texts.of("settings.keys", desk.files().keyPlaces()),
                                "hb-muted",
                                "hb-small"),
                        new PricesForm(desk).node(),
                        new HubForm(desk).node());
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        HBox head =
                Parts.row(
                        8,
                        Parts.title(Texts.of("settings.title")),
                        Parts.spacer(),
                        Parts.iconButton("fth-x", Texts.of("close"), close));
        box = new VBox(head, scroll);
        box.setId("settings");
        box.getStyleClass().add("hb-side-sheet");
        box.setMaxWidth(470);
        box.setMinWidth(470);
        box.setMaxHeight(Double.MAX_VALUE);
        list();
    }

    Node node() {
        return box;
    }

    private Settings settings() {
        return desk.settings().get();
    }

    private void change(Settings next) {
        desk.settings(next);
    }

    private ComboBox<Settings.Look> look() {
        ComboBox<Settings.Look> look = new ComboBox<>();
        look.setId("settings-theme");
        look.getItems().setAll(Settings.Look.values());
        look.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Settings.Look value) {
                        return value == null
                                ? ""
                                : Texts.of(
                                        "settings.theme."
                                                + value.name().toLowerCase(java.util.Locale.ROOT));
                    }

                    @Override
                    public Settings.Look fromString(String words) {
                        return null;
                    }
                });
        look.setValue(settings().look());
        look.setOnAction(e -> change(settings().withLook(look.getValue())));
        return look;
    }

    private static Spinner<Integer> number(
            int low, int high, int step, int now, java.util.function.IntConsumer changed) {
        Spinner<Integer> spinner = new Spinner<>(low, Math.max(low, high), now, step);
        spinner.setEditable(true);
        spinner.setPrefWidth(130);
        spinner.valueProperty()
                .addListener(
                        (o, was, is) -> {
                            if (is != null) {
                                changed.accept(is);
                            }
                        });
        return spinner;
    }

    private void list() {
        endpoints.getChildren().clear();
        for (Settings.Endpoint endpoint : settings().endpoints()) {
            Label price =
                    Parts.muted(
                            endpoint.promptPrice() < 0
                                    ? Texts.of("settings.endpoint.noprice")
                                    : Texts.of(
                                            "settings.endpoint.price",
                                            Words.dollars(endpoint.promptPrice()),
                                            Words.dollars(endpoint.completionPrice())));
            endpoints
                    .getChildren()
                    .add(
                            Parts.row(
                                    8,
                                    Parts.column(
                                            2,
                                            Parts.text(
                                                    endpoint.name()
                                                            + " \u00b7 "
                                                            + endpoint.model()),
                                            Parts.text(endpoint.url(), "hb-muted", "hb-small"),
                                            price),
                                    Parts.spacer(),
                                    Parts.link(
                                            Texts.of("settings.endpoint.remove"),
                                            () -> remove(endpoint))));
        }
    }

    private void remove(Settings.Endpoint endpoint) {
        change(
                settings()
                        .withEndpoints(
                                settings().endpoints().stream()
                                        .filter(e -> !e.equals(endpoint))
                                        .toList()));
        list();
    }

    private Node form() {
        TextField name = field("settings.endpoint.name", "endpoint-name");
        TextField url = field("settings.endpoint.url", "endpoint-url");
        TextField model = field("settings.endpoint.model", "endpoint-model");
        TextField prompt = field("settings.endpoint.prompt", "endpoint-prompt");
        TextField completion = field("settings.endpoint.completion", "endpoint-completion");
        PasswordField key = new PasswordField();
        key.setPromptText(Texts.of("settings.endpoint.key"));
        Label wrong = Parts.paragraph("", "hb-bad");
        Parts.show(wrong, false);
        Runnable add =
                () -> {
                    String problem = add(name, url, model, prompt, completion, key);
                    wrong.setText(problem);
                    Parts.show(wrong, !problem.isEmpty());
                    if (problem.isEmpty()) {
                        List.of(name, url, model, prompt, completion, key)
                                .forEach(TextField::clear);
                        list();
                    }
                };
        key.setId("endpoint-key");
        javafx.scene.control.Button go = Parts.button(Texts.of("settings.endpoint.add"), add);
        go.setId("endpoint-add");
        HBox prices = new HBox(8, prompt, completion);
        HBox.setHgrow(prompt, Priority.ALWAYS);
        HBox.setHgrow(completion, Priority.ALWAYS);
        return Parts.column(6, name, url, model, prices, key, wrong, go);
    }

    private String add(
            TextField name,
            TextField url,
            TextField model,
            TextField prompt,
            TextField completion,
            PasswordField key) {
        if (name.getText().isBlank() || url.getText().isBlank() || model.getText().isBlank()) {
            return Texts.of("settings.needs");
        }
        double in;
        double out;
        try {
            in = price(prompt);
            out = price(completion);
        } catch (NumberFormatException e) {
            return Texts.of("settings.number");
        }
        List<Settings.Endpoint> next = new ArrayList<>(settings().endpoints());
        next.removeIf(e -> e.name().equals(name.getText().strip()));
        Settings.Endpoint added =
                new Settings.Endpoint(
                        name.getText().strip(),
                        url.getText().strip(),
                        model.getText().strip(),
                        in,
                        out);
        next.add(added);
        change(settings().withEndpoints(next));
        String secret = key.getText();
        if (!secret.isBlank()) {
            desk.background()
                    .run(
                            () -> {
                                desk.files().key(added.name(), secret);
                                return true;
                            },
                            done -> {},
                            desk::tell);
        }
        return "";
    }

    private static double price(TextField field) {
        return field.getText().isBlank() ? -1 : Double.parseDouble(field.getText().strip());
    }

    private static TextField field(String text, String id) {
        TextField field = new TextField();
        field.setPromptText(Texts.of(text));
        field.setId(id);
        return field;
    }
}

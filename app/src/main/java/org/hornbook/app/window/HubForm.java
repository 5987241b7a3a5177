package org.hornbook.app.window;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.hornbook.app.Sentence;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.hub.HubSettings;
import org.hornbook.hub.HubToken;

/// Where models and datasets are downloaded from: a mirror, the folder of the cache, a token. What
/// is written holds when the field is left.
final class HubForm {
    private final Desk desk;
    private final TextField endpoint = new TextField();
    private final TextField cache = new TextField();
    private final PasswordField token = new PasswordField();
    private final Label wrong = Parts.paragraph("", "hb-bad");
    private final Hyperlink forget = Parts.link(Texts.of("settings.hub.forget"), this::forget);
    private final VBox box;

    HubForm(Desk desk) {
        this.desk = desk;
        Settings.HubPlace now = desk.settings().get().hub();
        endpoint.setId("hub-endpoint");
        endpoint.setPromptText(HubSettings.USUAL.toString());
        endpoint.setText(now.endpoint());
        cache.setId("hub-cache");
        cache.setText(now.cache());
        token.setId("hub-token");
        wrong.setId("hub-settings-wrong");
        Parts.show(wrong, false);
        for (TextField field : java.util.List.of(endpoint, cache, token)) {
            field.setOnAction(e -> keep());
            field.focusedProperty()
                    .addListener(
                            (o, was, is) -> {
                                if (was) {
                                    keep();
                                }
                            });
        }
        box =
                Parts.column(
                        6,
                        Parts.heading(Texts.of("settings.hub")),
                        field("settings.hub.endpoint", endpoint),
                        field("settings.hub.cache", cache),
                        field("settings.hub.token", token),
                        Parts.row(8, forget),
                        wrong,
                        Parts.paragraph(
                                Texts.of(
                                        "settings.hub.environment",
                                        desk.files().folder().resolve("keys.json")),
                                "hb-muted",
                                "hb-small"));
        look();
    }

    private static VBox field(String text, TextField field) {
        Label label = Parts.text(Texts.of(text), "hb-muted", "hb-small");
        label.setLabelFor(field);
        return Parts.column(3, label, field);
    }

    Node node() {
        return box;
    }

    /// What is in force, and whether a token is kept: read from files.
    private void look() {
        Settings settings = desk.settings().get();
        desk.background()
                .run(
                        () -> new Kept(desk.files().hub(settings), desk.files().hasHubToken()),
                        this::show,
                        e -> wrong(Sentence.of(e)));
    }

    private record Kept(HubSettings settings, boolean token) {}

    private void show(Kept kept) {
        cache.setPromptText(kept.settings().cache().toString());
        token.setPromptText(kept.token() ? Texts.of("settings.hub.token.kept") : "");
        Parts.show(forget, kept.token());
        wrong("");
    }

    private void keep() {
        Settings.HubPlace next = new Settings.HubPlace(endpoint.getText(), cache.getText());
        String secret = token.getText();
        if (!secret.isBlank()) {
            try {
                HubToken.of(secret);
            } catch (IllegalArgumentException e) {
                wrong(Sentence.of(e));
                return;
            }
            token.clear();
            store(secret);
        }
        if (!next.equals(desk.settings().get().hub())) {
            desk.settings(desk.settings().get().withHub(next));
            look();
        }
    }

    private void forget() {
        store("");
    }

    private void store(String secret) {
        desk.background()
                .run(
                        () -> {
                            desk.files().hubToken(secret);
                            return true;
                        },
                        done -> look(),
                        desk::tell);
    }

    private void wrong(String words) {
        wrong.setText(words);
        Parts.show(wrong, !words.isEmpty());
    }
}

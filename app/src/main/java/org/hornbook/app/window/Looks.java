package org.hornbook.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.beans.InvalidationListener;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.text.Font;

import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Value;

import java.util.List;
import java.util.Objects;

/// Applies theme, fonts and text size to scenes.
final class Looks implements AutoCloseable {
    private static final String FOLDER = "/org/hornbook/app/desktop/";

    private final Value<Settings> settings;
    private final Value<Theme> theme;
    private final InvalidationListener system = o -> choose();

    Looks(Value<Settings> settings, Value<Theme> theme) {
        this.settings = settings;
        this.theme = theme;
        Platform.getPreferences().colorSchemeProperty().addListener(system);
        settings.show(s -> choose());
        theme.show(
                t ->
                        Application.setUserAgentStylesheet(
                                t == Theme.LIGHT
                                        ? new PrimerLight().getUserAgentStylesheet()
                                        : new PrimerDark().getUserAgentStylesheet()));
    }

    /// Loads the bundled fonts, so that the look does not depend on the machine.
    static void loadFonts() {
        for (String file :
                List.of(
                        "Inter-Regular.otf",
                        "Inter-Bold.otf",
                        "JetBrainsMono-Regular.ttf",
                        "JetBrainsMono-Bold.ttf",
                        "NotoEmoji-Regular.ttf")) {
            Font.loadFont(
                    Objects.requireNonNull(Looks.class.getResource(FOLDER + "fonts/" + file))
                            .toExternalForm(),
                    13);
        }
    }

    @Override
    public void close() {
        Platform.getPreferences().colorSchemeProperty().removeListener(system);
    }

    void dress(Scene scene) {
        String sheet =
                Objects.requireNonNull(Looks.class.getResource(FOLDER + "hornbook.css"))
                        .toExternalForm();
        theme.show(t -> scene.getStylesheets().setAll(t.tokens(), sheet));
        settings.show(s -> scene.getRoot().setStyle("-fx-font-size: " + s.fontSize() + "px;"));
    }

    private void choose() {
        theme.set(
                switch (settings.get().look()) {
                    case LIGHT -> Theme.LIGHT;
                    case DARK -> Theme.DARK;
                    case SYSTEM ->
                            Platform.getPreferences().getColorScheme() == ColorScheme.DARK
                                    ? Theme.DARK
                                    : Theme.LIGHT;
                });
    }
}

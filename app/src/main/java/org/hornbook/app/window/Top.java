package org.hornbook.app.window;

import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

import java.nio.file.Path;

/// Name, workspace, search, theme, settings.
final class Top implements Shell.TopBar {
    private final HBox bar;

    Top(Desk desk, Actions actions) {
        HBox name =
                Parts.row(
                        9,
                        new Emblem(desk.theme(), 19),
                        Parts.text(Texts.of("app.name"), "hb-app-name"));
        name.setMinWidth(156);
        MenuButton workspace = new MenuButton(desk.session().name());
        workspace.setId("workspace");
        workspace.getStyleClass().add("hb-workspace");
        workspace.setAccessibleText(Texts.of("shell.workspace") + " " + desk.session().name());
        workspace.setOnShowing(e -> fill(workspace, desk, actions));
        fill(workspace, desk, actions);
        HBox inside =
                Parts.row(
                        8,
                        Parts.muted(Texts.of("shell.search")),
                        Parts.spacer(),
                        Parts.text(actions.paletteKey(), "hb-key"));
        inside.setPrefWidth(450);
        inside.setMinWidth(120);
        Button search = new Button(null, inside);
        search.setId("search");
        search.setAccessibleText(Texts.of("shell.search"));
        search.getStyleClass().setAll("button", "hb-palette-field");
        search.setMaxWidth(470);
        search.setMinWidth(140);
        search.setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
        search.setOnAction(e -> actions.palette());
        HBox.setHgrow(search, Priority.SOMETIMES);
        bar =
                Parts.row(
                        0,
                        name,
                        workspace,
                        Parts.spacer(),
                        search,
                        Parts.spacer(),
                        Parts.iconButton("fth-moon", Texts.of("shell.theme"), actions::theme),
                        Parts.iconButton(
                                "fth-settings", Texts.of("shell.settings"), actions::settings));
        bar.getStyleClass().add("hb-top");
    }

    /// What the bar can have done.
    interface Actions {
        void palette();

        String paletteKey();

        void theme();

        void settings();

        void open(Path workspace);

        void chooseWorkspace();
    }

    private static void fill(MenuButton menu, Desk desk, Actions actions) {
        menu.getItems().clear();
        for (String recent : desk.settings().get().recent()) {
            if (!Path.of(recent).equals(desk.session().folder())) {
                MenuItem item = new MenuItem(recent);
                item.setOnAction(e -> actions.open(Path.of(recent)));
                menu.getItems().add(item);
            }
        }
        if (!menu.getItems().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        MenuItem other = new MenuItem(Texts.of("shell.open"));
        other.setOnAction(e -> actions.chooseWorkspace());
        menu.getItems().add(other);
    }

    @Override
    public HBox node() {
        return bar;
    }
}

package org.hornbook.app.view.corpora;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.hornbook.app.desk.SavedViews;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Asked;

/// The menus of the corpora view: which columns are shown, and the queries that were kept.
final class Menus {
    private final CorporaViewModel model;

    Menus(CorporaViewModel model) {
        this.model = model;
    }

    void columns(Node below) {
        ContextMenu menu = new ContextMenu();
        for (CorporaState.Column c : model.possible()) {
            CheckMenuItem item = new CheckMenuItem(DocumentTable.column(c).title());
            item.setSelected(model.state().get().columns().contains(c));
            item.setDisable(c.equals(CorporaState.Column.TEXT));
            item.setOnAction(e -> model.toggle(c));
            menu.getItems().add(item);
        }
        menu.show(below, Side.BOTTOM, 0, 0);
    }

    void views(Node below) {
        ContextMenu menu = new ContextMenu();
        for (SavedViews.View view : model.state().get().views()) {
            MenuItem item = new MenuItem(view.name());
            item.setOnAction(e -> model.browse(view.corpus(), view.query()));
            menu.getItems().add(item);
        }
        if (!menu.getItems().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        MenuItem save = new MenuItem(Texts.of("corpora.views.save"));
        save.setOnAction(e -> save(below));
        menu.getItems().add(save);
        for (SavedViews.View view : model.state().get().views()) {
            MenuItem item = new MenuItem(Texts.of("corpora.views.remove", view.name()));
            item.setOnAction(e -> model.forget(view));
            menu.getItems().add(item);
        }
        menu.show(below, Side.BOTTOM, 0, 4);
    }

    /// Asks for the name under which the query is kept.
    void save(Node below) {
        Asked.name(
                below,
                Texts.of("corpora.views.save"),
                model.state().get().query(),
                Texts.of("corpora.views.keep"),
                model::save);
    }
}

package org.hornbook.app.view.compare;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.Shown;

/// What else can be done with a classifier: see what its labels were worth, write it to a file,
/// bring one in. What was done is said in a row of its own.
final class ClassifierMenu {
    private final Desk desk;
    private final ExchangeViewModel exchange;
    private final Button button;
    private final HBox said = Parts.row(12);

    ClassifierMenu(Desk desk, ExchangeViewModel exchange, WorthViewModel worth) {
        this.desk = desk;
        this.exchange = exchange;
        MenuItem money = item("compare.menu.worth", "compare-menu-worth", () -> worth.ask(true));
        MenuItem out = item("compare.menu.export", "compare-menu-export", this::write);
        MenuItem in = item("compare.menu.import", "compare-menu-import", this::bring);
        MenuItem copy =
                item(
                        "compare.menu.export.copy",
                        "compare-menu-export-copy",
                        () -> Parts.copy(exchange.writeCommand()));
        ContextMenu menu = new ContextMenu(money, out, in, copy);
        button = Parts.iconButton("fth-more-horizontal", Texts.of("compare.menu"), () -> {});
        button.setId("compare-menu");
        button.setOnAction(e -> menu.show(button, Side.BOTTOM, 0, 4));
        said.setId("exchange-said");
        said.getStyleClass().add("hb-banner");
        exchange.state().show(this::show);
    }

    private static MenuItem item(String key, String id, Runnable action) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setId(id);
        item.setOnAction(e -> action.run());
        return item;
    }

    Node node() {
        return button;
    }

    /// What was written or brought in.
    Node said() {
        return said;
    }

    /// Asks where to, and writes the compared classifier there.
    void write() {
        FileChooser chooser = chooser("exchange.write.title");
        chooser.setInitialFileName(exchange.fileName());
        Optional.ofNullable(chooser.showSaveDialog(button.getScene().getWindow()))
                .map(File::toPath)
                .ifPresent(exchange::write);
    }

    /// Asks for a file, and looks what it holds.
    void bring() {
        Optional.ofNullable(
                        chooser("exchange.title")
                                .showOpenDialog(
                                        button.getScene() == null
                                                ? null
                                                : button.getScene().getWindow()))
                .map(File::toPath)
                .ifPresent(exchange::look);
    }

    private static FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of(title));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(Texts.of("exchange.kind"), "*.zip"));
        return chooser;
    }

    private void show(ExchangeState s) {
        Parts.show(said, !s.said().isEmpty());
        if (s.said().isEmpty()) {
            return;
        }
        Label words = Parts.text(s.said());
        words.setId("exchange-words");
        words.setMinWidth(0);
        List<Node> row =
                new java.util.ArrayList<>(List.of(Parts.icon("fth-check"), words, Parts.spacer()));
        Optional<Path> file = s.written();
        file.ifPresent(
                f -> {
                    row.add(Parts.copyCommand(exchange::writeCommand));
                    row.add(
                            Parts.button(
                                    Texts.of("show.in.folder"), () -> Shown.inFolder(desk, f)));
                });
        row.add(Parts.iconButton("fth-x", Texts.of("close"), exchange::thanks));
        said.getChildren().setAll(row);
    }
}

package org.hornbook.app.view.corpora;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.RowsTable;
import org.hornbook.corpus.ImportReport;
import org.hornbook.corpus.Rejected;

/// What came of an import: counts, and the rows that could not be used.
final class ImportedPane {
    private final ImportViewModel model;
    private final ImportReport report;
    private final List<Rejected> rejected;
    private final Runnable browse;

    ImportedPane(
            ImportViewModel model, ImportReport report, List<Rejected> rejected, Runnable browse) {
        this.model = model;
        this.report = report;
        this.rejected = rejected;
        this.browse = browse;
    }

    List<Node> nodes() {
        Label said =
                Parts.paragraph(
                        Texts.of("import.done", Words.count(report.added()), report.corpus()),
                        "hb-strong");
        said.setId("import-done");
        FlowPane figures =
                new FlowPane(
                        28,
                        10,
                        figure(report.added(), "import.figure.added"),
                        figure(report.known(), "import.figure.known"),
                        figure(report.duplicates(), "import.figure.duplicates"),
                        figure(report.badRows(), "import.figure.rejected"));
        Button go = Parts.primary(Texts.of("import.browse"), "", browse);
        go.setId("import-browse");
        FlowPane buttons = new FlowPane(8, 8, go);
        List<Node> nodes = new ArrayList<>(List.of(said, figures, buttons));
        report.skipped()
                .forEach(
                        (why, n) ->
                                nodes.add(
                                        Parts.paragraph(
                                                Words.count(n) + " \u00d7 " + why,
                                                "hb-muted",
                                                "hb-small")));
        if (report.badRows() > 0) {
            rejected(nodes, buttons);
        }
        return nodes;
    }

    private static VBox figure(long count, String key) {
        return new VBox(
                Parts.text(Words.count(count), "hb-figure"),
                Parts.text(Texts.of(key), "hb-muted", "hb-small"));
    }

    private void rejected(List<Node> nodes, FlowPane buttons) {
        Button save = Parts.button(Texts.of("import.rejected.save"), this::save);
        save.setId("import-rejected-save");
        if (rejected.isEmpty()) {
            Button list =
                    Parts.button(
                            Texts.of("import.rejected.show", Words.count(report.badRows())),
                            model::listRejected);
            list.setId("import-rejected");
            buttons.getChildren().addAll(list, save);
            return;
        }
        buttons.getChildren().add(save);
        nodes.add(
                Parts.text(
                        Texts.of("import.rejected.title", Words.count(rejected.size())),
                        "hb-muted",
                        "hb-small"));
        RowsTable table =
                PlainRows.table(
                        List.of(
                                new RowsTable.Column(
                                        "file",
                                        Texts.of("import.rejected.file"),
                                        210,
                                        false,
                                        false,
                                        false),
                                new RowsTable.Column(
                                        "row",
                                        Texts.of("import.rejected.row"),
                                        64,
                                        false,
                                        true,
                                        false),
                                new RowsTable.Column(
                                        "reason",
                                        Texts.of("import.rejected.reason"),
                                        260,
                                        false,
                                        false,
                                        false),
                                new RowsTable.Column(
                                        "raw",
                                        Texts.of("import.rejected.raw"),
                                        160,
                                        true,
                                        false,
                                        true)),
                        rejected.size(),
                        (row, column) -> cell(rejected.get(row), column));
        table.setId("import-rejected-rows");
        table.setMinHeight(160);
        VBox.setVgrow(table, Priority.ALWAYS);
        nodes.add(table);
    }

    private static String cell(Rejected row, String column) {
        return switch (column) {
            case "file" -> row.name();
            case "row" -> row.row() == 0 ? "\u2013" : Words.count(row.row());
            case "reason" -> row.reason();
            default -> row.raw().isEmpty() ? "\u2013" : FirstLines.line(row.raw());
        };
    }

    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("import.rejected.save"));
        chooser.setInitialFileName(report.corpus() + "-rejected.jsonl");
        File file = chooser.showSaveDialog(null);
        if (file != null) {
            model.saveRejected(file.toPath());
        }
    }
}

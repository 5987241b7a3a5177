package org.hornbook.app.view.corpora;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.RowsTable;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Marks;

/// The documents found, one a row, in the columns chosen.
final class DocumentTable {
    private final CorporaViewModel model;
    private final RowsTable table = new RowsTable();
    private final VBox card = new VBox(table);
    private CorporaState.Found shown;
    private List<CorporaState.Column> columns = List.of();

    /// `opened` is called when the chosen document is to be read.
    DocumentTable(CorporaViewModel model, Runnable opened) {
        this.model = model;
        table.setId("corpora-table");
        table.onChosen(model::open);
        table.onSort((id, down) -> model.sort(column(id), down));
        table.onOpened(r -> opened.run());
        card.getStyleClass().add("hb-card");
        VBox.setVgrow(table, javafx.scene.layout.Priority.ALWAYS);
        card.setMinWidth(320);
        model.lines()
                .version()
                .show(
                        v -> {
                            if (shown != null) {
                                table.refresh(source(shown));
                            }
                        });
    }

    VBox node() {
        return card;
    }

    RowsTable table() {
        return table;
    }

    /// Forgets what is shown, so that the next is shown from the top.
    void forget() {
        shown = null;
    }

    void show(CorporaState s, CorporaState.Found found) {
        if (!columns.equals(s.columns())) {
            columns = s.columns();
            table.columns(columns.stream().map(DocumentTable::column).toList());
        }
        table.sorted(s.sort().by().id(), s.sort().descending());
        if (shown == found) {
            return;
        }
        boolean same =
                shown != null
                        && shown.columns().size() == found.columns().size()
                        && Arrays.equals(shown.rows(), found.rows());
        shown = found;
        if (same) {
            table.refresh(source(found));
            model.open(table.chosen());
        } else {
            table.show(source(found));
            if (found.rows().length == 0) {
                model.open(-1);
            }
        }
    }

    static RowsTable.Column column(CorporaState.Column c) {
        return switch (c.kind()) {
            case TEXT ->
                    new RowsTable.Column(
                            c.id(), Texts.of("corpora.column.text"), 150, true, false, true);
            case LENGTH ->
                    new RowsTable.Column(
                            c.id(), Texts.of("corpora.column.length"), 72, false, true, false);
            case FIELD -> new RowsTable.Column(c.id(), c.name(), 110, false, false, false);
            case LABEL -> new RowsTable.Column(c.id(), c.name(), 80, false, true, false);
            case SCORE -> new RowsTable.Column(c.id(), c.name(), 104, false, true, false);
        };
    }

    private CorporaState.Column column(String id) {
        return columns.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }

    private RowsTable.Source source(CorporaState.Found found) {
        ColumnCache cache = found.columns();
        return new RowsTable.Source() {
            @Override
            public int size() {
                return found.rows().length;
            }

            @Override
            public void inSight(int from, int to) {
                model.lines()
                        .want(
                                IntStream.range(from, to)
                                        .mapToObj(i -> cache.id(found.rows()[i]))
                                        .toList());
            }

            @Override
            public RowsTable.Cell cell(int row, RowsTable.Column of) {
                return DocumentTable.this.cell(found, found.rows()[row], column(of.id()));
            }
        };
    }

    private RowsTable.Cell cell(CorporaState.Found found, int at, CorporaState.Column c) {
        ColumnCache cache = found.columns();
        return switch (c.kind()) {
            case TEXT -> marked(model.lines().of(cache.id(at)), found.query());
            case LENGTH -> RowsTable.Cell.of(Words.count(cache.characters(at)));
            case FIELD -> RowsTable.Cell.of(cache.field(c.name(), at).orElse("\u2013"));
            case LABEL -> {
                OptionalInt value = cache.label(c.name(), at);
                yield RowsTable.Cell.of(
                        value.isPresent() ? String.valueOf(value.getAsInt()) : "\u2013");
            }
            case SCORE -> {
                double score = cache.score(c.name(), at);
                yield Double.isNaN(score)
                        ? RowsTable.Cell.of("\u2013")
                        : new RowsTable.Cell(
                                String.format(Locale.ROOT, "%.1f", score), -1, -1, score / 5);
            }
        };
    }

    /// The line from a little before the first match, which is marked.
    private static RowsTable.Cell marked(String line, DocumentQuery query) {
        if (line == null) {
            return RowsTable.Cell.WAITING;
        }
        List<Marks.Span> spans = Marks.of(line, query);
        if (spans.isEmpty()) {
            return RowsTable.Cell.of(line);
        }
        Marks.Span first = spans.getFirst();
        int from = first.from() > 12 ? first.from() - 8 : 0;
        String shown = (from > 0 ? "\u2026" : "") + line.substring(from);
        int moved = from - (from > 0 ? 1 : 0);
        return new RowsTable.Cell(shown, first.from() - moved, first.to() - moved, Double.NaN);
    }
}

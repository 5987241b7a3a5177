package org.hornbook.app.view.corpora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.SavedViews;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Asked;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.RowsTable;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.Corpus;

/// A corpus of any size: a query, facets that filter by a click, the documents found, and one of
/// them to read. What is done here is done with all that was found.
public final class CorporaView implements Screen {
    private static final double WITH_FACETS = 960;
    private static final double WITH_READER = 760;

    private final Desk desk;
    private final CorporaViewModel model;
    private final ImportPane imports;
    private final ExportPane exports;
    private final VBox box = new VBox();
    private final ComboBox<String> corpus = new ComboBox<>();
    private final TextField query = new TextField();
    private final Label count = Parts.muted("");
    private final HBox queryBox = new HBox(6, query, count);
    private final Button views = Parts.button(Texts.of("corpora.views"), () -> {});
    private final Button export = Parts.button("", this::export);
    private final Button label = Parts.primary("", "L", this::label);
    private final Button chooser =
            Parts.iconButton("fth-columns", Texts.of("corpora.columns"), () -> {});
    private final Button bring =
            Parts.button(Texts.of("corpora.import"), "I", () -> accept(List.of()));
    private final FlowPane chips = new FlowPane(6, 6);
    private final HBox top = new HBox(10);
    private final HBox below = new HBox(10);
    private final Label wrong = Parts.text("", "hb-bad");
    private final Facets facets;
    private final RowsTable table = new RowsTable();
    private final Reader reader = new Reader();
    private final StackPane centre = new StackPane();
    private final HBox browse = new HBox(16);
    private CorporaState.Found shown;
    private List<CorporaState.Column> columns = List.of();
    private boolean front;

    public CorporaView(Desk desk) {
        this.desk = desk;
        this.model = new CorporaViewModel(desk);
        this.facets = new Facets(desk, model::narrow);
        this.imports = new ImportPane(desk, this::browseAgain);
        this.exports = new ExportPane(desk, this::browseAgain);
        build();
        desk.settings()
                .show(
                        settings -> {
                            table.fontSize(settings.fontSize());
                            facets.fontSize(settings.fontSize());
                            fit();
                        });
        model.state().show(this::show);
        model.lines()
                .version()
                .show(
                        v -> {
                            if (shown != null) {
                                table.refresh(source(shown));
                            }
                        });
        desk.follow(
                () -> {
                    if (front) {
                        model.refresh();
                    }
                });
    }

    private void build() {
        corpus.setId("corpora-corpus");
        corpus.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        query.getStyleClass().add("hb-query");
        query.setId("corpora-query");
        query.setPromptText(Texts.of("corpora.query"));
        query.setMinWidth(60);
        HBox.setHgrow(query, Priority.ALWAYS);
        count.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        count.setId("corpora-count");
        queryBox.getStyleClass().add("hb-query-box");
        queryBox.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(queryBox, Priority.ALWAYS);
        query.textProperty().addListener(o -> typed());
        query.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.ENTER) {
                        table.requestFocus();
                        e.consume();
                    }
                });
        // A click beside the suggestions means what it hits, and is not only to close them.
        TextFields.bindAutoCompletion(query, request -> complete(request.getUserText()))
                .getAutoCompletionPopup()
                .setConsumeAutoHidingEvents(false);
        views.setId("corpora-views");
        views.setOnAction(e -> views());
        export.setId("corpora-export");
        label.setId("corpora-label");
        bring.setId("corpora-import");
        chooser.setOnAction(e -> chooseColumns());
        chooser.setId("corpora-columns");
        VBox card = new VBox(table);
        card.getStyleClass().add("hb-card");
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox.setHgrow(card, Priority.ALWAYS);
        card.setMinWidth(320);
        table.setId("corpora-table");
        table.onChosen(model::open);
        table.onSort((id, down) -> model.sort(column(id), down));
        table.onOpened(r -> reader.text().requestFocus());
        VBox read = (VBox) reader.node();
        read.setPrefWidth(352);
        read.setMinWidth(300);
        browse.getChildren().setAll(facets.node(), card, read);
        box.widthProperty().addListener(o -> fit());
        VBox.setVgrow(centre, Priority.ALWAYS);
        wrong.setMinWidth(0);
        wrong.setId("corpora-wrong");
        place(false);
        chips.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(chips, Priority.ALWAYS);
        top.setAlignment(Pos.CENTER_LEFT);
        below.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("hb-view");
        box.getChildren().setAll(top, wrong, below, centre);
        box.setOnDragOver(
                e -> {
                    if (e.getDragboard().hasFiles()) {
                        e.acceptTransferModes(TransferMode.COPY);
                    }
                });
        box.setOnDragEntered(
                e -> {
                    if (e.getDragboard().hasFiles()) {
                        box.getStyleClass().add("hb-drop-here");
                    }
                });
        box.setOnDragExited(e -> box.getStyleClass().remove("hb-drop-here"));
        box.setOnDragDropped(
                e ->
                        accept(
                                e.getDragboard().getFiles().stream()
                                        .map(java.io.File::toPath)
                                        .toList()));
    }

    /// What there is room for.
    private void fit() {
        double width = box.getWidth() / desk.scale();
        Parts.show(facets.node(), width >= WITH_FACETS);
        Parts.show(reader.node(), width >= WITH_READER && shown != null && shown.rows().length > 0);
        place(width < WITH_FACETS);
        ((VBox) reader.node()).setPrefWidth(Math.clamp(box.getWidth() * 0.29, 300, 640));
    }

    /// In a narrow window the buttons go below the query.
    private void place(boolean narrow) {
        List<Node> buttons = List.of(chooser, bring, views, export, label);
        top.getChildren().setAll(corpus, queryBox);
        below.getChildren().setAll(chips);
        (narrow ? below : top).getChildren().addAll(buttons);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void shown() {
        front = true;
        model.refresh();
        table.requestFocus();
    }

    @Override
    public void hidden() {
        front = false;
    }

    @Override
    public void accept(Errand errand) {
        switch (errand) {
            case Errand.Browse(String of, String text) -> {
                browseAgain();
                model.browse(of, text);
            }
            case Errand.Import(List<Path> files) -> accept(files);
            default -> {}
        }
    }

    private void accept(List<Path> files) {
        exports.away();
        imports.files(files);
        centre.getChildren().setAll(imports.node());
    }

    private void browseAgain() {
        imports.away();
        exports.away();
        shown = null;
        model.refresh();
    }

    @Override
    public List<Command> commands() {
        return List.of(
                Command.of("corpora.find", "do", "Shortcut+F", query::requestFocus),
                Command.of("corpora.label", "do", "L", () -> shown != null, this::label),
                Command.of("corpora.export", "do", "E", () -> shown != null, this::export),
                Command.of("corpora.import", "do", "I", () -> accept(List.of())),
                Command.of("corpora.save", "do", "Shortcut+D", () -> shown != null, this::save),
                Command.of(
                        "corpora.clear",
                        "do",
                        null,
                        () -> !model.state().get().query().isEmpty(),
                        () -> model.query("")));
    }

    private void typed() {
        if (!query.getText().equals(model.state().get().query())) {
            model.query(query.getText());
        }
    }

    private void show(CorporaState s) {
        if (imports.active() || exports.active()) {
            return;
        }
        corpus.setOnAction(null);
        List<String> names = s.corpora().stream().map(Corpus::name).toList();
        if (!corpus.getItems().equals(names)) {
            corpus.getItems().setAll(names);
        }
        corpus.setValue(s.corpus().map(Corpus::name).orElse(null));
        corpus.setOnAction(e -> model.corpus(corpus.getValue()));
        Parts.show(corpus, !names.isEmpty());
        if (!query.getText().equals(s.query())) {
            query.setText(s.query());
        }
        queryBox.getStyleClass().remove("hb-wrong");
        if (!s.wrong().isEmpty()) {
            queryBox.getStyleClass().add("hb-wrong");
        }
        wrong.setText(s.wrong());
        Parts.show(wrong, !s.wrong().isEmpty());
        chips(s);
        if (s.found().isEmpty()) {
            nothing(s);
            return;
        }
        if (centre.getChildren().isEmpty() || centre.getChildren().getFirst() != browse) {
            centre.getChildren().setAll(browse);
            if (front && !query.isFocused()) {
                table.requestFocus();
            }
        }
        found(s, s.found().get());
        Parts.show(
                reader.node(),
                s.opened().isPresent() && box.getWidth() / desk.scale() >= WITH_READER);
        s.opened()
                .ifPresent(
                        o ->
                                reader.show(
                                        o,
                                        s.corpus().map(Corpus::name).orElse(""),
                                        s.found().get().marks()));
    }

    private void nothing(CorporaState s) {
        for (Node node : List.of(export, label, views, queryBox, chooser)) {
            Parts.show(node, false);
        }
        if (!s.read() || s.corpus().isPresent()) {
            centre.getChildren().setAll(Parts.muted(Texts.of("loading")));
            return;
        }
        centre.getChildren()
                .setAll(
                        Parts.empty(
                                "fth-book",
                                Texts.of("corpora.none"),
                                Parts.primary(
                                        Texts.of("corpora.none.import"),
                                        "I",
                                        () -> accept(List.of())),
                                Parts.button(
                                        Texts.of("corpora.none.sample"),
                                        () -> desk.navigator().go(Place.HOME))));
    }

    private void found(CorporaState s, CorporaState.Found found) {
        for (Node node : List.of(export, label, views, queryBox, chooser)) {
            Parts.show(node, true);
        }
        String n = Words.count(found.rows().length);
        count.setText(
                Texts.of(
                        "corpora.count",
                        n,
                        Words.count(found.columns().size()),
                        Math.max(1, found.nanos() / 1_000_000)));
        export.setText(Texts.of("corpora.export", n));
        label.setText(Texts.of("corpora.label", n));
        export.setDisable(found.rows().length == 0);
        label.setDisable(found.rows().length == 0);
        if (!columns.equals(s.columns())) {
            columns = s.columns();
            table.columns(columns.stream().map(CorporaView::column).toList());
        }
        table.sorted(s.sort().by().id(), s.sort().descending());
        if (shown != found) {
            boolean same =
                    shown != null
                            && shown.rows().length == found.rows().length
                            && shown.columns().size() == found.columns().size()
                            && java.util.Arrays.equals(shown.rows(), found.rows());
            shown = found;
            facets.show(found);
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
    }

    private void chips(CorporaState s) {
        chips.getChildren().clear();
        for (int i = 0; i < s.chips().size(); i++) {
            int at = i;
            Label chip = Parts.pill(s.chips().get(i) + "  \u00d7", "info");
            chip.getStyleClass().add("hb-chip");
            chip.setAccessibleText(Texts.of("corpora.chip", s.chips().get(i)));
            chips.getChildren().add(Parts.clickable(chip, c -> model.widen(at)));
        }
        chips.getChildren().add(Parts.text(Texts.of("corpora.hint"), "hb-muted", "hb-small"));
        Parts.show(chips, s.found().isPresent());
    }

    private static RowsTable.Column column(CorporaState.Column c) {
        return switch (c.kind()) {
            case TEXT ->
                    new RowsTable.Column(
                            c.id(), Texts.of("corpora.column.text"), 120, true, false, true);
            case LENGTH ->
                    new RowsTable.Column(
                            c.id(), Texts.of("corpora.column.length"), 86, false, true, false);
            case FIELD -> new RowsTable.Column(c.id(), c.name(), 92, false, false, false);
            case LABEL -> new RowsTable.Column(c.id(), c.name(), 76, false, true, false);
            case SCORE -> new RowsTable.Column(c.id(), c.name(), 126, false, true, false);
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
                                java.util.stream.IntStream.range(from, to)
                                        .mapToObj(i -> cache.id(found.rows()[i]))
                                        .toList(),
                                found.marks());
            }

            @Override
            public RowsTable.Cell cell(int row, RowsTable.Column of) {
                int at = found.rows()[row];
                CorporaState.Column c = column(of.id());
                return switch (c.kind()) {
                    case TEXT -> marked(model.lines().of(cache.id(at)), found.marks());
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
                                        String.format(Locale.ROOT, "%.1f", score),
                                        -1,
                                        -1,
                                        score / 5);
                    }
                };
            }
        };
    }

    /// The line from a little before the first match, which is marked.
    static RowsTable.Cell marked(String line, List<String> marks) {
        if (line == null) {
            return RowsTable.Cell.WAITING;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        for (String mark : marks) {
            int at = lower.indexOf(mark.toLowerCase(Locale.ROOT));
            if (at >= 0 && lower.length() == line.length()) {
                int from = at > 12 ? at - 8 : 0;
                String shown = (from > 0 ? "\u2026" : "") + line.substring(from);
                int start = at - from + (from > 0 ? 1 : 0);
                return new RowsTable.Cell(shown, start, start + mark.length(), Double.NaN);
            }
        }
        return RowsTable.Cell.of(line);
    }

    private List<String> complete(String text) {
        if (text == null || shown == null) {
            return List.of();
        }
        int from = text.lastIndexOf(' ') + 1;
        String before = text.substring(0, from);
        String word = text.substring(from);
        if (word.isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        ColumnCache cache = shown.columns();
        cache.fields().forEach(f -> all.add(f + ":"));
        shown.fields()
                .forEach(
                        (f, values) ->
                                values.keySet().forEach(v -> all.add(f + ":" + Facets.quoted(v))));
        cache.annotators()
                .forEach(
                        a -> {
                            all.add("label:" + a + ">=");
                            all.add("has:label(" + a + ")");
                        });
        cache.classifiers()
                .forEach(
                        c -> {
                            all.add("score:" + c + ">=");
                            all.add("has:score(" + c + ")");
                        });
        return all.stream()
                .filter(c -> c.startsWith(word) && !c.equals(word))
                .limit(8)
                .map(c -> before + c)
                .toList();
    }

    private void chooseColumns() {
        ContextMenu menu = new ContextMenu();
        for (CorporaState.Column c : model.possible()) {
            CheckMenuItem item = new CheckMenuItem(column(c).title());
            item.setSelected(columns.contains(c));
            item.setDisable(c.equals(CorporaState.Column.TEXT));
            item.setOnAction(e -> model.toggle(c));
            menu.getItems().add(item);
        }
        menu.show(chooser, javafx.geometry.Side.BOTTOM, 0, 0);
    }

    private void views() {
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
        save.setOnAction(e -> save());
        menu.getItems().add(save);
        for (SavedViews.View view : model.state().get().views()) {
            MenuItem item = new MenuItem(Texts.of("corpora.views.remove", view.name()));
            item.setOnAction(e -> model.forget(view));
            menu.getItems().add(item);
        }
        menu.show(views, javafx.geometry.Side.BOTTOM, 0, 4);
    }

    private void save() {
        Asked.name(
                views,
                Texts.of("corpora.views.save"),
                model.state().get().query(),
                Texts.of("corpora.views.keep"),
                model::save);
    }

    private void label() {
        CorporaState s = model.state().get();
        desk.navigator()
                .go(
                        Place.LABELS,
                        new Errand.LabelThese(s.corpus().map(Corpus::name).orElse(""), s.query()));
    }

    private void export() {
        CorporaState s = model.state().get();
        if (shown == null || s.corpus().isEmpty()) {
            return;
        }
        ColumnCache cache = shown.columns();
        imports.away();
        centre.getChildren().setAll(exports.node());
        exports.open(
                new ExportState.Found(
                        s.corpus().get().name(),
                        s.query(),
                        shown.rows().length,
                        List.copyOf(cache.fields()),
                        List.copyOf(cache.annotators()),
                        List.copyOf(cache.classifiers())));
    }
}

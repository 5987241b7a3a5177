package org.hornbook.app.view.corpora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.decided.DecidedNote;
import org.hornbook.app.decided.DecidedViewModel;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.hub.HubPane;
import org.hornbook.app.hub.HubState;
import org.hornbook.app.kit.Parts;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.Corpus;
import org.hornbook.hub.RepositoryKind;

/// A corpus of any size: a query, facets that filter by a click, the documents found, and one of
/// them to read. What is done here is done with all that was found.
public final class CorporaView implements Screen {
    private static final double WITH_FACETS = 960;
    private static final double WITH_READER = 760;

    private final Desk desk;
    private final CorporaViewModel model;
    private final ImportPane imports;
    private final CleanPane cleaning;
    private final NearList near;
    private final RemovedNote removed;
    private final DecidedViewModel fate;
    private final DecidedNote decided;
    private final Menus menus;
    private final HubPane hub;
    private final Button fromHub = HubPane.opener(RepositoryKind.DATASET, this::hub);
    private final ExportPane exports;
    private final VBox box = new VBox();
    private final ComboBox<String> corpus = new ComboBox<>();
    private final QueryBar query;
    private final Button views = Parts.button(Texts.of("corpora.views"), () -> {});
    private final Button export = Parts.button("", this::export);
    private final Button label = Parts.primary("", "L", this::label);
    private final Button chooser =
            Parts.iconButton("fth-columns", Texts.of("corpora.columns"), () -> {});
    private final Button bring =
            Parts.button(Texts.of("corpora.import"), "I", () -> accept(List.of()));
    private final Button clean = Parts.button(Texts.of("corpora.clean"), "K", this::clean);
    private final HBox top = new HBox(10);
    private final HBox below = new HBox(10);
    private final Facets facets;
    private final DocumentTable table;
    private final Reader reader = new Reader();
    private final StackPane centre = new StackPane();
    private final HBox browse = new HBox(16);
    private CorporaState.Found shown;
    private boolean front;

    public CorporaView(Desk desk) {
        this.desk = desk;
        this.model = new CorporaViewModel(desk);
        this.menus = new Menus(model);
        this.facets = new Facets(desk, model::narrow);
        this.table = new DocumentTable(model, () -> reader.text().requestFocus());
        this.query = new QueryBar(model, () -> table.table().requestFocus());
        this.imports = new ImportPane(desk, this::browseAgain);
        this.cleaning = new CleanPane(desk, this::browseAgain);
        this.near = new NearList(desk, model::open);
        this.removed = new RemovedNote(desk);
        this.fate = new DecidedViewModel(desk);
        this.decided = new DecidedNote(fate);
        this.hub = new HubPane(desk, RepositoryKind.DATASET, this::browseAgain, this::brought);
        this.exports = new ExportPane(desk, this::browseAgain);
        build();
        desk.settings()
                .show(
                        settings -> {
                            table.table().fontSize(settings.fontSize());
                            facets.fontSize(settings.fontSize());
                            fit();
                        });
        model.state().show(this::show);
        desk.follow(
                () -> {
                    if (front) {
                        model.refresh();
                    }
                });
    }

    private void build() {
        corpus.setId("corpora-corpus");
        corpus.setMinWidth(Region.USE_PREF_SIZE);
        views.setId("corpora-views");
        views.setOnAction(e -> menus.views(views));
        export.setId("corpora-export");
        label.setId("corpora-label");
        bring.setId("corpora-import");
        chooser.setOnAction(e -> menus.columns(chooser));
        chooser.setId("corpora-columns");
        HBox.setHgrow(table.node(), Priority.ALWAYS);
        VBox read = (VBox) reader.node();
        read.setPrefWidth(352);
        read.setMinWidth(300);
        read.getChildren().add(1, removed.node());
        read.getChildren().add(2, decided.node());
        read.getChildren().add(near.node());
        clean.setId("corpora-clean");
        browse.getChildren().setAll(facets.node(), table.node(), read);
        box.widthProperty().addListener(o -> fit());
        VBox.setVgrow(centre, Priority.ALWAYS);
        place(false);
        top.setAlignment(Pos.CENTER_LEFT);
        below.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("hb-view");
        box.getChildren().setAll(top, query.wrong(), below, centre);
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
        List<Node> buttons = List.of(chooser, fromHub, bring, clean, views, export, label);
        top.getChildren().setAll(corpus, query.box());
        below.getChildren().setAll(query.chips());
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
        table.table().requestFocus();
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
        leave();
        imports.files(files);
        centre.getChildren().setAll(imports.node());
    }

    private void clean() {
        model.state()
                .get()
                .corpus()
                .ifPresent(
                        c -> {
                            leave();
                            cleaning.open(c);
                            for (Node node :
                                    List.of(
                                            export,
                                            label,
                                            views,
                                            query.box(),
                                            query.chips(),
                                            chooser,
                                            clean)) {
                                Parts.show(node, false);
                            }
                            centre.getChildren().setAll(cleaning.node());
                        });
    }

    private void hub() {
        leave();
        hub.begin();
        centre.getChildren().setAll(hub.node());
    }

    private void brought(HubState.Brought what) {
        accept(what.data());
        imports.named(what.name());
    }

    /// Whatever pane is open in the place of the documents is closed.
    private void leave() {
        imports.away();
        exports.away();
        cleaning.away();
        hub.away();
    }

    private void browseAgain() {
        leave();
        shown = null;
        table.forget();
        near.forget();
        model.refresh();
    }

    @Override
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>(cleaning.commands());
        commands.addAll(browsing());
        return commands;
    }

    private List<Command> browsing() {
        return List.of(
                Command.of("corpora.clean", "do", "K", () -> shown != null, this::clean),
                Command.of(
                        "corpora.keep",
                        "do",
                        "Shift+K",
                        () -> shown != null && decided.ready(),
                        () -> decided.decide(java.util.Optional.of(Verdict.KEEP))),
                Command.of(
                        "corpora.drop",
                        "do",
                        "Shift+D",
                        () -> shown != null && decided.ready(),
                        () -> decided.decide(java.util.Optional.of(Verdict.DROP))),
                Command.of(
                        "corpora.review",
                        "do",
                        "Shift+R",
                        () -> shown != null && decided.ready(),
                        () -> decided.decide(java.util.Optional.of(Verdict.REVIEW))),
                Command.of(
                        "corpora.reason",
                        "do",
                        null,
                        () -> shown != null && decided.ready(),
                        decided::ask),
                Command.of(
                        "corpora.undecide",
                        "do",
                        "Shortcut+Z",
                        () -> shown != null && decided.ready() && fate.undoable(),
                        () -> fate.undo(document -> {})),
                Command.of(
                        "corpora.redecide",
                        "do",
                        "Shortcut+Shift+Z",
                        () -> shown != null && decided.ready() && fate.redoable(),
                        () -> fate.redo(document -> {})),
                Command.of("corpora.find", "do", "Shortcut+F", query::requestFocus),
                Command.of("corpora.label", "do", "L", () -> shown != null, this::label),
                Command.of("corpora.export", "do", "E", () -> shown != null, this::export),
                Command.of("corpora.import", "do", "I", () -> accept(List.of())),
                Command.of("corpora.hub", "do", "H", this::hub),
                hub.downloadCommand(),
                hub.cancelCommand(),
                Command.of(
                        "corpora.save",
                        "do",
                        "Shortcut+D",
                        () -> shown != null,
                        () -> menus.save(views)),
                Command.of(
                        "corpora.clear",
                        "do",
                        null,
                        () -> !model.state().get().query().isEmpty(),
                        () -> model.query("")));
    }

    private void show(CorporaState s) {
        if (cleaning.active()) {
            s.corpus().ifPresent(cleaning::on);
            return;
        }
        if (imports.active() || hub.active() || exports.active()) {
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
        query.show(s);
        for (Node node : List.of(export, label, views, query.box(), chooser, clean)) {
            Parts.show(node, s.found().isPresent());
        }
        if (s.found().isEmpty()) {
            nothing(s);
            return;
        }
        if (centre.getChildren().isEmpty() || centre.getChildren().getFirst() != browse) {
            centre.getChildren().setAll(browse);
            if (front && !query.isFocused()) {
                table.table().requestFocus();
            }
        }
        found(s, s.found().get());
        Parts.show(
                reader.node(),
                s.opened().isPresent() && box.getWidth() / desk.scale() >= WITH_READER);
        s.opened()
                .ifPresent(
                        o -> {
                            reader.show(
                                    o,
                                    s.corpus().map(Corpus::name).orElse(""),
                                    s.found().get().query());
                            removed.show(s.corpus().orElseThrow(), o.document().id());
                            fate.show(s.corpus().orElseThrow(), o.document().id());
                            near.show(s.corpus().orElseThrow(), o.document());
                        });
    }

    private void nothing(CorporaState s) {
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
                                Parts.button(Texts.of("corpora.none.hub"), "H", this::hub),
                                Parts.button(
                                        Texts.of("corpora.none.sample"),
                                        () -> desk.navigator().go(Place.HOME))));
    }

    private void found(CorporaState s, CorporaState.Found found) {
        String n = Words.count(found.rows().length);
        export.setText(Texts.of("corpora.export", n));
        label.setText(Texts.of("corpora.label", n));
        export.setDisable(found.rows().length == 0);
        label.setDisable(found.rows().length == 0);
        table.show(s, found);
        shown = found;
        s.facts().ifPresent(facets::show);
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
        leave();
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

package org.hornbook.app.view.compare;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.decided.DecidedNote;
import org.hornbook.app.decided.DecidedViewModel;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// Labels beside scores: where they differ, what a threshold would keep, who is right.
public final class CompareView implements Screen {
    private static final double NARROW_EMS = 66;
    private static final double LEAST_HEIGHT = 380;
    private static final double LEAST_HEIGHT_NARROW = 440;

    private final Desk desk;
    private final CompareViewModel model;
    private final LineViewModel line;
    private final LiveViewModel live;
    private final ReviewViewModel review;
    private final DecidedViewModel fate;
    private final Undoing undoing;
    private final CompareCommands commands;
    private final LiveRow liveRow;
    private final TrainingViewModel training;
    private final TopLine top;
    private final PeerViewModel peers;
    private final GridCard grid;
    private final CurvesCard curves;
    private final DocumentCard document;
    private final LineCard threshold;
    private final TrainPane train;
    private final WorthViewModel worth;
    private final WorthPane worthPane;
    private final ExchangeViewModel exchange;
    private final ClassifierMenu menu;
    private final OfferedPane offered;
    private final StackPane right = new StackPane();
    private final GridPane cards = new GridPane();
    private final VBox main = new VBox(12);
    private final ScrollPane whole = new ScrollPane(main);
    private final StackPane centre = new StackPane();
    private final VBox box = new VBox();
    private boolean narrow;
    private boolean curvesInFront;
    private boolean front;
    private boolean reviewing;

    public CompareView(Desk desk) {
        this.desk = desk;
        this.model = new CompareViewModel(desk);
        this.line = new LineViewModel(desk);
        this.training = new TrainingViewModel(desk, model);
        this.live = new LiveViewModel(desk, model, training);
        this.review = new ReviewViewModel(desk, model, live);
        this.liveRow = new LiveRow(training, review);
        this.worth = new WorthViewModel(desk, model, training);
        this.exchange = new ExchangeViewModel(desk, model);
        this.menu = new ClassifierMenu(desk, exchange, worth);
        this.offered = new OfferedPane(exchange);
        this.top = new TopLine(desk, model, training, menu);
        this.peers = new PeerViewModel(desk, review);
        this.grid = new GridCard(desk, model, review, peers);
        this.curves = new CurvesCard(desk);
        this.fate = new DecidedViewModel(desk);
        this.undoing = new Undoing(review, fate);
        DecidedNote decided = new DecidedNote(fate);
        this.document = new DocumentCard(desk, review, training, decided);
        this.threshold = new LineCard(desk, line, training, review);
        this.worthPane = new WorthPane(desk, worth);
        this.commands =
                new CompareCommands(
                        desk, model, line, review, training, worth, menu, undoing, decided,
                        threshold);
        this.train = new TrainPane(training, new EmbedViewModel(desk));
        build();
        model.state().show(this::show);
        line.state()
                .show(
                        s -> {
                            top.show(s);
                            curves.show(s);
                            threshold.show(s);
                            liveRow.show(s);
                        });
        live.state().show(liveRow::show);
        review.state()
                .show(
                        s -> {
                            grid.show(s);
                            document.show(s);
                            decided(s);
                        });
        review.near().show(document::show);
        peers.state().show(curves::show);
        training.state().show(this::show);
        worth.state().show(s -> right());
        exchange.state().show(s -> right());
        desk.follow(
                () -> {
                    if (front) {
                        model.refresh();
                    }
                });
    }

    private void build() {
        right.getChildren().setAll(document.node());
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        row.setFillHeight(true);
        row.setMinHeight(LEAST_HEIGHT);
        cards.getRowConstraints().setAll(row);
        cards.setHgap(12);
        for (Region part : List.of(cards, main, centre, right, box)) {
            part.setMinWidth(0);
        }
        VBox.setVgrow(cards, Priority.ALWAYS);
        whole.getStyleClass().add("hb-whole");
        whole.setFocusTraversable(false);
        // A scroll pane takes the focus at every press that reaches it.
        main.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
        whole.setFitToWidth(true);
        whole.setFitToHeight(true);
        whole.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        main.getChildren().setAll(menu.said(), liveRow.node(), cards, threshold.node());
        centre.getChildren().setAll(Parts.empty("fth-bar-chart", Texts.of("loading")));
        VBox.setVgrow(centre, Priority.ALWAYS);
        box.getStyleClass().add("hb-view");
        box.setFocusTraversable(true);
        box.setOnKeyPressed(this::moved);
        box.getChildren().setAll(top.node(), centre);
        box.widthProperty().addListener(o -> arrange());
        arrange(false);
        desk.settings().show(s -> arrange());
    }

    /// In a narrow window the curves share the place of the grid.
    private void arrange() {
        boolean next =
                box.getWidth() > 0
                        && box.getWidth() < NARROW_EMS * desk.settings().get().fontSize();
        if (next != narrow) {
            arrange(next);
        }
    }

    private void arrange(boolean next) {
        narrow = next;
        cards.getChildren().clear();
        double[] shares = narrow ? new double[] {40, 60} : new double[] {28, 31, 41};
        cards.getColumnConstraints().clear();
        for (double share : shares) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(share);
            column.setFillWidth(true);
            cards.getColumnConstraints().add(column);
        }
        if (narrow) {
            cards.add(curvesInFront ? curves.node() : grid.node(), 0, 0);
            cards.add(right, 1, 0);
        } else {
            cards.add(grid.node(), 0, 0);
            cards.add(curves.node(), 1, 0);
            cards.add(right, 2, 0);
        }
        cards.getRowConstraints()
                .getFirst()
                .setMinHeight(narrow ? LEAST_HEIGHT_NARROW : LEAST_HEIGHT);
        whole.setVvalue(0);
        grid.sharesPlace(narrow, () -> swap(true));
        curves.sharesPlace(narrow, () -> swap(false));
    }

    private void swap(boolean to) {
        curvesInFront = to;
        arrange(narrow);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void shown() {
        front = true;
        if (reviewing) {
            reviewing = false;
            model.usual();
            review.largest();
        } else {
            model.refresh();
        }
        box.requestFocus();
    }

    @Override
    public void hidden() {
        front = false;
        threshold.hide();
    }

    @Override
    public void accept(Errand errand) {
        if (errand instanceof Errand.Review()) {
            reviewing = true;
        }
    }

    @Override
    public List<Command> commands() {
        return commands.all();
    }

    /// Arrows go through the documents where no chart takes them; U undoes as Ctrl+Z does.
    private void moved(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown() || e.getTarget() instanceof TextInputControl) {
            return;
        }
        switch (e.getCode()) {
            case RIGHT, DOWN -> review.skip();
            case LEFT, UP -> review.back();
            case U -> undoing.undo();
            case ESCAPE -> {
                if (!close()) {
                    return;
                }
            }
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void show(CompareState s) {
        top.show(s);
        grid.show(s);
        curves.show(s);
        document.show(s);
        line.compared(s.compared());
        review.compared(s.compared());
        liveRow.show(s);
        live.compared(s.compared());
        peers.compared(s.compared());
        worth.compared(s.compared());
        threshold.show(s);
        train.show(s, s.stage() == CompareState.Stage.READY);
        switch (s.stage()) {
            case READING -> {}
            case READY -> {
                if (!centre.getChildren().contains(whole)) {
                    centre.getChildren().setAll(whole);
                }
            }
            case NO_DOCUMENTS ->
                    empty(
                            "compare.none.documents",
                            "compare.none.documents.go",
                            () -> desk.navigator().go(Place.HOME));
            case NO_LABELS ->
                    empty(
                            "compare.none.labels",
                            "compare.none.labels.go",
                            () -> desk.navigator().go(Place.LABELS));
            case NO_CLASSIFIER -> {
                training.encoders();
                form();
            }
        }
        decided(review.state().get());
        right();
    }

    /// What became of the opened document is asked again with every document and every change.
    private void decided(ReviewState s) {
        Optional<Compared> compared = model.state().get().compared();
        if (compared.isPresent() && s.current().isPresent()) {
            fate.show(compared.get().corpus(), s.current().get().document().id());
        } else {
            fate.forget();
        }
    }

    private void empty(String words, String button, Runnable next) {
        VBox framed =
                new VBox(
                        Parts.empty(
                                "fth-bar-chart",
                                Texts.of(words),
                                Parts.primary(Texts.of(button), "", next)));
        framed.setAlignment(Pos.CENTER);
        framed.getStyleClass().add("hb-card");
        centre.getChildren().setAll(framed);
    }

    /// Labels without a classifier: what this place is for, and the form that makes one, or what a
    /// file holds that is to be brought in.
    private void form() {
        Node wanted = exchange.state().get().offered().isPresent() ? offered.node() : train.node();
        if (wanted.getParent() != null && centre.getChildren().contains(wanted.getParent())) {
            return;
        }
        Hyperlink bring = Parts.link(Texts.of("compare.none.import"), menu::bring);
        bring.setId("compare-import");
        VBox all =
                new VBox(
                        16,
                        Parts.paragraph(Texts.of("compare.none.classifier"), "hb-empty-words"),
                        wanted,
                        bring);
        all.setAlignment(Pos.CENTER);
        all.setMaxWidth(520);
        centre.getChildren().setAll(all);
    }

    /// Closes what lies where the document was.
    private boolean close() {
        if (exchange.state().get().offered().isPresent()) {
            exchange.thanks();
        } else if (training.state().get().asking()) {
            training.ask(false);
        } else if (worth.state().get().open()) {
            worth.ask(false);
        } else {
            return false;
        }
        return true;
    }

    private void show(TrainingState t) {
        top.show(t);
        threshold.show(t);
        train.show(t);
        right();
    }

    /// The form, or what labels buy, lies where the document was, until it is closed.
    private void right() {
        boolean ready = model.state().get().stage() == CompareState.Stage.READY;
        Node wanted =
                exchange.state().get().offered().isPresent()
                        ? offered.node()
                        : training.state().get().asking()
                                ? train.node()
                                : worth.state().get().open() ? worthPane.node() : document.node();
        if (ready && !right.getChildren().contains(wanted)) {
            right.getChildren().setAll(wanted);
            if (wanted == worthPane.node()) {
                worthPane.focus();
            } else if (wanted == train.node()) {
                train.focus();
            } else if (wanted == offered.node()) {
                offered.focus();
            } else {
                box.requestFocus();
            }
        } else if (model.state().get().stage() == CompareState.Stage.NO_CLASSIFIER) {
            form();
        }
    }
}

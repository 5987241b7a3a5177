package org.hornbook.app.view.home;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.hornbook.app.Overview;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.Corpus;

import java.util.List;

/// The funnel from documents to a model that was tried, one next step, what the kept documents are
/// worth, and what happened lately.
public final class HomeView implements Screen {
    /// Below this width what happened lately gives way, and the funnel stands in two rows.
    private static final double NARROW = 820;

    /// Below this height the page is scrolled.
    private static final double LOW = 500;

    private final Desk desk;
    private final HomeViewModel model;
    private final VBox box = new VBox();
    private final WorthCard worth;
    private final WalkCard walk;
    private final ScrollPane page = new ScrollPane(box);
    private boolean front;

    public HomeView(Desk desk) {
        this.desk = desk;
        this.model = new HomeViewModel(desk);
        this.worth = new WorthCard(desk);
        this.walk = new WalkCard(model);
        page.setFitToWidth(true);
        page.setFitToHeight(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        box.getStyleClass().add("hb-view");
        box.setFocusTraversable(true);
        box.setOnDragOver(HomeView::accepts);
        box.setOnDragDropped(
                e ->
                        desk.navigator()
                                .go(
                                        Place.CORPORA,
                                        new Errand.Import(
                                                e.getDragboard().getFiles().stream()
                                                        .map(java.io.File::toPath)
                                                        .toList())));
        model.state().show(this::show);
        page.heightProperty().addListener(o -> again());
        page.widthProperty().addListener(o -> again());
        desk.follow(
                () -> {
                    if (front) {
                        model.refresh();
                    }
                });
    }

    /// The page is laid out anew for its size.
    private void again() {
        javafx.application.Platform.runLater(() -> show(model.state().get()));
    }

    private static void accepts(DragEvent e) {
        if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
        }
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void shown() {
        front = true;
        model.refresh();
    }

    @Override
    public void hidden() {
        front = false;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                Command.of(
                        "home.next",
                        "do",
                        "R",
                        () ->
                                model.state()
                                        .get()
                                        .overview()
                                        .filter(o -> o.documents() > 0)
                                        .ifPresent(o -> go(NextStep.of(o)))));
    }

    private void go(NextStep step) {
        if (step.errand() == null) {
            desk.navigator().go(step.place());
        } else {
            desk.navigator().go(step.place(), step.errand());
        }
    }

    private void show(HomeState state) {
        if (state.walk().isPresent()) {
            walk.show(state.walk().get());
            if (!box.getChildren().equals(List.of(walk.node()))) {
                box.getChildren().setAll(walk.node());
            }
        } else if (state.overview().isEmpty()) {
            box.getChildren().setAll(Parts.muted(Texts.of("loading")));
        } else if (state.overview().get().documents() == 0) {
            box.getChildren().setAll(welcome());
        } else {
            overview(state.overview().get());
        }
    }

    private Node welcome() {
        Button sample = Parts.primary(Texts.of("home.welcome.sample"), "", model::walk);
        sample.setId("home-sample");
        Button own =
                Parts.button(
                        Texts.of("home.welcome.own"),
                        () -> desk.navigator().go(Place.CORPORA, new Errand.Import(List.of())));
        own.setId("home-own");
        VBox all = Parts.empty("fth-book-open", Texts.of("home.welcome.words"), sample, own);
        Label title = Parts.title(Texts.of("home.welcome.title"));
        all.getChildren().addFirst(title);
        all.getChildren()
                .add(
                        Parts.paragraph(
                                Texts.of("home.welcome.sample.words"), "hb-muted", "hb-small"));
        VBox.setVgrow(all, Priority.ALWAYS);
        return all;
    }

    private void overview(Overview o) {
        Label title =
                Parts.title(
                        String.join(
                                " \u00b7 ",
                                o.corpora().stream().limit(3).map(Corpus::name).toList()));
        HBox head = Parts.row(12, title, Parts.muted(Texts.of("home.from", desk.session().name())));
        head.setAlignment(Pos.BASELINE_LEFT);
        boolean narrow = page.getWidth() / desk.scale() < NARROW;
        HBox below = new HBox(12, worth.show(o));
        if (!narrow) {
            below.getChildren().add(new LatelyCard(desk).show(o, page.getHeight()));
        }
        VBox.setVgrow(below, Priority.ALWAYS);
        below.setMinHeight(LOW / 2);
        box.getChildren()
                .setAll(
                        head,
                        new Funnel(desk.navigator()).show(o, narrow),
                        next(NextStep.of(o)),
                        below);
    }

    private Node next(NextStep step) {
        Button button = Parts.primary(step.button(), "R", () -> go(step));
        button.setId("home-next");
        Label words = Parts.paragraph(step.words());
        HBox.setHgrow(words, Priority.ALWAYS);
        Label name = Parts.text(Texts.of("home.next"), "hb-strong");
        name.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        HBox row = Parts.row(12, name, words, button);
        row.getStyleClass().add("hb-banner");
        return row;
    }
}

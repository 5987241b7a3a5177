package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.Corpus;
import org.hornbook.label.Rubric;

/// Labelling: the document, the scale with one key for each label, the guideline beside it; whom to
/// ask; the guidelines themselves; and how far those agree who have labelled.
public final class LabelsView implements Screen {
    private static final double WITH_SIDE = 760;

    private enum Tab {
        QUEUE,
        RUBRICS,
        AGREEMENT
    }

    private final Desk desk;
    private final LabelsViewModel model;
    private final AskPane ask;
    private final SidePane side;
    private final WhomPane whom;
    private final BulkPane bulk;
    private final RubricsPane rubrics;
    private final AgreementPane agreement;
    private final LabelCard card;
    private final VBox box = new VBox();
    private final Map<Tab, ToggleButton> tabs = new EnumMap<>(Tab.class);
    private final ComboBox<String> rubric = new ComboBox<>();
    private final ComboBox<String> corpus = new ComboBox<>();
    private final Label about = Parts.muted("");
    private final Label place = Parts.muted("");
    private final ProgressBar progress = new ProgressBar(0);
    private final StackPane centre = new StackPane();
    private final StackPane right = new StackPane();
    private final VBox queue = new VBox(10);
    private final StackPane below = new StackPane();
    private Tab tab = Tab.QUEUE;
    private boolean front;

    public LabelsView(Desk desk) {
        this.desk = desk;
        this.model = new LabelsViewModel(desk);
        this.ask = new AskPane(desk, this::away);
        this.side = new SidePane(desk);
        this.card = new LabelCard(model, box::requestFocus);
        this.whom = new WhomPane(desk, model, this::away);
        this.bulk = new BulkPane(desk, model, this::away);
        this.rubrics = new RubricsPane(desk, model);
        this.agreement = new AgreementPane(desk);
        build();
        model.state().show(this::show);
        desk.follow(
                () -> {
                    if (front) {
                        model.refresh();
                        if (tab == Tab.AGREEMENT) {
                            agreement.refresh();
                        } else if (tab == Tab.RUBRICS) {
                            rubrics.refresh();
                        }
                    }
                });
    }

    /// Puts away what stands beside the document instead of the guideline.
    private void away() {
        right.getChildren().setAll(side.node());
        Parts.show(right, wide());
        box.requestFocus();
    }

    private boolean wide() {
        return box.getWidth() / desk.scale() >= WITH_SIDE;
    }

    private void build() {
        HBox choice = new HBox(14);
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.setAlignment(Pos.CENTER_LEFT);
        for (Tab t : Tab.values()) {
            String name = t.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(Texts.of("labels.tab." + name));
            button.getStyleClass().setAll("toggle-button", "hb-tab");
            button.setId("labels-tab-" + name);
            button.setOnAction(e -> tab(t));
            tabs.put(t, button);
            choice.getChildren().add(button);
        }
        rubric.setId("labels-rubric");
        corpus.setId("labels-corpus");
        progress.setPrefWidth(150);
        progress.setMinWidth(60);
        Button asked = Parts.button(Texts.of("labels.ask"), "A", this::ask);
        asked.setId("labels-ask");
        Button chosen = Parts.button(Texts.of("labels.whom"), "W", this::whom);
        chosen.setId("labels-whom");
        about.setMinWidth(0);
        about.setId("labels-about");
        place.setMinWidth(Region.USE_PREF_SIZE);
        place.setId("labels-place");
        for (ComboBox<?> some : List.of(corpus, rubric)) {
            some.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox top =
                Parts.row(
                        14,
                        Parts.title(Texts.of("place.labels")),
                        choice,
                        Parts.spacer(),
                        corpus,
                        chosen,
                        asked);
        HBox line = Parts.row(12, rubric, about, Parts.spacer(), place, progress);
        centre.getChildren().setAll(card.node());
        right.setMinWidth(300);
        right.setPrefWidth(300);
        right.setMaxWidth(300);
        right.getChildren().setAll(side.node());
        VBox.setVgrow(centre, Priority.ALWAYS);
        VBox left = new VBox(10, line, centre);
        left.setMinWidth(300);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox both = new HBox(16, left, right);
        VBox.setVgrow(both, Priority.ALWAYS);
        queue.getChildren().setAll(both);
        box.widthProperty()
                .addListener(
                        o -> {
                            boolean wide = wide();
                            Parts.show(right, wide || !right.getChildren().contains(side.node()));
                            Parts.show(about, wide);
                            Parts.show(chosen, wide);
                        });
        VBox.setVgrow(below, Priority.ALWAYS);
        box.getStyleClass().add("hb-view");
        box.setFocusTraversable(true);
        box.getChildren().setAll(top, below);
        tab(Tab.QUEUE);
    }

    private void tab(Tab next) {
        tab = next;
        tabs.forEach((t, button) -> button.setSelected(t == next));
        below.getChildren()
                .setAll(
                        switch (next) {
                            case QUEUE -> queue;
                            case RUBRICS -> rubrics.node();
                            case AGREEMENT -> agreement.node();
                        });
        if (next == Tab.RUBRICS) {
            rubrics.open();
        } else if (next == Tab.AGREEMENT) {
            agreement.refresh();
        }
        box.requestFocus();
    }

    private void ask() {
        tab(Tab.QUEUE);
        ask.shown(model.state().get());
        beside(ask.node());
    }

    private void whom() {
        tab(Tab.QUEUE);
        whom.open();
        beside(whom.node());
    }

    private void bulk() {
        tab(Tab.QUEUE);
        bulk.open();
        beside(bulk.node());
    }

    private void beside(Node node) {
        right.getChildren().setAll(node);
        Parts.show(right, true);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void shown() {
        front = true;
        model.refresh();
        box.requestFocus();
    }

    @Override
    public void hidden() {
        front = false;
    }

    @Override
    public void accept(Errand errand) {
        if (errand instanceof Errand.LabelThese(String of, String query)) {
            tab(Tab.QUEUE);
            model.these(of, query);
        }
    }

    @Override
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i <= 9; i++) {
            int value = i;
            commands.add(
                    new Command(
                            "labels." + i,
                            Texts.of("command.group.do"),
                            Texts.of("command.labels.vote", i),
                            KeyCombination.valueOf(String.valueOf(i)),
                            () ->
                                    labelling()
                                            && model.state().get().document().isPresent()
                                            && model.state().get().rubric().admits(value),
                            () -> card.vote(value)));
        }
        commands.add(Command.of("labels.skip", "do", "S", this::labelling, model::skip));
        commands.add(Command.of("labels.back", "do", "P", this::labelling, model::back));
        commands.add(Command.of("labels.note", "do", "N", this::labelling, card::writeNote));
        commands.add(Command.of("labels.blind", "do", "B", this::labelling, model::blind));
        commands.add(
                Command.of(
                        "labels.undo",
                        "do",
                        "Shortcut+Z",
                        () -> labelling() && model.state().get().undoable(),
                        model::undo));
        commands.add(Command.of("labels.more", "do", "M", this::labelling, model::more));
        commands.add(Command.of("labels.whom", "do", "W", this::whom));
        commands.add(Command.of("labels.bulk", "do", "L", this::bulk));
        commands.add(Command.of("labels.ask", "do", "A", this::ask));
        commands.add(Command.of("labels.queue", "do", null, () -> tab(Tab.QUEUE)));
        commands.add(Command.of("labels.rubrics", "do", "R", () -> tab(Tab.RUBRICS)));
        commands.add(Command.of("labels.agreement", "do", "G", () -> tab(Tab.AGREEMENT)));
        commands.addAll(rubrics.commands(() -> tab == Tab.RUBRICS));
        return commands;
    }

    private boolean labelling() {
        return tab == Tab.QUEUE;
    }

    private void show(LabelsState s) {
        corpus.setOnAction(null);
        List<String> names = s.corpora().stream().map(Corpus::name).toList();
        if (!corpus.getItems().equals(names)) {
            corpus.getItems().setAll(names);
        }
        corpus.setValue(s.corpus().map(Corpus::name).orElse(null));
        corpus.setOnAction(e -> model.corpus(corpus.getValue()));
        Parts.show(corpus, names.size() > 1);
        rubrics(s);
        about.setText(s.about());
        about.setTooltip(new Tooltip(s.about()));
        boolean some = s.size() > 0;
        Parts.show(progress, some);
        place.setText(
                some
                        ? Texts.of(
                                "labels.place",
                                Words.count(Math.min(s.at() + 1, s.size())),
                                Words.count(s.size()))
                        : "");
        progress.setProgress(some ? (double) s.at() / s.size() : 0);
        card.show(s);
        side.show(s);
        bulk.show(s);
        s.corpus().ifPresent(agreement::corpus);
        if (s.corpora().isEmpty() && s.corpus().isEmpty()) {
            empty("labels.none", "labels.none.go", () -> desk.navigator().go(Place.HOME));
        } else if (s.done()) {
            empty("labels.done", "labels.done.go", model::more);
        } else if (s.size() == 0) {
            empty("labels.all", "labels.all.go", () -> desk.navigator().go(Place.COMPARE));
        } else {
            centre.getChildren().setAll(card.node());
        }
    }

    /// The newest version of each, and the one in hand if it is older.
    private void rubrics(LabelsState s) {
        rubric.setOnAction(null);
        List<Rubric> all = new ArrayList<>(s.rubrics());
        if (!all.contains(s.rubric())) {
            all.add(s.rubric());
        }
        List<String> titles = all.stream().map(RubricWords::title).toList();
        if (!rubric.getItems().equals(titles)) {
            // A box that keeps its selection while its items change shows another one.
            rubric.getSelectionModel().clearSelection();
            rubric.getItems().setAll(titles);
        }
        rubric.getSelectionModel().select(RubricWords.title(s.rubric()));
        rubric.setOnAction(
                e -> {
                    int at = rubric.getSelectionModel().getSelectedIndex();
                    if (at >= 0) {
                        model.rubric(all.get(at));
                        box.requestFocus();
                    }
                });
    }

    private void empty(String words, String button, Runnable next) {
        Node all =
                Parts.empty(
                        "fth-tag",
                        Texts.of(words),
                        Parts.primary(
                                Texts.of(button), words.equals("labels.done") ? "M" : "", next));
        VBox framed = new VBox(all);
        framed.setAlignment(Pos.CENTER);
        framed.getStyleClass().add("hb-card");
        centre.getChildren().setAll(framed);
    }

    static ScrollPane scroll(Node node) {
        ScrollPane pane = new ScrollPane(node);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return pane;
    }
}

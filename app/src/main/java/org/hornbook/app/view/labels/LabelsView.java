package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.CodeView;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.PythonColours;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.label.Rubric;

/// Labelling: the document, the scale with one key for each label, the guideline beside it; or a
/// model that is asked to do the same.
public final class LabelsView implements Screen {
    private static final List<Rubric> RUBRICS =
            List.of(Rubric.educationalValue(), Rubric.fineWebEdu());

    private static final double WITH_SIDE = 760;

    private final Desk desk;
    private final LabelsViewModel model;
    private final AskPane ask;
    private final SidePane side;
    private final VBox box = new VBox();
    private final ComboBox<String> rubric = new ComboBox<>();
    private final ComboBox<String> corpus = new ComboBox<>();
    private final Label about = Parts.muted("");
    private final Label place = Parts.muted("");
    private final ProgressBar progress = new ProgressBar(0);
    private final Label head = Parts.muted("");
    private final HBox opinions = Parts.row(6);
    private final CodeView text = new CodeView();
    private final HBox votes = new HBox(8);
    private final TextField note = new TextField();
    private final Label last = Parts.muted("");
    private final VBox card = new VBox(8);
    private final StackPane centre = new StackPane();
    private final StackPane right = new StackPane();
    private String shownDocument = "";
    private boolean front;

    public LabelsView(Desk desk) {
        this.desk = desk;
        this.model = new LabelsViewModel(desk);
        this.ask = new AskPane(desk, this::away);
        this.side = new SidePane(desk);
        build();
        model.state().show(this::show);
        desk.follow(
                () -> {
                    if (front) {
                        model.refresh();
                    }
                });
    }

    private void away() {
        right.getChildren().setAll(side.node());
        Parts.show(right, box.getWidth() / desk.scale() >= WITH_SIDE);
    }

    private void build() {
        RUBRICS.forEach(r -> rubric.getItems().add(name(r)));
        rubric.getSelectionModel().select(0);
        rubric.setId("labels-rubric");
        rubric.setOnAction(
                e -> model.rubric(RUBRICS.get(rubric.getSelectionModel().getSelectedIndex())));
        corpus.setId("labels-corpus");
        progress.setPrefWidth(150);
        Button asked = Parts.button(Texts.of("labels.ask"), "A", this::ask);
        asked.setId("labels-ask");
        about.setMinWidth(0);
        HBox top =
                Parts.row(
                        12,
                        Parts.title(Texts.of("place.labels")),
                        corpus,
                        rubric,
                        about,
                        Parts.spacer(),
                        place,
                        progress,
                        asked);
        place.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        for (ComboBox<?> choice : List.of(corpus, rubric)) {
            choice.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        }
        place.setId("labels-place");
        head.setMinWidth(0);
        note.setPromptText(Texts.of("labels.note.prompt"));
        note.setId("labels-note");
        note.textProperty().addListener(o -> model.note(note.getText()));
        note.setOnAction(e -> box.requestFocus());
        Parts.show(note, false);
        last.setId("labels-last");
        last.setMinWidth(0);
        VBox.setVgrow(text, Priority.ALWAYS);
        HBox heading = Parts.row(8, head, Parts.spacer(), opinions);
        opinions.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        card.getStyleClass().add("hb-card");
        card.getChildren()
                .setAll(
                        heading,
                        text,
                        note,
                        votes,
                        Parts.row(
                                12,
                                Parts.text(Texts.of("labels.keys"), "hb-muted", "hb-small"),
                                Parts.spacer(),
                                last));
        centre.getChildren().setAll(card);
        HBox.setHgrow(centre, Priority.ALWAYS);
        centre.setMinWidth(300);
        right.setMinWidth(300);
        right.setPrefWidth(300);
        right.setMaxWidth(300);
        right.getChildren().setAll(side.node());
        HBox below = new HBox(16, centre, right);
        VBox.setVgrow(below, Priority.ALWAYS);
        box.widthProperty()
                .addListener(
                        o -> {
                            boolean wide = box.getWidth() / desk.scale() >= WITH_SIDE;
                            Parts.show(right, wide || right.getChildren().contains(ask.node()));
                            Parts.show(about, wide);
                        });
        box.getStyleClass().add("hb-view");
        box.setFocusTraversable(true);
        box.getChildren().setAll(top, below);
    }

    private static String name(Rubric r) {
        return Texts.of("labels.rubric." + r.name()) + ", v" + r.version();
    }

    private void ask() {
        ask.shown(model.state().get());
        right.getChildren().setAll(ask.node());
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
            model.these(of, query);
        }
    }

    @Override
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i <= 5; i++) {
            int value = i;
            commands.add(
                    new Command(
                            "labels." + i,
                            Texts.of("command.group.do"),
                            Texts.of("command.labels.vote", i),
                            javafx.scene.input.KeyCombination.valueOf(String.valueOf(i)),
                            () -> model.state().get().document().isPresent(),
                            () -> vote(value)));
        }
        commands.add(Command.of("labels.skip", "do", "S", model::skip));
        commands.add(Command.of("labels.back", "do", "P", model::back));
        commands.add(Command.of("labels.note", "do", "N", this::writeNote));
        commands.add(Command.of("labels.blind", "do", "B", model::blind));
        commands.add(
                Command.of(
                        "labels.undo",
                        "do",
                        "Shortcut+Z",
                        () -> model.state().get().undoable(),
                        model::undo));
        commands.add(Command.of("labels.more", "do", "M", model::more));
        commands.add(Command.of("labels.ask", "do", "A", this::ask));
        return commands;
    }

    private void vote(int value) {
        model.vote(value);
        note.clear();
        Parts.show(note, false);
    }

    private void writeNote() {
        Parts.show(note, true);
        note.requestFocus();
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
        last.setText(s.last());
        opinions(s);
        votes(s);
        side.show(s);
        if (s.corpora().isEmpty() && s.corpus().isEmpty()) {
            empty("labels.none", "labels.none.go", () -> desk.navigator().go(Place.HOME));
        } else if (s.done()) {
            empty("labels.done", "labels.done.go", model::more);
        } else if (s.size() == 0) {
            empty("labels.all", "labels.all.go", () -> desk.navigator().go(Place.COMPARE));
        } else {
            centre.getChildren().setAll(card);
        }
        s.document().ifPresentOrElse(this::show, () -> shownDocument = "");
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

    private void show(Document d) {
        if (shownDocument.equals(d.key() + d.id())) {
            return;
        }
        shownDocument = d.key() + d.id();
        boolean code = PythonColours.isCode(d.text());
        text.show(d.text(), code, List.of());
        head.setText(
                Texts.of(
                        "labels.head",
                        d.key(),
                        Words.count(d.text().lines().count()),
                        Words.count(d.text().length())));
    }

    private void opinions(LabelsState s) {
        opinions.getChildren().clear();
        if (s.blind()) {
            opinions.getChildren()
                    .addAll(
                            Parts.text(Texts.of("labels.blind"), "hb-muted", "hb-small"),
                            Parts.text("B", "hb-key"));
            return;
        }
        for (LabelsState.Said said : s.others()) {
            Label pill = Parts.pill(said.who() + " " + said.words(), "info");
            if (!said.why().isEmpty()) {
                pill.setTooltip(new Tooltip(said.why()));
            }
            opinions.getChildren().add(pill);
        }
        if (s.others().isEmpty()) {
            opinions.getChildren()
                    .add(Parts.text(Texts.of("labels.alone"), "hb-muted", "hb-small"));
        }
    }

    private void votes(LabelsState s) {
        if (votes.getChildren().size() != s.rubric().meanings().size()) {
            votes.getChildren().clear();
            for (int i = 0; i < s.rubric().meanings().size(); i++) {
                int value = s.rubric().lowest() + i;
                Button button = new Button();
                VBox inside =
                        new VBox(
                                2,
                                Parts.text(String.valueOf(value), "hb-vote-number"),
                                Parts.text("", "hb-muted", "hb-small"));
                inside.setAlignment(Pos.CENTER);
                button.setGraphic(inside);
                button.setId("vote-" + value);
                button.getStyleClass().setAll("button", "hb-vote");
                button.setOnAction(e -> vote(value));
                button.setMinWidth(40);
                button.setPrefWidth(10);
                HBox.setHgrow(button, Priority.ALWAYS);
                votes.getChildren().add(button);
            }
        }
        for (int i = 0; i < votes.getChildren().size(); i++) {
            Button button = (Button) votes.getChildren().get(i);
            String meaning = s.rubric().meanings().get(i);
            Label words = (Label) ((VBox) button.getGraphic()).getChildren().get(1);
            words.setText(Texts.of("labels.short." + s.rubric().name() + "." + i));
            words.setMinWidth(0);
            button.setTooltip(new Tooltip(meaning));
            button.setAccessibleText(i + ": " + meaning);
            boolean mine = s.mine().isPresent() && s.mine().getAsInt() == s.rubric().lowest() + i;
            button.getStyleClass().remove("hb-on");
            if (mine) {
                button.getStyleClass().add("hb-on");
            }
            button.setDisable(s.document().isEmpty());
        }
    }

    static ScrollPane scroll(Node node) {
        ScrollPane pane = new ScrollPane(node);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return pane;
    }
}

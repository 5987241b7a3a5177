package org.hornbook.app.view.models;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.hub.HubPane;
import org.hornbook.app.hub.HubState;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.Shown;
import org.hornbook.checkpoint.Precision;
import org.hornbook.hub.RepositoryKind;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Checkpoints on disk: the list, all about the chosen one, results side by side; trying one,
/// deleting to a trash, adding a folder.
public final class ModelsView implements Screen, DetailPane.Actions {
    private static final double BESIDE = 760;
    private static final double TALL = 800;

    private final Desk desk;
    private final ModelsViewModel model;
    private final TryViewModel trials;
    private final AnswersViewModel answers;
    private final PrecisionViewModel conversions;
    private final VBox box = new VBox();
    private final ModelList list;
    private final ResultsCard results;
    private final DetailPane detail;
    private final TryPane trying;
    private final TrashPane trash;
    private final AnswersPane looking;
    private final HubPane hub;
    private final Button bin = Parts.button("", "R", this::trash);
    private final Label said = Parts.muted("");
    private final Button undo;
    private final Label wrong = Parts.paragraph("", "hb-bad");
    private final HBox banner;
    private final VBox left;
    private final StackPane right = new StackPane();
    private final StackPane centre = new StackPane();
    private boolean front;
    private boolean beside = true;

    public ModelsView(Desk desk) {
        this.desk = desk;
        this.model = new ModelsViewModel(desk);
        this.trials = new TryViewModel(desk, model::refresh);
        this.answers = new AnswersViewModel(desk);
        this.list = new ModelList(desk, this::choose);
        this.results = new ResultsCard(desk);
        this.conversions = new PrecisionViewModel(desk, model::refresh);
        this.detail = new DetailPane(desk, conversions, this);
        this.trying = new TryPane(trials, this::detail, this::answersOfTrial);
        this.trash = new TrashPane(model, this::detail);
        this.looking = new AnswersPane(answers, this::browse);
        this.hub = new HubPane(desk, RepositoryKind.MODEL, this::browse, this::brought);
        this.undo = Parts.button(Texts.of("undo"), Texts.of("models.undo.key"), model::undo);
        this.banner =
                Parts.row(
                        10,
                        said,
                        undo,
                        Parts.spacer(),
                        Parts.iconButton("fth-x", Texts.of("close"), model::heard));
        this.left = new VBox(12, list.node(), results.node());
        build();
        model.state().show(this::show);
        trials.state()
                .show(
                        t -> {
                            detail.going(going());
                            trying.show();
                        });
        conversions.state().show(s -> detail.precise(model.state().get().model()));
        desk.follow(
                () -> {
                    if (front) {
                        model.refresh();
                    }
                });
    }

    private void build() {
        Button add = Parts.button(Texts.of("models.add"), "A", this::chooseFolder);
        add.setId("models-add");
        Button download = Parts.button(Texts.of("models.hub"), "D", this::hub);
        download.setId("models-hub");
        bin.setId("models-bin");
        said.setId("models-said");
        undo.setId("models-undo");
        wrong.setId("models-wrong");
        said.setMinWidth(0);
        banner.getStyleClass().add("hb-banner");
        HBox top =
                Parts.row(
                        12,
                        Parts.title(Texts.of("place.models")),
                        Parts.muted(""),
                        Parts.spacer(),
                        bin,
                        download,
                        add);
        VBox.setVgrow(list.node(), Priority.ALWAYS);
        right.getChildren().setAll(detail.node());
        VBox.setVgrow(centre, Priority.ALWAYS);
        box.getStyleClass().add("hb-view");
        box.setFocusTraversable(true);
        box.getChildren().setAll(top, banner, wrong, centre);
        box.widthProperty().addListener(o -> arrange());
        box.heightProperty().addListener(o -> arrange());
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
        lay();
    }

    /// Details beside the list, or below it where the window is narrow.
    private void arrange() {
        boolean wide = box.getWidth() >= BESIDE;
        double width = Math.clamp(box.getWidth() * 0.33, 340, 620);
        right.setMinWidth(wide ? 320 : 0);
        right.setPrefWidth(wide ? width : Pane.USE_COMPUTED_SIZE);
        right.setMaxWidth(wide ? width : Double.MAX_VALUE);
        results.room(wide || box.getHeight() >= TALL);
        if (wide != beside) {
            beside = wide;
            if (!elsewhere()) {
                lay();
            }
        }
    }

    private void lay() {
        Pane both;
        if (beside) {
            both = new HBox(16, left, right);
            HBox.setHgrow(left, Priority.ALWAYS);
        } else {
            both = new VBox(12, left, right);
            VBox.setVgrow(left, Priority.ALWAYS);
            VBox.setVgrow(right, Priority.ALWAYS);
        }
        left.setMinWidth(300);
        centre.getChildren().setAll(both);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void shown() {
        front = true;
        model.refresh();
        list.focus();
    }

    @Override
    public void hidden() {
        front = false;
    }

    @Override
    public void accept(Errand errand) {
        if (errand instanceof Errand.AddModel(List<Path> folders)) {
            browse();
            model.add(folders);
        }
    }

    @Override
    public List<Command> commands() {
        return List.of(
                Command.of("models.chat", "do", "C", this::some, this::chat),
                Command.of("models.try", "do", "T", this::some, this::attempt),
                Command.of("models.convert", "do", "V", this::converts, this::convert),
                Command.of("models.calibrate", "do", "Shift+V", this::converts, this::calibrate),
                Command.of("models.folder", "do", "F", this::some, this::folder),
                Command.of("models.delete", "do", "Delete", this::some, this::delete),
                Command.of(
                        "models.undo",
                        "do",
                        "Shortcut+Z",
                        () -> model.state().get().undoable(),
                        model::undo),
                Command.of("models.add", "do", "A", this::chooseFolder),
                Command.of("models.hub", "do", "D", this::hub),
                hub.downloadCommand(),
                hub.cancelCommand(),
                Command.of("models.trash", "do", "R", this::trash),
                Command.of("models.answers", "do", "L", this::some, this::lastAnswers),
                Command.of("models.back", "do", "B", this::elsewhere, this::browse),
                Command.of("models.test", "do", "E", this::looks, looking::test),
                Command.of("models.next", "do", "N", this::looks, () -> looking.step(1)),
                Command.of("models.before", "do", "P", this::looks, () -> looking.step(-1)));
    }

    private boolean some() {
        return !elsewhere() && model.state().get().model().isPresent();
    }

    private boolean converts() {
        return some()
                && model.state()
                        .get()
                        .model()
                        .flatMap(Model::facts)
                        .filter(f -> f.config().isPresent() && f.tokenizer())
                        .isPresent();
    }

    /// To int4, which is what most want.
    private void convert() {
        model.state().get().model().ifPresent(m -> conversions.convert(m, Precision.Kind.INT4));
    }

    private void calibrate() {
        model.state().get().model().ifPresent(conversions::calibrate);
    }

    private boolean looks() {
        return centre.getChildren().contains(looking.node());
    }

    /// Whether the centre holds something else than the list.
    private boolean elsewhere() {
        return hub.active() || looks();
    }

    private void hub() {
        hub.begin();
        centre.getChildren().setAll(hub.node());
    }

    private void brought(HubState.Brought what) {
        model.refresh(
                () -> {
                    model.choose(what.model());
                    browse();
                });
    }

    private Optional<TryState.Going> going() {
        return model.state().get().model().flatMap(m -> trials.state().get().of(m.name()));
    }

    private void show(ModelsState s) {
        said.setText(s.said());
        Parts.show(banner, !s.said().isEmpty());
        Parts.show(undo, s.undoable());
        wrong.setText(s.wrong());
        Parts.show(wrong, !s.wrong().isEmpty());
        bin.setText(Texts.of("models.trash.n", Words.count(s.trash().size())));
        Parts.show(bin, !s.trash().isEmpty());
        list.show(s);
        results.show(s);
        detail.show(s, going());
        trash.show(s);
        if (elsewhere()) {
            return;
        }
        if (s.read() && s.models().isEmpty() && !right.getChildren().contains(trash.node())) {
            empty();
        } else if (centre.getChildren().stream().noneMatch(n -> n == left.getParent())) {
            lay();
        }
    }

    private void empty() {
        Button train =
                Parts.primary(
                        Texts.of("models.none.train"),
                        "",
                        () -> desk.navigator().go(Place.TRAIN, new Errand.NewRun("")));
        train.setId("models-none-train");
        VBox all =
                Parts.empty(
                        "fth-box",
                        Texts.of("models.none"),
                        train,
                        Parts.button(Texts.of("models.hub"), "D", this::hub),
                        Parts.button(Texts.of("models.add"), "A", this::chooseFolder));
        VBox framed = new VBox(all);
        framed.setAlignment(Pos.CENTER);
        framed.getStyleClass().add("hb-card");
        centre.getChildren().setAll(framed);
    }

    private void choose(String name) {
        model.choose(name);
        if (right.getChildren().contains(trying.node())) {
            writer().ifPresentOrElse(this::attempt, this::detail);
        }
    }

    private void detail() {
        right.getChildren().setAll(detail.node());
        show(model.state().get());
        list.focus();
    }

    private void browse() {
        hub.away();
        lay();
        show(model.state().get());
        list.focus();
    }

    private void trash() {
        trash.begin(model.state().get());
        right.getChildren().setAll(trash.node());
        if (!looks()) {
            hub.away();
            lay();
        }
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("models.add"));
        File folder = chooser.showDialog(box.getScene().getWindow());
        if (folder != null) {
            model.add(List.of(folder.toPath()));
        }
    }

    @Override
    public void chat() {
        writer().ifPresent(
                        m -> desk.navigator().go(Place.CHAT, new Errand.Talk(List.of(m.name()))));
    }

    @Override
    public void attempt() {
        writer().ifPresent(
                        m -> {
                            attempt(m);
                            trying.focus();
                        });
    }

    private void attempt(Model chosen) {
        trials.begin(model.state().get().tried());
        right.getChildren().setAll(trying.node());
        trying.begin(chosen);
    }

    /// The chosen model, if it can write text.
    private Optional<Model> writer() {
        return model.state()
                .get()
                .model()
                .filter(m -> m.facts().filter(Model.Facts::tokenizer).isPresent());
    }

    @Override
    public void folder() {
        model.state().get().model().ifPresent(m -> Shown.inFolder(desk, m.folder()));
    }

    @Override
    public void delete() {
        model.delete();
    }

    @Override
    public void answers(Tried tried) {
        ModelsState s = model.state().get();
        Model one = s.model().orElseThrow();
        List<ModelsState.Compared> others =
                s.models().stream()
                        .filter(m -> !m.name().equals(one.name()))
                        .flatMap(
                                m ->
                                        s.of(m).stream()
                                                .filter(t -> t.key().equals(tried.key()))
                                                .limit(1)
                                                .map(t -> new ModelsState.Compared(m, t)))
                        .toList();
        answers.open(new ModelsState.Compared(one, tried), others);
        hub.away();
        centre.getChildren().setAll(looking.node());
        looking.focus();
    }

    private void lastAnswers() {
        ModelsState s = model.state().get();
        s.model().flatMap(m -> s.of(m).stream().findFirst()).ifPresent(this::answers);
    }

    private void answersOfTrial() {
        detail();
        lastAnswers();
    }
}

package org.hornbook.app.hub;

import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.Shown;
import org.hornbook.hub.RepositoryKind;

/// "From the Hub": words or an address, what was found, what a repository holds, the download, and
/// what to do with it.
public final class HubPane {
    private final Desk desk;
    private final RepositoryKind kind;
    private final HubViewModel model;
    private final Runnable close;
    private final Consumer<HubState.Brought> next;
    private final VBox box = Parts.card();
    private final TextField text = new TextField();
    private final Label wrong = Parts.paragraph("", "hb-bad");
    private final Label asking = Parts.muted(Texts.of("hub.asking"));
    private final StackPane centre = new StackPane();
    private final HubHits hits;
    private final HubFiles files;
    private final ProgressBar bar = new ProgressBar();
    private final Label goingTitle = Parts.text("", "hb-strong");
    private final Label progress = Parts.paragraph("");
    private final VBox going;
    private boolean active;

    /// What the centre shows, to see when it is something else.
    private Object subject = "";

    /// What was asked last: while something else is being written, the focus stays there.
    private String asked = "";

    /// @param close leaves the pane
    /// @param next what follows a download: an import, or the model that is new
    public HubPane(
            Desk desk, RepositoryKind kind, Runnable close, Consumer<HubState.Brought> next) {
        this.desk = desk;
        this.kind = kind;
        this.close = close;
        this.next = next;
        this.model = new HubViewModel(desk, kind);
        this.hits = new HubHits(desk, model);
        this.files = new HubFiles(desk, model);
        Button stop = Parts.button(Texts.of("cancel"), model::cancel);
        stop.setId("hub-cancel");
        this.going =
                Parts.column(
                        10,
                        goingTitle,
                        bar,
                        progress,
                        Parts.paragraph(Texts.of("hub.running"), "hb-muted"),
                        Parts.row(8, stop));
        build();
        model.state().show(this::show);
    }

    private void build() {
        box.setId("hub");
        box.setFocusTraversable(true);
        text.setId("hub-text");
        text.setPromptText(Texts.of("hub.prompt." + kind.word()));
        text.setOnAction(e -> ask());
        HBox.setHgrow(text, Priority.ALWAYS);
        wrong.setId("hub-wrong");
        asking.setId("hub-asking");
        progress.setId("hub-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        Button search = Parts.button(Texts.of("hub.search"), "\u21b5", this::ask);
        search.setId("hub-search");
        VBox.setVgrow(centre, Priority.ALWAYS);
        box.setMaxHeight(Double.MAX_VALUE);
        box.getChildren()
                .setAll(
                        Parts.row(
                                8,
                                Parts.heading(Texts.of("hub.title." + kind.word())),
                                Parts.spacer(),
                                Parts.iconButton("fth-x", Texts.of("close"), close)),
                        Parts.row(8, text, search),
                        wrong,
                        asking,
                        centre);
        box.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        e.consume();
                        close.run();
                    }
                });
    }

    private void ask() {
        asked = text.getText().strip();
        model.ask(asked);
    }

    public Node node() {
        return box;
    }

    /// Whether the pane is in front.
    public boolean active() {
        return active;
    }

    /// Comes to the front, ready to be written into.
    public void begin() {
        active = true;
        Platform.runLater(
                () -> {
                    text.requestFocus();
                    text.selectAll();
                });
    }

    /// Leaves the front. A download goes on.
    public void away() {
        active = false;
    }

    /// A button with a sign that opens the pane.
    public static Button opener(RepositoryKind kind, Runnable open) {
        Button button =
                Parts.iconButton("fth-download-cloud", Texts.of("hub.title." + kind.word()), open);
        button.setId("hub-open");
        return button;
    }

    /// The download of what is chosen.
    public Command downloadCommand() {
        return Command.of(
                "hub.download",
                "do",
                "Shortcut+Enter",
                () -> active && model.ready(),
                model::download);
    }

    /// The end of a download that runs.
    public Command cancelCommand() {
        return Command.of(
                "hub.cancel",
                "do",
                null,
                () -> model.state().get().going().isPresent(),
                model::cancel);
    }

    private void show(HubState s) {
        wrong.setText(s.wrong());
        Parts.show(wrong, !s.wrong().isEmpty());
        Parts.show(asking, s.asking());
        hits.show(s);
        files.show(s);
        Node shown =
                s.going().isPresent()
                        ? going(s.going().get())
                        : s.brought().isPresent()
                                ? brought(s.brought().get())
                                : s.opened().isPresent()
                                        ? files.node()
                                        : !s.hits().isEmpty() ? hits.node() : nothing(s);
        Object now = s.opened().map(o -> (Object) o.listing()).orElse(s.hits());
        if (centre.getChildren().size() != 1
                || centre.getChildren().getFirst() != shown
                || !now.equals(subject)) {
            subject = now;
            boolean typing = text.isFocused() && !text.getText().strip().equals(asked);
            centre.getChildren().setAll(shown);
            if (active && !typing) {
                focus(s);
            }
        }
    }

    private void focus(HubState s) {
        if (s.going().isPresent()) {
            box.requestFocus();
        }
        boolean some = s.opened().isPresent() || !s.hits().isEmpty();
        if (some && s.going().isEmpty() && s.brought().isEmpty()) {
            Platform.runLater(s.opened().isPresent() ? files::focus : hits::focus);
        }
    }

    private Node nothing(HubState s) {
        boolean none = !s.searched().isEmpty() && !s.asking() && s.wrong().isEmpty();
        return Parts.empty(
                none ? "fth-search" : "fth-download-cloud",
                none
                        ? Texts.of("hub.none." + kind.word(), s.searched())
                        : Texts.of("hub.words." + kind.word()));
    }

    private Node going(HubState.Going now) {
        goingTitle.setText(now.title());
        bar.setProgress(now.share());
        progress.setText(now.words());
        return going;
    }

    private Node brought(HubState.Brought what) {
        Label said =
                Parts.paragraph(
                        Texts.of(
                                "hub.done",
                                what.report().repository(),
                                Words.count(what.report().files().size()),
                                Words.bytes(what.report().bytes())),
                        "hb-strong");
        said.setId("hub-done");
        VBox done = Parts.column(10, said);
        Label where = Parts.paragraph(what.report().folder(), "hb-mono", "hb-small");
        done.getChildren().add(where);
        Button folder =
                Parts.button(
                        Texts.of("hub.folder"),
                        () -> Shown.inFolder(desk, java.nio.file.Path.of(what.report().folder())));
        Button back = Parts.button(Texts.of("hub.more"), model::back);
        boolean usable =
                kind == RepositoryKind.MODEL ? !what.model().isEmpty() : !what.data().isEmpty();
        String more =
                kind == RepositoryKind.MODEL
                        ? usable
                                ? Texts.of("hub.done.model", what.model())
                                : Texts.of("hub.done.refused", what.refused())
                        : Texts.of(usable ? "hub.done.dataset" : "hub.done.nodata");
        done.getChildren().add(Parts.paragraph(more, usable ? "hb-muted" : "hb-bad"));
        List<Button> steps = new java.util.ArrayList<>();
        if (usable) {
            Button go =
                    Parts.primary(Texts.of("hub.next." + kind.word()), "", () -> next.accept(what));
            go.setId("hub-next");
            steps.add(go);
            if (active) {
                Platform.runLater(go::requestFocus);
            }
        }
        steps.addAll(List.of(folder, back));
        done.getChildren().add(Parts.row(8, steps.toArray(Node[]::new)));
        return done;
    }
}

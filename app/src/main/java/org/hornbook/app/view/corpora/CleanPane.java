package org.hornbook.app.view.corpora;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.Corpus;

/// Keeping a corpus clean: near-duplicates, pieces of benchmarks, and what was removed, with its
/// reason and the way back.
final class CleanPane {
    private final CleanViewModel model;
    private final VBox box = Parts.card();
    private final Label title = Parts.heading("");
    private final Map<CleanState.Tab, ToggleButton> tabs = new EnumMap<>(CleanState.Tab.class);
    private final ProgressBar bar = new ProgressBar(-1);
    private final Label progress = Parts.muted("");
    private final HBox running;
    private final StackPane centre = new StackPane();
    private final NearTab near;
    private final ChecksTab checks;
    private final OutTab out;
    private boolean active;

    /// `close` goes back to browsing.
    CleanPane(Desk desk, Runnable close) {
        this.model = new CleanViewModel(desk);
        this.near = new NearTab(desk, model);
        this.checks = new ChecksTab(desk, model);
        this.out = new OutTab(desk, model);
        box.setId("clean");
        title.setMinWidth(0);
        HBox choice = new HBox(14);
        choice.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        for (CleanState.Tab tab : CleanState.Tab.values()) {
            ToggleButton button = new ToggleButton();
            button.getStyleClass().setAll("toggle-button", "hb-tab");
            button.setId("clean-" + tab.name().toLowerCase(Locale.ROOT));
            button.setOnAction(
                    e -> {
                        button.setSelected(true);
                        model.tab(tab);
                    });
            tabs.put(tab, button);
            choice.getChildren().add(button);
        }
        progress.setId("clean-progress");
        progress.setMinWidth(0);
        bar.setPrefWidth(180);
        running =
                Parts.row(
                        10,
                        bar,
                        progress,
                        Parts.spacer(),
                        Parts.button(Texts.of("clean.stop"), model::stop));
        VBox.setVgrow(centre, Priority.ALWAYS);
        Node x = Parts.iconButton("fth-x", Texts.of("close"), close);
        x.setId("clean-close");
        box.getChildren().setAll(Parts.row(18, title, choice, Parts.spacer(), x), running, centre);
        desk.follow(
                () -> {
                    if (active) {
                        model.refresh();
                    }
                });
        model.state().show(this::show);
    }

    Node node() {
        return box;
    }

    boolean active() {
        return active;
    }

    void open(Corpus corpus) {
        active = true;
        model.begin(corpus);
    }

    /// Goes over to another corpus, if it is another.
    void on(Corpus corpus) {
        if (!model.state().get().corpus().map(Corpus::id).equals(Optional.of(corpus.id()))) {
            model.begin(corpus);
        }
    }

    void away() {
        active = false;
    }

    List<Command> commands() {
        return List.of(
                Command.of(
                        "clean.undo",
                        "do",
                        "Shortcut+Z",
                        () -> active && model.undoable(),
                        model::undo),
                Command.of(
                        "clean.search",
                        "do",
                        null,
                        () -> active && model.state().get().running().isEmpty(),
                        near::search));
    }

    private void show(CleanState s) {
        title.setText(Texts.of("clean.title", s.corpus().map(Corpus::name).orElse("")));
        tabs.forEach((tab, button) -> button.setSelected(tab == s.tab()));
        tabs.get(CleanState.Tab.NEAR)
                .setText(
                        s.near()
                                .run()
                                .map(r -> Texts.of("clean.near.n", r.open()))
                                .orElse(Texts.of("clean.near")));
        tabs.get(CleanState.Tab.CHECKS).setText(Texts.of("clean.checks"));
        tabs.get(CleanState.Tab.OUT).setText(Texts.of("clean.out", s.out().count()));
        Parts.show(running, !s.running().isEmpty());
        progress.setText(s.running());
        bar.setProgress(s.done());
        if (!s.read()) {
            centre.getChildren().setAll(Parts.muted(Texts.of("loading")));
            return;
        }
        Node wanted =
                switch (s.tab()) {
                    case NEAR -> near.show(s);
                    case CHECKS -> checks.show(s);
                    case OUT -> out.show(s);
                };
        if (centre.getChildren().isEmpty() || centre.getChildren().getFirst() != wanted) {
            centre.getChildren().setAll(wanted);
        }
    }
}

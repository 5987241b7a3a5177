package org.hornbook.app.window;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCombination;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.util.Duration;

import org.hornbook.app.Sentence;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.FxJobs;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Session;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Value;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.Shown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One window on one workspace at a time.
public final class Window implements Top.Actions, AutoCloseable {
    private static final int REMEMBERED = 8;
    private static final int QUIET = 5; // tenths of a second

    private final Stage stage;
    private final SettingsFile files;
    private final Value<Settings> settings;
    private final Value<Theme> theme = new Value<>(Theme.LIGHT);
    private final Looks looks;
    private final Rest rest;
    private Shell shell;
    private volatile Desk desk;
    private LeaveSheet leaveSheet;
    private boolean leaving;
    private Runnable exit = Platform::exit;

    public Window(Stage stage, SettingsFile files) {
        this.stage = stage;
        this.files = files;
        this.settings = new Value<>(files.read());
        this.looks = new Looks(settings, theme);
        stage.setTitle(Texts.of("app.name"));
        stage.setMinWidth(860);
        stage.setMinHeight(560);
        place();
        rest = new Rest(stage, this::resting);
        stage.setOnCloseRequest(
                e -> {
                    if (!leave()) {
                        e.consume();
                    }
                });
    }

    /// Drawn when the window stands: it need not wait for them.
    private void iconsLater() {
        PauseTransition pause = new PauseTransition(Duration.seconds(1));
        pause.setOnFinished(e -> stage.getIcons().setAll(icons()));
        pause.play();
    }

    private static List<Image> icons() {
        return List.of(Emblem.image(16), Emblem.image(32), Emblem.image(64), Emblem.image(128));
    }

    /// The open workspace.
    public Desk desk() {
        return desk;
    }

    public Stage stage() {
        return stage;
    }

    /// Goes to a view, as the sidebar does.
    public void go(Place place) {
        shell.go(place);
    }

    /// Runs a command by its id, as the palette does; whether there is one that can be run.
    public boolean run(String command) {
        Optional<Command> found =
                shell.commands().find(command).filter(c -> c.enabled().getAsBoolean());
        found.ifPresent(c -> c.action().run());
        return found.isPresent();
    }

    /// Opens a workspace; the one before is closed. What cannot be opened is said in the window.
    @Override
    public void open(Path folder) {
        Shell next = new Shell();
        show(next, Parts.empty("fth-book-open", Texts.of("loading")));
        Thread.ofPlatform()
                .daemon(true)
                .name("hornbook-open")
                .start(
                        () -> {
                            try {
                                Session session = Session.open(folder);
                                Platform.runLater(() -> opened(next, session));
                            } catch (RuntimeException e) {
                                Platform.runLater(
                                        () ->
                                                next.getChildren()
                                                        .setAll(
                                                                Parts.empty(
                                                                        "fth-alert-triangle",
                                                                        Sentence.of(e),
                                                                        Parts.primary(
                                                                                Texts.of(
                                                                                        "shell.open"),
                                                                                "",
                                                                                this
                                                                                        ::chooseWorkspace))));
                            }
                        });
    }

    private void show(Shell next, javafx.scene.Node waiting) {
        if (stage.getScene() == null) {
            Scene scene = Desktop.scene(next);
            looks.dress(scene);
            stage.setScene(scene);
            Started.note("window", stage::isShowing);
            iconsLater();
        } else {
            stage.getScene().setRoot(next);
            next.setStyle("-fx-font-size: " + settings.get().fontSize() + "px;");
        }
        next.getChildren().add(waiting);
        shell = next;
        stage.show();
    }

    private void opened(Shell next, Session session) {
        Desk before = desk;
        desk = new Desk(session, files, settings, theme, next);
        next.getChildren().remove(1, next.getChildren().size());
        next.fill(desk, new Screens(desk), new Top(desk, this));
        commands(next);
        next.go(Place.HOME);
        Started.note("home", desk.background()::quiet);
        stage.setTitle(session.name() + " \u2013 " + Texts.of("app.name"));
        List<String> recent = new ArrayList<>(settings.get().recent());
        recent.remove(session.folder().toString());
        recent.addFirst(session.folder().toString());
        desk.settings(
                settings.get().withRecent(recent.subList(0, Math.min(REMEMBERED, recent.size()))));
        if (before != null) {
            before.jobs().cancelAll();
            Thread.ofPlatform().daemon(true).start(before::close);
        }
    }

    private void commands(Shell next) {
        next.goCommands().forEach(next.commands()::add);
        next.commands().add(Command.of("palette", "look", "Shortcut+K", this::palette));
        next.commands()
                .add(
                        Command.of(
                                "workspace.open",
                                "workspace",
                                "Shortcut+O",
                                this::chooseWorkspace));
        next.commands()
                .add(Command.of("workspace.import", "workspace", "Shortcut+I", this::chooseFiles));
        next.commands()
                .add(
                        Command.of(
                                "workspace.folder",
                                "workspace",
                                null,
                                () -> Shown.inFolder(desk, desk.session().folder())));
        next.commands().add(Command.of("look.theme", "look", "Shortcut+Shift+L", this::theme));
        next.commands().add(Command.of("look.larger", "look", "Shortcut+Plus", () -> fontSize(1)));
        next.commands()
                .add(Command.of("look.smaller", "look", "Shortcut+Minus", () -> fontSize(-1)));
        next.commands().add(Command.of("settings", "look", "Shortcut+Comma", this::settings));
    }

    private boolean resting() {
        Desk now = desk;
        return now != null && now.background().quiet() && now.jobs().idle();
    }

    private void fontSize(int by) {
        desk.settings(settings.get().withFontSize(settings.get().fontSize() + by));
    }

    @Override
    public void palette() {
        Palette palette =
                new Palette(
                        shell.commands().all(),
                        words -> shell.go(Place.CORPORA, new Errand.Browse("", words)),
                        shell::clear);
        shell.over(palette.node(), Pos.TOP_CENTER);
        javafx.scene.layout.StackPane.setMargin(
                palette.node(), new javafx.geometry.Insets(60, 0, 0, 0));
        palette.focus();
    }

    @Override
    public String paletteKey() {
        return KeyCombination.valueOf("Shortcut+K").getDisplayText().replace("+", " ");
    }

    @Override
    public void theme() {
        desk.settings(
                settings.get()
                        .withLook(
                                theme.get() == Theme.LIGHT
                                        ? Settings.Look.DARK
                                        : Settings.Look.LIGHT));
    }

    @Override
    public void settings() {
        shell.over(new SettingsSheet(desk, shell::clear).node(), Pos.CENTER_RIGHT);
    }

    @Override
    public void chooseWorkspace() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("command.workspace.open"));
        java.io.File folder = chooser.showDialog(stage);
        if (folder != null) {
            open(folder.toPath());
        }
    }

    private void chooseFiles() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("command.workspace.import"));
        List<java.io.File> chosen = chooser.showOpenMultipleDialog(stage);
        if (chosen != null && !chosen.isEmpty()) {
            shell.go(
                    Place.CORPORA,
                    new Errand.Import(chosen.stream().map(java.io.File::toPath).toList()));
        }
    }

    /// Whether the window may close now: with jobs running it asks first.
    boolean leave() {
        if (leaving || desk == null || desk.jobs().idle()) {
            remember();
            return true;
        }
        List<FxJobs.Running> running = desk.jobs().running().get();
        LeaveSheet sheet =
                new LeaveSheet(
                        running.isEmpty() ? "" : running.getFirst().title(),
                        Math.max(1, running.size()),
                        this::pauseAndQuit,
                        this::goOn,
                        shell::clear);
        leaveSheet = sheet;
        shell.over(sheet.node(), Pos.CENTER);
        sheet.focus();
        return false;
    }

    private void pauseAndQuit() {
        leaveSheet.pausing();
        desk.jobs().cancelAll();
        remember();
        whenIdle(() -> desk.jobs().idle(), this::quit);
    }

    /// The window goes, the jobs stay; the last one that ends takes the process with it.
    private void goOn() {
        remember();
        shell.clear();
        Platform.setImplicitExit(false);
        stage.hide();
        whenIdle(() -> desk.jobs().idle() && desk.background().quiet(), this::quit);
    }

    private void quit() {
        leaving = true;
        stage.close();
        exit.run();
    }

    /// What ends the program once the window has closed; for tests, which go on.
    public void exit(Runnable other) {
        exit = other;
    }

    /// A walk of many jobs is idle for a moment between two of them: only when nothing runs for a
    /// while, and nothing works in the background, has the last one ended.
    private void whenIdle(BooleanSupplier idle, Runnable then) {
        Thread.ofPlatform()
                .name("hornbook-last-job")
                .start(
                        () -> {
                            int quiet = 0;
                            while (quiet < QUIET) {
                                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
                                quiet = idle.getAsBoolean() ? quiet + 1 : 0;
                            }
                            Platform.runLater(then);
                        });
    }

    private void place() {
        List<Double> bounds = settings.get().bounds();
        if (bounds.size() == 4
                && !javafx.stage.Screen.getScreensForRectangle(
                                bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3))
                        .isEmpty()) {
            stage.setX(bounds.get(0));
            stage.setY(bounds.get(1));
            stage.setWidth(bounds.get(2));
            stage.setHeight(bounds.get(3));
        }
        stage.setMaximized(settings.get().maximized());
    }

    private void remember() {
        List<Double> bounds =
                stage.isMaximized()
                        ? settings.get().bounds()
                        : List.of(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
        Settings next = settings.get().withWindow(bounds, stage.isMaximized());
        settings.set(next);
        files.write(next);
    }

    @Override
    public void close() {
        rest.close();
        Desk last = desk;
        Platform.runLater(this::empty);
        if (last != null) {
            last.close();
        }
    }

    /// Lets go of all that was shown.
    private void empty() {
        looks.close();
        stage.setScene(null);
        shell = null;
        desk = null;
    }
}

package org.hornbook.app.hand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.app.window.Desktop;
import org.hornbook.app.window.Screenshots;
import org.hornbook.app.window.Window;

/// A person before an open window, for tests: looks for what is shown, moves the pointer, presses
/// keys, and waits as a person waits. Everything is asked by what can be seen or by a node's id;
/// all methods are for the test's thread.
public final class Hand implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static boolean started;

    private final Window window;
    private final Stage stage;
    private final Robot robot;

    private Hand(Window window, Stage stage, Robot robot) {
        this.window = window;
        this.stage = stage;
        this.robot = robot;
    }

    /// Opens a window on a workspace; `config` is the folder of the settings.
    public static Hand open(Path workspace, Path config) throws Exception {
        start();
        Hand hand =
                onFx(
                        () -> {
                            Stage stage = new Stage();
                            Window window = new Window(stage, new SettingsFile(config));
                            window.open(workspace.toAbsolutePath().normalize());
                            return new Hand(window, stage, new Robot());
                        });
        hand.until("the workspace is open", () -> hand.window.desk() != null);
        hand.settle();
        return hand;
    }

    private static synchronized void start() throws Exception {
        if (started) {
            return;
        }
        System.setProperty("glass.platform", System.getProperty("glass.platform", "Headless"));
        System.setProperty("prism.order", System.getProperty("prism.order", "sw"));
        FutureTask<Void> begun = new FutureTask<>(() -> null);
        Platform.startup(
                () -> {
                    Platform.setImplicitExit(false);
                    Application.setUserAgentStylesheet(Application.STYLESHEET_MODENA);
                    Desktop.loadFonts();
                    begun.run();
                });
        begun.get();
        started = true;
    }

    public Desk desk() {
        return window.desk();
    }

    public Window window() {
        return window;
    }

    // ---- what a person sees ----

    /// Whether a node of this id, or style such as `.hb-row`, is to be seen.
    public boolean sees(String selector) {
        pulse();
        return onFx(() -> visible(selector).isPresent());
    }

    /// Whether these words are to be read anywhere in the window.
    public boolean reads(String words) {
        return onFx(() -> texts().stream().anyMatch(t -> t.contains(words)));
    }

    /// Everything that can be read, in the order of the scene.
    public List<String> readings() {
        return onFx(this::texts);
    }

    /// What stands on the node, once it is to be seen: the text of a label or button, what is
    /// written in a field, or all words inside it.
    public String text(String selector) {
        if (!Platform.isFxApplicationThread()) {
            untilSees(selector);
        }
        return onFx(
                () -> {
                    Node node = visible(selector).orElseThrow(() -> missing(selector));
                    return switch (node) {
                        case TextInputControl field -> field.getText();
                        case Labeled labeled
                                when labeled.getText() != null && !labeled.getText().isEmpty() ->
                                labeled.getText();
                        default -> String.join(" ", texts(node));
                    };
                });
    }

    /// What the status bar says went wrong; empty if nothing did.
    public String notice() {
        return onFx(() -> window.desk().notice().get());
    }

    /// The node itself, waited for.
    public <N extends Node> N find(String selector, Class<N> type) {
        until("there is " + selector, () -> visible(selector).isPresent());
        return type.cast(onFx(() -> visible(selector).orElseThrow(() -> missing(selector))));
    }

    /// How many nodes of this id or style are to be seen.
    public int count(String selector) {
        pulse();
        return onFx(() -> (int) all(selector).stream().filter(Hand::seen).count());
    }

    /// Waits until `words` can be read.
    public void untilReads(String words) {
        until(
                "\"" + words + "\" is to be read",
                () -> texts().stream().anyMatch(t -> t.contains(words)));
    }

    /// Waits until the node is to be seen.
    public void untilSees(String selector) {
        until(selector + " is to be seen", () -> visible(selector).isPresent());
    }

    /// Waits for `condition`, which is asked on the FX thread. Throws `AssertionError` with all
    /// that can be read if it does not come.
    public void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE_SECONDS, condition);
    }

    /// Likewise, with a patience of `seconds`.
    public void until(String what, long seconds, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "not within " + seconds + " s: " + what + "; to be read was " + readings());
            }
            pause(20);
        }
    }

    /// What asks of a node that is not there does not hold yet.
    private static boolean holds(BooleanSupplier condition) {
        try {
            return onFx(condition::getAsBoolean);
        } catch (AssertionError notYet) {
            return false;
        }
    }

    /// Waits until nothing is read in the background and the window is laid out.
    public void settle() {
        until("all that was asked is shown", () -> window.desk().background().quiet());
        pulse();
    }

    private void pulse() {
        onFx(
                () -> {
                    stage.getScene().getRoot().applyCss();
                    stage.getScene().getRoot().layout();
                    return null;
                });
    }

    // ---- what a person does ----

    /// Goes to a view by its place in the sidebar.
    public Hand go(Place place) {
        click("#place-" + place.name().toLowerCase(java.util.Locale.ROOT));
        settle();
        return this;
    }

    /// Clicks the middle of the node, once it can be clicked.
    public Hand click(String selector) {
        until(
                selector + " can be clicked",
                () -> visible(selector).filter(n -> !n.isDisabled()).isPresent());
        pulse();
        clickAt(() -> middle(visible(selector).orElseThrow(() -> missing(selector))));
        return this;
    }

    /// Clicks the first node on which exactly these words stand.
    public Hand clickText(String words) {
        until("\"" + words + "\" is to be seen", () -> withText(words).isPresent());
        pulse();
        clickAt(() -> middle(withText(words).orElseThrow(() -> missing(words))));
        return this;
    }

    /// Clicks at a place of a node: shares of its width and height, 0-1.
    public Hand clickInside(String selector, double x, double y) {
        until("there is " + selector, () -> visible(selector).isPresent());
        pulse();
        clickAt(
                () -> {
                    Node node = visible(selector).orElseThrow(() -> missing(selector));
                    Bounds b = node.localToScreen(node.getBoundsInLocal());
                    return new Point2D(
                            b.getMinX() + x * b.getWidth(), b.getMinY() + y * b.getHeight());
                });
        return this;
    }

    /// Drags from a place of a node by so many pixels.
    public Hand drag(String selector, double x, double y, double byX, double byY) {
        until("there is " + selector, () -> visible(selector).isPresent());
        pulse();
        Point2D from =
                onFx(
                        () ->
                                visible(selector)
                                        .orElseThrow(() -> missing(selector))
                                        .localToScreen(x, y));
        for (Runnable step :
                List.<Runnable>of(
                        () -> robot.mouseMove(from),
                        () -> robot.mousePress(MouseButton.PRIMARY),
                        () -> robot.mouseMove(from.add(byX / 2, byY / 2)),
                        () -> robot.mouseMove(from.add(byX, byY)),
                        () -> robot.mouseRelease(MouseButton.PRIMARY))) {
            onFx(
                    () -> {
                        step.run();
                        return null;
                    });
        }
        settle();
        return this;
    }

    /// Where it is to be clicked is asked again as the button goes down: what is shown meanwhile
    /// may have moved it.
    private void clickAt(Supplier<Point2D> at) {
        until(
                "what is clicked stays where it is",
                () -> {
                    robot.mouseMove(at.get());
                    return true;
                });
        until(
                "what is clicked stays where it is",
                () -> {
                    stage.getScene().getRoot().applyCss();
                    stage.getScene().getRoot().layout();
                    robot.mouseMove(at.get());
                    robot.mousePress(MouseButton.PRIMARY);
                    robot.mouseRelease(MouseButton.PRIMARY);
                    return true;
                });
        settle();
    }

    /// Presses keys together, such as `CONTROL, K`.
    public Hand press(KeyCode... keys) {
        until("a key is heard", this::hears);
        onFx(
                () -> {
                    for (KeyCode key : keys) {
                        robot.keyPress(key);
                    }
                    return null;
                });
        onFx(
                () -> {
                    for (int i = keys.length - 1; i >= 0; i--) {
                        robot.keyRelease(keys[i]);
                    }
                    return null;
                });
        settle();
        return this;
    }

    /// Whether what has the focus still stands in the window: a key pressed between the moment it
    /// goes and the next picture would be lost.
    private boolean hears() {
        Node focus = stage.getScene().getFocusOwner();
        return focus == null || focus.getScene() == stage.getScene();
    }

    /// Writes into whatever has the focus, a letter at a time.
    public Hand type(String words) {
        for (int i = 0; i < words.length(); i++) {
            String letter = words.substring(i, i + 1);
            onFx(
                    () -> {
                        focus().fireEvent(
                                        new javafx.scene.input.KeyEvent(
                                                javafx.scene.input.KeyEvent.KEY_TYPED,
                                                letter,
                                                letter,
                                                KeyCode.UNDEFINED,
                                                false,
                                                false,
                                                false,
                                                false));
                        return null;
                    });
        }
        settle();
        return this;
    }

    /// What has the focus: a field in what hangs over the window, if there is one.
    private Node focus() {
        return scenes().reversed().stream()
                .map(Scene::getFocusOwner)
                .filter(TextInputControl.class::isInstance)
                .findFirst()
                .or(() -> Optional.ofNullable(stage.getScene().getFocusOwner()))
                .orElseThrow(() -> new AssertionError("nothing has the focus"));
    }

    /// Clicks a field, empties it and writes.
    public Hand write(String selector, String words) {
        click(selector);
        onFx(
                () -> {
                    TextInputControl field =
                            (TextInputControl)
                                    visible(selector).orElseThrow(() -> missing(selector));
                    field.requestFocus();
                    field.selectAll();
                    field.deletePreviousChar();
                    return null;
                });
        return type(words);
    }

    /// Goes to a field by the keyboard, wherever it has been scrolled to, empties it and writes.
    public Hand fill(String selector, String words) {
        until("there is " + selector, () -> visible(selector).isPresent());
        onFx(
                () -> {
                    TextInputControl field =
                            (TextInputControl)
                                    visible(selector).orElseThrow(() -> missing(selector));
                    field.requestFocus();
                    field.selectAll();
                    field.deletePreviousChar();
                    return null;
                });
        return type(words);
    }

    /// What is read aloud of a node.
    public String aloud(String selector) {
        Node node = find(selector, Node.class);
        return onFx(() -> String.valueOf(node.getAccessibleText()));
    }

    /// Goes to a node by the keyboard, wherever it has been scrolled to.
    public Hand focus(String selector) {
        Node node = find(selector, Node.class);
        onFx(
                () -> {
                    node.requestFocus();
                    return null;
                });
        return this;
    }

    /// What Enter does in a field, also in one that hangs beside the window.
    public Hand enter(String selector) {
        TextInputControl field = find(selector, TextInputControl.class);
        onFx(
                () -> {
                    field.fireEvent(new javafx.event.ActionEvent());
                    return null;
                });
        settle();
        return this;
    }

    /// What was copied last.
    public String clipboard() {
        return onFx(() -> Clipboard.getSystemClipboard().getString());
    }

    /// Writes a picture of the window.
    public void picture(Path file) throws IOException {
        settle();
        WritableImage image = onFx(() -> stage.getScene().snapshot(null));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Screenshots.write(image, file);
    }

    @Override
    public void close() {
        onFx(
                () -> {
                    if (window.desk() != null) {
                        window.desk().jobs().cancelAll();
                    }
                    stage.hide();
                    return null;
                });
        window.close();
    }

    // ---- inside ----

    /// Does it on the FX thread and returns what came; what was thrown is thrown here.
    public static <T> T onFx(Callable<T> work) {
        if (Platform.isFxApplicationThread()) {
            try {
                return work.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AssertionError error
                    ? error
                    : new AssertionError(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("the FX thread did not answer", e);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private AssertionError missing(String what) {
        return new AssertionError("there is no " + what + "; to be read is " + texts());
    }

    private Optional<Node> visible(String selector) {
        return all(selector).stream().filter(Hand::seen).findFirst();
    }

    private List<Node> all(String selector) {
        List<Node> found = new ArrayList<>();
        for (Scene scene : scenes()) {
            found.addAll(scene.getRoot().lookupAll(selector));
        }
        return found;
    }

    /// The window's own scene, then those of what hangs over it, such as menus.
    private List<Scene> scenes() {
        List<Scene> scenes = new ArrayList<>();
        scenes.add(stage.getScene());
        for (javafx.stage.Window other : javafx.stage.Window.getWindows()) {
            if (other != stage && other.isShowing() && other instanceof javafx.stage.PopupWindow) {
                scenes.add(other.getScene());
            }
        }
        return scenes;
    }

    private Optional<Node> withText(String words) {
        return nodes(n -> n instanceof Labeled l && words.equals(l.getText()) && seen(n)).stream()
                .findFirst();
    }

    private List<Node> nodes(Predicate<Node> wanted) {
        List<Node> found = new ArrayList<>();
        for (Scene scene : scenes()) {
            walk(scene.getRoot(), wanted, found);
        }
        return found;
    }

    private static void walk(Node node, Predicate<Node> wanted, List<Node> into) {
        if (!node.isVisible()) {
            return;
        }
        if (wanted.test(node)) {
            into.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(c -> walk(c, wanted, into));
        }
    }

    private List<String> texts() {
        List<String> words = new ArrayList<>();
        for (Scene scene : scenes()) {
            words.addAll(texts(scene.getRoot()));
        }
        return words;
    }

    private static List<String> texts(Node within) {
        List<Node> found = new ArrayList<>();
        walk(
                within,
                n ->
                        n instanceof Text t && !t.getText().isBlank()
                                || n instanceof Labeled l
                                        && l.getText() != null
                                        && !l.getText().isBlank()
                                || n instanceof org.fxmisc.richtext.StyledTextArea<?, ?>
                                || n instanceof TextInputControl,
                found);
        List<String> words = new ArrayList<>();
        for (Node node : found) {
            String said =
                    switch (node) {
                        case Text t -> t.getText();
                        case Labeled l -> l.getText();
                        case TextInputControl f -> f.getText();
                        case org.fxmisc.richtext.StyledTextArea<?, ?> a -> a.getText();
                        default -> "";
                    };
            if (words.isEmpty() || !words.getLast().equals(said)) {
                words.add(said);
            }
        }
        return words;
    }

    private static boolean seen(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        Bounds bounds = node.getBoundsInLocal();
        return node.getScene() != null && bounds.getWidth() > 0 && bounds.getHeight() > 0;
    }

    private static Point2D middle(Node node) {
        Bounds b = node.localToScreen(node.getBoundsInLocal());
        return new Point2D(b.getCenterX(), b.getCenterY());
    }
}

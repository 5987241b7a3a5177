package org.hornbook.app.window;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

/// Takes a picture of every view of a workspace, light and dark, in two sizes, without a display.
public final class Screenshots {
    /// In which pictures are taken where nobody says otherwise.
    public static final List<Size> SIZES = List.of(new Size(1280, 800), new Size(1920, 1080));

    private static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(60);

    /// What is done in a view before its first picture, so that there is something to see.
    private static final Map<Place, List<String>> BEFORE =
            Map.of(Place.CHAT, List.of("chat.exercise", "chat.exercise", "chat.exercise"));

    /// Of a window, in pixels.
    public record Size(int width, int height) {}

    private final Window window;
    private final Path out;
    private final List<String> commands;
    private final Set<Place> prepared = EnumSet.noneOf(Place.class);
    private Scene page;

    private Screenshots(Window window, Path out, List<String> commands) {
        this.window = window;
        this.out = out;
        this.commands = commands;
    }

    /// Writes `<view>-<theme>-<width>.png` into `out`. Throws what could not be written.
    ///
    /// @param commands run in each view before its first picture
    public static void take(
            Path workspace, Path out, List<Place> places, List<Size> sizes, List<String> commands)
            throws InterruptedException, ExecutionException, IOException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        Files.createDirectories(out);
        Path config = Files.createTempDirectory("hornbook-config");
        CompletableFuture<Stage> started = new CompletableFuture<>();
        Platform.startup(
                () -> {
                    Looks.loadFonts();
                    Application.setUserAgentStylesheet(Application.STYLESHEET_MODENA);
                    started.complete(new Stage());
                });
        Stage stage = started.get();
        CompletableFuture<Window> made = new CompletableFuture<>();
        onFx(
                () -> {
                    Window window = new Window(stage, new SettingsFile(config));
                    window.open(workspace.toAbsolutePath().normalize());
                    made.complete(window);
                });
        Screenshots shots = new Screenshots(made.get(), out, commands);
        shots.settle(1500);
        for (Size size : sizes) {
            for (Settings.Look look : List.of(Settings.Look.LIGHT, Settings.Look.DARK)) {
                for (Place place : places) {
                    shots.one(place, look, size);
                }
            }
        }
        CountDownLatch closed = new CountDownLatch(1);
        Platform.runLater(
                () -> {
                    shots.window.close();
                    closed.countDown();
                });
        closed.await(10, TimeUnit.SECONDS);
        Platform.exit();
    }

    private void one(Place place, Settings.Look look, Size size)
            throws InterruptedException, ExecutionException, IOException {
        onFx(
                () -> {
                    window.desk().settings(window.desk().settings().get().withLook(look));
                    window.go(place);
                });
        settle(400);
        if (prepared.add(place)) {
            List<String> before = new java.util.ArrayList<>(BEFORE.getOrDefault(place, List.of()));
            before.addAll(commands);
            for (String command : before) {
                onFx(() -> window.run(command));
                settle(400);
            }
        }
        CompletableFuture<WritableImage> taken = new CompletableFuture<>();
        onFx(() -> page(size).snapshot(null));
        settle(400);
        onFx(
                () -> {
                    page(size).snapshot(null);
                    taken.complete(page(size).snapshot(null));
                });
        Path file =
                out.resolve(
                        "%s-%s-%d.png"
                                .formatted(
                                        place.name().toLowerCase(Locale.ROOT),
                                        look.name().toLowerCase(Locale.ROOT),
                                        size.width()));
        write(taken.get(), file);
    }

    /// What the window shows on a page of its own, since a screen that is not there has one size
    /// only.
    private Scene page(Size size) {
        if (page == null || page.getWidth() != size.width()) {
            Parent root = page == null ? window.stage().getScene().getRoot() : page.getRoot();
            if (page == null) {
                window.stage().getScene().setRoot(new Group());
            } else {
                page.setRoot(new Group());
            }
            page = new Scene(root, size.width(), size.height());
            page.getStylesheets().addAll(window.stage().getScene().getStylesheets());
        }
        page.getStylesheets().setAll(window.stage().getScene().getStylesheets());
        return page;
    }

    private static void onFx(Runnable action) throws InterruptedException, ExecutionException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Platform.runLater(
                () -> {
                    try {
                        action.run();
                        done.complete(null);
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                });
        done.get();
    }

    /// Waits until what was asked in the background has been shown, and nothing follows from it.
    private void settle(long millis) throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        int quiet = 0;
        while (quiet < 2 && (window.desk() == null || System.nanoTime() < patience)) {
            TimeUnit.MILLISECONDS.sleep(millis / 2);
            quiet = window.desk() != null && window.desk().background().quiet() ? quiet + 1 : 0;
        }
    }

    /// Writes an image as PNG.
    public static void write(WritableImage image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        ImageIO.write(picture, "png", file.toFile());
    }
}

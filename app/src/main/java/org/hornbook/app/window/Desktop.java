package org.hornbook.app.window;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.hornbook.app.desk.SettingsFile;
import org.hornbook.store.Workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The desktop application.
public final class Desktop extends Application {
    private static final String REHEARSE = "rehearse";

    private Window window;

    @Override
    public void start(Stage stage) {
        Looks.loadFonts();
        List<String> arguments = new ArrayList<>(getParameters().getUnnamed());
        Path workspace =
                Path.of(
                        arguments.isEmpty()
                                ? System.getProperty(
                                        "hornbook.workspace",
                                        System.getProperty("user.home") + "/Hornbook")
                                : arguments.getFirst());
        if (workspace.toString().endsWith(Workspace.MARK)) {
            workspace = workspace.toAbsolutePath().getParent();
        }
        window = new Window(stage, SettingsFile.usual());
        window.open(workspace.toAbsolutePath().normalize());
        if (getParameters().getNamed().containsKey(REHEARSE)) {
            new Rehearsal(window).start();
        }
    }

    @Override
    public void stop() {
        if (window != null) {
            window.close();
        }
    }

    /// Opens the window and returns when it is closed, with the exit status. `arguments` may name a
    /// workspace.
    public static int open(String... arguments) {
        SettingsFile files = SettingsFile.usual();
        OptionalInt again = Heap.restarted(files, arguments);
        if (again.isPresent()) {
            return again.getAsInt();
        }
        // Reading them takes the JSON library's classes, while this thread waits for the display.
        Thread.ofPlatform().daemon(true).start(files::read);
        Application.launch(Desktop.class, arguments);
        return 0;
    }

    /// Opens the window on a workspace, goes through every view, and closes it again.
    public static void rehearse(Path workspace) {
        Application.launch(Desktop.class, workspace.toString(), "--" + REHEARSE + "=all");
    }

    /// Whether this machine has a display to open a window on.
    public static boolean hasDisplay() {
        String system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        return !system.contains("linux")
                || System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null
                || "Headless".equals(System.getProperty("glass.platform"));
    }

    /// Loads the bundled fonts; once, before the first window.
    public static void loadFonts() {
        Looks.loadFonts();
    }

    static Scene scene(Shell shell) {
        return new Scene(shell, 1280, 800);
    }
}

package org.hornbook.app.window;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.hornbook.app.desk.SettingsFile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The desktop application.
public final class Desktop extends Application {
    /// The name of the file that marks a workspace, and that a double click opens.
    public static final String WORKSPACE_FILE = ".hornbook";

    private Window window;

    @Override
    public void start(Stage stage) {
        Looks.loadFonts();
        List<String> arguments = new ArrayList<>(getParameters().getRaw());
        Path workspace =
                Path.of(
                        arguments.isEmpty()
                                ? System.getProperty(
                                        "hornbook.workspace",
                                        System.getProperty("user.home") + "/Hornbook")
                                : arguments.getFirst());
        if (workspace.toString().endsWith(WORKSPACE_FILE)) {
            workspace = workspace.toAbsolutePath().getParent();
        }
        window = new Window(stage, SettingsFile.usual());
        window.open(workspace.toAbsolutePath().normalize());
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
        Optional<Integer> again = Heap.startedAgain(SettingsFile.usual().read());
        if (again.isPresent()) {
            return again.get();
        }
        Application.launch(Desktop.class, arguments);
        return 0;
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

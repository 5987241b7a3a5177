import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The cache the JVM starts fast with (JEP 514): the image's own launcher makes a small workspace,
/// then goes once through every view of it, and what the JVM loaded and learned is written down.
/// Along the way every kind of command has run in the image.
final class StartCache {
    private static final String NAME = "app.aot";
    private static final List<String> COMMANDS =
            List.of(
                    "corpora",
                    "search lessons loop",
                    "labels",
                    "jobs",
                    "generate all --prompt def --max-tokens 4");

    private final Image image;
    private final Path folder;
    private final Shell shell;
    private final String data;

    StartCache(Image image, Path folder, Shell shell) {
        this.image = image;
        this.folder = folder;
        this.shell = shell;
        this.data = image.app().resolve("datasets/lessons").toString();
    }

    void make() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        workspace();
        List<String> command = new ArrayList<>();
        String options = home();
        if (Shell.has("xvfb-run")) {
            command.addAll(List.of("xvfb-run", "-a", "-s", "-screen 0 1920x1080x24"));
        } else if (Target.here().linux() && System.getenv("DISPLAY") == null) {
            System.out.println(
                    "  there is no xvfb-run and no display: the cache is made without a window and will help less");
            options += " -Dglass.platform=Headless -Dprism.order=sw";
        }
        command.addAll(hornbook("rehearse"));
        for (String line : COMMANDS) {
            command.addAll(List.of("--command", line));
        }
        // In the configuration and not in the environment, which the processes that the program
        // starts of itself would inherit, and write the same file.
        Path configuration = configuration();
        String usual = Files.readString(configuration);
        Files.writeString(configuration, with(usual, "-XX:AOTCacheOutput=$APPDIR/" + NAME));
        shell.with(Map.of("JAVA_TOOL_OPTIONS", options)).run(command);
        if (!Files.isRegularFile(image.app().resolve(NAME))) {
            throw new Trouble("the start-up cache was not written: see " + shell.log());
        }
        Files.writeString(configuration, usual);
        for (Path launcher : launchers()) {
            Files.writeString(
                    launcher, with(Files.readString(launcher), "-XX:AOTCache=$APPDIR/" + NAME));
        }
    }

    private static String with(String configuration, String option) {
        return configuration.replace(
                "[JavaOptions]\n", "[JavaOptions]\njava-options=" + option + "\n");
    }

    private List<Path> launchers() throws IOException {
        try (Stream<Path> files = Files.list(image.app())) {
            return files.filter(f -> f.toString().endsWith(".cfg")).toList();
        }
    }

    private Path configuration() {
        String launcher = image.launcher().getFileName().toString().replace(".exe", "");
        return image.app().resolve(launcher + ".cfg");
    }

    /// The lessons, their labels, a classifier, what it keeps, and two models of a few steps.
    private void workspace() throws IOException, InterruptedException {
        Shell quiet = shell.with(Map.of("JAVA_TOOL_OPTIONS", home()));
        quiet.run(hornbook("import", data + "/documents.jsonl.gz", "--corpus", "lessons"));
        quiet.run(hornbook("labels", "import", data + "/labels.jsonl.gz", "--corpus", "lessons"));
        quiet.run(
                hornbook("classifier", "train", "--corpus", "lessons", "--annotator", "author-a"));
        quiet.run(hornbook("classifier", "score", "lessons-ngram", "--corpus", "lessons"));
        quiet.run(
                hornbook(
                        "compare",
                        "--corpus=lessons",
                        "--annotator=author-a",
                        "--classifier=lessons-ngram",
                        "--keep=lessons-kept"));
        for (String name : List.of("all", "kept")) {
            quiet.run(
                    hornbook(
                            "train",
                            name.equals("all") ? "lessons" : "lessons-kept",
                            "--name=" + name,
                            "--layers=2",
                            "--hidden=32",
                            "--heads=2",
                            "--context=64",
                            "--vocab=512",
                            "--batch=4",
                            "--steps=20"));
        }
    }

    private List<String> hornbook(String... words) {
        List<String> command = new ArrayList<>();
        command.add(image.launcher().toString());
        command.addAll(List.of(words));
        command.addAll(List.of("--workspace", folder.resolve("Sample workspace").toString()));
        return command;
    }

    /// Nothing of the build goes into a person's home.
    private String home() {
        return "-Duser.home=" + folder + " -Dhornbook.config=" + folder.resolve("config");
    }
}

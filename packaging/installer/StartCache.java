import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The cache the JVM starts fast with (JEP 514): the image's own launcher makes a small workspace,
/// then goes once through every view of it, and what the JVM loaded and learned is written down.
/// Along the way every kind of command has run in the image.
final class StartCache {
    private static final String NAME = "app.aot";

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
        Path cache = image.app().resolve(NAME);
        List<String> command = new ArrayList<>();
        boolean virtual = Shell.has("xvfb-run");
        String options = "-XX:AOTCacheOutput=" + cache;
        if (virtual) {
            command.addAll(List.of("xvfb-run", "-a", "-s", "-screen 0 1920x1080x24"));
        } else if (Target.here().linux() && System.getenv("DISPLAY") == null) {
            System.out.println(
                    "  there is no xvfb-run and no display: the cache is made without a window and will help less");
            options += " -Dglass.platform=Headless -Dprism.order=sw";
        }
        command.addAll(hornbook("rehearse"));
        for (String line :
                List.of(
                        "corpora",
                        "search lessons loop",
                        "labels",
                        "jobs",
                        "generate all --prompt def --max-tokens 4")) {
            command.addAll(List.of("--command", line));
        }
        shell.with(Map.of("JAVA_TOOL_OPTIONS", home() + " " + options)).run(command);
        if (!Files.isRegularFile(cache)) {
            throw new Trouble("the start-up cache was not written: see " + shell.log());
        }
        Path configuration =
                image.app()
                        .resolve(
                                image.launcher().getFileName().toString().replace(".exe", "")
                                        + ".cfg");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace(
                                "[JavaOptions]\n",
                                "[JavaOptions]\njava-options=-XX:AOTCache=$APPDIR/" + NAME + "\n"));
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

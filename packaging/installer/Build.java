import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Makes what people install, for the system this runs on, from the program that Maven has built.
/// Started by `packaging/build` in the root of the project; with `image` it stops before the
/// installer.
final class Build {
    private Build() {}

    public static void main(String[] arguments) throws Exception {
        try {
            build(arguments.length > 0 && arguments[0].equals("image"));
        } catch (Trouble e) {
            System.err.println("hornbook: " + e.getMessage());
            System.exit(3);
        }
    }

    private static void build(boolean imageOnly) throws IOException, InterruptedException {
        Path root = Path.of("").toAbsolutePath();
        Path target = root.resolve("packaging/target");
        Target system = Target.here();
        if (system.linux() && !imageOnly) {
            Debian.tools();
        }
        clear(target);
        Shell shell = Shell.in(target);
        Image image = new Image(root, target, system, shell);

        System.out.println("Image: Java, libraries, sample data");
        image.make();
        told(image.folder());
        System.out.println("Start-up cache: every view once");
        new StartCache(image, target.resolve("rehearsal"), shell).make();
        told(image.app().resolve("app.aot"));
        if (!imageOnly) {
            System.out.println("Installer");
            told(
                    system.linux()
                            ? new Debian(image, target, shell).make()
                            : other(image, target, system, shell));
        }
    }

    /// The .msi or the .dmg. Neither has been run by those who wrote this.
    private static Path other(Image image, Path target, Target system, Shell shell)
            throws IOException, InterruptedException {
        System.out.println(
                "  this has been written from jpackage's manual and not been run on such a system");
        if (system.windows()) {
            Shell.need("wix.exe", "to make an .msi: install the WiX Toolset");
        }
        Path out = Files.createDirectories(target.resolve("installer"));
        shell.run(
                List.of(
                        Tools.of("jpackage"),
                        system.windows()
                                ? "@packaging/windows/msi.args"
                                : "@packaging/mac/dmg.args",
                        "--name",
                        image.name(),
                        "--app-version",
                        image.version(),
                        "--icon",
                        image.drawn()
                                .resolve(system.windows() ? "hornbook.ico" : "hornbook.icns")
                                .toString(),
                        "--app-image",
                        image.folder().toString(),
                        "--dest",
                        out.toString()));
        return out;
    }

    private static void told(Path made) throws IOException {
        try (Stream<Path> files = Files.walk(made)) {
            long bytes =
                    files.filter(
                                    f ->
                                            Files.isRegularFile(
                                                    f, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                            .mapToLong(f -> f.toFile().length())
                            .sum();
            System.out.printf("  %s, %,d MB%n", made, bytes / 1_000_000);
        }
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.walk(folder)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(entry);
                }
            }
        }
    }
}

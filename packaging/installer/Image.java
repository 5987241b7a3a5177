import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The image: the launcher, a Java of only the modules needed, the jars, native libraries, sample
/// data and licences.
final class Image {
    private final Path root;
    private final Path target;
    private final Target system;
    private final Shell shell;

    Image(Path root, Path target, Target system, Shell shell) {
        this.root = root;
        this.target = target;
        this.system = system;
        this.shell = shell;
    }

    /// The folder jpackage makes.
    Path folder() {
        return target.resolve("image").resolve(system.mac() ? name() + ".app" : name());
    }

    /// Where jars, natives and sample data are in it.
    Path app() {
        return folder().resolve(system.linux() ? "lib/app" : system.mac() ? "Contents/app" : "app");
    }

    /// Where its Java is.
    Path runtime() {
        return folder().resolve(
                        system.linux()
                                ? "lib/runtime"
                                : system.mac() ? "Contents/runtime/Contents/Home" : "runtime");
    }

    /// The program that starts it; on Windows the one with a console.
    Path launcher() {
        return folder().resolve(
                        system.linux()
                                ? "bin/hornbook"
                                : system.mac()
                                        ? "Contents/MacOS/Hornbook"
                                        : "hornbook-command.exe");
    }

    /// The icons, and the style sheet in its binary form.
    Path drawn() {
        return target.resolve("drawn");
    }

    /// Packages are named in small letters on Linux, and as a word elsewhere.
    String name() {
        return system.linux() ? "hornbook" : "Hornbook";
    }

    /// The version in the pom, without `-SNAPSHOT`. macOS refuses a version that begins with 0.
    String version() throws IOException {
        String pom = Files.readString(root.resolve("pom.xml"));
        int at = pom.indexOf("<version>") + "<version>".length();
        String version = pom.substring(at, pom.indexOf("</version>", at)).replace("-SNAPSHOT", "");
        return system.mac() && version.startsWith("0.")
                ? version.replaceFirst("0\\.", "1.")
                : version;
    }

    void make() throws IOException, InterruptedException {
        Path input = Files.createDirectories(target.resolve("input"));
        Path libraries = root.resolve("app/target/lib");
        Path jar = jar();
        onClassPath("Drawn", jar, libraries, drawn());
        onClassPath("PythonHome", jar, libraries, input.resolve("python"));
        Path shipped = Files.copy(jar, input.resolve(jar.getFileName()));
        try (FileSystem zip = FileSystems.newFileSystem(shipped)) {
            Files.copy(
                    drawn().resolve("hornbook.bss"),
                    zip.getPath("org/hornbook/app/desktop/hornbook.bss"));
        }
        new Libraries(system).ship(libraries, input);
        for (String data : List.of("exercises", "lessons")) {
            copy(root.resolve("datasets").resolve(data), input.resolve("datasets").resolve(data));
        }
        Licences.gather(root, libraries, input.resolve("licences"));
        shell.run(jpackage(input, jar));
        Files.deleteIfExists(runtime().resolve("lib/server/classes_nocoops.jsa"));
    }

    private List<String> jpackage(Path input, Path jar) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Tools.of("jpackage"));
        command.add("@packaging/image.args");
        if (system.mac()) {
            command.add("@packaging/mac/image.args");
        }
        if (system.windows()) {
            command.addAll(
                    List.of(
                            "--add-launcher",
                            "hornbook-command=packaging/windows/command-line.properties"));
        }
        String icon = system.linux() ? "-512.png" : system.mac() ? ".icns" : ".ico";
        command.addAll(
                List.of(
                        "--type",
                        "app-image",
                        "--name",
                        name(),
                        "--app-version",
                        version(),
                        "--icon",
                        drawn().resolve("hornbook" + icon).toString(),
                        "--input",
                        input.toString(),
                        "--main-jar",
                        jar.getFileName().toString(),
                        "--dest",
                        target.resolve("image").toString()));
        command.addAll(nativeFile(input, "ZstdNativePath", "zstd"));
        command.addAll(nativeFile(input, "RUST_LIBRARY_PATH", "tokenizers"));
        return command;
    }

    /// Two libraries want to be told of a file and not of a folder.
    private static List<String> nativeFile(Path input, String property, String folder)
            throws IOException {
        try (Stream<Path> natives = Files.list(input.resolve("natives").resolve(folder))) {
            return natives.map(n -> input.relativize(n).toString().replace('\\', '/'))
                    .filter(n -> n.contains(folder))
                    .map(n -> "-D" + property + "=$APPDIR/" + n)
                    .flatMap(option -> Stream.of("--java-options", option))
                    .toList();
        }
    }

    /// Runs a program beside this one on the class path of the app.
    private void onClassPath(String program, Path jar, Path libraries, Path out)
            throws IOException, InterruptedException {
        shell.run(
                List.of(
                        Tools.of("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.awt.headless=true",
                        "-Dglass.platform=Headless",
                        "-Dprism.order=sw",
                        "-Djavafx.cachedir=" + target.resolve("javafx"),
                        "-cp",
                        jar + java.io.File.pathSeparator + libraries.resolve("*"),
                        "packaging/installer/" + program + ".java",
                        out.toString()));
    }

    private Path jar() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("app/target"))) {
            return files.filter(f -> f.getFileName().toString().matches("app-.*\\.jar"))
                    .max(java.util.Comparator.comparing(f -> f.toFile().lastModified()))
                    .orElseThrow(
                            () ->
                                    new Trouble(
                                            "the program is not built: run packaging/hornbook --version"));
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : entries.toList()) {
                Path copy = to.resolve(from.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(entry, copy);
                }
            }
        }
    }
}

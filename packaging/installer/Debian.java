import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The .deb. jpackage makes one and finds out what it depends on; the menu entry, icons and file
/// type it would install by scripts are then put in as plain files, so that dpkg knows each of them
/// and takes each away again.
final class Debian {
    private final Image image;
    private final Path target;
    private final Shell shell;

    Debian(Image image, Path target, Shell shell) {
        this.image = image;
        this.target = target;
        this.shell = shell;
    }

    static void tools() {
        Shell.need("dpkg-deb", "to make a .deb: apt-get install dpkg");
        Shell.need("fakeroot", "to make a .deb: apt-get install fakeroot");
    }

    Path make() throws IOException, InterruptedException {
        Path plain = Files.createDirectories(target.resolve("deb-plain"));
        shell.with(Map.of("DPKG_DEB_COMPRESSOR_TYPE", "none"))
                .run(
                        List.of(
                                Tools.of("jpackage"),
                                "@packaging/linux/deb.args",
                                "--name",
                                image.name(),
                                "--app-version",
                                image.version(),
                                "--description",
                                "workbench for making small language models",
                                "--app-image",
                                image.folder().toString(),
                                "--dest",
                                plain.toString()));
        Path tree = target.resolve("deb");
        shell.run(List.of("dpkg-deb", "--raw-extract", only(plain).toString(), tree.toString()));
        asFiles(tree);
        Path deb = target.resolve(only(plain).getFileName());
        shell.run(
                List.of(
                        "dpkg-deb",
                        "--root-owner-group",
                        "-Zzstd",
                        "-z9",
                        "--build",
                        tree.toString(),
                        deb.toString()));
        return deb;
    }

    private void asFiles(Path tree) throws IOException {
        for (String script : List.of("preinst", "postinst", "prerm", "postrm")) {
            Files.deleteIfExists(tree.resolve("DEBIAN").resolve(script));
        }
        Path share = tree.resolve("usr/share");
        put("packaging/linux/hornbook.desktop", share.resolve("applications/hornbook.desktop"));
        put("packaging/linux/hornbook.xml", share.resolve("mime/packages/hornbook.xml"));
        put("packaging/linux/copyright", share.resolve("doc/hornbook/copyright"));
        for (int size : List.of(16, 24, 32, 48, 64, 128, 256, 512)) {
            put(
                    image.drawn().resolve("hornbook-" + size + ".png").toString(),
                    share.resolve("icons/hicolor/%dx%d/apps/hornbook.png".formatted(size, size)));
        }
        Files.createDirectories(tree.resolve("usr/bin"));
        Files.createSymbolicLink(
                tree.resolve("usr/bin/hornbook"), Path.of("../../opt/hornbook/bin/hornbook"));
        Path control = tree.resolve("DEBIAN/control");
        Files.writeString(control, Control.of(Files.readString(control), tree));
        readable(tree);
    }

    /// Files that everyone may read and only root may change, whatever the umask of the build was.
    private static void readable(Path tree) throws IOException {
        try (Stream<Path> entries = Files.walk(tree)) {
            for (Path entry : entries.filter(e -> !Files.isSymbolicLink(e)).toList()) {
                boolean runs = Files.isDirectory(entry) || Files.isExecutable(entry);
                Files.setPosixFilePermissions(
                        entry, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static void put(String from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(Path.of(from), to);
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow(() -> new Trouble("jpackage made no package"));
        }
    }
}

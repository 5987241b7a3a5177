import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The jars of the program as they are shipped: natives of other systems are left out, and those of
/// this one lie unpacked in `natives`, so that no start unpacks anything into a person's home or
/// the system's temporary folder.
final class Libraries {
    private static final Pattern NATIVE =
            Pattern.compile(".*\\.(so|dll|dylib|jnilib|a|lib|exe|pyd)(\\.[\\d.]+)?");

    /// Where the natives of one library lie in its jar.
    ///
    /// @param jar how the name of the jar begins
    /// @param own the folder, or beginning of it, that holds those for the target
    /// @param folder where they are unpacked, below `natives`; empty where the library cannot be
    ///   told
    private record Natives(String jar, String own, String folder) {
        boolean unpacked() {
            return !folder.isEmpty();
        }
    }

    private final Target target;
    private final List<Natives> natives;

    Libraries(Target target) {
        this.target = target;
        this.natives = natives(target);
    }

    private static List<Natives> natives(Target target) {
        String arm = target.arm() ? "aarch64" : "x86_64";
        String amd = target.arm() ? "aarch64" : "amd64";
        String short64 = target.arm() ? "aarch64" : "x64";
        String system = target.linux() ? "Linux" : target.mac() ? "Mac" : "Windows";
        String lower = target.linux() ? "linux" : target.mac() ? "darwin" : "win";
        String oracle = target.windows() ? "windows" : lower;
        return List.of(
                new Natives(
                        "pytorch-native-cpu", "pytorch/cpu/" + target.natives() + "/", "pytorch"),
                new Natives("pytorch-jni", "jnilib/" + target.natives() + "/cpu/", "pytorch"),
                new Natives("tokenizers", "native/lib/" + target.natives() + "/cpu/", "tokenizers"),
                new Natives(
                        "onnxruntime",
                        "ai/onnxruntime/native/"
                                + (target.linux() ? "linux" : target.mac() ? "osx" : "win")
                                + "-"
                                + short64
                                + "/",
                        "onnxruntime"),
                new Natives(
                        "sqlite-jdbc", "org/sqlite/native/" + system + "/" + arm + "/", "sqlite"),
                new Natives("zstd-jni", lower + "/" + amd + "/", "zstd"),
                new Natives(
                        "snappy-java",
                        "org/xerial/snappy/native/" + system + "/" + arm + "/",
                        "snappy"),
                new Natives(
                        "jna",
                        "com/sun/jna/"
                                + lower
                                + (target.windows() ? "32" : "")
                                + "-"
                                + arm.replace('_', '-')
                                + "/",
                        "jna"),
                new Natives("python-resources", "META-INF/resources/" + oracle + "/" + amd, ""),
                new Natives(
                        "truffle-nfi-libffi",
                        "META-INF/resources/nfi-native/libnfi/" + oracle + "/" + amd,
                        ""),
                new Natives(
                        "truffle-runtime",
                        "META-INF/resources/engine/libtruffleattach/" + oracle + "/" + amd,
                        ""));
    }

    /// Writes every jar of `from` into `to`, and the natives into `to/natives`.
    void ship(Path from, Path to) throws IOException {
        try (Stream<Path> jars = Files.list(from)) {
            for (Path jar : jars.filter(Libraries::isJar).sorted().toList()) {
                String name = jar.getFileName().toString();
                if (name.startsWith("javafx-")) {
                    javafx(jar, to);
                } else {
                    Natives own =
                            natives.stream()
                                    .filter(n -> name.matches(Pattern.quote(n.jar()) + "-\\d.*"))
                                    .findFirst()
                                    .orElse(null);
                    if (own == null) {
                        Files.copy(jar, to.resolve(name));
                    } else {
                        split(jar, to.resolve(name), own, natives(to, own));
                    }
                }
            }
        }
    }

    /// One folder a library: PyTorch loads whatever it finds in its own.
    private static Path natives(Path to, Natives own) throws IOException {
        return Files.createDirectories(to.resolve("natives").resolve(own.folder()));
    }

    /// Maven puts the poms that only name other libraries beside them.
    static boolean isJar(Path file) {
        return file.toString().endsWith(".jar");
    }

    /// JavaFX looks for its natives beside its jar; its jars without a system in their names are
    /// empty.
    private void javafx(Path jar, Path to) throws IOException {
        String name = jar.getFileName().toString();
        if (!name.matches(".*-(linux|mac|win).*")) {
            return;
        }
        boolean beside = !target.windows() && name.startsWith("javafx-graphics");
        if (beside) {
            split(jar, to.resolve(name), new Natives(name, "", "javafx"), to);
        } else {
            Files.copy(jar, to.resolve(name));
        }
    }

    private static void split(Path jar, Path to, Natives natives, Path unpacked)
            throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry :
                    (Iterable<ZipEntry>) from.stream().map(e -> (ZipEntry) e)::iterator) {
                String name = entry.getName();
                boolean own = name.startsWith(natives.own());
                if (entry.isDirectory()) {
                    continue;
                }
                try (InputStream content = from.getInputStream(entry)) {
                    if (own && natives.unpacked() && NATIVE.matcher(name).matches()) {
                        Files.copy(
                                content,
                                unpacked.resolve(name.substring(name.lastIndexOf('/') + 1)),
                                StandardCopyOption.REPLACE_EXISTING);
                    } else if (own || !foreign(name)) {
                        ZipEntry next = new ZipEntry(name);
                        next.setLastModifiedTime(entry.getLastModifiedTime());
                        out.putNextEntry(next);
                        content.transferTo(out);
                    }
                }
            }
        }
    }

    private static boolean foreign(String name) {
        return NATIVE.matcher(name).matches()
                || name.matches("META-INF/resources/(linux|darwin|windows)/.*")
                || name.contains(".dSYM/");
    }
}

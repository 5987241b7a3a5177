import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The licences of everything that is shipped: the list that Maven makes, and the texts that the
/// libraries carry in their jars, or that `notices.txt` gives for them. Those of Java lie in the
/// image's own `legal` folder.
final class Licences {
    private static final Pattern TEXT =
            Pattern.compile(
                    "(meta-inf/)?([\\w.-]+/){0,3}(third[_-]?party|licen[cs]e|notice|copying)[^/]*");

    private Licences() {}

    static void gather(Path root, Path libraries, Path to) throws IOException {
        Files.createDirectories(to);
        Files.copy(root.resolve("LICENSE"), to.resolve("Hornbook.txt"));
        Files.copy(
                root.resolve("app/target/generated-sources/license/THIRD-PARTY.txt"),
                to.resolve("THIRD-PARTY.txt"));
        Files.copy(
                root.resolve("app/src/main/resources/org/hornbook/app/desktop/fonts/LICENSES.txt"),
                to.resolve("fonts.txt"));
        Files.copy(root.resolve("packaging/licences/notices.txt"), to.resolve("notices.txt"));
        try (Stream<Path> jars = Files.list(libraries)) {
            for (Path jar : jars.filter(Libraries::isJar).sorted().toList()) {
                texts(jar, to.resolve(jar.getFileName().toString().replaceAll("\\.jar$", "")));
            }
        }
    }

    private static void texts(Path jar, Path to) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> texts =
                    file.stream()
                            .filter(e -> !e.isDirectory() && !e.getName().endsWith(".class"))
                            .filter(
                                    e ->
                                            TEXT.matcher(e.getName().toLowerCase(Locale.ROOT))
                                                    .matches())
                            .toList();
            for (ZipEntry text : texts) {
                Files.createDirectories(to);
                try (InputStream in = file.getInputStream(text)) {
                    String name = text.getName().replaceFirst("^META-INF/", "").replace('/', '-');
                    Path copy = to.resolve(name);
                    if (!Files.exists(copy)) {
                        Files.copy(in, copy);
                    }
                }
            }
        }
    }
}

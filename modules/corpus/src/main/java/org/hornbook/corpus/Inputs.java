package org.hornbook.corpus;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a person names to be imported, as files: a file, a folder of shards with what lies beside
/// them, a folder of texts, or a pattern such as `corpus/**/*.jsonl.gz`.
public final class Inputs {
    /// What lies beside shards and is none.
    private static final String COMPANION =
            "(?i)\\..*|_.*|(readme|licen[cs]e|notice|citation|changelog|contributing|dataset_infos?|"
                    + "metadata|checksums?|manifest)(\\..*)?|.*\\.(md|ya?ml|sha256|md5|lock|metadata|"
                    + "png|jpe?g|svg|gif|pdf|crc|manifest\\.json)";

    private static final int COMPANIONS = 12;

    private Inputs() {}

    /// The files and folders a word means: itself if there is such a thing, else what matches it as
    /// a pattern, in order. Throws `IllegalArgumentException` if nothing does.
    public static List<Path> named(String word) throws IOException {
        boolean pattern = word.matches(".*[*?\\[{].*");
        if (!pattern || exists(word)) {
            return List.of(Path.of(word));
        }
        String slashes = word.replace('\\', '/');
        int sign = slashes.replaceAll("[*?\\[{].*", "").lastIndexOf('/');
        Path root = Path.of(sign < 0 ? "" : sign == 0 ? "/" : slashes.substring(0, sign));
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException(
                    "nothing matches " + word + ": there is no folder " + root);
        }
        List<Path> found = matching(root, slashes.substring(sign + 1));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("nothing matches " + word);
        }
        return found;
    }

    private static boolean exists(String word) {
        try {
            return Files.exists(Path.of(word));
        } catch (java.nio.file.InvalidPathException e) {
            return false; // Windows allows no star in a name
        }
    }

    private static List<Path> matching(Path root, String pattern) throws IOException {
        // `**/` means any number of folders, none too.
        PathMatcher matches = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        PathMatcher here =
                FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", ""));
        int depth =
                pattern.contains("**")
                        ? Integer.MAX_VALUE
                        : (int) pattern.chars().filter(c -> c == '/').count() + 1;
        List<Path> found = new ArrayList<>();
        walk(root, depth, found);
        found.removeIf(
                f -> !matches.matches(root.relativize(f)) && !here.matches(root.relativize(f)));
        return found;
    }

    /// The sources of the inputs, in order. Throws `IllegalArgumentException` if one is missing.
    static List<RowSource> sources(List<Path> inputs) throws IOException {
        List<RowSource> sources = new ArrayList<>();
        for (Path input : inputs) {
            sources.addAll(of(input));
        }
        return sources;
    }

    private static List<RowSource> of(Path input) throws IOException {
        if (!Files.exists(input)) {
            throw new IllegalArgumentException("there is no file or folder " + input);
        }
        if (!Files.isReadable(input)) {
            throw new IllegalArgumentException("no permission to read " + input);
        }
        if (!Files.isDirectory(input)) {
            return List.of(RowSource.ofFile(input));
        }
        List<Path> shards = shards(input);
        return shards.isEmpty()
                ? List.of(new FolderSource(input))
                : shards.stream().map(RowSource::ofFile).toList();
    }

    /// The data files of a folder that holds them and little else, however deep; empty for any
    /// other folder.
    private static List<Path> shards(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        walk(folder, Integer.MAX_VALUE, files);
        List<Path> shards = new ArrayList<>();
        int companions = 0;
        for (Path file : files) {
            if (file.getFileName().toString().matches(COMPANION)) {
                companions++;
            } else if (RowSource.isData(file) || isJsonOfRows(file)) {
                shards.add(file);
            } else {
                return List.of();
            }
        }
        return companions <= COMPANIONS + shards.size() ? shards : List.of();
    }

    /// `.json` is data where its first line is an object of its own, or an array begins: not a
    /// program's settings.
    private static boolean isJsonOfRows(Path file) {
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            String head =
                    new String(in.readNBytes(1 << 16), java.nio.charset.StandardCharsets.UTF_8)
                            .strip();
            String first = head.lines().findFirst().orElse("");
            return head.matches("(?s)\\[\\s*\\{.*")
                    || first.startsWith("{\"") && (first.endsWith("}") || first.length() > 60_000);
        } catch (IOException e) {
            return false;
        }
    }

    /// The files below, in order of their paths; hidden folders are passed over.
    private static void walk(Path root, int depth, List<Path> files) throws IOException {
        Files.walkFileTree(
                root,
                java.util.EnumSet.of(java.nio.file.FileVisitOption.FOLLOW_LINKS),
                depth,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return !folder.equals(root)
                                        && folder.getFileName().toString().startsWith(".")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        files.sort(null);
    }
}

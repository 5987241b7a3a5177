package org.hornbook.corpus;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A folder, each readable text file in it a document; or a single text file.
record FolderSource(Path path) implements RowSource {
    static final long LARGEST_FILE = 64L << 20;

    private static final Set<String> NOT_CONTENT = Set.of(".git", ".hg", ".svn");

    @Override
    public boolean files() {
        return true;
    }

    @Override
    public void read(long after, Sink sink) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        walk(files, unreadable);
        for (String ignored : unreadable) {
            sink.skip("no permission");
        }
        long number = 0;
        for (Path file : files) {
            number++;
            if (number > after) {
                file(number, file, sink);
            }
        }
    }

    private void file(long number, Path file, Sink sink) throws InterruptedException {
        if (Files.isSymbolicLink(file)) {
            sink.skip("symbolic link");
            return;
        }
        if (!Files.isRegularFile(file)) {
            sink.skip("not a regular file");
            return;
        }
        try {
            long size = Files.size(file);
            if (size == 0) {
                sink.skip("empty");
            } else if (size > LARGEST_FILE) {
                sink.skip("larger than " + (LARGEST_FILE >> 20) + " MiB");
            } else {
                Optional<TextFile> text = TextFile.decode(Files.readAllBytes(file));
                if (text.isEmpty()) {
                    sink.skip("binary");
                } else {
                    sink.row(new RawRow(number, fields(file, text.get())));
                }
            }
        } catch (IOException e) {
            sink.skip(
                    e instanceof java.nio.file.AccessDeniedException
                            ? "no permission"
                            : "unreadable");
        }
    }

    private Map<String, String> fields(Path file, TextFile text) {
        Map<String, String> fields = new LinkedHashMap<>();
        Path relative = file.equals(path) ? file.getFileName() : path.relativize(file);
        String name = file.getFileName().toString();
        fields.put("path", relative.toString().replace('\\', '/'));
        fields.put("text", text.text());
        fields.put(
                "extension", name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "");
        fields.put("encoding", text.encoding());
        return fields;
    }

    /// All files below, in order of their paths.
    private void walk(List<Path> files, List<String> unreadable) throws IOException {
        Files.walkFileTree(
                path,
                EnumSet.noneOf(FileVisitOption.class),
                Integer.MAX_VALUE,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return NOT_CONTENT.contains(
                                        folder.getFileName() == null
                                                ? ""
                                                : folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        files.add(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        unreadable.add(file.toString());
                        return FileVisitResult.CONTINUE;
                    }
                });
        files.sort(null);
    }

    /// The files of a folder that holds nothing but data files; empty for any other folder.
    static List<Path> dataShards(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> visible =
                    entries.filter(p -> !p.getFileName().toString().startsWith("."))
                            .sorted()
                            .toList();
            return visible.stream().allMatch(p -> Files.isRegularFile(p) && RowSource.isData(p))
                    ? visible
                    : List.of();
        }
    }
}

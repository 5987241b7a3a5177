package org.hornbook.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A folder, each readable text file in it a document; or a single text file.
record FolderSource(Path path) implements RowSource {
    static final long LARGEST_FILE = 64L << 20;

    private static final Set<String> NOT_CONTENT = Set.of(".git", ".hg", ".svn");

    @Override
    public String format() {
        return "text files";
    }

    @Override
    public boolean files() {
        return true;
    }

    @Override
    public long size() {
        try {
            List<Path> files = new ArrayList<>();
            walk(files, new ArrayList<>());
            return files.stream().mapToLong(FolderSource::sizeOf).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
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
        long bytes = 0;
        for (Path file : files) {
            number++;
            if (number > after) {
                file(number, file, sink);
            }
            bytes += sizeOf(file);
            sink.reached(bytes);
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
                byte[] bytes = bytes(file);
                Optional<TextFile> text = TextFile.decode(bytes);
                if (bytes.length > LARGEST_FILE) {
                    sink.skip("larger than " + (LARGEST_FILE >> 20) + " MiB");
                } else if (text.isEmpty()) {
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

    /// Unpacked, and not more than is needed to see that it is too much.
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Opened.stream(file)) {
            return in.readNBytes((int) LARGEST_FILE + 1);
        }
    }

    private List<RawRow.Field> fields(Path file, TextFile text) {
        Path relative = file.equals(path) ? file.getFileName() : path.relativize(file);
        String name = file.getFileName().toString().replaceAll("(?i)\\.(gz|zst)$", "");
        return List.of(
                RawRow.Field.text("path", relative.toString().replace('\\', '/')),
                RawRow.Field.text("text", text.text()),
                RawRow.Field.text(
                        "extension",
                        name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : ""),
                RawRow.Field.text("encoding", text.encoding()));
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
}

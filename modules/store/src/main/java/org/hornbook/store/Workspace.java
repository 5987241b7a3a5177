package org.hornbook.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One folder that holds a person's work: the database, and as plain files beside it the
/// checkpoints, token shards, encoders' caches, exports and logs.
public final class Workspace implements AutoCloseable {
    /// How the name of the file ends that marks a folder as a workspace, and that a double click
    /// opens.
    public static final String MARK = ".hornbook";

    private final Path folder;
    private final Database database;
    private final WriterLock lock;

    private Workspace(Path folder, Database database, WriterLock lock) {
        this.folder = folder;
        this.database = database;
        this.lock = lock;
    }

    /// Opens the workspace in `folder`; `WRITE` creates what is missing. `holder` is the command a
    /// second writer is told of. Throws `WorkspaceBusyException` if another process writes,
    /// `StoreException` if there is nothing to read.
    public static Workspace open(
            Path folder, Access access, List<Migrations> migrations, String holder) {
        Path database = folder.resolve("hornbook.db");
        if (access == Access.READ) {
            if (!Files.isRegularFile(database)) {
                throw new StoreException(
                        "no workspace in "
                                + folder
                                + ": run `hornbook demo` or `hornbook import`,"
                                + " or name another with --workspace");
            }
            return new Workspace(folder, Database.open(database, access, migrations), null);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot create workspace " + folder + ": " + e.getMessage(), e);
        }
        WriterLock lock = WriterLock.take(folder, holder);
        try {
            Database opened = Database.open(database, access, migrations);
            mark(folder);
            return new Workspace(folder, opened, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Writes the marking file, named after the folder, unless one is there under any name.
    private static void mark(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        try (Stream<Path> entries = Files.list(folder)) {
            if (name != null && entries.noneMatch(e -> e.toString().endsWith(MARK))) {
                Files.writeString(
                        folder.resolve(name + MARK),
                        "This folder is a Hornbook workspace; opened with Hornbook, this file opens it.\n");
            }
        } catch (IOException e) {
            // Only the double click is missing then: a full disk must not keep anyone from their
            // work.
        }
    }

    public Path folder() {
        return folder;
    }

    public Database database() {
        return database;
    }

    /// The folder `name` of this workspace (`checkpoints`, `shards`, `exports`, `logs`), created on
    /// first use.
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot create " + folder.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        database.close();
        if (lock != null) {
            lock.close();
        }
    }
}

package org.hornbook.app.desk;

import org.hornbook.app.Workbench;
import org.hornbook.store.Access;
import org.hornbook.store.WorkspaceBusyException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The workspace the window is open on. Where another process writes, it is read and followed, and
/// taken for writing as soon as that process has ended.
public final class Session implements AutoCloseable {
    private final Path folder;
    private Workbench bench;
    private String holder;

    private Session(Path folder, Workbench bench, String holder) {
        this.folder = folder;
        this.bench = bench;
        this.holder = holder;
    }

    /// Opens the workspace in `folder`, which is made if there is none. Waits for files: not for
    /// the FX thread.
    public static Session open(Path folder) {
        try {
            return new Session(folder, Workbench.open(folder, Access.WRITE, "hornbook"), null);
        } catch (WorkspaceBusyException e) {
            return new Session(folder, Workbench.open(folder, Access.READ, "hornbook"), e.holder());
        }
    }

    public Path folder() {
        return folder;
    }

    public String name() {
        return folder.getFileName() == null ? folder.toString() : folder.getFileName().toString();
    }

    public synchronized Workbench bench() {
        return bench;
    }

    /// Who writes, if it is not this window.
    public synchronized Optional<String> holder() {
        return Optional.ofNullable(holder);
    }

    /// Tries to become the writer; whether anything changed. Waits for files.
    public synchronized boolean takeOver() {
        if (holder == null) {
            return false;
        }
        try {
            Workbench writer = Workbench.open(folder, Access.WRITE, "hornbook");
            Workbench reader = bench;
            bench = writer;
            holder = null;
            close(reader);
            return true;
        } catch (WorkspaceBusyException e) {
            boolean other = !e.holder().equals(holder);
            holder = e.holder();
            return other;
        }
    }

    /// Differs whenever the store may have been written to, by whichever process. Waits for files.
    public String mark() {
        StringBuilder mark = new StringBuilder();
        for (String name : new String[] {"hornbook.db", "hornbook.db-wal"}) {
            try {
                Path file = folder.resolve(name);
                mark.append(Files.size(file))
                        .append('/')
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append(' ');
            } catch (IOException e) {
                mark.append("- ");
            }
        }
        return mark.toString();
    }

    @Override
    public synchronized void close() {
        close(bench);
    }

    private static void close(Workbench bench) {
        try {
            bench.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

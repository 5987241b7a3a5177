package org.hornbook.infer.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.RoundedLayer;
import org.hornbook.checkpoint.RoundedMatrix;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// Where a calibration is worked on, beside the graphs: the layers that are finished, and what
/// enters the next. A process that was killed is gone on from there; one process at a time works in
/// it.
final class CalibrationFolder implements AutoCloseable {
    private static final String STATE = "state.json";

    private final Path folder;
    private final FileChannel lockFile;

    private CalibrationFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /// @param next the first layer that is not finished
    /// @param sha256 of the file with what enters it
    /// @param activations what inputs of products lost in 8 bits, in the finished layers
    record State(int next, String sha256, Map<String, Double> activations) {
        static final State NOTHING = new State(0, "", Map.of());
    }

    /// The folder below `cacheDir` of the work that `key` tells from other work on the same
    /// checkpoint and block, whose folders are removed. Throws `CheckpointException` if another
    /// process works there.
    static CalibrationFolder open(Checkpoint checkpoint, Path cacheDir, int block, String key)
            throws IOException {
        Files.createDirectories(cacheDir);
        String name = "." + checkpoint.fingerprint().substring(0, 32) + "-calibrating-" + block;
        FileChannel lockFile =
                FileChannel.open(
                        cacheDir.resolve(name + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (lock(lockFile) == null) {
            lockFile.close();
            throw new CheckpointException(
                    checkpoint.folder()
                            + " is being calibrated in blocks of "
                            + block
                            + " already: wait for that, or stop it");
        }
        Path folder = cacheDir.resolve(name + "-" + key);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(cacheDir, name + "-*")) {
            for (Path other : others) {
                if (!other.equals(folder)) {
                    delete(other);
                }
            }
        }
        Files.createDirectories(folder);
        return new CalibrationFolder(folder, lockFile);
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) { // by this process itself
            return null;
        }
    }

    Path folder() {
        return folder;
    }

    /// An empty folder for graphs.
    Path scratch() throws IOException {
        Path scratch = folder.resolve("scratch");
        delete(scratch);
        return Files.createDirectory(scratch);
    }

    /// Reads what enters the first unfinished layer into `streams` and tells which that is;
    /// `NOTHING` and nothing read if there is none, or if something is missing or damaged.
    State resume(Streams streams) throws IOException {
        Optional<State> state = state();
        if (state.isEmpty()) {
            return State.NOTHING;
        }
        Path stream = stream(state.get().next());
        if (!Files.isRegularFile(stream) || !Sha256.of(stream).equals(state.get().sha256())) {
            return State.NOTHING;
        }
        if (!holds(state.get().next() - 1)) {
            return State.NOTHING;
        }
        streams.read(stream);
        return state.get();
    }

    /// Whether the layers up to `last` are there, byte for byte as they were written.
    boolean holds(int last) throws IOException {
        for (int layer = 0; layer <= last; layer++) {
            if (RoundedLayer.whole(folder, layer).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Optional<State> state() throws IOException {
        Path file = folder.resolve(STATE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            State state = Json.mapper().readValue(Files.readString(file), State.class);
            return Optional.of(state).filter(s -> s.sha256() != null && s.activations() != null);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// Keeps a finished layer and what comes out of it.
    void finish(
            int layer,
            List<RoundedMatrix> matrices,
            Streams out,
            Map<String, Double> activations,
            Runnable told)
            throws IOException {
        RoundedLayer.write(folder, layer, matrices);
        told.run();
        String sha256 = out.write(stream(layer + 1), told);
        Path fresh = folder.resolve(STATE + ".part");
        State state = new State(layer + 1, sha256, activations);
        Files.writeString(fresh, Json.write(state) + "\n");
        Files.move(
                fresh,
                folder.resolve(STATE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(stream(layer));
    }

    /// Leaves only the finished layers, and what else is not of the work itself.
    void clear(int layers) throws IOException {
        Files.deleteIfExists(folder.resolve(STATE));
        for (int layer = 0; layer <= layers; layer++) {
            Files.deleteIfExists(stream(layer));
        }
        delete(folder.resolve("scratch"));
    }

    private Path stream(int layer) {
        return folder.resolve("stream-" + layer + ".bin");
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> inner;
        try (Stream<Path> all = Files.walk(path)) {
            inner = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : inner) {
            Files.deleteIfExists(each);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}

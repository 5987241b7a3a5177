package org.hornbook.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// The weights of a decoder rounded to 4 bits with regard to what they are multiplied with: a
/// folder beside the graphs, named by the checkpoint's fingerprint and by the block, of a
/// `RoundedLayer` for each layer and one for what follows the last. Graphs are written from it.
public final class CalibratedWeights {
    private static final String FORM = "calibrated-1";
    private static final int PIECE = 1 << 20; // bytes read at once

    private final Path folder;
    private final String id;
    private final Map<String, Place> places;

    private record Place(Path file, RoundedLayer.Held held) {}

    private CalibratedWeights(Path folder, String id, Map<String, Place> places) {
        this.folder = folder;
        this.id = id;
        this.places = places;
    }

    /// Where a calibration of `checkpoint` in blocks of `block` lies, or would.
    public static Path folder(Checkpoint checkpoint, Path cacheDir, int block) {
        return cacheDir.resolve(checkpoint.fingerprint().substring(0, 32) + "-calibrated-" + block);
    }

    /// Whether there is a whole one.
    public static boolean isThere(Checkpoint checkpoint, Path cacheDir, int block) {
        return find(checkpoint, cacheDir, block).isPresent();
    }

    /// Throws `CheckpointException` if there is none.
    static CalibratedWeights require(Checkpoint checkpoint, Path cacheDir, int block) {
        return find(checkpoint, cacheDir, block)
                .orElseThrow(
                        () ->
                                new CheckpointException(
                                        checkpoint.folder()
                                                + " is not calibrated in blocks of "
                                                + block
                                                + " yet: `hornbook calibrate` does it, and plain rounding works without"));
    }

    /// The one below `cacheDir` if all its files are there in full length.
    public static Optional<CalibratedWeights> find(
            Checkpoint checkpoint, Path cacheDir, int block) {
        try {
            if (!anyIn(cacheDir, block)) {
                return Optional.empty();
            }
            String stamp = GraphManifest.stamp(checkpoint.files());
            GraphManifest.sourceOf(stamp, cacheDir).ifPresent(checkpoint::knownAs);
            Path folder = folder(checkpoint, cacheDir, block);
            if (!Files.exists(folder)) {
                folder = old(folder); // where it is while another takes its place
            }
            Optional<GraphManifest> manifest = GraphManifest.read(folder);
            if (manifest.isEmpty()
                    || !FORM.equals(manifest.get().form())
                    || !manifest.get().holds(folder)) {
                return Optional.empty();
            }
            Map<String, Place> places = new HashMap<>();
            for (int layer = 0; layer <= checkpoint.config().layers(); layer++) {
                Optional<RoundedLayer> read = RoundedLayer.read(folder, layer);
                if (read.isEmpty()) {
                    return Optional.empty();
                }
                Path file = RoundedLayer.data(folder, layer);
                read.get().matrices().forEach(h -> places.put(h.name(), new Place(file, h)));
            }
            String id = Sha256.of(Json.write(manifest.get().files())).substring(0, 8);
            return Optional.of(new CalibratedWeights(folder, id, places));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "what was calibrated of "
                            + checkpoint.folder()
                            + " below "
                            + cacheDir
                            + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    /// Makes the folder `work`, in which every layer lies whole, the calibration of `checkpoint`:
    /// at one stroke, instead of an earlier one if there is one, whose graphs are removed.
    ///
    /// @param told called for each file that is forced to disk
    public static CalibratedWeights complete(
            Checkpoint checkpoint, Path cacheDir, int block, Path work, Runnable told)
            throws IOException {
        Optional<CalibratedWeights> before = find(checkpoint, cacheDir, block);
        String stamp = GraphManifest.stamp(checkpoint.files());
        Files.deleteIfExists(work.resolve("manifest.json"));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(work)) {
            for (Path file : all) {
                try (FileChannel one = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    one.force(true);
                }
                told.run();
            }
        }
        GraphManifest.of(FORM, checkpoint.fingerprint(), stamp, work).write(work);
        Path target = folder(checkpoint, cacheDir, block);
        Path old = old(target);
        if (Files.exists(target)) {
            AtomicFolder.delete(old);
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        AtomicFolder.delete(old);
        CalibratedWeights now = require(checkpoint, cacheDir, block);
        if (before.isPresent() && !before.get().id().equals(now.id())) {
            deleteGraphs(cacheDir, checkpoint.fingerprint().substring(0, 32), before.get().id());
        }
        return now;
    }

    private static Path old(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".old");
    }

    /// Of whatever checkpoint: without one no file need be read.
    private static boolean anyIn(Path cacheDir, int block) throws IOException {
        if (!Files.isDirectory(cacheDir)) {
            return false;
        }
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(cacheDir, "*-calibrated-" + block + "*")) {
            return all.iterator().hasNext();
        }
    }

    private static void deleteGraphs(Path cacheDir, String source, String id) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(cacheDir, source + "-*-" + id)) {
            for (Path folder : all) {
                AtomicFolder.delete(folder);
            }
        }
    }

    /// Tells one calibration from another.
    String id() {
        return id;
    }

    public Path folder() {
        return folder;
    }

    boolean has(String name) {
        return places.containsKey(name);
    }

    /// The packed rows of `name`, in pieces.
    void packed(String name, RoundedRows.Sink sink) throws IOException {
        Place place = places.get(name);
        byte[] piece = new byte[PIECE];
        try (FileChannel in = FileChannel.open(place.file(), StandardOpenOption.READ)) {
            long left = place.held().scalesAt() - place.held().at();
            in.position(place.held().at());
            while (left > 0) {
                ByteBuffer into = ByteBuffer.wrap(piece, 0, (int) Math.min(PIECE, left));
                fill(in, into, place);
                sink.put(piece, into.limit());
                left -= into.limit();
            }
        }
    }

    /// The scales of `name`, row by row.
    float[] scales(String name) throws IOException {
        Place place = places.get(name);
        RoundedLayer.Held held = place.held();
        float[] scales =
                new float
                        [Math.multiplyExact(
                                held.rows(), Math.ceilDiv(held.columns(), held.block()))];
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(scales.length, Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel in = FileChannel.open(place.file(), StandardOpenOption.READ)) {
            in.position(held.scalesAt());
            fill(in, bytes, place);
        }
        bytes.flip().asFloatBuffer().get(scales);
        return scales;
    }

    private static void fill(FileChannel in, ByteBuffer into, Place place) throws IOException {
        while (into.hasRemaining()) {
            if (in.read(into) < 0) {
                throw new IOException(
                        place.file()
                                + " ends within "
                                + place.held().name()
                                + ": it was cut short");
            }
        }
    }
}

package org.hornbook.infer.calibrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hornbook.checkpoint.CalibratedWeights;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.LayerGraph;
import org.hornbook.checkpoint.RoundedLayer;
import org.hornbook.checkpoint.RoundedMatrix;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// Rounds all products of a decoder to 4 bits, layer by layer: what enters a layer is what the
/// rounded layers before it give, and each of its products is rounded with regard to what it
/// multiplies. A finished layer is kept; stopped at any moment, the same calibration goes on with
/// the layer it was at, and gives the same bytes.
public final class Calibration {
    private static final String FORM = "1"; // another one begins anew
    private static final String KEY = "key.txt";

    private final Checkpoint checkpoint;
    private final Path cacheDir;
    private final int block;
    private final Texts texts;
    private final int threads;
    private final CalibrationProgress progress;
    private final CalibrationCost cost;
    private long done;
    private String doing = "";

    private Calibration(
            Checkpoint checkpoint,
            Path cacheDir,
            int block,
            Texts texts,
            int threads,
            CalibrationProgress progress) {
        this.checkpoint = checkpoint;
        this.cacheDir = cacheDir;
        this.block = block;
        this.texts = texts;
        this.threads = threads;
        this.progress = progress;
        this.cost = new CalibrationCost(checkpoint.config(), texts);
    }

    /// Calibrates `checkpoint` in blocks of `block` weights, or takes what is there of the same
    /// texts; the result lies below `cacheDir` and is used from the moment it is whole. Throws
    /// `CheckpointException` if the disk has no room or another process is at it,
    /// `UncheckedIOException` if something cannot be written, and whatever `progress` throws.
    public static CalibratedWeights run(
            Checkpoint checkpoint,
            Path cacheDir,
            int block,
            Texts texts,
            int threads,
            CalibrationProgress progress) {
        try {
            return new Calibration(checkpoint, cacheDir, block, texts, threads, progress).run();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep what is calibrated of "
                            + checkpoint.folder()
                            + " below "
                            + cacheDir
                            + ": "
                            + words(e),
                    e);
        }
    }

    private static String words(IOException e) {
        return e instanceof AccessDeniedException denied
                ? "there is no permission to write " + denied.getFile()
                : String.valueOf(e.getMessage());
    }

    private CalibratedWeights run() throws IOException {
        Optional<CalibratedWeights> there = CalibratedWeights.find(checkpoint, cacheDir, block);
        if (there.isPresent() && key().equals(keyIn(there.get().folder()))) {
            return there.get();
        }
        checkRoom();
        try (CalibrationFolder work = CalibrationFolder.open(checkpoint, cacheDir, block, key())) {
            int layers = checkpoint.config().layers();
            if (!Files.isRegularFile(work.folder().resolve(KEY)) || !work.holds(layers)) {
                all(work);
                Files.writeString(work.folder().resolve(KEY), key());
            }
            work.clear(layers);
            return CalibratedWeights.complete(
                    checkpoint, cacheDir, block, work.folder(), () -> tell(cost.all()));
        }
    }

    private void all(CalibrationFolder work) throws IOException {
        int layers = checkpoint.config().layers();
        int hidden = checkpoint.config().hiddenSize();
        try (Arena arena = Arena.ofShared()) {
            Streams in = Streams.of(arena, texts, hidden);
            Streams out = Streams.of(arena, texts, hidden);
            CalibrationFolder.State state = work.resume(in);
            if (state.next() == 0) {
                in.embed(checkpoint, texts);
            }
            Map<String, Double> activations = new TreeMap<>(state.activations());
            done = state.next() * cost.layer();
            for (int layer = state.next(); layer < layers; layer++) {
                doing = "layer " + (layer + 1) + " of " + layers;
                List<RoundedMatrix> rounded = rounded(layer, in, out, activations, work.scratch());
                work.finish(layer, rounded, out, activations, () -> tell(done));
                done = (layer + 1) * cost.layer();
                Streams before = in;
                in = out;
                out = before;
            }
            doing = "the product that gives logits";
            head(in, activations, work);
        }
    }

    private List<RoundedMatrix> rounded(
            int layer, Streams in, Streams out, Map<String, Double> activations, Path scratch)
            throws IOException {
        Runnable told = () -> progress.told(done, cost.all(), doing);
        try (LayerPass pass = new LayerPass(checkpoint, layer, scratch, threads, told);
                MatrixProducts products = new MatrixProducts(scratch, threads)) {
            pass.run(
                    in.held(),
                    out.held(),
                    Reference.lengths(texts.held()),
                    (x, rows) -> Reference.note(activations, pass, x, rows),
                    told);
            return rounded(pass, products, in.used(), out.used());
        }
    }

    private List<RoundedMatrix> rounded(
            LayerPass pass, MatrixProducts products, Rows in, Rows out) {
        int[] lengths = Reference.lengths(texts.used());
        long before = done;
        List<RoundedMatrix> all = new ArrayList<>();
        try (Arena arena = Arena.ofShared()) {
            Map<String, Rows> values = new HashMap<>(Map.of(LayerGraph.IN, in));
            for (LayerGraph.Stage stage : pass.stages()) {
                for (String output : stage.outputs()) {
                    values.put(
                            output,
                            output.equals(LayerGraph.OUT)
                                    ? out
                                    : Rows.of(arena, in.count(), pass.width(output)));
                }
                long start = done;
                long stageCost = cost.stage(stage, pass);
                int[] texts = {0};
                pass.run(
                        stage,
                        values,
                        lengths,
                        () -> tell(start + stageCost * ++texts[0] / lengths.length));
                done = start + stageCost;
                for (String output : stage.outputs()) {
                    if (!output.equals(LayerGraph.OUT)) {
                        all.addAll(rounded(pass, products, output, values.get(output)));
                    }
                }
            }
        }
        done = before;
        return all;
    }

    /// All products that multiply `x`.
    private List<RoundedMatrix> rounded(
            LayerPass pass, MatrixProducts products, String x, Rows values) {
        List<RoundedMatrix> all = new ArrayList<>();
        for (LayerGraph.Product product : pass.of(x)) {
            all.add(RoundedMatrix.empty(product.name(), product.rows(), product.columns(), block));
        }
        int[] borders = Gram.borders(values.width());
        ErrorFeedback feedback = new ErrorFeedback(products, () -> tell(done));
        for (int i = 0; i < borders.length; i++) {
            int to = i + 1 < borders.length ? borders[i + 1] : values.width();
            ErrorFeedback.Run run =
                    Gram.run(products, values, borders[i], to, true, () -> tell(done));
            try (Factor _ = run.factor()) {
                done += cost.gram(to - borders[i]);
                for (int p = 0; p < all.size(); p++) {
                    LayerGraph.Product product = pass.of(x).get(p);
                    feedback.round(pass.weight(product), run, all.get(p));
                    done += cost.feedback(product.rows(), to - borders[i]);
                    tell(done);
                }
            }
        }
        return all;
    }

    /// Rounds what gives logits, and keeps what it is given for the texts held back.
    private void head(Streams in, Map<String, Double> activations, CalibrationFolder work)
            throws IOException {
        int layers = checkpoint.config().layers();
        Runnable told = () -> tell(done);
        Path scratch = work.scratch();
        try (Arena arena = Arena.ofShared();
                LayerPass pass = new LayerPass(checkpoint, layers, scratch, threads, told);
                MatrixProducts products = new MatrixProducts(scratch, threads)) {
            LayerGraph.Stage norm = pass.stages().getFirst();
            String x = norm.outputs().getFirst();
            int hidden = in.used().width();
            Rows normed = Rows.of(arena, in.used().count(), hidden);
            pass.run(
                    norm,
                    Map.of(LayerGraph.IN, in.used(), x, normed),
                    Reference.lengths(texts.used()),
                    told);
            List<RoundedMatrix> head = rounded(pass, products, x, normed);
            RoundedLayer.write(work.folder(), layers, head);
            new Reference(texts.held(), in.held(), activations).write(work.folder());
        }
    }

    private void tell(long at) {
        progress.told(Math.min(at, cost.all()), cost.all(), doing);
    }

    /// Tells this work from other work on the same checkpoint.
    private String key() {
        StringBuilder all = new StringBuilder(FORM + "\n" + threads + "\n");
        Stream.of(texts.used(), texts.held()).forEach(t -> all.append(Json.write(t)).append('\n'));
        return Sha256.of(all.toString()).substring(0, 12);
    }

    private static String keyIn(Path folder) throws IOException {
        Path file = folder.resolve(KEY);
        return Files.isRegularFile(file) ? Files.readString(file) : "";
    }

    private void checkRoom() throws IOException {
        Path there = Files.createDirectories(cacheDir);
        long needed = cost.disk(block);
        long free = Files.getFileStore(there).getUsableSpace();
        if (needed > free) {
            throw new CheckpointException(
                    "to calibrate "
                            + checkpoint.folder()
                            + " needs about "
                            + Math.ceilDiv(needed, 1_000_000)
                            + " MB, and the disk of "
                            + cacheDir
                            + " has "
                            + Math.ceilDiv(free, 1_000_000)
                            + " MB left: free some");
        }
    }
}

package org.hornbook.infer.calibrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hornbook.checkpoint.CacheScales;
import org.hornbook.checkpoint.CalibratedWeights;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.MeasuredActivations;
import org.hornbook.checkpoint.ModelGraph;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.OnnxGenerator;

/// Measures how far a precision is from the exact model, which is never loaded whole: it is run
/// layer by layer, once, and what comes out of its last layer is kept beside the graphs.
///
/// @param activations the choice that was made, where the precision asked for it
public record ModelQuality(Quality quality, Optional<MeasuredActivations> activations) {
    private static final long MOST_LOGITS = 1 << 25; // numbers, 134 MB
    private static final int CACHE_TEXTS = 16;

    /// Measures `checkpoint` in `precision` on texts that were held back: those of its calibration
    /// where there is one, else those of `texts`. Where the precision wants its activations as
    /// measured, that is done too, and kept. The graph is written if it is not there. Throws
    /// `UncheckedIOException` if something cannot be kept, and whatever `progress` throws.
    public static ModelQuality measure(
            Checkpoint checkpoint,
            Path cacheDir,
            Precision precision,
            Texts texts,
            int threads,
            CalibrationProgress progress) {
        boolean choose = precision.activations() == Precision.Activations.MEASURED;
        Precision first = choose ? precision.with(Precision.Activations.ROUNDED) : precision;
        GraphProgress written = (bytes, of) -> progress.told(bytes, of, "writing the graph");
        ModelGraph graph = ModelGraph.write(checkpoint, cacheDir, first, written);
        try (Arena arena = Arena.ofShared()) {
            Path folder = Files.createTempDirectory(cacheDir, ".measuring-");
            try {
                int vocabulary = checkpoint.config().vocabSize();
                Reference reference =
                        reference(
                                        checkpoint,
                                        cacheDir,
                                        precision.block(),
                                        texts,
                                        threads,
                                        arena,
                                        progress)
                                .limited(vocabulary, MOST_LOGITS);
                Path scratch = Files.createDirectory(folder.resolve("head"));
                Rows exact =
                        reference.logits(
                                checkpoint,
                                scratch,
                                threads,
                                arena,
                                () -> progress.told(0, 0, "exact logits"));
                ActivationChoice.Measure measure =
                        (some, doing) ->
                                quality(
                                        checkpoint,
                                        some,
                                        reference,
                                        exact,
                                        threads,
                                        doing,
                                        progress);
                if (!choose) {
                    return new ModelQuality(measure.of(graph, "as rounded"), Optional.empty());
                }
                ActivationChoice.Chosen chosen =
                        new ActivationChoice(
                                        graph,
                                        reference.activations(),
                                        measure,
                                        some -> steps(checkpoint, some, texts, threads, progress))
                                .choose();
                return new ModelQuality(chosen.quality(), Optional.of(chosen.activations()));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    checkpoint.folder()
                            + " cannot be measured below "
                            + cacheDir
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static Reference reference(
            Checkpoint checkpoint,
            Path cacheDir,
            int ownBlock,
            Texts texts,
            int threads,
            Arena arena,
            CalibrationProgress progress)
            throws IOException {
        int hidden = checkpoint.config().hiddenSize();
        for (int block : new int[] {ownBlock, 128, 64, 32}) {
            Optional<CalibratedWeights> there = CalibratedWeights.find(checkpoint, cacheDir, block);
            Optional<Reference> read =
                    there.isPresent()
                            ? Reference.read(there.get().folder(), hidden, arena)
                            : Optional.empty();
            if (read.isPresent()) {
                return read.get();
            }
        }
        Path kept = cacheDir.resolve(checkpoint.fingerprint().substring(0, 32) + "-reference");
        Optional<Reference> read = Reference.read(kept, hidden, arena);
        if (read.isPresent()) {
            return read.get();
        }
        Path scratch = Files.createTempDirectory(cacheDir, ".measuring-");
        try {
            Reference made =
                    Reference.compute(checkpoint, texts.held(), scratch, threads, arena, progress);
            made.write(Files.createDirectories(kept));
            return made;
        } finally {
            delete(scratch);
        }
    }

    private static Quality quality(
            Checkpoint checkpoint,
            ModelGraph graph,
            Reference reference,
            Rows exact,
            int threads,
            String doing,
            CalibrationProgress progress) {
        Quality.Sum sum = new Quality.Sum();
        List<int[]> texts = reference.texts();
        try (OnnxGenerator generator = OnnxGenerator.open(checkpoint, graph, threads)) {
            long first = 0;
            for (int i = 0; i < texts.size(); i++) {
                int at = i;
                int[] text = texts.get(i);
                float[][] wanted = new float[text.length][exact.width()];
                for (int t = 0; t < text.length; t++) {
                    exact.get(first + t, 0, wanted[t], 0, exact.width());
                }
                Runnable told = () -> progress.told(at, texts.size(), "measuring with " + doing);
                sum.add(text, wanted, generator.logits(text, told));
                first += text.length;
            }
        }
        return sum.quality();
    }

    /// From texts that nothing is measured on.
    private static CacheScales steps(
            Checkpoint checkpoint,
            ModelGraph graph,
            Texts texts,
            int threads,
            CalibrationProgress progress) {
        CacheScales.Seen seen = new CacheScales.Seen(checkpoint.config());
        int count = Math.min(texts.used().size(), CACHE_TEXTS);
        try (OnnxGenerator generator = OnnxGenerator.open(checkpoint, graph, threads)) {
            for (int i = 0; i < count; i++) {
                int at = i;
                generator.cache(
                        texts.used().get(i),
                        seen,
                        () -> progress.told(at, count, "measuring keys and values"));
            }
        }
        return seen.scales();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}

package org.hornbook.classify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hornbook.store.Json;

/// A trained classifier as bytes: the recipe as JSON, then its numbers (weights that are zero are
/// not written), then what its scores mean, where that was learned.
final class ClassifierFile {
    private static final int MAGIC = 0x48424331; // "HBC1"
    private static final int MOST_HEADS = 1_000;

    private ClassifierFile() {}

    /// A classifier, and what its scores mean where that is known.
    record Content(Classifier classifier, Optional<KeepProbability> probability) {}

    static byte[] write(Classifier classifier) {
        return write(new Content(classifier, Optional.empty()));
    }

    static byte[] write(Content content) {
        Classifier classifier = content.classifier();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(MAGIC);
            out.writeUTF(
                    Json.mapper().writerFor(Recipe.class).writeValueAsString(classifier.recipe()));
            switch (classifier) {
                case NgramClassifier ngram -> write(ngram, out);
                case AverageClassifier average -> write(average, out);
                case DenseClassifier dense -> DenseFile.write(dense.head(), out);
            }
            if (content.probability().isPresent()) {
                byte[] json =
                        Json.write(content.probability().get()).getBytes(StandardCharsets.UTF_8);
                out.writeInt(json.length);
                out.write(json);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Throws `IllegalArgumentException` if these bytes are no classifier.
    static Classifier read(byte[] bytes) {
        return content(bytes).classifier();
    }

    /// Throws `IllegalArgumentException` if these bytes are no classifier.
    static Content content(byte[] bytes) {
        try (DataInputStream in =
                new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            int magic = in.readInt();
            if (magic >>> 8 != MAGIC >>> 8) {
                throw new IllegalArgumentException("not a classifier of this program");
            }
            if (magic != MAGIC) {
                throw new IllegalArgumentException(
                        "the classifier is stored in format "
                                + (char) (magic & 0xff)
                                + ", which this version does not know: update the program, or train"
                                + " it again");
            }
            Classifier classifier = classifier(recipe(in.readUTF()), in);
            return new Content(classifier, probability(in));
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("the classifier is damaged: " + e.getMessage(), e);
        }
    }

    private static Recipe recipe(String json) {
        try {
            return Json.read(json, Recipe.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the classifier is made by a recipe that this version does not know: "
                            + Json.read(json, JsonNode.class).path("recipe").asText("nameless"),
                    e);
        }
    }

    private static Classifier classifier(Recipe recipe, DataInputStream in) throws IOException {
        return switch (recipe) {
            case Recipe.NgramLinear linear -> readNgram(linear, in);
            case Recipe.NgramAverage average -> readAverage(average, in);
            case Recipe.OnEncoder dense -> DenseFile.read(dense, in);
        };
    }

    /// Files of the first version end before it.
    private static Optional<KeepProbability> probability(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        byte[] json = in.readNBytes(length);
        if (json.length < length) {
            throw new EOFException("it ends in its calibration");
        }
        return Optional.of(
                Json.read(new String(json, StandardCharsets.UTF_8), KeepProbability.class));
    }

    private static Standardiser readStandardiser(DataInputStream in) throws IOException {
        Standardiser standardiser = new Standardiser(readDoubles(in), readDoubles(in));
        int measured = standardiser.mean().length;
        if (measured != TextStatistics.NAMES.size() || standardiser.spread().length != measured) {
            throw new IllegalArgumentException(
                    "the classifier measures "
                            + measured
                            + " statistics of a text, and this version "
                            + TextStatistics.NAMES.size()
                            + ": train it again");
        }
        return standardiser;
    }

    private static int among(int count, int most, String what) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException(count + " " + what);
        }
        return count;
    }

    private static void write(NgramClassifier classifier, DataOutputStream out) throws IOException {
        write(classifier.standardiser().mean(), out);
        write(classifier.standardiser().spread(), out);
        out.writeInt(classifier.lowest());
        out.writeInt(classifier.heads().length);
        for (NgramClassifier.Head head : classifier.heads()) {
            out.writeInt(head.width());
            out.writeDouble(head.bias());
            float[] weights = head.weights();
            out.writeInt(weights.length);
            int filled = 0;
            for (float w : weights) {
                filled += w != 0 ? 1 : 0;
            }
            out.writeInt(filled);
            for (int k = 0; k < weights.length; k++) {
                if (weights[k] != 0) {
                    out.writeInt(k);
                    out.writeFloat(weights[k]);
                }
            }
        }
    }

    private static NgramClassifier readNgram(Recipe.NgramLinear recipe, DataInputStream in)
            throws IOException {
        Standardiser standardiser = readStandardiser(in);
        int lowest = in.readInt();
        NgramClassifier.Head[] heads =
                new NgramClassifier.Head[among(in.readInt(), MOST_HEADS, "labels")];
        int dimensions = new NgramFeatures.Settings(recipe.bits(), false).dimensions();
        for (int h = 0; h < heads.length; h++) {
            int width = in.readInt();
            double bias = in.readDouble();
            float[] weights = new float[among(in.readInt(), dimensions, "weights")];
            if (weights.length != dimensions) {
                throw new IOException(weights.length + " weights in place of " + dimensions);
            }
            for (int left = in.readInt(); left > 0; left--) {
                weights[in.readInt()] = in.readFloat();
            }
            heads[h] = new NgramClassifier.Head(width, weights, bias);
        }
        return new NgramClassifier(recipe, standardiser, lowest, heads);
    }

    private static void write(AverageClassifier classifier, DataOutputStream out)
            throws IOException {
        write(classifier.standardiser().mean(), out);
        write(classifier.standardiser().spread(), out);
        out.writeInt(classifier.lowest());
        int heads = classifier.steps().length;
        out.writeInt(heads);
        for (AverageClassifier.Step step : classifier.steps()) {
            out.writeInt(step.width());
            out.writeDouble(step.bias());
            out.writeInt(step.statistics().length);
            for (float weight : step.statistics()) {
                out.writeFloat(weight);
            }
        }
        PlaceWeights table = classifier.table();
        for (int place = 0; place < table.places(); place++) {
            if (table.get(place, heads) != 0) {
                out.writeInt(place);
                for (int h = 0; h < heads; h++) {
                    out.writeFloat(table.get(place, h));
                }
            }
        }
        out.writeInt(-1);
    }

    private static AverageClassifier readAverage(Recipe.NgramAverage recipe, DataInputStream in)
            throws IOException {
        Standardiser standardiser = readStandardiser(in);
        int lowest = in.readInt();
        int heads = among(in.readInt(), MOST_HEADS, "labels");
        int width = recipe.statistics() ? TextStatistics.NAMES.size() : 0;
        AverageClassifier.Step[] steps = new AverageClassifier.Step[heads];
        for (int h = 0; h < heads; h++) {
            int worth = in.readInt();
            double bias = in.readDouble();
            float[] weights = new float[among(in.readInt(), width, "statistics")];
            for (int k = 0; k < weights.length; k++) {
                weights[k] = in.readFloat();
            }
            steps[h] = new AverageClassifier.Step(worth, bias, weights);
        }
        PlaceWeights table = new PlaceWeights(heads + 1, 1 << recipe.bits());
        float[] row = new float[heads + 1];
        row[heads] = 1;
        for (int place = in.readInt(); place >= 0; place = in.readInt()) {
            for (int h = 0; h < heads; h++) {
                row[h] = in.readFloat();
            }
            table.put(place, row);
        }
        return new AverageClassifier(recipe, standardiser, lowest, steps, table);
    }

    private static void write(double[] values, DataOutputStream out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] readDoubles(DataInputStream in) throws IOException {
        double[] values = new double[among(in.readInt(), 1 << 20, "numbers")];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}

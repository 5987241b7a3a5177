package org.hornbook.classify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hornbook.store.Json;

/// A trained classifier as bytes: the recipe as JSON, then its numbers; weights that are zero are
/// not written.
final class ClassifierFile {
    private static final int MAGIC = 0x48424331; // "HBC1"

    private ClassifierFile() {}

    static byte[] write(Classifier classifier) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(MAGIC);
            out.writeUTF(
                    Json.mapper().writerFor(Recipe.class).writeValueAsString(classifier.recipe()));
            switch (classifier) {
                case NgramClassifier ngram -> write(ngram, out);
                case DenseClassifier dense -> DenseFile.write(dense.head(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Throws `IllegalArgumentException` if these bytes are no classifier.
    static Classifier read(byte[] bytes) {
        try (DataInputStream in =
                new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("not a classifier of this program");
            }
            return switch (Json.read(in.readUTF(), Recipe.class)) {
                case Recipe.NgramLinear recipe -> readNgram(recipe, in);
                case Recipe.OnEncoder recipe -> DenseFile.read(recipe, in);
            };
        } catch (IOException e) {
            throw new IllegalArgumentException("the classifier is damaged: " + e.getMessage(), e);
        }
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
        Standardiser standardiser = new Standardiser(readDoubles(in), readDoubles(in));
        int lowest = in.readInt();
        NgramClassifier.Head[] heads = new NgramClassifier.Head[in.readInt()];
        for (int h = 0; h < heads.length; h++) {
            int width = in.readInt();
            double bias = in.readDouble();
            float[] weights = new float[in.readInt()];
            for (int left = in.readInt(); left > 0; left--) {
                weights[in.readInt()] = in.readFloat();
            }
            heads[h] = new NgramClassifier.Head(width, weights, bias);
        }
        return new NgramClassifier(recipe, standardiser, lowest, heads);
    }

    private static void write(double[] values, DataOutputStream out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] readDoubles(DataInputStream in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}

package org.hornbook.classify;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// The numbers of a head on embeddings, as `ClassifierFile` keeps them behind its recipe.
final class DenseFile {
    private DenseFile() {}

    static void write(DenseHead head, DataOutputStream out) throws IOException {
        switch (head) {
            case RandomForest forest -> write(forest, out);
            case LinearHead linear -> write(linear, out);
        }
    }

    static DenseClassifier read(Recipe.OnEncoder recipe, DataInputStream in) throws IOException {
        return new DenseClassifier(
                recipe,
                switch (recipe) {
                    case Recipe.EncoderForest forest -> readForest(in);
                    case Recipe.EncoderLinear linear -> readLinear(in);
                    case Recipe.EncoderOrdinal ordinal -> readLinear(in);
                    case Recipe.EncoderRegression regression -> readLinear(in);
                });
    }

    private static void write(LinearHead head, DataOutputStream out) throws IOException {
        out.writeUTF(head.link().name());
        out.writeDouble(head.base());
        out.writeInt(head.steps().length);
        for (LinearHead.Step step : head.steps()) {
            out.writeDouble(step.width());
            out.writeDouble(step.bias());
            out.writeInt(step.weights().length);
            for (double weight : step.weights()) {
                out.writeDouble(weight);
            }
        }
    }

    private static LinearHead readLinear(DataInputStream in) throws IOException {
        LinearHead.Link link = LinearHead.Link.valueOf(in.readUTF());
        double base = in.readDouble();
        LinearHead.Step[] steps = new LinearHead.Step[size(in, 1_000_000)];
        for (int s = 0; s < steps.length; s++) {
            double width = in.readDouble();
            double bias = in.readDouble();
            double[] weights = new double[size(in, 1 << 20)];
            for (int k = 0; k < weights.length; k++) {
                weights[k] = in.readDouble();
            }
            steps[s] = new LinearHead.Step(width, weights, bias);
        }
        return new LinearHead(link, base, steps);
    }

    private static void write(RandomForest forest, DataOutputStream out) throws IOException {
        out.writeInt(forest.trees().length);
        for (RandomForest.Tree tree : forest.trees()) {
            out.writeInt(tree.feature().length);
            for (int i = 0; i < tree.feature().length; i++) {
                out.writeInt(tree.feature()[i]);
                out.writeFloat(tree.threshold()[i]);
                out.writeInt(tree.left()[i]);
                out.writeFloat(tree.value()[i]);
            }
        }
    }

    private static RandomForest readForest(DataInputStream in) throws IOException {
        RandomForest.Tree[] trees = new RandomForest.Tree[size(in, 1 << 20)];
        for (int t = 0; t < trees.length; t++) {
            int n = size(in, 1 << 26);
            RandomForest.Tree tree =
                    new RandomForest.Tree(new int[n], new float[n], new int[n], new float[n]);
            for (int i = 0; i < n; i++) {
                tree.feature()[i] = in.readInt();
                tree.threshold()[i] = in.readFloat();
                tree.left()[i] = in.readInt();
                tree.value()[i] = in.readFloat();
                if (tree.feature()[i] >= 0 && (tree.left()[i] <= i || tree.left()[i] + 1 >= n)) {
                    throw new IOException("a tree leads nowhere");
                }
            }
            trees[t] = tree;
        }
        return new RandomForest(trees);
    }

    /// A size that a damaged file cannot make absurd.
    private static int size(DataInputStream in, int most) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > most) {
            throw new IOException("a size of " + size);
        }
        return size;
    }
}

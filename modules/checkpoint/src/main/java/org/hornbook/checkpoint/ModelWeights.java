package org.hornbook.checkpoint;

import java.util.Arrays;

/// A decoder's weights as the graph wants them: heads in its own layout, biases added up.
final class ModelWeights {
    private final ModelConfig config;
    private final Tensors tensors;
    private final HeadLayout layout;

    ModelWeights(ModelConfig config, Tensors tensors) {
        this.config = config;
        this.tensors = tensors;
        this.layout = HeadLayout.of(config);
    }

    float[] vector(String name) {
        return tensors.floats(name);
    }

    /// A linear layer's weight as it is stored: `[out, in]`.
    Matrix matrix(String name) {
        int[] shape = tensors.shape(name);
        return new Stored(tensors, name, shape[0], shape[1]);
    }

    private record Stored(Tensors tensors, String name, int rows, int columns) implements Matrix {
        @Override
        public void read(int row, float[] into, int offset) {
            tensors.read(name, (long) row * columns, into, offset, columns);
        }
    }

    /// The heads of query, key and value one after the other, each of query and key having a row
    /// for each of `dims`, zeros where it says so.
    Matrix queryKeyValue(String attention, int[] dims) {
        int[] value = layout.plainSources();
        return Matrix.stacked(
                new Heads(matrix(attention + "q_proj.weight"), config.headDim(), dims),
                new Heads(matrix(attention + "k_proj.weight"), config.headDim(), dims),
                new Heads(matrix(attention + "v_proj.weight"), config.headDim(), value));
    }

    /// The biases of `queryKeyValue`.
    float[] queryKeyValueBias(String attention, int[] dims) {
        float[] query = heads(vector(attention + "q_proj.bias"), dims);
        float[] key = heads(vector(attention + "k_proj.bias"), dims);
        float[] value = heads(vector(attention + "v_proj.bias"), layout.plainSources());
        float[] all = Arrays.copyOf(query, query.length + key.length + value.length);
        System.arraycopy(key, 0, all, query.length, key.length);
        System.arraycopy(value, 0, all, query.length + key.length, value.length);
        return all;
    }

    private record Heads(Matrix stored, int headDim, int[] dims) implements Matrix {
        @Override
        public int rows() {
            return stored.rows() / headDim * dims.length;
        }

        @Override
        public int columns() {
            return stored.columns();
        }

        @Override
        public void read(int row, float[] into, int offset) {
            int source = dims[row % dims.length];
            if (source == HeadLayout.ZERO) {
                Arrays.fill(into, offset, offset + columns(), 0);
            } else {
                stored.read(row / dims.length * headDim + source, into, offset);
            }
        }
    }

    private float[] heads(float[] values, int[] dims) {
        float[] wide = new float[values.length / config.headDim() * dims.length];
        for (int i = 0; i < wide.length; i++) {
            int source = dims[i % dims.length];
            wide[i] =
                    source == HeadLayout.ZERO
                            ? 0
                            : values[i / dims.length * config.headDim() + source];
        }
        return wide;
    }

    /// Attention's last projection with as many columns a head as the layout is wide: `[hidden,
    /// heads * width]`.
    Matrix out(String name) {
        Matrix stored = matrix(name);
        return layout.plain() ? stored : new Spread(stored, config.headDim(), layout.width());
    }

    private record Spread(Matrix stored, int headDim, int width) implements Matrix {
        @Override
        public int rows() {
            return stored.rows();
        }

        @Override
        public int columns() {
            return stored.columns() / headDim * width;
        }

        @Override
        public void read(int row, float[] into, int offset) {
            stored.read(row, into, offset);
            Arrays.fill(into, offset + stored.columns(), offset + columns(), 0);
            for (int head = stored.columns() / headDim; head-- > 0; ) {
                int to = offset + head * width;
                System.arraycopy(into, offset + head * headDim, into, to, headDim);
                Arrays.fill(into, to + headDim, to + width, 0);
            }
        }
    }

    /// The sum of two vectors.
    float[] sum(String first, String second) {
        float[] sum = tensors.floats(first);
        float[] other = tensors.floats(second);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    /// Cosine (or sine) of each position's angles: `(rows, layout.pairs())`.
    FloatSource rotary(boolean cosine) {
        return config.rotary().table(cosine, config.maxPositions(), layout.pairs());
    }

    int[] rotaryShape() {
        return new int[] {config.rotary().rows(config.maxPositions()), layout.pairs()};
    }
}

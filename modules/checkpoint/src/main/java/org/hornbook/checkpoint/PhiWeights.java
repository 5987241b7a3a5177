package org.hornbook.checkpoint;

import java.io.IOException;

/// The weights of a phi model as its graph wants them: heads in their `HeadLayout`, stretch by
/// stretch.
final class PhiWeights {
    private static final int STRETCH = 1 << 18; // values

    private final PhiConfig config;
    private final Tensors tensors;
    private final HeadLayout layout;

    PhiWeights(PhiConfig config, Tensors tensors) {
        this.config = config;
        this.tensors = tensors;
        this.layout = HeadLayout.of(config);
    }

    FloatSource as(String name) {
        long size = new Parameter(name, tensors.shape(name)).size();
        return stretch(name, 0, size);
    }

    int[] shape(String name) {
        return tensors.shape(name);
    }

    /// Rows of the heads of `projection`, `kind` being `weight` or `bias`; each head has a row for
    /// each of `sources`, zeros where it says so.
    FloatSource heads(String projection, String kind, int[] sources) {
        String name = projection + "." + kind;
        int[] shape = tensors.shape(name);
        int rowSize = kind.equals("bias") ? 1 : shape[1];
        return sink -> {
            float[] row = new float[rowSize];
            float[] zeros = new float[rowSize];
            for (int head = 0; head < shape[0]; head += config.headDim()) {
                for (int source : sources) {
                    if (source != HeadLayout.ZERO) {
                        tensors.read(name, (long) (head + source) * rowSize, row, 0, rowSize);
                    }
                    sink.put(source == HeadLayout.ZERO ? zeros : row, rowSize);
                }
            }
        };
    }

    /// `dense.weight` with as many columns a head as the layout is wide: `[hidden, heads * width]`.
    FloatSource denseColumns(String name) {
        if (layout.plain()) {
            return as(name);
        }
        return sink -> {
            int rowSize = config.hiddenSize();
            float[] row = new float[rowSize];
            float[] wide = new float[config.heads() * layout.width()];
            for (int i = 0; i < rowSize; i++) {
                tensors.read(name, (long) i * rowSize, row, 0, rowSize);
                for (int head = 0; head < config.heads(); head++) {
                    System.arraycopy(
                            row,
                            head * config.headDim(),
                            wide,
                            head * layout.width(),
                            config.headDim());
                }
                sink.put(wide, wide.length);
            }
        };
    }

    /// The sum of two vectors.
    FloatSource sum(String first, String second) {
        float[] sum = tensors.floats(first);
        float[] other = tensors.floats(second);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return FloatSource.of(sum);
    }

    /// Cosine (or sine) of each position's angle: `(maxPositions, layout.pairs())`. Frequencies and
    /// angles are rounded to 32 bits as transformers does. Pairs of zeros are turned by nothing.
    FloatSource rotary(boolean cosine) {
        float[] frequencies = new float[layout.pairs()];
        for (int j = 0; j < config.rotaryDim() / 2; j++) {
            double exponent = 2.0 * j / config.rotaryDim();
            frequencies[j] = (float) (1 / Math.pow(config.ropeTheta(), exponent));
        }
        return sink -> {
            float[] row = new float[frequencies.length];
            for (int position = 0; position < config.maxPositions(); position++) {
                for (int j = 0; j < row.length; j++) {
                    float angle = position * frequencies[j];
                    row[j] = (float) (cosine ? Math.cos(angle) : Math.sin(angle));
                }
                sink.put(row, row.length);
            }
        };
    }

    private FloatSource stretch(String name, long from, long size) {
        return sink -> copy(name, from, size, sink);
    }

    private void copy(String name, long from, long size, FloatSource.Sink sink) throws IOException {
        float[] values = new float[(int) Math.min(size, STRETCH)];
        for (long at = 0; at < size; at += values.length) {
            int count = (int) Math.min(values.length, size - at);
            tensors.read(name, from + at, values, 0, count);
            sink.put(values, count);
        }
    }
}

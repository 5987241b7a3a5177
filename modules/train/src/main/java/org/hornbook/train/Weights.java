package org.hornbook.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hornbook.checkpoint.NamedTensor;
import org.hornbook.checkpoint.PhiParameters;

/// The parameters of a phi model between their two forms: as training holds them (query, key and
/// value in one matrix) and under their Hugging Face names.
final class Weights {
    private static final float SPREAD = 0.02f;

    private Weights() {}

    /// Fresh parameters: matrices normal with spread 0.02, LayerNorms 1 and 0, biases 0. The same
    /// seed gives the same.
    static PhiEngine.State fresh(TrainingConfig config) {
        PhiScript.Layout layout = new PhiScript.Layout(config);
        Random random = new Random(config.seed());
        float[][] parameters = new float[layout.count()][];
        for (int i = 0; i < parameters.length; i++) {
            float[] values = new float[size(layout.shape(i))];
            if (layout.shape(i).length == 2) {
                for (int k = 0; k < values.length; k++) {
                    values[k] = (float) random.nextGaussian() * SPREAD;
                }
            } else if (layout.scale(i)) {
                Arrays.fill(values, 1);
            }
            parameters[i] = values;
        }
        return new PhiEngine.State(parameters, zeros(layout), zeros(layout), 0);
    }

    static float[][] zeros(PhiScript.Layout layout) {
        float[][] zeros = new float[layout.count()][];
        for (int i = 0; i < zeros.length; i++) {
            zeros[i] = new float[size(layout.shape(i))];
        }
        return zeros;
    }

    /// The parameters under the names of PhiForCausalLM.
    static List<NamedTensor> named(TrainingConfig config, float[][] parameters) {
        PhiScript.Layout layout = new PhiScript.Layout(config);
        int d = config.hidden();
        List<NamedTensor> tensors = new ArrayList<>();
        tensors.add(
                tensor(PhiParameters.EMBEDDING, parameters[layout.embedding()], config.vocab(), d));
        for (int layer = 0; layer < config.layers(); layer++) {
            int at = layout.layer(layer);
            String name = PhiParameters.layer(layer);
            norm(tensors, name + "input_layernorm", parameters, at);
            for (int part = 0; part < 3; part++) {
                String projection =
                        name + "self_attn." + List.of("q_proj", "k_proj", "v_proj").get(part);
                tensors.add(
                        tensor(
                                projection + ".weight",
                                Arrays.copyOfRange(
                                        parameters[at + 2], part * d * d, (part + 1) * d * d),
                                d,
                                d));
                tensors.add(
                        tensor(
                                projection + ".bias",
                                Arrays.copyOfRange(parameters[at + 3], part * d, (part + 1) * d),
                                d));
            }
            linear(tensors, name + "self_attn.dense", parameters, at + 4, d, d);
            linear(tensors, name + "mlp.fc1", parameters, at + 6, 4 * d, d);
            linear(tensors, name + "mlp.fc2", parameters, at + 8, d, 4 * d);
        }
        norm(tensors, PhiParameters.FINAL_NORM, parameters, layout.finalNorm());
        linear(tensors, PhiParameters.HEAD, parameters, layout.head(), config.vocab(), d);
        return tensors;
    }

    private static void linear(
            List<NamedTensor> to, String name, float[][] from, int at, int out, int in) {
        to.add(tensor(name + ".weight", from[at], out, in));
        to.add(tensor(name + ".bias", from[at + 1], out));
    }

    private static void norm(List<NamedTensor> to, String name, float[][] from, int at) {
        to.add(tensor(name + ".weight", from[at], from[at].length));
        to.add(tensor(name + ".bias", from[at + 1], from[at + 1].length));
    }

    private static NamedTensor tensor(String name, float[] values, int... shape) {
        return NamedTensor.of(name, shape, values);
    }

    static int size(long[] shape) {
        return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
}

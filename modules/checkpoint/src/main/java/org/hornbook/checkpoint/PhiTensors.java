package org.hornbook.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The weights of a phi model under the names of PhiForCausalLM, all present and of the right
/// shape. The layout of the first phi files (`transformer.h.{i}.mixer.Wqkv`) is mapped onto those
/// names; its Wqkv holds the rows of query, key and value one after the other.
final class PhiTensors implements Tensors {
    private static final String FIRST_EMBEDDING = "transformer.embd.wte.weight";

    private final Tensors stored;
    private final Map<String, Stretch> stretches;

    /// `from` is the flat position in the stored tensor at which this one begins.
    private record Stretch(String stored, long from, Parameter parameter) {}

    private PhiTensors(Tensors stored, Map<String, Stretch> stretches) {
        this.stored = stored;
        this.stretches = stretches;
    }

    /// `folder` is named in complaints.
    static PhiTensors of(Path folder, Tensors stored, PhiConfig config) {
        boolean first = stored.names().contains(FIRST_EMBEDDING);
        Map<String, Stretch> stretches = new LinkedHashMap<>();
        for (Parameter parameter : PhiParameters.of(config)) {
            stretches.put(
                    parameter.name(),
                    first
                            ? firstLayout(folder, stored, config, parameter)
                            : whole(folder, stored, parameter.name(), parameter));
        }
        return new PhiTensors(stored, stretches);
    }

    private static Stretch whole(Path folder, Tensors stored, String name, Parameter parameter) {
        return part(folder, stored, name, parameter, parameter.shape()[0], 0);
    }

    /// `rows` is how many the stored tensor must have, `row` the first one wanted.
    private static Stretch part(
            Path folder, Tensors stored, String name, Parameter parameter, int rows, int row) {
        if (!stored.names().contains(name)) {
            throw new CheckpointException(folder + " has no tensor " + name);
        }
        int[] wanted = parameter.shape();
        long rowSize = parameter.size() / wanted[0];
        wanted[0] = rows;
        int[] found = stored.shape(name);
        if (!Arrays.equals(found, wanted)) {
            throw new CheckpointException(
                    folder
                            + ": tensor "
                            + name
                            + " is "
                            + Arrays.toString(found)
                            + " where config.json asks for "
                            + Arrays.toString(wanted));
        }
        return new Stretch(name, row * rowSize, parameter);
    }

    private static Stretch firstLayout(
            Path folder, Tensors stored, PhiConfig config, Parameter parameter) {
        String name =
                parameter
                        .name()
                        .replace("model.embed_tokens.", "transformer.embd.wte.")
                        .replace("model.layers.", "transformer.h.")
                        .replace(".input_layernorm.", ".ln.")
                        .replace(".self_attn.dense.", ".mixer.out_proj.")
                        .replace("model.final_layernorm.", "lm_head.ln.")
                        .replaceFirst("^lm_head\\.(weight|bias)$", "lm_head.linear.$1");
        int hidden = config.hiddenSize();
        int keyValue = config.keyValueSize();
        int rows = hidden + 2 * keyValue;
        for (String one : new String[] {"q", "k", "v"}) {
            String projection = ".self_attn." + one + "_proj.";
            if (name.contains(projection)) {
                int row = one.equals("q") ? 0 : one.equals("k") ? hidden : hidden + keyValue;
                String fused = name.replace(projection, ".mixer.Wqkv.");
                return part(folder, stored, fused, parameter, rows, row);
            }
        }
        return whole(folder, stored, name, parameter);
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(stretches.keySet());
    }

    @Override
    public int[] shape(String name) {
        return stretch(name).parameter().shape().clone();
    }

    @Override
    public void read(String name, long from, float[] into, int offset, int count) {
        Stretch stretch = stretch(name);
        if (from < 0 || from + count > stretch.parameter().size()) {
            throw new IndexOutOfBoundsException(from + " + " + count + " of tensor " + name);
        }
        stored.read(stretch.stored(), stretch.from() + from, into, offset, count);
    }

    private Stretch stretch(String name) {
        Stretch stretch = stretches.get(name);
        if (stretch == null) {
            throw new CheckpointException("a phi model has no tensor " + name);
        }
        return stretch;
    }
}

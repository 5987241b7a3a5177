package org.hornbook.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Products with weights rounded in blocks, by ONNX Runtime's MatMulNBits; each part of the model
/// in the kind that `precision` names.
///
/// @param calibrated what the 4-bit ones are taken from where it has them; null for none
record BlockProducts(
        Precision precision,
        Initializers constants,
        FloatProducts exact,
        CalibratedWeights calibrated)
        implements Products {
    static final int FLOAT_ACTIVATIONS = 1; // the runtime's accuracy levels
    static final int ROUNDED_ACTIVATIONS = 4;

    @Override
    public String product(
            OnnxGraph graph,
            String x,
            String name,
            Matrix weight,
            String bias,
            String addend,
            String output)
            throws IOException {
        if (precision.layers() == Precision.Kind.FP32) {
            return exact.product(graph, x, name, weight, bias, addend, output);
        }
        if (addend.isEmpty()) {
            return rounded(graph, precision.layers(), x, name, weight, bias, output);
        }
        String own = rounded(graph, precision.layers(), x, name, weight, bias, output + ".own");
        return graph.add("Add", List.of(own, addend), output, Map.of());
    }

    @Override
    public String logits(
            OnnxGraph graph, String x, String name, Matrix weight, String bias, String output)
            throws IOException {
        return precision.head() == Precision.Kind.FP32
                ? exact.logits(graph, x, name, weight, bias, output)
                : rounded(graph, precision.head(), x, name, weight, bias, output);
    }

    private String rounded(
            OnnxGraph graph,
            Precision.Kind kind,
            String x,
            String name,
            Matrix weight,
            String bias,
            String output)
            throws IOException {
        BlockQuantizer quantizer = new BlockQuantizer(kind.bits(), precision.block());
        String packed =
                kind == Precision.Kind.INT4 && calibrated != null && calibrated.has(name)
                        ? constants.stored(name, weight, quantizer, calibrated)
                        : constants.rounded(name(name, kind), weight, quantizer);
        String b =
                constants.alias(
                        packed + ".blocks",
                        packed,
                        weight.rows(),
                        quantizer.blocks(weight.columns()),
                        quantizer.blockBytes());
        List<String> inputs = List.of(x, b, packed + ".scales", "", "", bias);
        return graph.addContrib(
                "MatMulNBits",
                bias.isEmpty() ? inputs.subList(0, 3) : inputs,
                List.of(output),
                Map.of(
                        "K",
                        weight.columns(),
                        "N",
                        weight.rows(),
                        "bits",
                        kind.bits(),
                        "block_size",
                        precision.block(),
                        "accuracy_level",
                        precision.roundedActivations() ? ROUNDED_ACTIVATIONS : FLOAT_ACTIVATIONS));
    }

    /// A table whose rows are no whole number of blocks stays exact: the runtime's look-up cannot
    /// cut what fills them up.
    @Override
    public String rows(OnnxGraph graph, String tokens, String name, Matrix table, String output)
            throws IOException {
        Precision.Kind kind = precision.embedding();
        if (kind == Precision.Kind.FP32 || table.columns() % precision.block() != 0) {
            return exact.rows(graph, tokens, name, table, output);
        }
        BlockQuantizer quantizer = new BlockQuantizer(kind.bits(), precision.block());
        String packed = constants.rounded(name(name, kind), table, quantizer);
        return graph.addContrib(
                "GatherBlockQuantized",
                List.of(packed, tokens, packed + ".scales"),
                List.of(output),
                Map.of(
                        "bits",
                        kind.bits(),
                        "block_size",
                        precision.block(),
                        "gather_axis",
                        0,
                        "quantize_axis",
                        1));
    }

    private static String name(String weight, Precision.Kind kind) {
        return weight + "." + kind.bits();
    }
}

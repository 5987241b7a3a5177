package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks at the graph of a package before the runtime does: what would end the whole process there,
/// or could not be fed by a decoder, is told here in one sentence. Every constant must be there in
/// full, every operator one of those that such packages are made of, and the inputs and outputs
/// those that genai_config.json names.
final class PackageGraph {
    private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
    private static final int HALF = TensorProto.DataType.FLOAT16.getNumber();
    private static final int INT64 = TensorProto.DataType.INT64.getNumber();
    private static final String ATTENTION = "GroupQueryAttention";

    private final GenaiConfig config;
    private final OnnxFile file;
    private final GraphProto graph;
    private final RotaryTables tables;
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final Map<String, ValueInfoProto> inputs = new HashMap<>();
    private final Map<String, ValueInfoProto> outputs = new HashMap<>();
    private final Set<String> pasts = new HashSet<>();

    private PackageGraph(GenaiConfig config, OnnxFile file) {
        this.config = config;
        this.file = file;
        this.graph = file.model().getGraph();
        this.tables = new RotaryTables(file);
    }

    /// Throws `CheckpointException` with the file and the place.
    static ReadyGraph check(GenaiConfig config, OnnxFile file) {
        return new PackageGraph(config, file).check();
    }

    private ReadyGraph check() {
        holds(graph.getNodeCount() > 0, "holds no graph");
        holds(file.model().getFunctionsCount() == 0, "defines functions of its own");
        for (OperatorSetIdProto set : file.model().getOpsetImportList()) {
            holds(
                    Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft").contains(set.getDomain()),
                    "uses operators of \"" + OnnxFile.printable(set.getDomain()) + "\"");
        }
        holds(graph.getSparseInitializerCount() == 0, "has sparse tensors");
        for (TensorProto tensor : graph.getInitializerList()) {
            if (file.dataOf(tensor).isEmpty()) {
                file.checkInline(tensor);
            }
            holds(
                    constants.put(tensor.getName(), tensor) == null,
                    "has two tensors " + OnnxFile.printable(tensor.getName()));
        }
        graph.getInputList().stream()
                .filter(in -> !constants.containsKey(in.getName()))
                .forEach(in -> inputs.put(in.getName(), in));
        graph.getOutputList().forEach(out -> outputs.put(out.getName(), out));
        boolean half = signature();
        PackageOperators operators = new PackageOperators(file, constants);
        int attentions = 0;
        for (NodeProto node : graph.getNodeList()) {
            operators.check(node);
            tables.see(node);
            if (node.getOpType().equals(ATTENTION)) {
                attention(node);
                attentions++;
            }
        }
        holds(
                attentions == config.layers(),
                "has "
                        + attentions
                        + " operators "
                        + ATTENTION
                        + ", and genai_config.json says "
                        + config.layers()
                        + " layers: only packages whose cache is one buffer can be run");
        RotaryTables.Turned turned = tables.of(config.context());
        return new ReadyGraph(
                file.file(),
                names(),
                half,
                config.layers(),
                config.keyValueHeads(),
                config.headDim(),
                config.vocabSize(),
                Math.min(config.context(), turned.longest()),
                turned.switchesAfter());
    }

    private GraphNames names() {
        GraphNames all = config.names();
        return new GraphNames(
                all.tokens(),
                all.mask(),
                all.positions().filter(inputs::containsKey),
                all.pastKey(),
                all.pastValue(),
                all.logits(),
                all.presentKey(),
                all.presentValue());
    }

    /// Whether cache and logits are 16-bit floats.
    private boolean signature() {
        GraphNames names = config.names();
        Set<String> known = new HashSet<>();
        known.add(names.tokens());
        known.add(names.mask());
        names.positions().ifPresent(known::add);
        sized(input(names.tokens()), INT64, -1, -1);
        sized(input(names.mask()), INT64, -1, -1);
        names.positions()
                .filter(inputs::containsKey)
                .ifPresent(name -> sized(input(name), INT64, -1, -1));
        int type = type(input(GraphNames.of(names.pastKey(), 0)));
        holds(
                type == FLOAT || type == HALF,
                "keeps keys and values as type "
                        + type
                        + "; only 32-bit and 16-bit floats can be given");
        long[] cache = {-1, config.keyValueHeads(), -1, config.headDim()};
        holds(
                config.layers() <= inputs.size(),
                "has fewer inputs than the layers of genai_config.json, " + config.layers());
        for (int layer = 0; layer < config.layers(); layer++) {
            for (String pattern : List.of(names.pastKey(), names.pastValue())) {
                String name = GraphNames.of(pattern, layer);
                sized(input(name), type, cache);
                known.add(name);
                pasts.add(name);
            }
            for (String pattern : List.of(names.presentKey(), names.presentValue())) {
                sized(output(GraphNames.of(pattern, layer)), type, cache);
            }
        }
        sized(output(names.logits()), type, -1, -1, config.vocabSize());
        Dimension rows = output(names.logits()).getType().getTensorType().getShape().getDim(1);
        holds(!rows.hasDimValue(), "gives logits of the last token only");
        for (String name : inputs.keySet()) {
            holds(
                    known.contains(name),
                    "wants an input " + OnnxFile.printable(name) + ", which cannot be given");
        }
        return type == HALF;
    }

    private ValueInfoProto input(String name) {
        holds(inputs.containsKey(name), "has no input " + OnnxFile.printable(name));
        return inputs.get(name);
    }

    private ValueInfoProto output(String name) {
        holds(outputs.containsKey(name), "has no output " + OnnxFile.printable(name));
        return outputs.get(name);
    }

    private static int type(ValueInfoProto value) {
        return value.getType().getTensorType().getElemType();
    }

    /// A size of -1 may be any.
    private void sized(ValueInfoProto value, int type, long... sizes) {
        List<Dimension> dims = value.getType().getTensorType().getShape().getDimList();
        boolean right = type(value) == type && dims.size() == sizes.length;
        for (int i = 0; right && i < sizes.length; i++) {
            boolean free = sizes[i] < 0 || !dims.get(i).hasDimValue();
            right = free || dims.get(i).getDimValue() == sizes[i];
        }
        holds(
                right,
                OnnxFile.printable(value.getName())
                        + " is of another type or shape than genai_config.json says");
    }

    private void attention(NodeProto node) {
        GraphNames names = config.names();
        holds(
                node.getInputCount() >= 7
                        && node.getOutputCount() >= 3
                        && pasts.contains(node.getInput(3))
                        && pasts.contains(node.getInput(4)),
                "has an attention that does not keep its keys and values in the cache");
        int layer = layer(node.getInput(3), names.pastKey());
        holds(
                node.getInput(4).equals(GraphNames.of(names.pastValue(), layer))
                        && node.getOutput(1).equals(GraphNames.of(names.presentKey(), layer))
                        && node.getOutput(2).equals(GraphNames.of(names.presentValue(), layer)),
                "mixes up the keys and values of layer " + layer);
        holds(
                number(node, "num_heads", 0) == config.heads()
                        && number(node, "kv_num_heads", 0) == config.keyValueHeads(),
                "has other heads in layer " + layer + " than genai_config.json says");
        holds(
                number(node, "sliding_window_cache", 0) == 0,
                "keeps only a window of keys and values, which cannot be run");
        holds(
                number(node, "kv_cache_bit_width", 0) == 0,
                "keeps keys and values in fewer bits, which cannot be run");
    }

    private int layer(String name, String pattern) {
        for (int layer = 0; layer < config.layers(); layer++) {
            if (name.equals(GraphNames.of(pattern, layer))) {
                return layer;
            }
        }
        throw wrong("mixes up keys and values");
    }

    static long number(NodeProto node, String name, long otherwise) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals(name)) {
                return attribute.getI();
            }
        }
        return otherwise;
    }

    private void holds(boolean holds, String otherwise) {
        if (!holds) {
            throw wrong(otherwise);
        }
    }

    private CheckpointException wrong(String what) {
        return new CheckpointException(file.file() + " " + what);
    }
}

package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Map;
import java.util.Set;

/// The operators that packages of decoders are made of. Others are refused: a graph from elsewhere
/// could else loop for ever or ask for any amount of memory.
record PackageOperators(OnnxFile file, Map<String, TensorProto> constants) {
    private static final int DEEPEST = 4; // graphs in graphs
    private static final Set<String> KNOWN =
            Set.of(
                    "Add",
                    "And",
                    "Cast",
                    "Concat",
                    "Constant",
                    "DequantizeLinear",
                    "Div",
                    "Equal",
                    "Erf",
                    "FastGelu",
                    "Flatten",
                    "Gather",
                    "GatherBlockQuantized",
                    "Gelu",
                    "Gemm",
                    "Greater",
                    "GreaterOrEqual",
                    "GroupQueryAttention",
                    "Identity",
                    "If",
                    "LayerNormalization",
                    "Less",
                    "LessOrEqual",
                    "MatMul",
                    "MatMulNBits",
                    "Max",
                    "Min",
                    "MoE",
                    "Mul",
                    "Neg",
                    "Not",
                    "Pow",
                    "QMoE",
                    "QuickGelu",
                    "RMSNormalization",
                    "ReduceMean",
                    "ReduceSum",
                    "Relu",
                    "Reshape",
                    "RotaryEmbedding",
                    "Shape",
                    "Sigmoid",
                    "SimplifiedLayerNormalization",
                    "SkipLayerNormalization",
                    "SkipSimplifiedLayerNormalization",
                    "Slice",
                    "Softmax",
                    "Split",
                    "Sqrt",
                    "Squeeze",
                    "Sub",
                    "Tanh",
                    "Transpose",
                    "Unsqueeze",
                    "Where");

    /// Throws `CheckpointException` with the file and the operator.
    void check(NodeProto node) {
        check(node, 0);
    }

    private void check(NodeProto node, int depth) {
        String kind = node.getOpType();
        holds(KNOWN.contains(kind), node, "is none that a package of a decoder can have");
        holds(depth <= DEEPEST, node, "lies too deep in other graphs");
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasT()) {
                inline(attribute.getT());
            }
            attribute.getTensorsList().forEach(this::inline);
            if (attribute.hasG()) {
                inner(attribute.getG(), depth);
            }
            attribute.getGraphsList().forEach(g -> inner(g, depth));
            holds(
                    !attribute.hasSparseTensor() && attribute.getSparseTensorsCount() == 0,
                    node,
                    "has a sparse tensor");
        }
        if (kind.equals("MatMulNBits")) {
            blocks(node);
        }
    }

    private void inner(GraphProto graph, int depth) {
        graph.getInitializerList().forEach(this::inline);
        graph.getNodeList().forEach(node -> check(node, depth + 1));
    }

    private void inline(TensorProto tensor) {
        if (file.dataOf(tensor).isEmpty()) {
            file.checkInline(tensor);
        }
    }

    /// Weights, scales and zero points must be as many as the operator's sizes say.
    private void blocks(NodeProto node) {
        long columns = PackageGraph.number(node, "K", 0);
        long rows = PackageGraph.number(node, "N", 0);
        long bits = PackageGraph.number(node, "bits", 4);
        long block = PackageGraph.number(node, "block_size", 0);
        holds(
                columns > 0
                        && rows > 0
                        && columns <= Integer.MAX_VALUE
                        && rows <= Integer.MAX_VALUE
                        && (bits == 2 || bits == 4 || bits == 8)
                        && block >= 16
                        && block <= 256
                        && Long.bitCount(block) == 1,
                node,
                "has sizes that cannot be");
        long each = Math.ceilDiv(columns, block);
        sized(node, 1, rows * each * (block * bits / 8));
        sized(node, 2, rows * each);
        holds(
                node.getInputCount() < 5 || node.getInput(4).isEmpty(),
                node,
                "has its columns in another order, which cannot be run");
        if (node.getInputCount() > 5 && !node.getInput(5).isEmpty()) {
            sized(node, 5, rows);
        }
    }

    private void sized(NodeProto node, int input, long values) {
        TensorProto tensor =
                node.getInputCount() > input ? constants.get(node.getInput(input)) : null;
        holds(
                tensor != null && file.size(tensor) == values,
                node,
                "has constants of another size than its attributes say");
    }

    private void holds(boolean holds, NodeProto node, String otherwise) {
        if (!holds) {
            throw new CheckpointException(
                    file.file()
                            + ": operator "
                            + OnnxFile.printable(node.getOpType())
                            + " "
                            + otherwise);
        }
    }
}

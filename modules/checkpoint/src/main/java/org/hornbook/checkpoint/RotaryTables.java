package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// The tables of cosines and sines in the graph of a package, whose rows are the positions that a
/// text can have. A model for long texts has two of each, and an If that takes the larger ones for
/// masks longer than a number.
final class RotaryTables {
    private static final int COSINE = 7; // input of GroupQueryAttention; the sine follows

    private final OnnxFile file;
    private final Map<String, Long> rows = new HashMap<>();
    private final Map<String, NodeProto> makers = new HashMap<>();
    private final Map<String, TensorProto> numbers = new HashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    /// @param longest in tokens
    record Turned(int longest, OptionalInt switchesAfter) {}

    RotaryTables(OnnxFile file) {
        this.file = file;
        for (TensorProto tensor : file.model().getGraph().getInitializerList()) {
            see(tensor.getName(), tensor);
        }
    }

    private void see(String name, TensorProto tensor) {
        if (tensor.getDimsCount() == 2) {
            rows.put(name, tensor.getDims(0));
        }
        if (tensor.getDataType() == TensorProto.DataType.INT64.getNumber()
                && file.size(tensor) == 1) {
            numbers.put(name, tensor);
        }
    }

    /// Takes note of an operator of the graph, in the order they run.
    void see(NodeProto node) {
        switch (node.getOpType()) {
            case "Constant" -> {
                holds(node.getOutputCount() == 1, "has a constant without a name");
                node.getAttributeList().stream()
                        .filter(AttributeProto::hasT)
                        .forEach(a -> see(node.getOutput(0), a.getT()));
            }
            case "GroupQueryAttention" -> {
                if (PackageGraph.number(node, "do_rotary", 0) != 0) {
                    holds(
                            node.getInputCount() > COSINE + 1,
                            "has an attention that turns without tables");
                    used.add(node.getInput(COSINE));
                    used.add(node.getInput(COSINE + 1));
                }
            }
            case "RotaryEmbedding" -> {
                holds(node.getInputCount() > 3, "has a rotation without tables");
                used.add(node.getInput(2));
                used.add(node.getInput(3));
            }
            default -> {}
        }
        node.getOutputList().forEach(name -> makers.put(name, node));
    }

    /// For texts of up to `context` tokens. Throws `CheckpointException` if the tables cannot be
    /// found.
    Turned of(int context) {
        long longest = context;
        OptionalInt switches = OptionalInt.empty();
        for (String name : used) {
            NodeProto maker = makers.get(name);
            if (rows.containsKey(name)) {
                longest = Math.min(longest, rows.get(name));
            } else if (maker != null && maker.getOpType().equals("If")) {
                int after = threshold(maker);
                holds(
                        switches.isEmpty() || switches.getAsInt() == after,
                        "changes its rotation at two lengths");
                switches = OptionalInt.of(after);
                int at = maker.getOutputList().indexOf(name);
                longest = Math.min(longest, branch(maker, "then_branch", at));
                holds(
                        branch(maker, "else_branch", at) >= Math.min(after, context),
                        "has too small a table for short texts");
            } else {
                throw wrong("has a table of rotations that cannot be found");
            }
        }
        holds(longest > 0, "has an empty table of rotations");
        OptionalInt after =
                switches.isPresent() && switches.getAsInt() < longest
                        ? switches
                        : OptionalInt.empty();
        return new Turned((int) longest, after);
    }

    /// The number that the length of the mask is compared with.
    private int threshold(NodeProto choice) {
        NodeProto compared = choice.getInputCount() == 1 ? makers.get(choice.getInput(0)) : null;
        holds(
                compared != null
                        && compared.getOpType().equals("Greater")
                        && compared.getInputCount() == 2
                        && numbers.containsKey(compared.getInput(1)),
                "chooses its rotation by something else than the length of the mask");
        TensorProto number = numbers.get(compared.getInput(1));
        long value = -1;
        if (number.getInt64DataCount() == 1) {
            value = number.getInt64Data(0);
        } else if (number.getRawData().size() == Long.BYTES) {
            value =
                    number.getRawData()
                            .asReadOnlyByteBuffer()
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong();
        }
        holds(
                value > 0 && value < Integer.MAX_VALUE,
                "changes its rotation at a length that cannot be");
        return (int) value;
    }

    /// The rows of what one side of a choice gives as its output `at`.
    private long branch(NodeProto choice, String side, int at) {
        return choice.getAttributeList().stream()
                .filter(a -> a.getName().equals(side) && a.hasG())
                .filter(a -> a.getG().getOutputCount() > at)
                .flatMap(
                        a ->
                                a.getG().getNodeList().stream()
                                        .filter(
                                                n ->
                                                        n.getOutputCount() == 1
                                                                && n.getOutput(0)
                                                                        .equals(
                                                                                a.getG()
                                                                                        .getOutput(
                                                                                                at)
                                                                                        .getName())))
                .flatMap(n -> n.getAttributeList().stream())
                .filter(a -> a.hasT() && a.getT().getDimsCount() == 2)
                .mapToLong(a -> a.getT().getDims(0))
                .findFirst()
                .orElseThrow(() -> wrong("has a table of rotations that cannot be found"));
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

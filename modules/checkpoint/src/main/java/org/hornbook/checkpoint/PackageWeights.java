package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The weights of a package, which stay in its graph: they are counted, not read.
final class PackageWeights implements StoredWeights {
    private final Path graph;
    private final Path config;
    private final String producer;
    private final Map<String, int[]> shapes = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Set<Path> data = new TreeSet<>();
    private final SortedMap<String, Long> elements = new TreeMap<>();

    private PackageWeights(OnnxFile file, Path config) {
        this.graph = file.file();
        this.config = config;
        this.producer = file.model().getProducerName();
    }

    /// Of a graph that was looked at already.
    static PackageWeights of(OnnxFile file, Path config) {
        PackageWeights weights = new PackageWeights(file, config);
        Set<String> passedOver = new HashSet<>();
        for (NodeProto node : file.model().getGraph().getNodeList()) {
            weights.rounded(node, passedOver);
        }
        for (TensorProto tensor : file.model().getGraph().getInitializerList()) {
            file.dataOf(tensor).ifPresent(weights.data::add);
            String type = name(tensor.getDataType());
            weights.shapes.put(
                    tensor.getName(),
                    tensor.getDimsList().stream()
                            .mapToInt(dim -> (int) Math.min(dim, Integer.MAX_VALUE))
                            .toArray());
            weights.types.put(tensor.getName(), type);
            if (!passedOver.contains(tensor.getName()) && type.matches("F\\d+|BF16")) {
                weights.elements.merge(type, file.size(tensor), Long::sum);
            }
        }
        return weights;
    }

    /// Counts the weights of a product of rounded numbers; scales are none, nor are tables of
    /// rotations.
    private void rounded(NodeProto node, Set<String> passedOver) {
        switch (node.getOpType()) {
            case "MatMulNBits" -> {
                long bits = PackageGraph.number(node, "bits", 4);
                long weights =
                        PackageGraph.number(node, "K", 0) * PackageGraph.number(node, "N", 0);
                elements.merge("INT" + bits, weights, Long::sum);
                node.getInputList().stream().skip(1).limit(3).forEach(passedOver::add);
            }
            case "GroupQueryAttention" ->
                    node.getInputList().stream().skip(5).forEach(passedOver::add);
            case "RotaryEmbedding" -> node.getInputList().stream().skip(1).forEach(passedOver::add);
            default -> {}
        }
    }

    private static String name(int type) {
        return switch (type) {
            case 1 -> "F32";
            case 10 -> "F16";
            case 11 -> "F64";
            case 16 -> "BF16";
            default -> String.valueOf(TensorProto.DataType.forNumber(type));
        };
    }

    /// How many numbers were learned.
    long parameters() {
        return elements.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public SortedMap<String, Long> elements() {
        return new TreeMap<>(elements);
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(shapes.keySet());
    }

    @Override
    public String storedAs(String name) {
        shape(name);
        return types.get(name);
    }

    @Override
    public Map<String, String> notes() {
        Map<String, String> notes = new TreeMap<>();
        if (!producer.isBlank()) {
            notes.put("producer", OnnxFile.printable(producer));
        }
        return notes;
    }

    @Override
    public List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(config, graph));
        files.addAll(data);
        return files;
    }

    @Override
    public int[] shape(String name) {
        int[] shape = shapes.get(name);
        if (shape == null) {
            throw new CheckpointException(graph + " has no tensor " + name);
        }
        return shape.clone();
    }

    @Override
    public void read(String name, long from, float[] into, int offset, int count) {
        throw new CheckpointException(
                graph + " is run as it is: its weights cannot be taken out of it");
    }

    @Override
    public void close() {
        // nothing is held
    }
}

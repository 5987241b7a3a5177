package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The table of contents of a safetensors file. Every entry has been checked against the file: it
/// lies inside, its length is what type and shape say, and no two share a byte.
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    /// `from` is the first byte of the values, counted from the start of the file.
    record Entry(String name, ElementType type, int[] shape, long from, long bytes) {}

    /// `json` is the header, `data` the byte at which values begin, `length` that of the file.
    static SafetensorsHeader parse(Path file, byte[] json, long data, long length) {
        JsonFields fields = JsonFields.of(file, json);
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : fields.object().properties()) {
            if (field.getKey().equals("__metadata__")) {
                field.getValue()
                        .properties()
                        .forEach(pair -> metadata.put(pair.getKey(), pair.getValue().asText()));
            } else {
                Entry entry = entry(file, field.getKey(), field.getValue(), data, length);
                entries.put(entry.name(), entry);
            }
        }
        apart(file, entries);
        return new SafetensorsHeader(entries, metadata);
    }

    private static Entry entry(Path file, String name, JsonNode json, long data, long length) {
        String place = file + ": tensor " + name;
        ElementType type =
                ElementType.named(json.path("dtype").asText())
                        .orElseThrow(
                                () ->
                                        new CheckpointException(
                                                place
                                                        + " has the unknown dtype "
                                                        + json.get("dtype")));
        int[] shape = shape(place, json.path("shape"));
        JsonNode offsets = json.path("data_offsets");
        if (!offsets.isArray()
                || offsets.size() != 2
                || !offsets.get(0).canConvertToLong()
                || !offsets.get(1).canConvertToLong()
                || !offsets.get(0).isIntegralNumber()
                || !offsets.get(1).isIntegralNumber()) {
            throw new CheckpointException(place + " has no data_offsets [from, to]");
        }
        long from = offsets.get(0).longValue();
        long to = offsets.get(1).longValue();
        if (from < 0 || to < from || to > length - data) {
            throw new CheckpointException(
                    place
                            + " should lie at bytes "
                            + from
                            + " to "
                            + to
                            + " but the file holds "
                            + (length - data)
                            + ": it is cut short or damaged");
        }
        long needed = bytes(place, type, shape);
        if (needed != to - from) {
            throw new CheckpointException(
                    place + " has " + (to - from) + " bytes where its shape needs " + needed);
        }
        return new Entry(name, type, shape, data + from, needed);
    }

    private static int[] shape(String place, JsonNode json) {
        if (!json.isArray()) {
            throw new CheckpointException(place + " has no shape");
        }
        int[] shape = new int[json.size()];
        for (int i = 0; i < shape.length; i++) {
            JsonNode size = json.get(i);
            if (!size.isIntegralNumber() || !size.canConvertToInt() || size.intValue() < 0) {
                throw new CheckpointException(place + " has the impossible shape " + json);
            }
            shape[i] = size.intValue();
        }
        return shape;
    }

    private static long bytes(String place, ElementType type, int[] shape) {
        try {
            return Math.multiplyExact(new Parameter("", shape).size(), type.bytes());
        } catch (ArithmeticException e) {
            throw new CheckpointException(place + " has a shape that overflows", e);
        }
    }

    private static void apart(Path file, Map<String, Entry> entries) {
        List<Entry> inOrder =
                entries.values().stream()
                        .filter(entry -> entry.bytes() > 0)
                        .sorted(Comparator.comparingLong(Entry::from))
                        .toList();
        for (int i = 1; i < inOrder.size(); i++) {
            Entry before = inOrder.get(i - 1);
            Entry after = inOrder.get(i);
            if (after.from() < before.from() + before.bytes()) {
                throw new CheckpointException(
                        file + ": tensors " + before.name() + " and " + after.name() + " overlap");
            }
        }
    }
}

package org.hornbook.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The weights of a folder as it stores them: `model.safetensors`, or the several files that
/// `model.safetensors.index.json` names.
final class Weights implements StoredWeights {
    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    private final Path folder;
    private final List<SafetensorsFile> shards;
    private final Map<String, SafetensorsFile> owner;

    private Weights(Path folder, List<SafetensorsFile> shards, Map<String, SafetensorsFile> owner) {
        this.folder = folder;
        this.shards = shards;
        this.owner = owner;
    }

    static Weights open(Path folder) {
        Map<String, String> shardOf = new LinkedHashMap<>();
        if (Files.isRegularFile(folder.resolve(SINGLE))) {
            return open(folder, List.of(SINGLE), shardOf);
        }
        if (Files.isRegularFile(folder.resolve(INDEX))) {
            readIndex(folder.resolve(INDEX), shardOf);
            return open(folder, shardOf.values().stream().distinct().toList(), shardOf);
        }
        throw new CheckpointException(
                "no "
                        + SINGLE
                        + " in "
                        + folder
                        + (Files.isRegularFile(folder.resolve("pytorch_model.bin"))
                                ? ": pytorch_model.bin is not read, save the model as safetensors"
                                : ""));
    }

    private static Weights open(Path folder, List<String> files, Map<String, String> shardOf) {
        Map<String, SafetensorsFile> byName = new TreeMap<>();
        Map<String, SafetensorsFile> owner = new LinkedHashMap<>();
        try {
            for (String file : files) {
                byName.put(file, SafetensorsFile.open(folder.resolve(file)));
            }
            if (shardOf.isEmpty()) {
                SafetensorsFile all = byName.get(SINGLE);
                all.names().forEach(name -> owner.put(name, all));
            }
            shardOf.forEach((name, file) -> owner.put(name, holding(byName.get(file), name)));
        } catch (RuntimeException e) {
            byName.values().forEach(SafetensorsFile::close);
            throw e;
        }
        return new Weights(folder, new ArrayList<>(byName.values()), owner);
    }

    private static SafetensorsFile holding(SafetensorsFile shard, String name) {
        if (!shard.names().contains(name)) {
            throw new CheckpointException(
                    shard.file()
                            + " has no tensor "
                            + name
                            + ", which "
                            + INDEX
                            + " looks for there");
        }
        return shard;
    }

    /// A shard must lie in the folder itself: an index from elsewhere opens no other file.
    private static void readIndex(Path index, Map<String, String> shardOf) {
        JsonFields map =
                JsonFields.read(index)
                        .findObject("weight_map")
                        .orElseThrow(
                                () ->
                                        new CheckpointException(
                                                index + ": \"weight_map\" is missing"));
        for (String name : map.object().properties().stream().map(Map.Entry::getKey).toList()) {
            String file = map.findText(name).orElseThrow(() -> map.missing(name));
            if (file.contains("/") || file.contains("\\") || !file.endsWith(".safetensors")) {
                throw map.wrong(name, "a .safetensors file of this folder");
            }
            shardOf.put(name, file);
        }
        if (shardOf.isEmpty()) {
            throw new CheckpointException(index + " names no tensor");
        }
    }

    /// Sorted by name.
    @Override
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(shards.stream().map(SafetensorsFile::file).toList());
        if (shards.size() > 1 || !Files.exists(folder.resolve(SINGLE))) {
            files.add(folder.resolve(INDEX));
        }
        return files;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(owner.keySet());
    }

    @Override
    public String storedAs(String name) {
        return owner(name).type(name).name();
    }

    @Override
    public Map<String, String> notes() {
        Map<String, String> notes = new TreeMap<>();
        shards.forEach(shard -> notes.putAll(shard.metadata()));
        return notes;
    }

    @Override
    public int[] shape(String name) {
        return owner(name).shape(name);
    }

    @Override
    public void read(String name, long from, float[] into, int offset, int count) {
        owner(name).read(name, from, into, offset, count);
    }

    private SafetensorsFile owner(String name) {
        SafetensorsFile shard = owner.get(name);
        if (shard == null) {
            throw new CheckpointException(folder + " has no tensor " + name);
        }
        return shard;
    }

    @Override
    public void close() {
        shards.forEach(SafetensorsFile::close);
    }
}

package org.hornbook.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One memory-mapped GGUF file of version 2 or 3: what it says about the model, and its tensors,
/// which are widened block by block as they are read.
final class GgufFile implements StoredWeights {
    private static final int MAGIC = 0x46554747; // "GGUF"
    private static final int LEAST_ENTRY = 13; // bytes of a key and its value, or of a tensor
    private static final int MOST_DIMENSIONS = 4;

    private final Path file;
    private final MappedFile mapped;
    private final MemorySegment bytes;
    private final Map<String, Object> says;
    private final Map<String, Entry> entries;

    private record Entry(GgufType type, int[] shape, long from, long size) {}

    private GgufFile(
            Path file, MappedFile mapped, Map<String, Object> says, Map<String, Entry> entries) {
        this.file = file;
        this.mapped = mapped;
        this.bytes = mapped.bytes();
        this.says = says;
        this.entries = entries;
    }

    /// Throws `CheckpointException`, in one sentence, for a file that is missing, cut short,
    /// damaged or stores a tensor in a way that cannot be read.
    static GgufFile open(Path file) {
        return MappedFile.open(file, mapped -> read(file, mapped));
    }

    private static GgufFile read(Path file, MappedFile mapped) {
        MemorySegment bytes = mapped.bytes();
        GgufReader reader = new GgufReader(file, bytes);
        if (bytes.byteSize() < 24 || reader.int32() != MAGIC) {
            throw new CheckpointException(file + " is no GGUF file");
        }
        int version = reader.int32();
        if (version != 2 && version != 3) {
            throw new CheckpointException(
                    file + " is GGUF of version " + version + "; 2 and 3 can be read");
        }
        int tensors = reader.count(LEAST_ENTRY);
        int pairs = reader.count(LEAST_ENTRY);
        Map<String, Object> says = new LinkedHashMap<>();
        for (int i = 0; i < pairs; i++) {
            says.put(reader.text(), reader.value());
        }
        Map<String, Entry> relative = new LinkedHashMap<>();
        for (int i = 0; i < tensors; i++) {
            String name = reader.text();
            if (relative.put(name, entry(file, reader, name)) != null) {
                throw new CheckpointException(file + " has two tensors " + name);
            }
        }
        long alignment = says.get("general.alignment") instanceof Long a ? a : 32;
        if (alignment < 1 || alignment > 1 << 20) {
            throw new CheckpointException(file + ": general.alignment is " + alignment);
        }
        long data = Math.ceilDiv(reader.position(), alignment) * alignment;
        Map<String, Entry> entries = new LinkedHashMap<>();
        relative.forEach(
                (name, e) -> entries.put(name, placed(file, name, e, data, bytes.byteSize())));
        return new GgufFile(file, mapped, says, entries);
    }

    private static Entry entry(Path file, GgufReader reader, String name) {
        int dimensions = reader.int32();
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new CheckpointException(
                    file + ": tensor " + name + " has " + dimensions + " dimensions");
        }
        int[] shape = new int[dimensions];
        for (int i = dimensions; i-- > 0; ) { // the format counts from the innermost
            long size = reader.int64();
            if (size < 1 || size > Integer.MAX_VALUE) {
                throw new CheckpointException(
                        file + ": tensor " + name + " has a dimension of " + size);
            }
            shape[i] = (int) size;
        }
        int type = reader.int32();
        GgufType stored =
                GgufType.of(type)
                        .orElseThrow(
                                () ->
                                        new CheckpointException(
                                                file
                                                        + ": tensor "
                                                        + name
                                                        + " is stored as type "
                                                        + type
                                                        + "; only F32, F16, BF16, Q8_0, Q4_0, Q4_K"
                                                        + " and Q6_K can be read"));
        if (shape[dimensions - 1] % stored.blockValues() != 0) {
            throw new CheckpointException(
                    file
                            + ": rows of tensor "
                            + name
                            + " have "
                            + shape[dimensions - 1]
                            + " values, no multiple of the "
                            + stored.blockValues()
                            + " of "
                            + stored);
        }
        try {
            long blocks = new Parameter(name, shape).size() / stored.blockValues();
            long size = Math.multiplyExact(blocks, stored.blockBytes());
            return new Entry(stored, shape, reader.int64(), size);
        } catch (ArithmeticException e) {
            throw new CheckpointException(
                    file + ": tensor " + name + " has a shape that overflows", e);
        }
    }

    private static Entry placed(Path file, String name, Entry entry, long data, long length) {
        long room = length - data;
        if (entry.from() < 0 || entry.size() > room || entry.from() > room - entry.size()) {
            throw new CheckpointException(
                    file
                            + ": tensor "
                            + name
                            + " should lie at bytes "
                            + entry.from()
                            + " to "
                            + (entry.from() + entry.size())
                            + " but the file holds "
                            + Math.max(0, room)
                            + ": it is cut short or damaged");
        }
        return new Entry(entry.type(), entry.shape(), data + entry.from(), entry.size());
    }

    Path file() {
        return file;
    }

    /// What the file says of `key`: a Long, Double, Boolean, String, List or `GgufReader.Texts`.
    Optional<Object> says(String key) {
        return Optional.ofNullable(says.get(key));
    }

    /// The texts of the list `key`; empty if there is none.
    List<String> texts(String key) {
        return says(key)
                .filter(GgufReader.Texts.class::isInstance)
                .map(GgufReader.Texts.class::cast)
                .map(texts -> new GgufReader(file, bytes).texts(texts))
                .orElse(List.of());
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public String storedAs(String name) {
        return entry(name).type().name();
    }

    @Override
    public Map<String, String> notes() {
        Map<String, String> notes = new TreeMap<>();
        for (String key : List.of("general.name", "general.license", "general.quantized_by")) {
            says(key).ifPresent(value -> notes.put(key, value.toString()));
        }
        return notes;
    }

    @Override
    public List<Path> files() {
        return List.of(file);
    }

    @Override
    public int[] shape(String name) {
        return entry(name).shape().clone();
    }

    @Override
    public void read(String name, long from, float[] into, int offset, int count) {
        Entry entry = entry(name);
        int size = entry.type().blockValues();
        long all = entry.size() / entry.type().blockBytes() * size;
        if (from < 0 || count < 0 || from > all - count) {
            throw new IndexOutOfBoundsException(from + " + " + count + " of tensor " + name);
        }
        float[] block = new float[size];
        for (int done = 0; done < count; ) {
            long at = from + done;
            entry.type().unpack(bytes, entry.from() + at / size * entry.type().blockBytes(), block);
            int inside = (int) (at % size);
            int some = Math.min(size - inside, count - done);
            System.arraycopy(block, inside, into, offset + done, some);
            done += some;
        }
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new CheckpointException(file + " has no tensor " + name);
        }
        return entry;
    }

    @Override
    public void close() {
        mapped.close();
    }
}

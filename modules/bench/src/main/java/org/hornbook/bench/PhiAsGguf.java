package org.hornbook.bench;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.ModelConfig;
import org.hornbook.checkpoint.Tensors;

/// A phi checkpoint as the GGUF file that llama.cpp reads, all matrices in Q4_0 (32 weights share a
/// 16-bit scale, the one furthest from zero being -8 of it), vectors in F32, no tokenizer.
record PhiAsGguf(ModelConfig config, Tensors tensors) {
    private static final int VERSION = 3;
    private static final int ALIGNMENT = 32; // bytes
    private static final int F32 = 0;
    private static final int Q4_0 = 2;
    private static final int BLOCK = 32; // weights
    private static final int BLOCK_BYTES = 18;
    private static final int UINT32 = 4;
    private static final int FLOAT32 = 6;
    private static final int STRING = 8;

    static void write(Path checkpoint, Path file) throws IOException {
        try (Checkpoint open = Checkpoint.open(checkpoint)) {
            PhiAsGguf gguf = new PhiAsGguf(open.config(), open.tensors());
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
                gguf.write(out);
            }
        }
    }

    private void write(OutputStream out) throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        tensors.names().forEach(name -> names.put(name, theirs(name)));
        Map<String, Object> facts = facts();
        Bytes head = new Bytes();
        head.out.write("GGUF".getBytes(StandardCharsets.US_ASCII));
        head.int32(VERSION);
        head.int64(names.size());
        head.int64(facts.size());
        for (Map.Entry<String, Object> fact : facts.entrySet()) {
            head.text(fact.getKey());
            switch (fact.getValue()) {
                case Integer number -> head.int32(UINT32).int32(number);
                case Float number -> head.int32(FLOAT32).int32(Float.floatToIntBits(number));
                default -> head.int32(STRING).text(fact.getValue().toString());
            }
        }
        long at = 0;
        for (String name : names.keySet()) {
            int[] shape = tensors.shape(name);
            head.text(names.get(name)).int32(shape.length);
            for (int i = shape.length; i-- > 0; ) {
                head.int64(shape[i]);
            }
            head.int32(shape.length == 1 ? F32 : Q4_0).int64(at);
            at += aligned(bytes(shape));
        }
        byte[] first = head.bytes();
        out.write(first);
        fill(out, first.length);
        for (String name : names.keySet()) {
            int[] shape = tensors.shape(name);
            if (shape.length == 1) {
                exact(out, tensors.floats(name));
            } else {
                rounded(out, name, shape[0], shape[1]);
            }
            fill(out, bytes(shape));
        }
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("general.architecture", "phi2");
        facts.put("general.file_type", Q4_0);
        facts.put("phi2.vocab_size", config.vocabSize());
        facts.put("phi2.context_length", config.maxPositions());
        facts.put("phi2.embedding_length", config.hiddenSize());
        facts.put("phi2.feed_forward_length", config.intermediateSize());
        facts.put("phi2.block_count", config.layers());
        facts.put("phi2.attention.head_count", config.heads());
        facts.put("phi2.attention.head_count_kv", config.keyValueHeads());
        facts.put("phi2.attention.layer_norm_epsilon", (float) config.norm().eps());
        facts.put("phi2.rope.dimension_count", config.rotaryDim());
        facts.put("tokenizer.ggml.model", "no_vocab");
        return facts;
    }

    private static String theirs(String name) {
        return name.replace("model.embed_tokens.", "token_embd.")
                .replace("model.layers.", "blk.")
                .replace(".self_attn.dense.", ".attn_output.")
                .replaceFirst("\\.self_attn\\.([qkv])_proj\\.", ".attn_$1.")
                .replace(".input_layernorm.", ".attn_norm.")
                .replace(".mlp.fc1.", ".ffn_up.")
                .replace(".mlp.fc2.", ".ffn_down.")
                .replace("model.final_layernorm.", "output_norm.")
                .replace("lm_head.", "output.");
    }

    private static long bytes(int[] shape) {
        return shape.length == 1
                ? (long) shape[0] * Float.BYTES
                : (long) shape[0] * (shape[1] / BLOCK) * BLOCK_BYTES;
    }

    private static long aligned(long bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }

    private static void fill(OutputStream out, long written) throws IOException {
        out.write(new byte[(int) (aligned(written) - written)]);
    }

    private static void exact(OutputStream out, float[] values) throws IOException {
        ByteBuffer bytes = little(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    private void rounded(OutputStream out, String name, int rows, int columns) throws IOException {
        float[] row = new float[columns];
        ByteBuffer bytes = little(columns / BLOCK * BLOCK_BYTES);
        for (int i = 0; i < rows; i++) {
            tensors.read(name, (long) i * columns, row, 0, columns);
            bytes.clear();
            for (int from = 0; from < columns; from += BLOCK) {
                block(row, from, bytes);
            }
            out.write(bytes.array());
        }
    }

    /// The low halves of the bytes are the first 16 weights, the high ones the others.
    private static void block(float[] row, int from, ByteBuffer into) {
        float furthest = 0;
        for (int i = from; i < from + BLOCK; i++) {
            furthest = Math.abs(row[i]) > Math.abs(furthest) ? row[i] : furthest;
        }
        float scale = furthest / -8;
        float inverse = scale == 0 ? 0 : 1 / scale;
        into.putShort(Float.floatToFloat16(scale));
        for (int i = from; i < from + BLOCK / 2; i++) {
            into.put((byte) (step(row[i] * inverse) | step(row[i + BLOCK / 2] * inverse) << 4));
        }
    }

    private static int step(float scaled) {
        return Math.min((int) (scaled + 8.5f), 15);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private record Bytes(ByteArrayOutputStream all, DataOutputStream out) {
        Bytes() {
            this(new ByteArrayOutputStream());
        }

        private Bytes(ByteArrayOutputStream all) {
            this(all, new DataOutputStream(all));
        }

        Bytes int32(int value) throws IOException {
            out.writeInt(Integer.reverseBytes(value));
            return this;
        }

        Bytes int64(long value) throws IOException {
            out.writeLong(Long.reverseBytes(value));
            return this;
        }

        Bytes text(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int64(bytes.length).out.write(bytes);
            return this;
        }

        byte[] bytes() {
            return all.toByteArray();
        }
    }
}

package org.hornbook.corpus;

import com.github.luben.zstd.ZstdDictTrainer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// What was learned from some texts of a corpus to pack its others: frequent words, and a zstd
/// dictionary for their codes. Texts packed with it cannot be read without it.
///
/// @param id its number in the workspace
record TextModel(long id, WordCodes words, byte[] dictionary) {
    private static final int DICTIONARY_BYTES = 128 << 10;
    private static final int LEVEL = 3;

    /// Takes a second or two of one core for 10 MB of `texts`.
    static TextModel learn(long id, List<byte[]> texts) {
        WordCodes words = WordCodes.of(texts);
        List<byte[]> codes = texts.stream().map(words::encode).toList();
        int bytes = codes.stream().mapToInt(c -> c.length).sum();
        ZstdDictTrainer trainer =
                new ZstdDictTrainer(bytes, Math.min(DICTIONARY_BYTES, bytes / 8), LEVEL);
        codes.forEach(trainer::addSample);
        return new TextModel(id, words, trainer.trainSamples());
    }

    byte[] bytes() {
        byte[] list = words.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(4).putInt(list.length).array());
        out.writeBytes(list);
        out.writeBytes(dictionary);
        return out.toByteArray();
    }

    static TextModel read(long id, byte[] bytes) {
        int list = ByteBuffer.wrap(bytes).getInt();
        return new TextModel(
                id,
                WordCodes.read(Arrays.copyOfRange(bytes, 4, 4 + list)),
                Arrays.copyOfRange(bytes, 4 + list, bytes.length));
    }
}

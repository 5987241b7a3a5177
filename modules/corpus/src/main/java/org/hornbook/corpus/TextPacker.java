package org.hornbook.corpus;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Packs the texts of one corpus as they come. Once it has seen `ENOUGH` of them and knows no
/// `TextModel`, it learns one and packs the rest with it; a smaller corpus does without. For one
/// thread at a time.
///
/// A packed text is a zstd frame, or `MARK`, the model's number, the length of the text and of its
/// codes, and a zstd frame without magic and dictionary number.
final class TextPacker implements AutoCloseable {
    static final byte MARK = 'W';

    /// Texts before the model is learned are packed without it, twice as long.
    private static final int ENOUGH = 6_000;

    /// zstd's strategy that looks for a match in one place only. With matches of four codes and
    /// more it packs as small as level 3 does, in two thirds of the time.
    private static final int FAST = 1;

    private static final int LARGE = 1 << 20; // a buffer for a text of this size is not kept
    private static final int HEADER = 1 + 3 * 10; // the mark and three numbers
    private static final int LONGEST_SAMPLE = 16 << 10;

    private final long nextModel;
    private final ZstdCompressCtx plain = new ZstdCompressCtx().setLevel(3);
    private final ZstdCompressCtx modelled =
            new ZstdCompressCtx().setMagicless(true).setDictID(false).setContentSize(false);
    private final List<byte[]> samples = new ArrayList<>();
    private TextModel model;
    private WordCodes.Writer words;
    private ByteBuffer packed = ByteBuffer.allocate(1 << 14);
    private boolean fresh;

    /// @param known the model of the corpus, if it has one
    /// @param nextModel the number that a new one gets
    TextPacker(Optional<TextModel> known, long nextModel) {
        this.nextModel = nextModel;
        known.ifPresent(this::use);
    }

    /// Texts one after the other. The words of all are looked up before the first is packed.
    List<byte[]> pack(List<byte[]> texts) {
        byte[][] packed = new byte[texts.size()][];
        int from = 0;
        for (; model == null && from < packed.length; from++) {
            packed[from] = plain.compress(texts.get(from));
            sample(texts.get(from));
        }
        for (int i = from; i < packed.length; i++) {
            byte[] codes = words.encode(texts.get(i));
            packed[i] = Arrays.copyOf(codes, words.size());
        }
        for (int i = from; i < packed.length; i++) {
            packed[i] = pack(packed[i], texts.get(i).length);
        }
        return List.of(packed);
    }

    private byte[] pack(byte[] codes, int length) {
        int most = HEADER + (int) Zstd.compressBound(codes.length);
        if (packed.capacity() < most || packed.capacity() > LARGE && most < LARGE) {
            packed = ByteBuffer.allocate(most + most / 2);
        }
        packed.clear();
        packed.put(MARK);
        number(model.id(), packed);
        number(length, packed);
        number(codes.length, packed);
        int head = packed.position();
        int frame =
                modelled.compressByteArray(
                        packed.array(), head, packed.remaining(), codes, 0, codes.length);
        return Arrays.copyOf(packed.array(), head + frame);
    }

    /// The model, if it was learned since this was last asked: it must be stored before the texts
    /// packed after.
    Optional<TextModel> learned() {
        boolean now = fresh;
        fresh = false;
        return now ? Optional.of(model) : Optional.empty();
    }

    private void sample(byte[] utf8) {
        samples.add(Arrays.copyOf(utf8, Math.min(utf8.length, LONGEST_SAMPLE)));
        if (samples.size() == ENOUGH) {
            use(TextModel.learn(nextModel, samples));
            fresh = true;
            samples.clear();
        }
    }

    private void use(TextModel chosen) {
        model = chosen;
        words = chosen.words().new Writer();
        modelled.setStrategy(FAST).setMinMatch(4).setHashLog(16).setWindowLog(17);
        modelled.loadDict(chosen.dictionary());
    }

    private static void number(long value, ByteBuffer out) {
        while (value > 127) {
            out.put((byte) (value & 127 | 128));
            value >>>= 7;
        }
        out.put((byte) value);
    }

    @Override
    public void close() {
        plain.close();
        modelled.close();
    }
}

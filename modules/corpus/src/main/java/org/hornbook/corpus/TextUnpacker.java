package org.hornbook.corpus;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Gives back what `TextPacker` packed. Keeps the models that were needed.
final class TextUnpacker {
    private final Map<Long, Loaded> models = new ConcurrentHashMap<>();

    private record Loaded(TextModel model, ZstdDictDecompress dictionary) {}

    /// Reads the model of a number.
    interface Find<E extends Exception> {
        TextModel model(long id) throws E;
    }

    <E extends Exception> Session<E> session(Find<E> find) {
        return new Session<>(find);
    }

    /// One text; for many, on one thread, a session is faster.
    String text(byte[] packed, Find<RuntimeException> find) {
        try (Session<RuntimeException> session = session(find)) {
            return session.text(packed);
        }
    }

    /// Unpacks texts on one thread.
    final class Session<E extends Exception> implements AutoCloseable {
        private final Find<E> find;
        private final Map<Long, ZstdDecompressCtx> contexts = new HashMap<>();

        private Session(Find<E> find) {
            this.find = find;
        }

        String text(byte[] packed) throws E {
            return new String(utf8(packed), StandardCharsets.UTF_8);
        }

        byte[] utf8(byte[] packed) throws E {
            if (packed.length == 0) {
                return packed;
            }
            if (packed[0] != TextPacker.MARK) {
                return Zstd.decompress(packed, (int) Zstd.getFrameContentSize(packed));
            }
            ByteBuffer in = ByteBuffer.wrap(packed, 1, packed.length - 1);
            Loaded loaded = loaded(number(in));
            int length = (int) number(in);
            byte[] codes = new byte[(int) number(in)];
            context(loaded)
                    .decompressByteArray(
                            codes, 0, codes.length, packed, in.position(), in.remaining());
            return loaded.model().words().decode(codes, length);
        }

        private ZstdDecompressCtx context(Loaded loaded) {
            return contexts.computeIfAbsent(
                    loaded.model().id(),
                    id -> {
                        ZstdDecompressCtx context = new ZstdDecompressCtx();
                        context.setMagicless(true);
                        context.loadDict(loaded.dictionary());
                        return context;
                    });
        }

        private Loaded loaded(long id) throws E {
            Loaded loaded = models.get(id);
            if (loaded == null) {
                TextModel model = find.model(id);
                loaded = new Loaded(model, new ZstdDictDecompress(model.dictionary()));
                models.put(id, loaded);
            }
            return loaded;
        }

        @Override
        public void close() {
            contexts.values().forEach(ZstdDecompressCtx::close);
        }
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (b & 127L) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}

package org.hornbook.checkpoint;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Text to token ids and back, as a tokenizer.json says. Nothing is added to a text and nothing cut
/// from it. Use by many threads is fine; nothing may be asked after `close`.
public final class Tokenizer implements AutoCloseable {
    private static final String FILE = "tokenizer.json";
    private static final Map<String, String> AS_IT_IS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private static final Logger LIBRARY = Logger.getLogger("ai.djl"); // held, or its level is lost

    private final HuggingFaceTokenizer tokenizer;
    private final TokenizerFacts facts;

    private Tokenizer(HuggingFaceTokenizer tokenizer, TokenizerFacts facts) {
        this.tokenizer = tokenizer;
        this.facts = facts;
    }

    /// Loads `folder`/tokenizer.json; tokenizer_config.json, where there is one, tells the token
    /// that ends a text. Throws `CheckpointException` if it is missing or no tokenizer.
    public static Tokenizer load(Path folder) {
        return TokenizerFile.read(folder).load();
    }

    /// From the text of a tokenizer.json.
    public static Tokenizer parse(String json) {
        JsonFields fields = JsonFields.of(Path.of(FILE), json.getBytes(StandardCharsets.UTF_8));
        return TokenizerFile.of(fields, json, null).load();
    }

    static Tokenizer of(String json, TokenizerFacts facts, Path place) {
        if (System.getProperty("ai.djl.offline") == null) {
            System.setProperty("ai.djl.offline", "true"); // the library reports its use otherwise
        }
        if (LIBRARY.getLevel() == null) {
            LIBRARY.setLevel(Level.WARNING); // it tells at INFO from where it loads
        }
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            return new Tokenizer(
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(bytes), AS_IT_IS),
                    facts);
        } catch (IOException | RuntimeException e) {
            throw new CheckpointException(
                    place + " is no tokenizer that can be read: " + e.getMessage(), e);
        }
    }

    /// Special tokens written out in `text`, as `<|endoftext|>`, become their ids.
    public int[] encode(String text) {
        return encode(text, false);
    }

    /// As `encode`, with the tokens that the tokenizer puts before and behind a text.
    int[] encodeWithSpecials(String text) {
        return encode(text, true);
    }

    private int[] encode(String text, boolean specials) {
        long handle = tokenizer.getHandle();
        long encoding = TokenizersLibrary.LIB.encode(handle, text, specials);
        try {
            return ints(TokenizersLibrary.LIB.getTokenIds(encoding));
        } finally {
            TokenizersLibrary.LIB.deleteEncoding(encoding);
        }
    }

    /// The text of `tokens`, special ones included; bytes that are no UTF-8 become U+FFFD.
    public String decode(int[] tokens) {
        return decode(tokens, 0, tokens.length);
    }

    /// The text of the tokens at `from` (inclusive) to `to` (exclusive).
    public String decode(int[] tokens, int from, int to) {
        if (from == to) {
            return "";
        }
        long[] ids = Arrays.stream(tokens, from, to).asLongStream().toArray();
        return TokenizersLibrary.LIB.decode(tokenizer.getHandle(), ids, false);
    }

    /// The text of each of `tokens`, in one call.
    public String[] decodeAll(int[][] tokens) {
        long[][] ids = new long[tokens.length][];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = Arrays.stream(tokens[i]).asLongStream().toArray();
        }
        return TokenizersLibrary.LIB.batchDecode(tokenizer.getHandle(), ids, false);
    }

    /// The token that ends a text, where there is one.
    public OptionalInt endOfText() {
        return facts.endOfText();
    }

    /// The highest id plus one, added tokens included; a model's vocabulary may be larger.
    public int vocabSize() {
        return facts.vocabSize();
    }

    private static int[] ints(long[] ids) {
        int[] tokens = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            tokens[i] = (int) ids[i];
        }
        return tokens;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}

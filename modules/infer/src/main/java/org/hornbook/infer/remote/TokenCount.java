package org.hornbook.infer.remote;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How many tokens a text is for a model that is asked over the network: counted where its
/// tokenizer is public, estimated from above where it is not.
public final class TokenCount {
    private static final int MESSAGE = 4; // the marks around each message
    private static final int REPLY = 3; // the marks before the reply

    private final Optional<Encoding> encoding;
    private final String name;

    private TokenCount(Optional<Encoding> encoding, String name) {
        this.encoding = encoding;
        this.name = name;
    }

    /// For the model of that name; a part before a slash, such as `openai/`, does not matter.
    public static TokenCount of(String model) {
        String bare = model.replaceFirst("^.*/", "");
        if (bare.matches("(gpt-4o|gpt-4\\.|gpt-5|gpt-oss|chatgpt-4o|o\\d).*")) {
            return counted(EncodingType.O200K_BASE);
        }
        if (bare.matches("(gpt-4|gpt-3\\.5|gpt-35).*")) {
            return counted(EncodingType.CL100K_BASE);
        }
        return new TokenCount(Optional.empty(), "");
    }

    private static TokenCount counted(EncodingType type) {
        EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
        return new TokenCount(Optional.of(registry.getEncoding(type)), type.getName());
    }

    /// The tokenizer that counts, such as `o200k_base`; empty if tokens are estimated.
    public String name() {
        return name;
    }

    public boolean counts() {
        return encoding.isPresent();
    }

    /// The tokens of a text. Estimated, it is a token for every three bytes: English is nearer to
    /// four, code to three and a half, most other languages to a token for each letter or sign.
    public long in(String text) {
        return encoding.map(e -> (long) e.countTokensOrdinary(text))
                .orElseGet(() -> text.getBytes(StandardCharsets.UTF_8).length / 3 + 1L);
    }

    /// The tokens of all that is sent, the marks between messages and the schema of the reply
    /// included.
    public long in(ChatRequest request) {
        long tokens = REPLY + request.schema().map(s -> in(s.toString()) + 20).orElse(0L);
        for (Message message : request.messages()) {
            tokens += in(message.content()) + MESSAGE;
        }
        return tokens;
    }

    /// More tokens than `request` can be: with a known tokenizer a tenth more than counted, else
    /// one for each byte, since no tokenizer makes more; and some for what a server puts around it.
    public long atMost(ChatRequest request) {
        if (counts()) {
            return in(request) * 11 / 10 + 50;
        }
        long bytes = 100 + request.schema().map(s -> s.toString().length()).orElse(0);
        for (Message message : request.messages()) {
            bytes += message.content().getBytes(StandardCharsets.UTF_8).length + 10L;
        }
        return bytes;
    }
}

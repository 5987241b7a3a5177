package org.hornbook.infer.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// An answer as it is put together, from pieces or from one.
final class Answer {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private Usage usage = Usage.UNKNOWN;
    private String model;
    private String finish = "";
    private String id = "";

    /// @param model who was asked, until the server says who answers
    Answer(String model) {
        this.model = model;
    }

    /// Takes one event of a stream; returns the text it brought.
    String piece(JsonNode chunk) {
        JsonNode delta = chunk.path("choices").path(0).path("delta");
        String piece = delta.path("content").asText("");
        text.append(piece);
        refusal.append(delta.path("refusal").asText(""));
        told(chunk);
        return piece;
    }

    /// Takes a whole answer.
    void whole(JsonNode answer) throws IOException {
        JsonNode message = answer.path("choices").path(0).path("message");
        if (!message.isObject()) {
            throw new IOException("the answer holds no message");
        }
        text.append(message.path("content").asText(""));
        refusal.append(message.path("refusal").asText(""));
        told(answer);
    }

    private void told(JsonNode from) {
        JsonNode reason = from.path("choices").path(0).path("finish_reason");
        finish = reason.isTextual() ? reason.asText() : finish;
        model = from.path("model").asText(model);
        id = from.path("id").asText(id);
        JsonNode used = from.path("usage");
        if (used.isObject()) {
            usage =
                    new Usage(
                            Math.max(0, used.path("prompt_tokens").asLong()),
                            Math.max(0, used.path("completion_tokens").asLong()));
        }
    }

    String text() {
        return text.toString();
    }

    /// @param clean takes the key out of the server's words
    /// @param header the number of the request as its headers say it
    ChatReply reply(UnaryOperator<String> clean, String header, RateLimits limits) {
        return new ChatReply(
                clean.apply(text()),
                usage,
                clean.apply(model),
                clean.apply(finish),
                clean.apply(refusal.toString()),
                clean.apply(header.isEmpty() ? id : header),
                limits);
    }
}

package org.hornbook.infer.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is asked of a chat model.
///
/// @param maxTokens the longest reply
/// @param topP as in `Sampling`; 1 keeps all
/// @param seed empty lets the server choose
/// @param stop texts at which the reply ends
/// @param schema a JSON schema that the reply is to follow, where the server can see to that
public record ChatRequest(
        List<Message> messages,
        int maxTokens,
        double temperature,
        double topP,
        OptionalLong seed,
        List<String> stop,
        Optional<JsonNode> schema) {
    public ChatRequest {
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
    }

    public ChatRequest(
            List<Message> messages, int maxTokens, double temperature, Optional<JsonNode> schema) {
        this(messages, maxTokens, temperature, 1, OptionalLong.empty(), List.of(), schema);
    }
}

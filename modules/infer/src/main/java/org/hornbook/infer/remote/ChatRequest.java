package org.hornbook.infer.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// What is asked of a chat model.
///
/// @param maxTokens the longest reply
/// @param schema a JSON schema that the reply is to follow, where the server can see to that
public record ChatRequest(
        List<Message> messages, int maxTokens, double temperature, Optional<JsonNode> schema) {
    public ChatRequest {
        messages = List.copyOf(messages);
    }
}

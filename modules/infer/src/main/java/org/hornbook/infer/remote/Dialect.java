package org.hornbook.infer.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/// What a server understands of the chat API. Each begins with all of it; what a server says it
/// does not know is left away from then on. Seen with llama.cpp and its forks, Ollama, LM Studio,
/// vLLM and OpenAI's own models, which do not agree on these.
///
/// @param format how the form of the reply is asked for
/// @param longName whether the longest reply is called `max_completion_tokens`, not `max_tokens`
/// @param temperature whether it may be chosen
/// @param usage whether usage can be asked for in a stream
record Dialect(Format format, boolean longName, boolean temperature, boolean usage) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What to begin with. Models that think before they answer know no `max_tokens` and no
    /// temperature.
    static Dialect of(String model) {
        boolean thinks = OpenAiChatModel.thinks(model);
        return new Dialect(Format.SCHEMA, thinks, !thinks, true);
    }

    /// From the strictest to none: the messages ask for the form as well.
    enum Format {
        SCHEMA,
        OBJECT,
        NONE
    }

    /// The dialect to try next after the server's complaint; empty if it complains of something
    /// else.
    Optional<Dialect> without(String complaint, boolean schemaAsked) {
        String said = complaint.toLowerCase(Locale.ROOT);
        if (!longName && said.contains("max_completion_tokens")) {
            return Optional.of(new Dialect(format, true, temperature, usage));
        }
        if (temperature
                && said.contains("temperature")
                && (said.contains("support") || said.contains("default"))) {
            return Optional.of(new Dialect(format, longName, false, usage));
        }
        if (usage && said.contains("stream_options")) {
            return Optional.of(new Dialect(format, longName, temperature, false));
        }
        if (schemaAsked
                && format != Format.NONE
                && (said.contains("response_format")
                        || said.contains("response format")
                        || said.contains("json_schema")
                        || said.contains("json schema")
                        || said.contains("structured output")
                        || said.contains("grammar")
                        || said.contains("invalid format"))) {
            return Optional.of(
                    new Dialect(
                            Format.values()[format.ordinal() + 1], longName, temperature, usage));
        }
        return Optional.empty();
    }

    /// The body of a request to `model`.
    ObjectNode body(String model, ChatRequest request, boolean stream) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", model)
                .put(longName ? "max_completion_tokens" : "max_tokens", request.maxTokens());
        if (temperature) {
            body.put("temperature", request.temperature());
        }
        if (request.topP() < 1) {
            body.put("top_p", request.topP());
        }
        request.seed().ifPresent(seed -> body.put("seed", seed));
        if (!request.stop().isEmpty()) {
            request.stop().forEach(body.putArray("stop")::add);
        }
        if (stream) {
            body.put("stream", true);
            if (usage) {
                body.putObject("stream_options").put("include_usage", true);
            }
        }
        ArrayNode messages = body.putArray("messages");
        for (Message message : request.messages()) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.content());
        }
        if (request.schema().isPresent()) {
            form(body, request);
        }
        return body;
    }

    private void form(ObjectNode body, ChatRequest request) {
        switch (format) {
            case SCHEMA ->
                    body.putObject("response_format")
                            .put("type", "json_schema")
                            .putObject("json_schema")
                            .put("name", "reply")
                            .put("strict", true)
                            .set("schema", request.schema().orElseThrow());
            case OBJECT -> body.putObject("response_format").put("type", "json_object");
            case NONE -> {}
        }
    }
}

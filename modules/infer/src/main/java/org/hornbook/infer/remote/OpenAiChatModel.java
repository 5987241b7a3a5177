package org.hornbook.infer.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// A chat model behind `{base}/chat/completions`, streamed by server-sent events; servers that
/// answer in one piece are understood too.
public final class OpenAiChatModel implements ChatModel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ERROR_LENGTH = 300;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(20))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final URI endpoint;
    private final String name;
    private final Optional<String> key;
    private final Duration patience;

    /// @param base such as `http://localhost:11434/v1`
    /// @param key sent as a bearer token; never written anywhere else
    /// @param patience for the whole answer to begin
    public OpenAiChatModel(String base, String name, Optional<String> key, Duration patience) {
        this.endpoint = endpoint(base);
        this.name = name;
        this.key = key.filter(k -> !k.isBlank());
        this.patience = patience;
    }

    private static URI endpoint(String base) {
        try {
            URI uri = URI.create(base.replaceAll("/+$", "") + "/chat/completions");
            if (uri.getScheme() == null
                    || !uri.getScheme().matches("https?")
                    || uri.getHost() == null) {
                throw new IllegalArgumentException("no http address");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    base
                            + " is not the address of an endpoint: it should look like http://localhost:11434/v1",
                    e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChatReply reply(ChatRequest request, Consumer<String> onText)
            throws ChatException, InterruptedException {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(endpoint)
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream, application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(request).toString()));
        key.ifPresent(k -> builder.header("Authorization", "Bearer " + k));
        try {
            HttpResponse<InputStream> response =
                    http.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200) {
                    throw refused(response, in);
                }
                String type =
                        response.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .toLowerCase(Locale.ROOT);
                return type.contains("event-stream") ? streamed(in, onText) : whole(in, onText);
            }
        } catch (ConnectException e) {
            throw transientFailure(
                    "nothing answers at "
                            + endpoint.getHost()
                            + ":"
                            + endpoint.getPort()
                            + ": is the server running?",
                    e);
        } catch (HttpTimeoutException e) {
            throw transientFailure(
                    endpoint.getHost() + " did not answer within " + patience.toSeconds() + " s",
                    e);
        } catch (JsonProcessingException e) {
            throw transientFailure(
                    endpoint.getHost() + " answered with something that is not JSON", e);
        } catch (IOException e) {
            throw transientFailure(
                    "the connection to " + endpoint.getHost() + " broke off: " + e.getMessage(), e);
        }
    }

    private ObjectNode body(ChatRequest request) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", name)
                .put("max_tokens", request.maxTokens())
                .put("temperature", request.temperature());
        if (request.topP() < 1) {
            body.put("top_p", request.topP());
        }
        request.seed().ifPresent(seed -> body.put("seed", seed));
        if (!request.stop().isEmpty()) {
            request.stop().forEach(body.putArray("stop")::add);
        }
        body.put("stream", true).putObject("stream_options").put("include_usage", true);
        ArrayNode messages = body.putArray("messages");
        for (Message message : request.messages()) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.content());
        }
        request.schema()
                .ifPresent(
                        schema ->
                                body.putObject("response_format")
                                        .put("type", "json_schema")
                                        .putObject("json_schema")
                                        .put("name", "reply")
                                        .put("strict", true)
                                        .set("schema", schema));
        return body;
    }

    private ChatReply streamed(InputStream in, Consumer<String> onText) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        Usage usage = Usage.UNKNOWN;
        String model = name;
        String finish = "";
        boolean finished = false;
        for (String line; !finished && (line = lines.readLine()) != null; ) {
            if (!line.startsWith("data:")) {
                continue; // comments, event names, blank lines
            }
            String data = line.substring(5).strip();
            if (data.equals("[DONE]")) {
                finished = true;
                continue;
            }
            JsonNode chunk = JSON.readTree(data);
            String piece = chunk.path("choices").path(0).path("delta").path("content").asText("");
            if (!piece.isEmpty()) {
                text.append(piece);
                onText.accept(piece);
            }
            usage = usage(chunk, usage);
            model = chunk.path("model").asText(model);
            finish = finish(chunk, finish);
        }
        if (!finished) {
            throw new IOException("the answer stops in the middle");
        }
        return new ChatReply(text.toString(), usage, model, finish);
    }

    private ChatReply whole(InputStream in, Consumer<String> onText) throws IOException {
        JsonNode answer = JSON.readTree(in);
        JsonNode content = answer.path("choices").path(0).path("message").path("content");
        if (!content.isTextual()) {
            throw new IOException("the answer holds no message");
        }
        onText.accept(content.asText());
        return new ChatReply(
                content.asText(),
                usage(answer, Usage.UNKNOWN),
                answer.path("model").asText(name),
                finish(answer, ""));
    }

    private static String finish(JsonNode from, String before) {
        JsonNode reason = from.path("choices").path(0).path("finish_reason");
        return reason.isTextual() ? reason.asText() : before;
    }

    private static Usage usage(JsonNode from, Usage before) {
        JsonNode usage = from.path("usage");
        return usage.isObject()
                ? new Usage(
                        usage.path("prompt_tokens").asLong(),
                        usage.path("completion_tokens").asLong())
                : before;
    }

    private ChatException refused(HttpResponse<InputStream> response, InputStream in)
            throws IOException {
        int status = response.statusCode();
        String said = said(new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8));
        String host = endpoint.getHost();
        return switch (status) {
            case 401, 403 ->
                    new ChatException(
                            ChatException.Kind.FINAL,
                            Optional.empty(),
                            host
                                    + " does not accept the API key ("
                                    + status
                                    + "): set OPENAI_API_KEY to a valid one"
                                    + said,
                            null);
            case 404 ->
                    new ChatException(
                            ChatException.Kind.FINAL,
                            Optional.empty(),
                            host
                                    + " knows no model "
                                    + name
                                    + " at "
                                    + endpoint.getPath()
                                    + " (404)"
                                    + said,
                            null);
            case 429 ->
                    new ChatException(
                            ChatException.Kind.THROTTLED,
                            response.headers()
                                    .firstValue("Retry-After")
                                    .flatMap(OpenAiChatModel::wait),
                            host + " asks to slow down (429)" + said,
                            null);
            default ->
                    new ChatException(
                            status >= 500 || status == 408
                                    ? ChatException.Kind.TRANSIENT
                                    : ChatException.Kind.FINAL,
                            Optional.empty(),
                            host + " answered with status " + status + said,
                            null);
        };
    }

    /// Seconds, as almost every server says it.
    private static Optional<Duration> wait(String header) {
        return header.strip().matches("\\d{1,6}(\\.\\d+)?")
                ? Optional.of(
                        Duration.ofMillis(Math.round(Double.parseDouble(header.strip()) * 1000)))
                : Optional.empty();
    }

    private String said(String body) {
        String message = errorMessage(body);
        String plain =
                key.map(k -> message.replace(k, "***"))
                        .orElse(message)
                        .replaceAll("\\s+", " ")
                        .strip();
        return plain.isEmpty()
                ? ""
                : ": " + plain.substring(0, Math.min(ERROR_LENGTH, plain.length()));
    }

    private static String errorMessage(String body) {
        try {
            return JSON.readTree(body).path("error").path("message").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static ChatException transientFailure(String message, IOException cause) {
        return new ChatException(ChatException.Kind.TRANSIENT, Optional.empty(), message, cause);
    }
}

package org.hornbook.infer.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The line to one server: who asks, and in which words what goes wrong is told. Whatever the
/// server says passes through `clean`, so that a key it repeats goes no further.
final class Wire {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int ERROR_LENGTH = 300;

    private final HttpClient http;
    private final String base;
    private final URI address;
    private final Optional<String> key;
    private final Duration patience;

    Wire(String base, Optional<String> key, Duration patience) {
        this.base = base.replaceAll("/+$", "");
        this.address = address(base, this.base);
        this.key = key.map(String::strip).filter(k -> !k.isEmpty());
        this.patience = patience;
        if (this.key.filter(k -> k.chars().anyMatch(c -> c < '!' || c > '~')).isPresent()) {
            throw new IllegalArgumentException(
                    "the API key for "
                            + address.getHost()
                            + " holds a blank or another character that no key has: enter it again");
        }
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(20))
                        .followRedirects(HttpClient.Redirect.NEVER);
        if (address.getScheme().equals("http")) {
            builder.version(HttpClient.Version.HTTP_1_1); // small servers stumble over an upgrade
        }
        this.http = builder.build();
    }

    private static URI address(String said, String base) {
        try {
            URI uri = URI.create(base);
            if (uri.getScheme() == null
                    || !uri.getScheme().matches("https?")
                    || uri.getHost() == null) {
                throw new IllegalArgumentException("no http address");
            }
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
                throw new IllegalArgumentException("a key in the address");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    said.replaceFirst("//[^/]*@", "//").replaceFirst("\\?.*", "")
                            + " is not the address of an endpoint: it should look like http://localhost:11434/v1, with the"
                            + " key apart from it"); // without the cause, which repeats the address
        }
    }

    String host() {
        return address.getHost();
    }

    Duration patience() {
        return patience;
    }

    /// A request to `{base}{path}`, with the key.
    HttpRequest.Builder to(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(patience);
        key.ifPresent(k -> builder.header("Authorization", "Bearer " + k));
        return builder;
    }

    /// What comes back, whatever its status. Throws `ChatException` if nothing does.
    HttpResponse<InputStream> send(HttpRequest request) throws ChatException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpConnectTimeoutException | ConnectException | UnknownHostException e) {
            throw failure(
                    false,
                    "nothing answers at "
                            + host()
                            + (address.getPort() < 0 ? "" : ":" + address.getPort())
                            + ": is the server running?",
                    e);
        } catch (HttpTimeoutException e) {
            throw failure(
                    true, host() + " did not answer within " + patience.toSeconds() + " s", e);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// The reply was lost on the way.
    ChatException broken(IOException e) {
        return e instanceof JsonProcessingException
                ? failure(true, host() + " answered with something that is not JSON", null)
                : failure(
                        true,
                        "the connection to " + host() + " broke off: " + clean(e.getMessage()),
                        e);
    }

    ChatException failure(boolean charged, String message, IOException cause) {
        return new ChatException(
                ChatException.Kind.TRANSIENT, RateLimits.NONE, charged, message, cause);
    }

    static RateLimits limits(HttpResponse<?> response) {
        return RateLimits.of(response.headers()::firstValue, Instant.now());
    }

    /// What an answer with another status than 200 means.
    ///
    /// @param what was asked for, such as `no model gpt-4o`
    ChatException refused(HttpResponse<?> response, String body, String what) {
        int status = response.statusCode();
        String said = said(body);
        return switch (status) {
            case 401, 403 ->
                    refused(
                            ChatException.Kind.FINAL,
                            response,
                            host()
                                    + " does not accept the API key ("
                                    + status
                                    + "): set OPENAI_API_KEY, or the key in the settings, to a valid one"
                                    + said);
            case 404 ->
                    refused(
                            ChatException.Kind.FINAL,
                            response,
                            host() + " knows " + what + " (404)" + said);
            case 402 -> broke(response, said);
            case 429 ->
                    body.contains("insufficient_quota")
                            ? broke(response, said)
                            : refused(
                                    ChatException.Kind.THROTTLED,
                                    response,
                                    host() + " asks to slow down (429)" + said);
            case 400, 413, 422 ->
                    refused(
                            ChatException.Kind.REQUEST,
                            response,
                            tooLong(body)
                                    ? "too long for the model's context (" + status + ")" + said
                                    : host() + " cannot use the request (" + status + ")" + said);
            default ->
                    refused(
                            status >= 500 || status == 408 || status == 409
                                    ? ChatException.Kind.TRANSIENT
                                    : ChatException.Kind.FINAL,
                            response,
                            host() + " answered with status " + status + said);
        };
    }

    private ChatException broke(HttpResponse<?> response, String said) {
        return refused(
                ChatException.Kind.FINAL,
                response,
                "the account at "
                        + host()
                        + " has no money left ("
                        + response.statusCode()
                        + ")"
                        + said);
    }

    private static ChatException refused(
            ChatException.Kind kind, HttpResponse<?> response, String message) {
        return new ChatException(kind, limits(response), false, message, null);
    }

    private static boolean tooLong(String body) {
        return body.contains("context_length")
                || body.contains("context length")
                || body.contains("context size")
                || body.contains("context window");
    }

    /// The server's own words behind a colon, short, on one line; empty if it has none.
    String said(String body) {
        String plain = clean(errorMessage(body)).replaceAll("\\s+", " ").strip();
        return plain.isEmpty()
                ? ""
                : ": " + plain.substring(0, Math.min(ERROR_LENGTH, plain.length()));
    }

    /// Without the key.
    String clean(String words) {
        String some = words == null ? "no more is known" : words;
        return key.map(k -> some.replace(k, "***")).orElse(some);
    }

    static String text(InputStream in) throws IOException {
        return new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8);
    }

    private static String errorMessage(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            JsonNode error = json.path("error");
            return error.isTextual()
                    ? error.asText()
                    : error.path("message").asText(json.path("message").asText(""));
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}

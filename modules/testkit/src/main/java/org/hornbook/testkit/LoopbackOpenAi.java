package org.hornbook.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A real HTTP server on this machine's loopback address that speaks the OpenAI chat API, well or
/// badly as it is told.
public final class LoopbackOpenAi implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger charged = new AtomicInteger();
    private final LoopbackBatches batches;

    /// A request as the script sees it.
    ///
    /// @param number from 1, in order of arrival
    public record Asked(int number, String body) {}

    /// How to answer.
    public sealed interface Answer {
        /// As server-sent events, a few letters at a time, with usage at the end.
        record Streamed(String text) implements Answer {}

        /// Likewise, with a pause after each few letters, so that it can be stopped in between.
        record Slow(String text, Duration pause) implements Answer {}

        /// As server-sent events that end because the reply grew too long.
        record Long(String text) implements Answer {}

        /// In one piece.
        record Whole(String text) implements Answer {}

        /// In one piece, saying no: with words of refusal, and no content.
        record Refusal(String words) implements Answer {}

        /// In one piece that a filter has stopped.
        record Filtered(String text) implements Answer {}

        /// In one piece of JSON, just as it is.
        record Raw(String json) implements Answer {}

        /// Another answer with some headers.
        record With(Map<String, String> headers, Answer answer) implements Answer {}

        /// Another answer, later.
        record Late(Duration after, Answer answer) implements Answer {}

        /// 429 with `Retry-After`.
        record Throttled(String retryAfter) implements Answer {}

        /// A status and a body.
        record Refused(int status, String body) implements Answer {}

        /// A stream that stops in the middle.
        record Cut(String text) implements Answer {}

        /// Status 200 and nonsense.
        record Nonsense() implements Answer {}
    }

    /// Starts on a free port; `script` decides each answer.
    public LoopbackOpenAi(Function<Asked, Answer> script) throws IOException {
        batches = new LoopbackBatches(script);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", exchange -> handle(exchange, script));
        server.createContext("/v1/files", batches::files);
        server.createContext("/v1/batches", batches::batches);
        server.start();
    }

    /// The base address to give to a client.
    public String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /// The bodies of all requests so far.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /// The `Authorization` headers of all requests so far.
    public List<String> authorizations() {
        return List.copyOf(keys);
    }

    /// How many replies were sent whole: what a real server would charge for, at 100 tokens asked
    /// and 10 answered each.
    public int charged() {
        return charged.get();
    }

    /// The batches that were made, in order.
    public List<String> batches() {
        return batches.made();
    }

    /// How often a batch is looked at before it is done; 2 at first.
    public void batchesAfter(int looks) {
        batches.looks(looks);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange, Function<Asked, Answer> script) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(body);
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        answer(exchange, script.apply(new Asked(number.incrementAndGet(), body)));
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        switch (answer) {
            case Answer.With(Map<String, String> headers, Answer inside) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                answer(exchange, inside);
            }
            case Answer.Late(Duration after, Answer inside) -> {
                rest(after);
                answer(exchange, inside);
            }
            case Answer.Streamed(String text) -> charge(exchange, text, Duration.ZERO, "stop");
            case Answer.Slow(String text, Duration pause) -> charge(exchange, text, pause, "stop");
            case Answer.Long(String text) -> charge(exchange, text, Duration.ZERO, "length");
            case Answer.Cut(String text) -> stream(exchange, text, false, Duration.ZERO, "stop");
            case Answer.Throttled(String wait) -> {
                exchange.getResponseHeaders().set("Retry-After", wait);
                send(
                        exchange,
                        429,
                        "application/json",
                        "{\"error\": {\"message\": \"slow down\"}}");
            }
            case Answer.Refused(int status, String reason) ->
                    send(exchange, status, "application/json", reason);
            case Answer.Nonsense() ->
                    send(exchange, 200, "application/json", "<html>welcome</html>");
            case Answer whole -> {
                charged.incrementAndGet();
                send(exchange, 200, "application/json", whole(whole));
            }
        }
    }

    private void charge(HttpExchange exchange, String text, Duration pause, String finish)
            throws IOException {
        charged.incrementAndGet();
        stream(exchange, text, true, pause, finish);
    }

    /// An answer in one piece.
    static String whole(Answer answer) {
        return switch (answer) {
            case Answer.Raw(String json) -> json;
            case Answer.Refusal(String words) ->
                    whole("{\"content\": null, \"refusal\": " + quoted(words) + "}", "stop");
            case Answer.Filtered(String text) ->
                    whole("{\"content\": " + quoted(text) + "}", "content_filter");
            case Answer.Whole(String text) -> whole("{\"content\": " + quoted(text) + "}", "stop");
            case Answer.Streamed(String text) ->
                    whole("{\"content\": " + quoted(text) + "}", "stop");
            default -> throw new IllegalArgumentException(answer + " does not come in one piece");
        };
    }

    private static String whole(String message, String finish) {
        return "{\"id\": \"chatcmpl-1\", \"model\": \"loop\", \"choices\": [{\"message\": "
                + message
                + ", \"finish_reason\": \""
                + finish
                + "\"}], \"usage\": {\"prompt_tokens\": 100, \"completion_tokens\": 10}}";
    }

    private static void stream(
            HttpExchange exchange, String text, boolean whole, Duration pause, String finish)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(": a comment\n\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < text.length(); i += 7) {
                String piece = text.substring(i, Math.min(text.length(), i + 7));
                event(
                        out,
                        "{\"model\": \"loop\", \"choices\": [{\"delta\": {\"content\": "
                                + quoted(piece)
                                + "}}]}");
                rest(pause);
            }
            if (whole) {
                event(
                        out,
                        "{\"model\": \"loop\", \"choices\": [{\"delta\": {}, \"finish_reason\": \""
                                + finish
                                + "\"}]}");
                event(
                        out,
                        "{\"model\": \"loop\", \"choices\": [], \"usage\": {\"prompt_tokens\": 100, \"completion_tokens\": 10}}");
                event(out, "[DONE]");
            }
        }
    }

    private static void rest(Duration pause) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}

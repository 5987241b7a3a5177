package org.hornbook.infer.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// A chat model behind `{base}/chat/completions`, streamed by server-sent events; servers that
/// answer in one piece are understood too. What a server does not know of the API is left away from
/// then on: see `Dialect`.
public final class OpenAiChatModel implements ChatModel {
    private static final Duration FOREVER = Duration.ofDays(1);

    private final Wire wire;
    private final String base;
    private final String name;
    private final Optional<String> key;
    private final Duration whole;
    private volatile Dialect dialect;

    /// @param base such as `http://localhost:11434/v1`
    /// @param key sent as a bearer token; never written anywhere else
    /// @param patience for the answer to begin, and for each piece of it
    public OpenAiChatModel(String base, String name, Optional<String> key, Duration patience) {
        this(base, name, key, patience, FOREVER);
    }

    private OpenAiChatModel(
            String base, String name, Optional<String> key, Duration patience, Duration whole) {
        this.wire = new Wire(base, key, patience);
        this.base = base;
        this.name = name;
        this.key = key;
        this.whole = whole;
        this.dialect = Dialect.of(name);
    }

    /// Whether it is one of OpenAI's models that think first: what they think is charged as part of
    /// the reply, and counts towards its length.
    public static boolean thinks(String model) {
        return model.replaceFirst("^.*/", "").matches("(o\\d|gpt-5).*");
    }

    /// The same with a limit for a whole answer, however steadily it drips.
    public OpenAiChatModel within(Duration limit) {
        return new OpenAiChatModel(base, name, key, wire.patience(), limit);
    }

    /// The same server's Batch API.
    public BatchClient batches() {
        return new BatchClient(base, name, key, wire.patience());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChatReply reply(ChatRequest request, Consumer<String> onText)
            throws ChatException, InterruptedException {
        while (true) {
            Dialect spoken = dialect;
            HttpResponse<InputStream> response = wire.send(request(request, spoken));
            try (InputStream in = response.body();
                    Deadline deadline = new Deadline(in, wire.patience(), whole)) {
                try {
                    if (response.statusCode() == 200) {
                        return answer(response, in, deadline, onText);
                    }
                    String body = Wire.text(in);
                    dialect = next(response, body, spoken, request);
                } catch (IOException e) {
                    throw deadline.passed() ? late() : wire.broken(e);
                }
            } catch (IOException e) {
                throw wire.broken(e);
            }
        }
    }

    private HttpRequest request(ChatRequest request, Dialect spoken) {
        return wire.to("/chat/completions")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream, application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                spoken.body(name, request, true).toString()))
                .build();
    }

    /// How to ask again, if the server only complains of a part of the API that it does not know.
    private Dialect next(HttpResponse<?> response, String body, Dialect spoken, ChatRequest request)
            throws ChatException {
        int status = response.statusCode();
        boolean complaint = status == 400 || status == 422 || status == 500 || status == 501;
        return (complaint
                        ? spoken.without(body, request.schema().isPresent())
                        : Optional.<Dialect>empty())
                .orElseThrow(
                        () ->
                                wire.refused(
                                        response,
                                        body,
                                        "no model " + name + " at " + base + "/chat/completions"));
    }

    private ChatException late() {
        return wire.failure(
                true,
                wire.host()
                        + " fell silent, or took longer than "
                        + (whole.equals(FOREVER) ? wire.patience() : whole).toSeconds()
                        + " s",
                null);
    }

    private ChatReply answer(
            HttpResponse<InputStream> response,
            InputStream in,
            Deadline deadline,
            Consumer<String> onText)
            throws IOException, ChatException {
        String type =
                response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        Answer answer = new Answer(name);
        if (type.contains("event-stream")) {
            streamed(in, deadline, answer, onText);
        } else {
            JsonNode json = Wire.JSON.readTree(in);
            complain(json);
            answer.whole(json);
            onText.accept(answer.text());
        }
        return answer.reply(
                wire::clean,
                response.headers().firstValue("x-request-id").orElse(""),
                Wire.limits(response));
    }

    private void streamed(InputStream in, Deadline deadline, Answer answer, Consumer<String> onText)
            throws IOException, ChatException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            deadline.heard();
            if (!line.startsWith("data:")) {
                continue; // comments, event names, blank lines
            }
            String data = line.substring(5).strip();
            if (data.equals("[DONE]")) {
                return;
            }
            JsonNode chunk = Wire.JSON.readTree(data);
            complain(chunk);
            String piece = answer.piece(chunk);
            if (!piece.isEmpty()) {
                onText.accept(piece);
            }
        }
        throw new IOException("the answer stops in the middle");
    }

    /// Some servers begin well and put what goes wrong into the answer.
    private void complain(JsonNode json) throws ChatException {
        if (json.hasNonNull("error") && !json.has("choices")) {
            throw wire.failure(
                    true,
                    wire.host()
                            + " gave up in the middle of the answer"
                            + wire.said(json.toString()),
                    null);
        }
    }
}

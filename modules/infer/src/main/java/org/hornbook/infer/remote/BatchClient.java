package org.hornbook.infer.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The Batch API of a server: a file of requests is uploaded, answered within a day at half price,
/// and fetched. A file holds at most 50,000 requests and 200 MB.
public final class BatchClient {
    private static final String URL = "/v1/chat/completions";
    private static final String BORDER = "hornbook-9c1f7a0e5b";

    private final Wire wire;
    private final String model;

    BatchClient(String base, String model, Optional<String> key, Duration patience) {
        this.wire = new Wire(base, key, patience);
        this.model = model;
    }

    /// The name of the model that is asked.
    public String model() {
        return model;
    }

    /// A batch as the server tells of it.
    ///
    /// @param status `validating`, `in_progress`, `finalizing`, `completed`, `failed`, `expired`,
    ///   `cancelling`, `cancelled`
    /// @param output the file of replies; empty if there is none
    /// @param errors the file of requests that failed; empty if there is none
    /// @param problem why it failed as a whole; empty if it did not
    public record Batch(
            String id,
            String status,
            String input,
            String output,
            String errors,
            int total,
            int completed,
            int failed,
            String problem) {
        /// Whether nothing more will come.
        public boolean ended() {
            return switch (status) {
                case "completed", "failed", "expired", "cancelled" -> true;
                default -> false;
            };
        }
    }

    /// What came of one request of a batch.
    ///
    /// @param name as it was given in `line`
    /// @param reply empty if it failed
    /// @param problem why; empty if it did not
    public record Outcome(String name, Optional<ChatReply> reply, String problem) {}

    /// One line of a file of requests; `name` comes back with the reply.
    public String line(String name, ChatRequest request) {
        ObjectNode line = Wire.JSON.createObjectNode();
        line.put("custom_id", name).put("method", "POST").put("url", URL);
        line.set("body", Dialect.of(model).body(model, request, false));
        return line.toString();
    }

    /// Uploads a file of requests; returns the name that the server gives it. Nothing is charged
    /// for a file that no batch is made of.
    public String upload(Path file) throws ChatException, InterruptedException {
        BodyPublisher body;
        try {
            body =
                    BodyPublishers.concat(
                            BodyPublishers.ofString(
                                    part("purpose", "")
                                            + "batch\r\n"
                                            + part("file", file.getFileName().toString())),
                            BodyPublishers.ofFile(file),
                            BodyPublishers.ofString("\r\n--" + BORDER + "--\r\n"));
        } catch (FileNotFoundException e) {
            throw new IllegalArgumentException(file + " is gone: start again", e);
        }
        JsonNode answer =
                json(
                        wire.to("/files")
                                .header("Content-Type", "multipart/form-data; boundary=" + BORDER)
                                .POST(body)
                                .build(),
                        "no Batch API: label without it");
        return required(answer, "id");
    }

    private static String part(String name, String file) {
        return "--"
                + BORDER
                + "\r\nContent-Disposition: form-data; name=\""
                + name
                + "\""
                + (file.isEmpty()
                        ? ""
                        : "; filename=\"" + file + "\"\r\nContent-Type: application/jsonl")
                + "\r\n\r\n";
    }

    /// Has an uploaded file answered. From here on it costs money.
    public Batch create(String file) throws ChatException, InterruptedException {
        ObjectNode body = Wire.JSON.createObjectNode();
        body.put("input_file_id", file).put("endpoint", URL).put("completion_window", "24h");
        return batch(
                json(
                        wire.to("/batches")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body.toString()))
                                .build(),
                        "no Batch API: label without it"));
    }

    public Batch get(String id) throws ChatException, InterruptedException {
        return batch(json(wire.to("/batches/" + id).GET().build(), "no batch " + id));
    }

    /// Asks the server to stop; what is answered by then can be fetched, and is charged.
    public Batch cancel(String id) throws ChatException, InterruptedException {
        return batch(
                json(
                        wire.to("/batches/" + id + "/cancel").POST(BodyPublishers.noBody()).build(),
                        "no batch " + id));
    }

    /// The batch that was made of an uploaded file, if one was: for who was cut off before the
    /// server's answer came.
    public Optional<Batch> of(String file) throws ChatException, InterruptedException {
        String after = "";
        while (true) {
            JsonNode page =
                    json(
                            wire.to(
                                            "/batches?limit=100"
                                                    + (after.isEmpty() ? "" : "&after=" + after))
                                    .GET()
                                    .build(),
                            "no list of batches");
            for (JsonNode each : page.path("data")) {
                if (each.path("input_file_id").asText().equals(file)) {
                    return Optional.of(batch(each));
                }
                after = each.path("id").asText();
            }
            if (!page.path("has_more").asBoolean() || page.path("data").isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /// Hands over what came of each request, line by line; returns how many lines could not be
    /// read.
    public int outcomes(String file, Consumer<Outcome> each)
            throws ChatException, InterruptedException {
        HttpResponse<InputStream> response =
                wire.send(wire.to("/files/" + file + "/content").GET().build());
        int broken = 0;
        try (InputStream in = response.body();
                Deadline deadline = new Deadline(in, wire.patience(), Duration.ofHours(6))) {
            if (response.statusCode() != 200) {
                throw wire.refused(response, Wire.text(in), "no file " + file);
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line; (line = lines.readLine()) != null; ) {
                deadline.heard();
                if (line.isBlank()) {
                    continue;
                }
                Optional<Outcome> outcome = outcome(line);
                outcome.ifPresent(each);
                broken += outcome.isEmpty() ? 1 : 0;
            }
        } catch (IOException e) {
            throw wire.broken(e);
        }
        return broken;
    }

    private Optional<Outcome> outcome(String line) {
        try {
            JsonNode json = Wire.JSON.readTree(line);
            String name = json.path("custom_id").asText("");
            if (name.isEmpty()) {
                return Optional.empty();
            }
            JsonNode response = json.path("response");
            if (response.path("status_code").asInt() == 200) {
                Answer answer = new Answer(model);
                answer.whole(response.path("body"));
                return Optional.of(
                        new Outcome(
                                name,
                                Optional.of(
                                        answer.reply(
                                                wire::clean,
                                                response.path("request_id").asText(""),
                                                RateLimits.NONE)),
                                ""));
            }
            String said =
                    wire.said(
                            response.path("body").has("error")
                                    ? response.path("body").toString()
                                    : json.toString());
            return Optional.of(
                    new Outcome(
                            name,
                            Optional.empty(),
                            "not answered in the batch"
                                    + (response.has("status_code")
                                            ? " (" + response.path("status_code").asInt() + ")"
                                            : "")
                                    + said));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private JsonNode json(HttpRequest request, String missing)
            throws ChatException, InterruptedException {
        HttpResponse<InputStream> response = wire.send(request);
        try (InputStream in = response.body();
                Deadline deadline = new Deadline(in, wire.patience(), wire.patience())) {
            deadline.heard();
            if (response.statusCode() != 200 && response.statusCode() != 201) {
                throw wire.refused(response, Wire.text(in), missing);
            }
            return Wire.JSON.readTree(in);
        } catch (JsonProcessingException e) {
            throw wire.broken(e);
        } catch (IOException e) {
            throw wire.broken(e);
        }
    }

    private Batch batch(JsonNode json) throws ChatException {
        JsonNode counts = json.path("request_counts");
        return new Batch(
                required(json, "id"),
                required(json, "status"),
                json.path("input_file_id").asText(""),
                json.path("output_file_id").asText(""),
                json.path("error_file_id").asText(""),
                counts.path("total").asInt(),
                counts.path("completed").asInt(),
                counts.path("failed").asInt(),
                wire.clean(json.path("errors").path("data").path(0).path("message").asText("")));
    }

    private String required(JsonNode json, String field) throws ChatException {
        String value = json.path(field).asText("");
        if (value.isEmpty()) {
            throw wire.failure(true, wire.host() + " answered without " + field, null);
        }
        return value;
    }
}

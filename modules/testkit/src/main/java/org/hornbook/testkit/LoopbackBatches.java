package org.hornbook.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.testkit.LoopbackOpenAi.Answer;
import org.hornbook.testkit.LoopbackOpenAi.Asked;

/// The files and batches of a `LoopbackOpenAi`: a batch is under way for some looks at it, then
/// every request in it is answered by the script, or refused into its file of errors.
final class LoopbackBatches {
    private static final Pattern NAME = Pattern.compile("\"custom_id\":\"([^\"]+)\"");

    private final Function<Asked, Answer> script;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Made> batches = new LinkedHashMap<>();
    private int looks = 2;
    private int number;

    /// A batch of the server.
    private static final class Made {
        final String id;
        final String input;
        String status = "validating";
        String output = "";
        String errors = "";
        int looked;
        int completed;
        int failed;

        Made(String id, String input) {
            this.id = id;
            this.input = input;
        }
    }

    LoopbackBatches(Function<Asked, Answer> script) {
        this.script = script;
    }

    /// How often a batch is looked at before it is done.
    synchronized void looks(int times) {
        looks = times;
    }

    synchronized List<String> made() {
        return List.copyOf(batches.keySet());
    }

    synchronized String file(String id) {
        return files.get(id);
    }

    synchronized void files(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("POST")) {
            String id = "file-" + ++number;
            int begin = body.indexOf("\r\n\r\n", body.indexOf("filename=")) + 4;
            files.put(id, body.substring(begin, body.lastIndexOf("\r\n--")));
            LoopbackOpenAi.send(
                    exchange,
                    200,
                    "application/json",
                    "{\"id\": \"" + id + "\", \"object\": \"file\"}");
        } else if (path.endsWith("/content")) {
            String id = path.replaceFirst("^.*/files/([^/]+)/content$", "$1");
            LoopbackOpenAi.send(
                    exchange, 200, "application/octet-stream", files.getOrDefault(id, ""));
        } else {
            LoopbackOpenAi.send(exchange, 404, "application/json", "{}");
        }
    }

    synchronized void batches(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/v1/batches/?", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.isEmpty() && exchange.getRequestMethod().equals("POST")) {
            Matcher input = Pattern.compile("\"input_file_id\":\"([^\"]+)\"").matcher(body);
            input.find();
            Made made = new Made("batch-" + ++number, input.group(1));
            batches.put(made.id, made);
            tell(exchange, made);
        } else if (path.isEmpty()) {
            List<String> all = new ArrayList<>();
            batches.values().forEach(b -> all.add(json(b)));
            LoopbackOpenAi.send(
                    exchange,
                    200,
                    "application/json",
                    "{\"data\": [" + String.join(",", all) + "], \"has_more\": false}");
        } else {
            Made made = batches.get(path.replaceFirst("/cancel$", ""));
            if (made == null) {
                LoopbackOpenAi.send(exchange, 404, "application/json", "{}");
                return;
            }
            if (path.endsWith("/cancel") && !made.status.equals("completed")) {
                made.status = "cancelled";
            } else if (made.status.equals("validating") || made.status.equals("in_progress")) {
                made.status = "in_progress";
                if (++made.looked >= looks) {
                    answer(made);
                }
            }
            tell(exchange, made);
        }
    }

    private void answer(Made made) {
        StringBuilder output = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        for (String line : files.get(made.input).lines().toList()) {
            Matcher name = NAME.matcher(line);
            name.find();
            String before = "{\"id\": \"r\", \"custom_id\": \"" + name.group(1) + "\", ";
            switch (script.apply(new Asked(++number, line))) {
                case Answer.Refused(int status, String reason) -> {
                    made.failed++;
                    errors.append(before)
                            .append("\"response\": {\"status_code\": ")
                            .append(status)
                            .append(", \"body\": ")
                            .append(reason)
                            .append("}, \"error\": null}\n");
                }
                case Answer.Cut(String text) -> {} // it is in neither file
                case Answer answer -> {
                    made.completed++;
                    output.append(before)
                            .append("\"response\": {\"status_code\": 200, \"request_id\": \"req-")
                            .append(number)
                            .append("\", \"body\": ")
                            .append(LoopbackOpenAi.whole(answer))
                            .append("}, \"error\": null}\n");
                }
            }
        }
        made.output = keep(output);
        made.errors = keep(errors);
        made.status = "completed";
    }

    private String keep(StringBuilder lines) {
        if (lines.isEmpty()) {
            return "";
        }
        String id = "file-" + ++number;
        files.put(id, lines.toString());
        return id;
    }

    private static void tell(HttpExchange exchange, Made made) throws IOException {
        LoopbackOpenAi.send(exchange, 200, "application/json", json(made));
    }

    private static String json(Made b) {
        return "{\"id\": \""
                + b.id
                + "\", \"object\": \"batch\", \"status\": \""
                + b.status
                + "\", \"input_file_id\": \""
                + b.input
                + "\", \"output_file_id\": "
                + named(b.output)
                + ", \"error_file_id\": "
                + named(b.errors)
                + ", \"request_counts\": {\"total\": "
                + (b.completed + b.failed)
                + ", \"completed\": "
                + b.completed
                + ", \"failed\": "
                + b.failed
                + "}}";
    }

    private static String named(String file) {
        return file.isEmpty() ? "null" : "\"" + file + "\"";
    }
}

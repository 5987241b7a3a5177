package org.hornbook.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A hub of models and datasets on this machine: a real HTTP server that speaks the Hugging Face
/// Hub's API, and a second one on another port and host name, to which it redirects for large
/// files. Both behave as badly as they are told.
public final class LoopbackHub implements AutoCloseable {
    private final HttpServer hub;
    private final HttpServer storage;
    private final Map<String, HubRepositoryFake> repositories = new ConcurrentHashMap<>();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong pause = new AtomicLong();
    private volatile String token = "hf_loopback";
    private volatile int pageSize = 1000;

    /// A request as it came.
    ///
    /// @param server `hub` or `storage`
    /// @param range of the bytes wanted; empty for all
    /// @param authorization the header; empty without one
    /// @param sent bytes of the body that have been written
    public record Asked(
            String server,
            String path,
            String range,
            String ifRange,
            String authorization,
            AtomicLong sent) {}

    /// What goes wrong with one answer that holds a file's bytes, or with one of the API.
    public sealed interface Fault {
        /// The connection ends after so many bytes.
        record Cut(long after) implements Fault {}

        /// Nothing comes after so many bytes, for that long.
        record Stall(long after, Duration during) implements Fault {}

        /// The header promises another length than the listing, and the body keeps that promise.
        record Length(long bytes) implements Fault {}

        /// No length is promised, and the body has so many bytes more, or fewer if negative.
        record Unsaid(long more) implements Fault {}

        /// One byte of the content is another.
        record Corrupt(long at) implements Fault {}

        /// The whole file, whatever part was asked for.
        record Whole() implements Fault {}

        /// Another part than was asked for.
        record OtherPart() implements Fault {}

        /// The file has been replaced: other bytes under another mark.
        record Replaced(byte[] bytes) implements Fault {}

        /// A status with headers.
        record Status(int status, Map<String, String> headers, String body) implements Fault {
            public Status(int status) {
                this(status, Map.of(), "");
            }
        }
    }

    public LoopbackHub() throws IOException {
        hub = server("hub");
        storage = server("storage");
    }

    private HttpServer server(String name) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> handle(name, exchange));
        server.start();
        return server;
    }

    /// The address to give to a client.
    public String endpoint() {
        return "http://127.0.0.1:" + hub.getAddress().getPort();
    }

    private String storage() {
        return "http://localhost:" + storage.getAddress().getPort();
    }

    /// The token that opens gated and private repositories; this one is accepted, no other.
    public LoopbackHub token(String accepted) {
        token = accepted;
        return this;
    }

    /// Entries on a page of a listing.
    public LoopbackHub pageSize(int entries) {
        pageSize = entries;
        return this;
    }

    /// A rest after each 64 kB of a file.
    public LoopbackHub slow(Duration rest) {
        pause.set(rest.toNanos());
        return this;
    }

    public HubRepositoryFake model(String id) {
        return repositories.computeIfAbsent(
                "models/" + id, k -> new HubRepositoryFake("models", id));
    }

    public HubRepositoryFake dataset(String id) {
        return repositories.computeIfAbsent(
                "datasets/" + id, k -> new HubRepositoryFake("datasets", id));
    }

    /// The next answers about `path` go wrong in turn: a file's path, or the beginning of an
    /// address of the API such as `/api/models`.
    public LoopbackHub fails(String path, Fault... next) {
        faults.computeIfAbsent(path, p -> new ArrayDeque<>()).addAll(List.of(next));
        return this;
    }

    /// All requests so far.
    public List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    /// Requests for the bytes of files so far, redirects not counted.
    public List<Asked> transfers() {
        return asked().stream().filter(a -> a.sent().get() >= 0).toList();
    }

    /// Bytes of files that have been sent in all.
    public long sent() {
        return transfers().stream().mapToLong(a -> a.sent().get()).sum();
    }

    public void forget() {
        asked.clear();
    }

    @Override
    public void close() {
        hub.stop(0);
        storage.stop(0);
    }

    private void handle(String server, HttpExchange exchange) throws IOException {
        Asked request =
                new Asked(
                        server,
                        exchange.getRequestURI().getRawPath(),
                        header(exchange, "Range"),
                        header(exchange, "If-Range"),
                        header(exchange, "Authorization"),
                        new AtomicLong(-1));
        asked.add(request);
        try (exchange) {
            if (server.equals("storage")) {
                stored(exchange, request);
            } else if (request.path().startsWith("/api/")) {
                api(exchange, request);
            } else {
                resolve(exchange, request);
            }
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, Map.of(), e.getMessage());
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private Fault fault(String path) {
        for (Map.Entry<String, Deque<Fault>> entry : faults.entrySet()) {
            if (path.equals(entry.getKey())
                    || entry.getKey().startsWith("/") && path.startsWith(entry.getKey())) {
                synchronized (entry.getValue()) {
                    if (!entry.getValue().isEmpty()) {
                        return entry.getValue().poll();
                    }
                }
            }
        }
        return null;
    }

    // ---- the API ----

    private void api(HttpExchange exchange, Asked request) throws IOException {
        if (fault(request.path()) instanceof Fault.Status(int status, var headers, String body)) {
            answer(exchange, status, headers, body);
            return;
        }
        String[] parts = decoded(request.path()).substring("/api/".length()).split("/", 5);
        if (!List.of("models", "datasets").contains(parts[0]) || parts.length == 2) {
            answer(exchange, 404, Map.of(), "{}");
            return;
        }
        if (parts.length == 1) {
            search(exchange, parts[0]);
            return;
        }
        HubRepositoryFake repository = repositories.get(parts[0] + "/" + parts[1] + "/" + parts[2]);
        if (repository == null || hidden(repository, request)) {
            missing(exchange, request);
            return;
        }
        String revision = parts.length > 4 ? parts[4] : "main";
        String commit = repository.commit(revision);
        if (commit == null) {
            answer(
                    exchange,
                    404,
                    Map.of("X-Error-Code", "RevisionNotFound"),
                    "{\"error\": \"Invalid rev id: " + revision + "\"}");
        } else if (parts[3].equals("revision")) {
            answer(exchange, 200, Map.of(), repository.card(commit));
        } else {
            tree(exchange, request, repository, commit);
        }
    }

    private void search(HttpExchange exchange, String kind) throws IOException {
        String words =
                query(exchange).getOrDefault("search", "").toLowerCase(java.util.Locale.ROOT);
        List<String> hits =
                repositories.values().stream()
                        .filter(r -> r.kind().equals(kind) && !r.isPrivate())
                        .filter(r -> r.id().toLowerCase(java.util.Locale.ROOT).contains(words))
                        .sorted(
                                java.util.Comparator.comparingLong(
                                        (HubRepositoryFake r) -> -r.downloads()))
                        .map(r -> r.card(r.commit("main")))
                        .toList();
        answer(exchange, 200, Map.of(), "[" + String.join(", ", hits) + "]");
    }

    private void tree(
            HttpExchange exchange, Asked request, HubRepositoryFake repository, String commit)
            throws IOException {
        List<String> entries = repository.tree(commit);
        int from = Integer.parseInt(query(exchange).getOrDefault("cursor", "0"));
        int to = Math.min(entries.size(), from + pageSize);
        if (to < entries.size()) {
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "<"
                                    + endpoint()
                                    + request.path()
                                    + "?recursive=true&cursor="
                                    + to
                                    + ">; rel=\"next\"");
        }
        answer(exchange, 200, Map.of(), "[" + String.join(", ", entries.subList(from, to)) + "]");
    }

    private boolean hidden(HubRepositoryFake repository, Asked request) {
        return repository.isPrivate() && !allowed(request);
    }

    private boolean allowed(Asked request) {
        return request.authorization().equals("Bearer " + token);
    }

    private void missing(HttpExchange exchange, Asked request) throws IOException {
        answer(
                exchange,
                allowed(request) ? 404 : 401,
                Map.of("X-Error-Code", "RepoNotFound"),
                "{\"error\": \"Repository not found\"}");
    }

    // ---- files ----

    private void resolve(HttpExchange exchange, Asked request) throws IOException {
        String path = decoded(request.path()).substring(1);
        String kind = path.startsWith("datasets/") ? "datasets" : "models";
        String[] parts = path.replaceFirst("^datasets/", "").split("/", 5);
        HubRepositoryFake repository =
                parts.length < 5 ? null : repositories.get(kind + "/" + parts[0] + "/" + parts[1]);
        if (repository == null || hidden(repository, request)) {
            missing(exchange, request);
            return;
        }
        if (repository.isGated() && !allowed(request)) {
            answer(
                    exchange,
                    request.authorization().isEmpty() ? 401 : 403,
                    Map.of("X-Error-Code", "GatedRepo"),
                    "{\"error\": \"Access to this repository is restricted\"}");
            return;
        }
        HubRepositoryFake.Content content = repository.content(parts[3], parts[4]);
        if (content == null) {
            answer(exchange, 404, Map.of("X-Error-Code", "EntryNotFound"), "Entry not found");
            return;
        }
        exchange.getResponseHeaders().set("X-Repo-Commit", repository.commit(parts[3]));
        if (!content.large()) {
            send(exchange, request, parts[4], content);
            return;
        }
        exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + content.hash() + "\"");
        exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(content.bytes().length));
        exchange.getResponseHeaders()
                .set("Location", URI.create(storage() + request.path()).toString());
        exchange.sendResponseHeaders(302, -1);
    }

    private void stored(HttpExchange exchange, Asked request) throws IOException {
        String path = decoded(request.path()).substring(1);
        String kind = path.startsWith("datasets/") ? "datasets" : "models";
        String[] parts = path.replaceFirst("^datasets/", "").split("/", 5);
        send(
                exchange,
                request,
                parts[4],
                repositories
                        .get(kind + "/" + parts[0] + "/" + parts[1])
                        .content(parts[3], parts[4]));
    }

    private void send(
            HttpExchange exchange, Asked request, String path, HubRepositoryFake.Content content)
            throws IOException {
        Fault fault = fault(path);
        byte[] bytes = content.bytes();
        String etag = "\"" + (content.large() ? "store-" : "") + content.hash() + "\"";
        if (fault instanceof Fault.Status(int status, var headers, String body)) {
            answer(exchange, status, headers, body);
            return;
        }
        if (fault instanceof Fault.Replaced(byte[] others)) {
            bytes = others;
            etag = "\"" + HubRepositoryFake.sha1(others) + "\"";
        }
        if (fault instanceof Fault.Corrupt(long at)) {
            bytes = bytes.clone();
            bytes[(int) at] ^= 1;
        }
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        int from = from(request, etag, fault);
        if (from >= bytes.length && from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + bytes.length);
            answer(exchange, 416, Map.of(), "");
            return;
        }
        byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
        if (fault instanceof Fault.Length(long promised)) {
            rest = Arrays.copyOf(rest, (int) promised);
        }
        if (fault instanceof Fault.Unsaid(long more)) {
            rest = Arrays.copyOf(rest, (int) (rest.length + more));
        }
        if (from > 0) {
            int said = fault instanceof Fault.OtherPart ? from - 1 : from;
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes " + said + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(rest.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(
                from > 0 ? 206 : 200,
                fault instanceof Fault.Unsaid ? 0 : rest.length == 0 ? -1 : rest.length);
        write(exchange, request, rest, fault);
    }

    private static int from(Asked request, String etag, Fault fault) {
        boolean other = !request.ifRange().isEmpty() && !request.ifRange().equals(etag);
        if (request.range().isEmpty() || other || fault instanceof Fault.Whole) {
            return 0;
        }
        return Integer.parseInt(request.range().replaceFirst("bytes=(\\d+)-", "$1"));
    }

    private void write(HttpExchange exchange, Asked request, byte[] rest, Fault fault)
            throws IOException {
        OutputStream out = exchange.getResponseBody();
        request.sent().set(0);
        for (int at = 0; at < rest.length; ) {
            int n = Math.min(1 << 16, rest.length - at);
            if (fault instanceof Fault.Cut(long after)) {
                n = (int) Math.min(n, after - at);
            }
            if (fault instanceof Fault.Stall(long after, Duration during) && at >= after) {
                rest(during.toNanos());
            }
            if (n <= 0) {
                out.flush();
                return; // closing the exchange now ends the connection
            }
            out.write(rest, at, n);
            at += n;
            request.sent().set(at);
            rest(pause.get());
        }
        out.flush();
        out.close();
    }

    private static void rest(long nanos) throws IOException {
        if (nanos <= 0) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(
            HttpExchange exchange, int status, Map<String, String> headers, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] both = pair.split("=", 2);
            query.put(
                    URLDecoder.decode(both[0], StandardCharsets.UTF_8),
                    both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}

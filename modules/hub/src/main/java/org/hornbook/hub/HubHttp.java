package org.hornbook.hub;

import static org.hornbook.hub.HubException.Kind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.hornbook.store.Json;

/// Requests to the Hub. Redirects are followed here, one by one: the token goes to the Hub's own
/// address only, never to the storage that the Hub redirects to.
final class HubHttp implements AutoCloseable {
    private static final int REDIRECTS = 8;
    private static final int LONGEST_JSON = 256 << 20;
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*rel=\"?next\"?");

    private final HubSettings settings;
    private final Patience patience;
    private final HttpClient client;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon(true).name("hornbook-hub-clock").factory());

    HubHttp(HubSettings settings, Patience patience) {
        this.settings = settings;
        this.patience = patience;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(Duration.ofSeconds(20))
                        .proxy(settings.proxies())
                        .build();
    }

    HubSettings settings() {
        return settings;
    }

    Patience patience() {
        return patience;
    }

    /// An answer with status 200, 206 or 416.
    ///
    /// @param hub the headers of the Hub itself, before it redirected
    record Answer(int status, HttpHeaders hub, HttpHeaders headers, Body body)
            implements AutoCloseable {
        @Override
        public void close() {
            body.close();
        }
    }

    /// JSON, and where it goes on.
    record Page(JsonNode json, Optional<URI> next) {}

    /// One attempt. Throws `HubException` for every other status, and where nothing answers.
    Answer get(URI address, Map<String, String> headers, About about)
            throws HubException, InterruptedException {
        if (settings.offline()) {
            throw new HubException(
                    Kind.OFFLINE,
                    about.words()
                            + " is not in the cache, and HF_HUB_OFFLINE switches the network off");
        }
        URI at = address;
        HttpHeaders hub = null;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse<InputStream> response = send(at, headers);
            if (hub == null || own(at)) {
                hub = response.headers();
            }
            int status = response.statusCode();
            if (status == 200 || status == 206 || status == 416) {
                return new Answer(
                        status,
                        hub,
                        response.headers(),
                        new Body(response.body(), patience.stall(), clock));
            }
            if (status < 300 || status > 399 || status == 304) {
                throw new Refusal(settings, about, status, response.headers(), said(response))
                        .exception();
            }
            close(response);
            at = redirected(at, response, about);
        }
        throw new HubException(
                Kind.NONSENSE,
                settings.endpoint() + " redirects " + about.words() + " in a circle");
    }

    private URI redirected(URI from, HttpResponse<InputStream> response, About about)
            throws HubException {
        try {
            URI to = from.resolve(response.headers().firstValue("Location").orElseThrow());
            boolean https = "https".equalsIgnoreCase(to.getScheme());
            boolean http = "http".equalsIgnoreCase(to.getScheme());
            if (to.getHost() != null
                    && (https || http && !"https".equalsIgnoreCase(from.getScheme()))) {
                return to;
            }
        } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
            // Said below.
        }
        throw new HubException(
                Kind.NONSENSE,
                from.getAuthority() + " redirects " + about.words() + " to where no file can be");
    }

    /// Whether an address is the Hub's own: same scheme, host and port.
    private boolean own(URI address) {
        URI hub = settings.endpoint();
        return hub.getScheme().equalsIgnoreCase(address.getScheme())
                && hub.getHost().equalsIgnoreCase(address.getHost())
                && port(hub) == port(address);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0
                ? uri.getPort()
                : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private HttpResponse<InputStream> send(URI at, Map<String, String> headers)
            throws HubException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at)
                        .timeout(patience.stall().plusSeconds(5))
                        .header("User-Agent", "hornbook/0.1; java")
                        .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        if (own(at)) {
            settings.token().ifPresent(t -> request.header("Authorization", t.header()));
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (SSLException e) {
            throw new HubException(
                    Kind.NO_NETWORK,
                    "no secure connection to " + at.getHost() + ": " + e.getMessage(),
                    e);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new HubException(Kind.NO_NETWORK, unreachable(at, e), e);
        } catch (IOException e) {
            throw new HubException(
                    Kind.CUT,
                    "the connection to " + at.getAuthority() + " broke off: " + e.getMessage(),
                    e);
        }
    }

    private static String unreachable(URI at, IOException e) {
        boolean unknown =
                e.getCause() instanceof UnresolvedAddressException
                        || e.getCause() != null
                                && e.getCause().getCause() instanceof UnresolvedAddressException;
        return unknown
                ? "no address is known for "
                        + at.getHost()
                        + ": is this machine online? HF_HUB_OFFLINE=1 works with what is in the cache"
                : "nothing answers at "
                        + at.getAuthority()
                        + ": is this machine online? HF_HUB_OFFLINE=1 works with what is in the cache";
    }

    private static String said(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return new String(in.readNBytes(1 << 14), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            // Its connection is not used again, that is all.
        }
    }

    /// JSON from the API, tried again while that may help.
    Page json(URI address, About about, Waits waits) throws HubException, InterruptedException {
        Retry retry = new Retry(patience, waits);
        while (true) {
            try {
                return jsonOnce(address, about);
            } catch (HubException e) {
                retry.after(e);
            }
        }
    }

    private Page jsonOnce(URI address, About about) throws HubException, InterruptedException {
        try (Answer answer = get(address, Map.of("Accept", "application/json"), about)) {
            if (answer.status() != 200) {
                throw new HubException(
                        Kind.NONSENSE,
                        address.getAuthority() + " answered with status " + answer.status());
            }
            JsonNode json = Json.mapper().readTree(bytes(answer.body(), LONGEST_JSON));
            return new Page(json, next(address, answer.headers()));
        } catch (JsonProcessingException e) {
            throw new HubException(
                    Kind.NONSENSE,
                    address.getAuthority()
                            + " answered with something that is not JSON: is it the address of a hub?",
                    e);
        } catch (HubException e) {
            throw e;
        } catch (IOException e) {
            throw new HubException(
                    Kind.CUT, "the connection to " + address.getAuthority() + " broke off", e);
        }
    }

    static byte[] bytes(Body body, int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 15];
        for (int n; (n = body.read(buffer)) >= 0; ) {
            all.write(buffer, 0, n);
            if (all.size() > most) {
                throw new HubException(Kind.NONSENSE, "an answer is longer than any can be");
            }
        }
        return all.toByteArray();
    }

    /// The next page, at the address that was chosen: a mirror passes the Hub's own on.
    private Optional<URI> next(URI address, HttpHeaders headers) throws HubException {
        Matcher link = NEXT.matcher(String.join(", ", headers.allValues("Link")));
        if (!link.find()) {
            return Optional.empty();
        }
        try {
            URI next = address.resolve(link.group(1));
            if (own(next)) {
                return Optional.of(next);
            }
            String query = next.getRawQuery() == null ? "" : "?" + next.getRawQuery();
            return Optional.of(URI.create(settings.endpoint() + next.getRawPath() + query));
        } catch (IllegalArgumentException e) {
            throw new HubException(
                    Kind.NONSENSE,
                    address.getAuthority() + " names no next page that can be asked",
                    e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.shutdownNow();
    }
}

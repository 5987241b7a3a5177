package org.hornbook.hub;

import static org.hornbook.hub.HubException.Kind;

import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Brings one file into the cache. What has come is kept beside the blob under a name of its own,
/// so that the next attempt, or the next process, asks only for the rest; it becomes the blob only
/// once its hash is that of the listing.
final class BlobDownload {
    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes\\s+(\\d+)-(\\d+)/(\\d+|\\*)");

    private final HubHttp http;
    private final HubCache cache;
    private final HubRepository repository;
    private final String commit;
    private final HubFile file;
    private final LongConsumer came;
    private final Waits waits;
    private final Path part;
    private final Path tag;
    private boolean startedAnew;

    /// @param came hears how many bytes more are there; fewer than none when they are thrown away
    BlobDownload(
            HubHttp http,
            HubCache cache,
            HubRepository repository,
            String commit,
            HubFile file,
            LongConsumer came,
            Waits waits) {
        this.http = http;
        this.cache = cache;
        this.repository = repository;
        this.commit = commit;
        this.file = file;
        this.came = came;
        this.waits = waits;
        this.part = cache.part(repository, file.hash());
        this.tag = part.resolveSibling(part.getFileName() + ".etag");
    }

    /// Fetches the file unless it is there; how many bytes came over the network.
    long run() throws IOException, InterruptedException {
        Files.createDirectories(part.getParent());
        try (BlobLock.Held held = cache.lock(repository, file.hash()).take(waits)) {
            if (cache.find(repository, commit, file).isPresent()) {
                came.accept(file.size() - size(part));
                forget();
                return 0;
            }
            return fetch();
        }
    }

    private long fetch() throws IOException, InterruptedException {
        Retry retry = new Retry(http.patience(), waits);
        long fetched = 0;
        while (true) {
            long before = size(part);
            try {
                attempt();
                return fetched + Math.max(0, file.size() - before);
            } catch (HubException e) {
                long more = size(part) - before;
                if (more > 0) {
                    fetched += more;
                    retry.progressed();
                }
                retry.after(e);
            }
        }
    }

    private void attempt() throws IOException, InterruptedException {
        if (size(part) > file.size()) {
            anew();
        }
        ContentHash hash = new ContentHash(file);
        long at = Files.exists(part) ? hash.add(part) : 0;
        boolean resumed = at > 0;
        if (at < file.size() || file.size() == 0 && !Files.exists(part)) {
            Map<String, String> headers = new LinkedHashMap<>();
            if (resumed) {
                headers.put("Range", "bytes=" + at + "-");
                validator().ifPresent(v -> headers.put("If-Range", v));
            }
            try (HubHttp.Answer answer = http.get(address(), headers, about())) {
                unchanged(answer.hub());
                if (answer.status() == 416) {
                    throw unsatisfiable(answer.headers());
                }
                if (answer.status() == 200 && resumed) {
                    anew();
                    hash = new ContentHash(file);
                    at = 0;
                    resumed = false;
                }
                length(answer, at);
                remember(answer.headers());
                copy(answer.body(), at, hash);
            }
        }
        if (!hash.matches()) {
            anew();
            throw resumed && !startedAnew()
                    ? new HubException(
                            Kind.CUT, "what was there of " + file.path() + " was damaged")
                    : wrong(" has another content than the Hub's listing says: its hash differs");
        }
        finish();
    }

    private boolean startedAnew() {
        boolean before = startedAnew;
        startedAnew = true;
        return before;
    }

    private About about() {
        return new About(repository, file.path());
    }

    private URI address() {
        String path =
                Stream.of(file.path().split("/"))
                        .map(Hub::encoded)
                        .collect(Collectors.joining("/"));
        return URI.create(
                http.settings().endpoint()
                        + "/"
                        + repository.kind().prefix()
                        + repository.id()
                        + "/resolve/"
                        + commit
                        + "/"
                        + path);
    }

    /// The Hub names the content's hash before it redirects: another one means another file.
    private void unchanged(HttpHeaders hub) throws IOException {
        String named =
                hub.firstValue("X-Linked-Etag")
                        .or(() -> hub.firstValue("ETag"))
                        .orElse("")
                        .replaceFirst("^W/", "")
                        .replace("\"", "")
                        .toLowerCase(Locale.ROOT);
        if (named.matches("[0-9a-f]{40}|[0-9a-f]{64}")
                && named.length() == file.hash().length()
                && !named.equals(file.hash())) {
            anew();
            throw new HubException(
                    Kind.CHANGED,
                    file.path()
                            + " of "
                            + repository
                            + " has changed since it was listed: run the same command again");
        }
    }

    private HubException unsatisfiable(HttpHeaders headers) throws IOException {
        String range = headers.firstValue("Content-Range").orElse("");
        Matcher size = Pattern.compile("bytes\\s+\\*/(\\d+)").matcher(range);
        boolean other = size.find() && Long.parseLong(size.group(1)) != file.size();
        anew();
        if (other || startedAnew()) {
            return wrong(
                    other
                            ? " is "
                                    + size.group(1)
                                    + " bytes long at the server, not "
                                    + file.size()
                            : " cannot be had from where it stopped (416)");
        }
        return new HubException(
                Kind.CUT, "the server has no rest of " + file.path() + ": it is fetched anew");
    }

    /// Whether the server means to send what is missing, no more and no less.
    private void length(HubHttp.Answer answer, long at) throws IOException {
        if (answer.status() == 206) {
            Matcher range =
                    CONTENT_RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
            boolean fits =
                    range.matches()
                            && Long.parseLong(range.group(1)) == at
                            && (range.group(3).equals("*")
                                    || Long.parseLong(range.group(3)) == file.size());
            if (!fits) {
                anew();
                throw wrong(" was answered with another part than was asked for");
            }
        }
        long promised = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (promised >= 0 && answer.status() == 200 && promised != file.size()) {
            anew();
            throw wrong(
                    " is "
                            + promised
                            + " bytes long at the server, not "
                            + file.size()
                            + " as the listing says");
        }
    }

    private void copy(Body body, long from, ContentHash hash) throws IOException {
        long at = from;
        byte[] buffer = new byte[1 << 17];
        try (FileOutputStream out = new FileOutputStream(part.toFile(), true)) {
            for (int n; (n = read(body, buffer, at)) > 0; ) {
                if (at + n > file.size()) {
                    out.close();
                    anew();
                    throw wrong(" is longer than the listing says (" + file.size() + " bytes)");
                }
                write(out, buffer, n);
                hash.add(buffer, n);
                at += n;
                came.accept(n);
            }
            if (at < file.size()) {
                throw new HubException(
                        Kind.CUT,
                        file.path() + " ends after " + at + " of " + file.size() + " bytes");
            }
            out.getFD().sync();
        }
    }

    private int read(Body body, byte[] buffer, long at) throws HubException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new HubException(
                    Kind.CUT,
                    file.path()
                            + " broke off after "
                            + at
                            + " of "
                            + file.size()
                            + " bytes: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void write(FileOutputStream out, byte[] buffer, int length) throws IOException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No space")) {
                throw new HubException(
                        Kind.DISK_FULL,
                        "the disk is full: free some space and run the same command again; what has"
                                + " come is kept",
                        e);
            }
            throw e;
        }
    }

    private HubException wrong(String what) {
        return new HubException(
                Kind.WRONG_CONTENT,
                file.path() + " of " + repository + what + "; nothing of it was kept");
    }

    /// The server's own mark of the content, so that a changed one is not glued to the old.
    private Optional<String> validator() throws IOException {
        try {
            return Optional.of(Files.readString(tag)).filter(t -> !t.isBlank());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void remember(HttpHeaders headers) throws IOException {
        String strong =
                headers.firstValue("ETag")
                        .filter(t -> t.matches("\"[\\x21\\x23-\\x7e]*\""))
                        .orElse("");
        Files.writeString(tag, strong);
    }

    private void finish() throws IOException {
        Files.move(
                part,
                cache.blob(repository, file.hash()),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        forget();
    }

    private void anew() throws IOException {
        came.accept(-size(part));
        forget();
    }

    private void forget() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(tag);
    }

    static long size(Path path) throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}

package org.hornbook.hub;

import static org.hornbook.hub.HubException.Kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The Hub as one asks it: what there is, what is in it. Answers are those of its HTTP API; every
/// failure is a `HubException` in one sentence. All methods wait for the network and can be
/// interrupted.
public final class Hub implements AutoCloseable {
    private static final int MOST_PAGES = 20_000;

    private final HubHttp http;
    private final HubCache cache;

    public Hub(HubSettings settings) {
        this(settings, Patience.USUAL);
    }

    public Hub(HubSettings settings, Patience patience) {
        this.http = new HubHttp(settings, patience);
        this.cache = new HubCache(settings.cache());
    }

    public HubSettings settings() {
        return http.settings();
    }

    public HubCache cache() {
        return cache;
    }

    HubHttp http() {
        return http;
    }

    /// The page of a repository for a person: its card, and its terms if it is gated.
    public URI page(HubRepository repository) {
        return URI.create(
                settings().endpoint() + "/" + repository.kind().prefix() + repository.id());
    }

    /// What the Hub says about the repository at its revision.
    public RepositoryCard card(HubRepository repository) throws IOException, InterruptedException {
        return card(repository, Waits.SILENT);
    }

    RepositoryCard card(HubRepository repository, Waits waits)
            throws IOException, InterruptedException {
        URI address = api(repository, "revision/" + encoded(repository.revision()), "");
        return Cards.of(repository, http.json(address, About.of(repository), waits).json());
    }

    /// The files of the repository at its revision. Without a network by setting (`HF_HUB_OFFLINE`)
    /// those that are in the cache.
    public Listing files(HubRepository repository) throws IOException, InterruptedException {
        return files(repository, Waits.SILENT);
    }

    Listing files(HubRepository repository, Waits waits) throws IOException, InterruptedException {
        if (settings().offline()) {
            return cache.listing(repository)
                    .orElseThrow(
                            () ->
                                    new HubException(
                                            Kind.OFFLINE,
                                            repository
                                                    + " is not in the cache, and HF_HUB_OFFLINE switches the"
                                                    + " network off"));
        }
        String commit =
                repository.pinned() ? repository.revision() : card(repository, waits).commit();
        About about = About.of(repository);
        List<HubFile> files = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        Optional<URI> next = Optional.of(api(repository, "tree/" + commit, "?recursive=true"));
        while (next.isPresent() && seen.size() < MOST_PAGES && seen.add(next.get())) {
            HubHttp.Page page = http.json(next.get(), about, waits);
            for (JsonNode entry : page.json()) {
                if (entry.path("type").asText().equals("file")) {
                    files.add(file(entry, repository));
                }
            }
            next = page.next();
        }
        return new Listing(repository, commit, files);
    }

    private static HubFile file(JsonNode entry, HubRepository repository) throws HubException {
        JsonNode lfs = entry.path("lfs");
        boolean large = lfs.path("oid").isTextual();
        try {
            return new HubFile(
                    entry.path("path").asText(),
                    (large && lfs.path("size").isNumber() ? lfs : entry).path("size").asLong(-1),
                    (large ? lfs : entry)
                            .path("oid")
                            .asText()
                            .replaceFirst("^sha256:", "")
                            .toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new HubException(
                    Kind.NONSENSE,
                    "the listing of " + repository + " is wrong: " + e.getMessage(),
                    e);
        }
    }

    /// Repositories that the words find, those downloaded most first.
    public List<RepositoryCard> search(RepositoryKind kind, String words, int limit)
            throws IOException, InterruptedException {
        StringBuilder query =
                new StringBuilder("?search=")
                        .append(encoded(words.strip()))
                        .append("&sort=downloads&direction=-1&limit=")
                        .append(limit);
        List<String> wanted =
                new ArrayList<>(
                        List.of("downloads", "likes", "gated", "private", "tags", "lastModified"));
        if (kind == RepositoryKind.MODEL) {
            wanted.add("safetensors");
        }
        wanted.forEach(field -> query.append("&expand[]=".replace("[]", "%5B%5D")).append(field));
        URI address = URI.create(settings().endpoint() + "/api/" + kind.plural() + query);
        List<RepositoryCard> found = new ArrayList<>();
        for (JsonNode hit : http.json(address, About.SEARCH, Waits.SILENT).json()) {
            Cards.hit(kind, hit).ifPresent(found::add);
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    /// A small file of a listing, such as config.json, in the cache: fetched if it is not there.
    /// Throws `HubException` if the listing has none of that path.
    public Path file(Listing listing, String path) throws IOException, InterruptedException {
        HubFile file =
                listing.files().stream()
                        .filter(f -> f.path().equals(path))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new HubException(
                                                Kind.NO_FILE,
                                                "there is no "
                                                        + path
                                                        + " in "
                                                        + listing.repository()));
        HubRepository repository = listing.repository();
        Optional<Path> here = cache.find(repository, listing.commit(), file);
        if (here.isEmpty()) {
            new BlobDownload(http, cache, repository, listing.commit(), file, n -> {}, Waits.SILENT)
                    .run();
        }
        return cache.link(repository, listing.commit(), file);
    }

    private URI api(HubRepository repository, String what, String query) {
        return URI.create(
                settings().endpoint()
                        + "/api/"
                        + repository.kind().plural()
                        + "/"
                        + repository.id()
                        + "/"
                        + what
                        + query);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }
}

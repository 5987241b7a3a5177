package org.hornbook.hub;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.net.URLDecoder;
import java.util.List;
import java.util.regex.Pattern;

/// A repository at a revision.
///
/// @param id `org/name`, or a name alone for a few old ones
/// @param revision a branch, a tag, `refs/...` or a commit
public record HubRepository(RepositoryKind kind, String id, String revision) {
    public static final String MAIN = "main";

    /// Where the Hub keeps the Parquet files that it makes of most datasets.
    public static final String CONVERTED = "refs/convert/parquet";

    private static final Pattern PART = Pattern.compile("[\\w](?:[\\w.-]{0,94}[\\w])?");
    private static final Pattern REVISION = Pattern.compile("[\\w.][\\w./+@-]{0,254}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /// Throws `IllegalArgumentException` if the id or the revision cannot be one.
    public HubRepository {
        String[] parts = id.split("/", -1);
        if (parts.length > 2
                || !List.of(parts).stream().allMatch(p -> PART.matcher(p).matches())
                || id.contains("..")
                || id.contains("--")) {
            throw new IllegalArgumentException(
                    "`" + id + "` is not the id of a repository: it should look like org/name");
        }
        if (!REVISION.matcher(revision).matches()
                || revision.contains("..")
                || revision.contains("//")
                || revision.endsWith("/")) {
            throw new IllegalArgumentException(
                    "`" + revision + "` is not a revision: name a branch, a tag or a commit");
        }
    }

    public static HubRepository model(String id) {
        return new HubRepository(RepositoryKind.MODEL, id, MAIN);
    }

    public static HubRepository dataset(String id) {
        return new HubRepository(RepositoryKind.DATASET, id, MAIN);
    }

    /// Understands what a person pastes: `org/name`, `datasets/org/name`, `org/name@revision`, or
    /// the address of a page of the repository. `otherwise` is the kind where the text does not
    /// say.
    public static HubRepository parse(String text, RepositoryKind otherwise) {
        String rest = text.strip();
        boolean page = rest.matches("(?i)https?://.*");
        if (page) {
            rest = path(rest);
        } else if (rest.startsWith("hf://")) {
            rest = rest.substring("hf://".length());
        }
        RepositoryKind kind = otherwise;
        if (rest.startsWith("datasets/") && rest.indexOf('/', 9) > 0) {
            kind = RepositoryKind.DATASET;
            rest = rest.substring("datasets/".length());
        } else if (rest.startsWith("models/") && rest.indexOf('/', 7) > 0) {
            kind = RepositoryKind.MODEL;
            rest = rest.substring("models/".length());
        } else if (page) {
            kind = RepositoryKind.MODEL;
        }
        if (rest.startsWith("spaces/")) {
            throw new IllegalArgumentException(
                    "`"
                            + text.strip()
                            + "` is a space: only models and datasets can be downloaded");
        }
        return page ? ofPage(kind, rest) : plain(kind, rest);
    }

    private static String path(String address) {
        try {
            String path = URI.create(address.replace(" ", "%20")).getRawPath();
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .replaceAll("^/+|/+$", "");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("`" + address + "` is not an address", e);
        }
    }

    /// `org/name/tree/revision/..`, as pages of the Hub are called.
    private static HubRepository ofPage(RepositoryKind kind, String path) {
        List<String> parts = List.of(path.split("/"));
        for (int at = 1; at < Math.min(parts.size(), 3); at++) {
            if (List.of("tree", "blob", "resolve", "commit", "raw").contains(parts.get(at))) {
                int from = at + 1;
                int to =
                        from < parts.size() && parts.get(from).equals("refs") ? from + 3 : from + 1;
                String revision =
                        from < parts.size()
                                ? String.join("/", parts.subList(from, Math.min(to, parts.size())))
                                : MAIN;
                return new HubRepository(kind, String.join("/", parts.subList(0, at)), revision);
            }
        }
        return new HubRepository(
                kind, String.join("/", parts.subList(0, Math.min(2, parts.size()))), MAIN);
    }

    private static HubRepository plain(RepositoryKind kind, String text) {
        int at = text.indexOf('@');
        return at < 0
                ? new HubRepository(kind, text, MAIN)
                : new HubRepository(kind, text.substring(0, at), text.substring(at + 1));
    }

    public HubRepository at(String otherRevision) {
        return new HubRepository(kind, id, otherRevision);
    }

    /// The part of the id behind the owner.
    public String name() {
        return id.substring(id.indexOf('/') + 1);
    }

    /// Whether the revision is a commit, which never changes.
    public boolean pinned() {
        return isCommit(revision);
    }

    static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    /// The folder of the repository in the cache.
    String folder() {
        return kind.plural() + "--" + id.replace("/", "--");
    }

    /// `dataset org/name`, with the revision where it is not the usual one.
    @Override
    public String toString() {
        return kind.word() + " " + id + (revision.equals(MAIN) ? "" : " at " + revision);
    }
}

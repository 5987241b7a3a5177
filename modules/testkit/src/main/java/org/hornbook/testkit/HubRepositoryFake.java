package org.hornbook.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A repository of `LoopbackHub`: files by commit, and what its card says.
public final class HubRepositoryFake {
    private final String kind;
    private final String id;
    private final Map<String, Map<String, Content>> commits = new ConcurrentHashMap<>();
    private final Map<String, String> branches = new ConcurrentHashMap<>();
    private volatile Map<String, Content> files = new TreeMap<>();
    private volatile String gated = "false";
    private volatile boolean hidden;
    private volatile long downloads;
    private volatile String licence = "mit";
    private volatile String size = "";

    /// The bytes of a file.
    ///
    /// @param large whether they lie in the storage, by their SHA-256
    record Content(byte[] bytes, boolean large, String hash) {}

    HubRepositoryFake(String kind, String id) {
        this.kind = kind;
        this.id = id;
        branch("main");
    }

    /// A small file, kept by git.
    public HubRepositoryFake file(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return with(path, new Content(bytes, false, sha1(bytes)));
    }

    /// A large file, kept in the storage.
    public HubRepositoryFake large(String path, byte[] bytes) {
        return with(path, new Content(bytes, true, hex("SHA-256", new byte[0], bytes)));
    }

    private synchronized HubRepositoryFake with(String path, Content content) {
        files = new TreeMap<>(files);
        files.put(path, content);
        return branch("main");
    }

    /// What has been added so far becomes the content of a branch as well.
    public synchronized HubRepositoryFake branch(String name) {
        StringBuilder all = new StringBuilder(id);
        files.forEach((path, content) -> all.append(path).append(content.hash()));
        String commit = hex("SHA-1", new byte[0], all.toString().getBytes(StandardCharsets.UTF_8));
        commits.put(commit, files);
        branches.put(name, commit);
        return this;
    }

    public HubRepositoryFake gated(String how) {
        gated = "\"" + how + "\"";
        return this;
    }

    public HubRepositoryFake hidden() {
        hidden = true;
        return this;
    }

    public HubRepositoryFake downloads(long n) {
        downloads = n;
        return this;
    }

    public HubRepositoryFake licence(String name) {
        licence = name;
        return this;
    }

    /// `10K<n<100K` rows of a dataset.
    public HubRepositoryFake rows(String category) {
        size = ", \"size_categories:" + category + "\"";
        return this;
    }

    /// What the revision means: a branch, or a commit itself; null if it is neither.
    public String commit(String revision) {
        return commits.containsKey(revision) ? revision : branches.get(revision);
    }

    String kind() {
        return kind;
    }

    String id() {
        return id;
    }

    long downloads() {
        return downloads;
    }

    boolean isGated() {
        return !gated.equals("false");
    }

    boolean isPrivate() {
        return hidden;
    }

    Content content(String revision, String path) {
        String commit = commit(revision);
        return commit == null ? null : commits.get(commit).get(path);
    }

    String card(String commit) {
        return """
        {"id": "%s", "sha": "%s", "private": %s, "gated": %s, "downloads": %d, "likes": 7,
         "lastModified": "2025-03-01T10:00:00.000Z", "tags": ["license:%s"%s],
         "cardData": {"license": "%s"}}"""
                .formatted(id, commit, hidden, gated, downloads, licence, size, licence);
    }

    /// The entries of the recursive listing, folders among them.
    List<String> tree(String commit) {
        List<String> entries = new ArrayList<>();
        commits.get(commit)
                .forEach(
                        (path, c) -> {
                            int folder = path.lastIndexOf('/');
                            if (folder > 0) {
                                entries.add(
                                        "{\"type\": \"directory\", \"path\": \"%s\", \"size\": 0, \"oid\": \"%s\"}"
                                                .formatted(
                                                        path.substring(0, folder),
                                                        sha1(new byte[0])));
                            }
                            entries.add(entry(path, c));
                        });
        return entries;
    }

    private static String entry(String path, Content c) {
        String plain =
                "\"type\": \"file\", \"path\": \"%s\", \"size\": %d"
                        .formatted(path, c.bytes().length);
        return c.large()
                ? "{%s, \"oid\": \"%s\", \"lfs\": {\"oid\": \"%s\", \"size\": %d, \"pointerSize\": 134}}"
                        .formatted(
                                plain,
                                sha1(c.hash().getBytes(StandardCharsets.UTF_8)),
                                c.hash(),
                                c.bytes().length)
                : "{%s, \"oid\": \"%s\"}".formatted(plain, c.hash());
    }

    /// Git's id of a blob.
    static String sha1(byte[] bytes) {
        return hex(
                "SHA-1",
                ("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII),
                bytes);
    }

    private static String hex(String algorithm, byte[] before, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(before);
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

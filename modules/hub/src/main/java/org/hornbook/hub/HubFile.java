package org.hornbook.hub;

import java.util.regex.Pattern;

/// A file of a repository.
///
/// @param path inside the repository, with `/`
/// @param size in bytes
/// @param hash SHA-256 of a large file (64 hexadecimal digits), or git's blob SHA-1 of a small one
///   (40); empty only for a copy found offline whose hash is not known
public record HubFile(String path, long size, String hash) {
    private static final Pattern HASH = Pattern.compile("(?:[0-9a-f]{40}|[0-9a-f]{64})?");

    /// Throws `IllegalArgumentException` if the path leads out of the repository or the hash is
    /// none: both become names on disk.
    public HubFile {
        boolean bad = path.isEmpty() || path.startsWith("/") || path.contains("\\");
        for (String part : path.split("/", -1)) {
            bad |= part.isEmpty() || part.equals(".") || part.equals("..");
            bad |= part.chars().anyMatch(c -> c < ' ') || part.matches("[A-Za-z]:.*");
        }
        if (bad) {
            throw new IllegalArgumentException(
                    "`" + path + "` is not a file inside a repository: it is left alone");
        }
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " of " + path + " is below 0");
        }
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("`" + hash + "` of " + path + " is not a hash");
        }
    }

    /// Whether the hash is a SHA-256, as of all large files.
    public boolean large() {
        return hash.length() == 64;
    }

    /// The last part of the path.
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

package org.hornbook.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash a file has at the Hub, computed while its bytes come: SHA-256 of a large one; of a
/// small one git's blob id, the SHA-1 of `blob <length>`, a zero byte and the content.
final class ContentHash {
    private final HubFile file;
    private final MessageDigest digest;

    ContentHash(HubFile file) {
        this.file = file;
        try {
            this.digest = MessageDigest.getInstance(file.large() ? "SHA-256" : "SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256 and SHA-1", e);
        }
        if (!file.large()) {
            digest.update(("blob " + file.size() + "\0").getBytes(StandardCharsets.US_ASCII));
        }
    }

    void add(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /// The bytes of `part` that are there already; how many.
    long add(Path part) throws IOException {
        byte[] buffer = new byte[1 << 17];
        long all = 0;
        try (InputStream in = Files.newInputStream(part)) {
            for (int n; (n = in.read(buffer)) > 0; all += n) {
                digest.update(buffer, 0, n);
            }
        }
        return all;
    }

    boolean matches() {
        return HexFormat.of().formatHex(digest.digest()).equals(file.hash());
    }
}

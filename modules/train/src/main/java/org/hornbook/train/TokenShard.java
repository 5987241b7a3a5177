package org.hornbook.train;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hornbook.store.Json;

/// Documents as token ids, one after another with the end of text behind each, in a file mapped
/// into memory.
public final class TokenShard {
    public static final String TOKENS = "tokens.bin";
    public static final String MANIFEST = "manifest.json";

    private final Manifest manifest;
    private final MappedByteBuffer tokens;

    /// What a shard holds.
    ///
    /// @param bytesPerToken 2 for a vocabulary up to 65,536, else 4
    /// @param source fingerprint of the documents
    /// @param tokenizer SHA-256 of tokenizer.json
    /// @param sha256 of the token file
    public record Manifest(
            String name,
            long documents,
            long tokens,
            int bytesPerToken,
            int vocab,
            String source,
            String tokenizer,
            String sha256) {}

    private TokenShard(Manifest manifest, MappedByteBuffer tokens) {
        this.manifest = manifest;
        this.tokens = tokens;
    }

    /// Opens the shard in `folder`. Throws `IllegalArgumentException` if the file is not as long as
    /// its manifest says.
    public static TokenShard open(Path folder) throws IOException {
        Manifest manifest = Json.read(Files.readString(folder.resolve(MANIFEST)), Manifest.class);
        try (FileChannel channel =
                FileChannel.open(folder.resolve(TOKENS), StandardOpenOption.READ)) {
            if (channel.size() != manifest.tokens() * manifest.bytesPerToken()) {
                throw new IllegalArgumentException(
                        "token shard "
                                + folder
                                + " is damaged: "
                                + channel.size()
                                + " bytes for "
                                + manifest.tokens()
                                + " tokens; delete the folder and run the command again");
            }
            MappedByteBuffer tokens = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            tokens.order(ByteOrder.LITTLE_ENDIAN);
            return new TokenShard(manifest, tokens);
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    public long size() {
        return manifest.tokens();
    }

    /// The id at `position`.
    public int token(long position) {
        return manifest.bytesPerToken() == 2
                ? tokens.getShort((int) (position * 2)) & 0xffff
                : tokens.getInt((int) (position * 4));
    }
}

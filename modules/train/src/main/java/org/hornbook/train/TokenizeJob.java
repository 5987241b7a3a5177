package org.hornbook.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.hornbook.checkpoint.Tokenizer;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// Writes documents as a token shard. The file grows under a temporary name; a run that was cut off
/// cuts it back to the last commit and goes on.
public final class TokenizeJob implements Job<TokenShard.Manifest> {
    private static final int BATCH = 500;

    private final DocumentSource documents;
    private final String tokenizerJson;
    private final Path folder;

    /// `folder` will hold the shard.
    public TokenizeJob(DocumentSource documents, String tokenizerJson, Path folder) {
        this.documents = documents;
        this.tokenizerJson = tokenizerJson;
        this.folder = folder;
    }

    @Override
    public JobSpec spec() {
        return JobSpec.of(
                "train.tokenize",
                "tokenize " + documents.name(),
                Provenance.here(
                        Map.of(
                                "documents",
                                documents.fingerprint(),
                                "tokenizer",
                                Sha256.of(tokenizerJson)),
                        Map.of("shard", folder.getFileName().toString()),
                        0));
    }

    @Override
    public Class<TokenShard.Manifest> resultType() {
        return TokenShard.Manifest.class;
    }

    record At(long document, long documents, long tokens) {}

    @Override
    public TokenShard.Manifest run(JobContext context) throws Exception {
        Files.createDirectories(folder);
        Path partial = folder.resolve(TokenShard.TOKENS + ".partial");
        At at = context.cursor().map(c -> c.as(At.class)).orElse(new At(0, 0, 0));
        long total = documents.count();
        try (Tokenizer tokenizer = Tokenizer.parse(tokenizerJson);
                FileChannel out =
                        FileChannel.open(
                                partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int width = tokenizer.vocabSize() <= 65_536 ? 2 : 4;
            int end =
                    tokenizer
                            .endOfText()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "the tokenizer has no end of text"));
            if (out.size() < at.tokens() * width) {
                at = new At(0, 0, 0); // the file was lost: begin again
            }
            out.truncate(at.tokens() * width);
            out.position(at.tokens() * width);
            while (true) {
                List<Document> batch = documents.after(new DocumentId(at.document()), BATCH);
                if (batch.isEmpty()) {
                    break;
                }
                long tokens = 0;
                for (Document document : batch) {
                    context.checkCancelled();
                    int[] ids = tokenizer.encode(document.text());
                    write(out, ids, end, width);
                    tokens += ids.length + 1;
                }
                out.force(false);
                at =
                        new At(
                                batch.getLast().id().value(),
                                at.documents() + batch.size(),
                                at.tokens() + tokens);
                context.commit(
                        Cursor.of(at),
                        Progress.of(at.documents(), Math.max(total, at.documents()), "documents"),
                        JobContext.Work.NOTHING);
            }
            out.force(true);
            return finish(partial, at, width, tokenizer.vocabSize());
        }
    }

    private TokenShard.Manifest finish(Path partial, At at, int width, int vocab)
            throws IOException {
        if (at.documents() == 0) {
            throw new IllegalArgumentException(
                    documents.name() + " holds no documents: there is nothing to train on");
        }
        TokenShard.Manifest manifest =
                new TokenShard.Manifest(
                        documents.name(),
                        at.documents(),
                        at.tokens(),
                        width,
                        vocab,
                        documents.fingerprint(),
                        Sha256.of(tokenizerJson),
                        Sha256.of(partial));
        Files.move(partial, folder.resolve(TokenShard.TOKENS), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve("tokenizer.json"), tokenizerJson);
        Files.writeString(folder.resolve(TokenShard.MANIFEST), Json.write(manifest));
        return manifest;
    }

    private static void write(FileChannel out, int[] ids, int end, int width) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate((ids.length + 1) * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int id : ids) {
            put(bytes, id, width);
        }
        put(bytes, end, width);
        bytes.flip();
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static void put(ByteBuffer bytes, int id, int width) {
        if (width == 2) {
            bytes.putShort((short) id);
        } else {
            bytes.putInt(id);
        }
    }
}

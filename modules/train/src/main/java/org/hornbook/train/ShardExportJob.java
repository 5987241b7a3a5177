package org.hornbook.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

/// Writes documents as packed token shards into a folder of a person's choosing: `shard-00000`,
/// `shard-00001`, ..., each one a `TokenShard`, with the tokenizer and a manifest. The folder
/// appears whole or not at all; a run that was cut off goes on where it stopped.
public final class ShardExportJob implements Job<ShardExportJob.Report> {
    /// What is mapped into memory at once when a shard is read.
    public static final long SHARD_BYTES = 1L << 30;

    private static final int BATCH = 250;

    private final DocumentSource documents;
    private final String tokenizerJson;
    private final Path folder;
    private final String of;
    private final String query;
    private final long shardBytes;

    /// What was written; the folder's manifest.json.
    ///
    /// @param of the corpus or kept set
    /// @param query in its text form; empty for all
    /// @param shards in their order, by folder name
    /// @param tokenizer SHA-256 of tokenizer.json
    public record Report(
            String folder,
            String of,
            String query,
            long documents,
            long tokens,
            long bytes,
            Map<String, TokenShard.Manifest> shards,
            String tokenizer,
            Provenance provenance) {}

    /// @param of the corpus or kept set, for the manifest
    /// @param query what was asked of it, for the manifest
    /// @param shardBytes a shard is ended behind the document that reaches this
    public ShardExportJob(
            DocumentSource documents,
            String tokenizerJson,
            Path folder,
            String of,
            String query,
            long shardBytes) {
        this.documents = documents;
        this.tokenizerJson = tokenizerJson;
        this.folder = folder.toAbsolutePath();
        this.of = of;
        this.query = query;
        this.shardBytes = shardBytes;
    }

    @Override
    public JobSpec spec() {
        return JobSpec.of(
                "train.export",
                "export " + documents.name() + " as token shards to " + folder.getFileName(),
                Provenance.here(
                        Map.of(
                                "documents",
                                documents.fingerprint(),
                                "tokenizer",
                                Sha256.of(tokenizerJson)),
                        Map.of(
                                "folder",
                                folder.toString(),
                                "of",
                                of,
                                "query",
                                query,
                                "shardBytes",
                                shardBytes),
                        0));
    }

    @Override
    public Class<Report> resultType() {
        return Report.class;
    }

    /// @param shards those that are complete
    /// @param inShard documents in the shard under way
    record At(long document, long documents, long tokens, List<Full> shards, long inShard) {
        long tokensInShard() {
            return tokens - shards.stream().mapToLong(Full::tokens).sum();
        }
    }

    record Full(long documents, long tokens) {}

    @Override
    public Report run(JobContext context) throws Exception {
        refuseToMix();
        Path fresh = folder.resolveSibling("." + folder.getFileName() + ".new");
        Files.createDirectories(fresh);
        At at = context.cursor().map(c -> c.as(At.class)).orElse(new At(0, 0, 0, List.of(), 0));
        long total = documents.count();
        try (Tokenizer tokenizer = Tokenizer.parse(tokenizerJson)) {
            int width = tokenizer.vocabSize() <= 65_536 ? 2 : 4;
            int end =
                    tokenizer
                            .endOfText()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "the tokenizer has no end of text"));
            if (!there(fresh, at, width)) {
                at = new At(0, 0, 0, List.of(), 0);
            }
            for (At next;
                    (next = shard(fresh, at, tokenizer, width, end, total, context)) != at; ) {
                at = next;
            }
            return finish(fresh, at, width, tokenizer.vocabSize(), context);
        }
    }

    private void refuseToMix() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside =
                Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
            if (inside.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        folder + " is not empty: name a folder that is not there yet");
            }
        }
    }

    private static String name(int shard) {
        return "shard-%05d".formatted(shard);
    }

    /// Whether the files hold all that was committed.
    private static boolean there(Path fresh, At at, int width) throws IOException {
        for (int i = 0; i <= at.shards().size(); i++) {
            long tokens = i < at.shards().size() ? at.shards().get(i).tokens() : at.tokensInShard();
            Path file = fresh.resolve(name(i)).resolve(TokenShard.TOKENS);
            if (tokens > 0 && (!Files.exists(file) || Files.size(file) < tokens * width)) {
                return false;
            }
        }
        return true;
    }

    /// Fills one shard; the same place comes back if there are no documents left.
    private At shard(
            Path fresh,
            At from,
            Tokenizer tokenizer,
            int width,
            int end,
            long total,
            JobContext context)
            throws IOException {
        At at = from;
        Path own = Files.createDirectories(fresh.resolve(name(at.shards().size())));
        try (FileChannel out =
                FileChannel.open(
                        own.resolve(TokenShard.TOKENS),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            out.truncate(at.tokensInShard() * width);
            out.position(at.tokensInShard() * width);
            while (at.tokensInShard() * width < shardBytes) {
                List<Document> batch = documents.after(new DocumentId(at.document()), BATCH);
                if (batch.isEmpty()) {
                    break;
                }
                for (Document document : batch) {
                    context.checkCancelled();
                    int[] ids = tokenizer.encode(document.text());
                    write(out, ids, end, width);
                    at =
                            new At(
                                    document.id().value(),
                                    at.documents() + 1,
                                    at.tokens() + ids.length + 1,
                                    at.shards(),
                                    at.inShard() + 1);
                    if (at.tokensInShard() * width >= shardBytes) {
                        break;
                    }
                }
                out.force(false);
                commit(at, total, context);
            }
        }
        if (at == from && at.inShard() == 0) {
            return from;
        }
        List<Full> shards = new ArrayList<>(at.shards());
        shards.add(new Full(at.inShard(), at.tokensInShard()));
        at = new At(at.document(), at.documents(), at.tokens(), shards, 0);
        commit(at, total, context);
        return at;
    }

    private static void commit(At at, long total, JobContext context) {
        context.commit(
                Cursor.of(at),
                Progress.of(at.documents(), Math.max(total, at.documents()), "documents"),
                JobContext.Work.NOTHING);
    }

    private Report finish(Path fresh, At at, int width, int vocab, JobContext context)
            throws IOException {
        if (at.documents() == 0) {
            throw new IllegalArgumentException(documents.name() + " holds no documents");
        }
        Path rest = fresh.resolve(name(at.shards().size()));
        Files.deleteIfExists(rest.resolve(TokenShard.TOKENS));
        Files.deleteIfExists(rest);
        String tokenizer = Sha256.of(tokenizerJson);
        Map<String, TokenShard.Manifest> shards = new java.util.TreeMap<>();
        for (int i = 0; i < at.shards().size(); i++) {
            context.checkCancelled();
            Path own = fresh.resolve(name(i));
            TokenShard.Manifest manifest =
                    new TokenShard.Manifest(
                            documents.name(),
                            at.shards().get(i).documents(),
                            at.shards().get(i).tokens(),
                            width,
                            vocab,
                            documents.fingerprint(),
                            tokenizer,
                            Sha256.of(own.resolve(TokenShard.TOKENS)));
            Files.writeString(own.resolve(TokenShard.MANIFEST), Json.write(manifest) + "\n");
            shards.put(name(i), manifest);
        }
        Report report =
                new Report(
                        folder.toString(),
                        of,
                        query,
                        at.documents(),
                        at.tokens(),
                        at.tokens() * width,
                        shards,
                        tokenizer,
                        spec().provenance());
        Files.writeString(fresh.resolve("tokenizer.json"), tokenizerJson);
        Files.writeString(fresh.resolve(TokenShard.MANIFEST), Json.write(report) + "\n");
        context.checkCancelled();
        Files.deleteIfExists(folder);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        return report;
    }

    private static void write(FileChannel out, int[] ids, int end, int width) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate((ids.length + 1) * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i <= ids.length; i++) {
            int id = i < ids.length ? ids[i] : end;
            if (width == 2) {
                bytes.putShort((short) id);
            } else {
                bytes.putInt(id);
            }
        }
        bytes.flip();
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}

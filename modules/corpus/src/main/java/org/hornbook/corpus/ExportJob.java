package org.hornbook.corpus;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.store.Json;

/// Writes documents as JSON Lines or Parquet, with the metadata, labels and scores that were asked
/// for. The file appears whole or not at all, with a manifest beside it.
public final class ExportJob implements Job<ExportReport> {
    private static final int BATCH = 250;

    private final DocumentSource documents;
    private final Optional<ExportRepository> opinions;
    private final ExportPlan plan;
    private final ExportFormat format;

    /// All metadata and nothing else. Throws `IllegalArgumentException` if the file's ending says
    /// no format.
    public ExportJob(DocumentSource documents, Path file) {
        this(documents, Optional.empty(), ExportPlan.of(file, documents.name(), ""));
    }

    /// @param opinions where labels and scores are read; needed if the plan names any
    public ExportJob(
            DocumentSource documents, Optional<ExportRepository> opinions, ExportPlan plan) {
        this.documents = documents;
        this.opinions = opinions;
        this.plan = plan;
        this.format = ExportFormat.of(plan.file());
        if (opinions.isEmpty() && !(plan.labels().isEmpty() && plan.scores().isEmpty())) {
            throw new IllegalArgumentException("labels and scores need a place to be read from");
        }
    }

    @Override
    public JobSpec spec() {
        Map<String, Object> config = new TreeMap<>();
        config.put("file", plan.file().toString());
        config.put("of", plan.of());
        config.put("query", plan.query());
        plan.metadata().ifPresent(m -> config.put("metadata", m));
        config.put("labels", plan.labels());
        config.put("scores", plan.scores());
        return JobSpec.of(
                "corpus.export",
                "export " + documents.name() + " to " + plan.file().getFileName(),
                Provenance.here(Map.of("documents", documents.fingerprint()), config, 0));
    }

    @Override
    public Class<ExportReport> resultType() {
        return ExportReport.class;
    }

    @Override
    public ExportReport run(JobContext context) throws IOException {
        known(DocumentQuery.Opinion.LABEL, plan.labels());
        known(DocumentQuery.Opinion.SCORE, plan.scores());
        Path file = plan.file();
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Path manifest = file.resolveSibling(file.getFileName() + ".manifest.json");
        Path freshManifest = file.resolveSibling("." + file.getFileName() + ".manifest.new");
        try {
            ExportReport report = write(fresh, context);
            Files.writeString(freshManifest, Json.write(report) + "\n");
            context.checkCancelled();
            move(fresh, file);
            move(freshManifest, manifest);
            return report;
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(freshManifest);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void known(DocumentQuery.Opinion opinion, List<String> names) {
        for (String name : names) {
            List<String> there = opinions.orElseThrow().sources(opinion);
            if (!there.contains(name)) {
                throw new IllegalArgumentException(
                        "nobody called "
                                + name
                                + " gave a "
                                + opinion.word()
                                + (there.isEmpty() ? "" : ": there are " + there));
            }
        }
    }

    private ExportReport write(Path fresh, JobContext context) throws IOException {
        long total = documents.count();
        List<String> metadata =
                format == ExportFormat.PARQUET && plan.metadata().isEmpty()
                        ? metadata(total, context)
                        : plan.metadata().orElse(List.of());
        MessageDigest digest = sha256();
        long done = 0;
        long characters = 0;
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            OutputStream hashed =
                    new DigestOutputStream(Channels.newOutputStream(channel), digest) {
                        @Override
                        public void close() {
                            // The channel is forced to disk first.
                        }
                    };
            try (ExportFile out = open(metadata, new BufferedOutputStream(hashed, 1 << 16))) {
                DocumentId at = DocumentId.START;
                for (List<Document> batch; !(batch = documents.after(at, BATCH)).isEmpty(); ) {
                    characters += add(batch, out);
                    at = batch.getLast().id();
                    done += batch.size();
                    context.report(Progress.of(done, Math.max(done, total), "documents"));
                }
            }
            channel.force(true);
        }
        return new ExportReport(
                plan.file().toString(),
                format.name(),
                documents.name(),
                plan.of(),
                plan.query(),
                columns(metadata),
                done,
                characters,
                Files.size(fresh),
                HexFormat.of().formatHex(digest.digest()),
                spec().provenance());
    }

    private List<String> columns(List<String> metadata) {
        List<String> columns = new ArrayList<>(List.of("id", "text"));
        metadata.forEach(m -> columns.add(ExportFile.named(m)));
        plan.labels().forEach(a -> columns.add("label:" + a));
        plan.scores().forEach(c -> columns.add("score:" + c));
        return columns;
    }

    private long add(List<Document> batch, ExportFile out) throws IOException {
        DocumentId first = batch.getFirst().id();
        DocumentId last = batch.getLast().id();
        Map<String, Map<Long, Double>> labels =
                values(DocumentQuery.Opinion.LABEL, plan.labels(), first, last);
        Map<String, Map<Long, Double>> scores =
                values(DocumentQuery.Opinion.SCORE, plan.scores(), first, last);
        long characters = 0;
        for (Document document : batch) {
            out.add(document, of(labels, document), of(scores, document));
            characters += document.text().length();
        }
        return characters;
    }

    private Map<String, Map<Long, Double>> values(
            DocumentQuery.Opinion opinion, List<String> names, DocumentId first, DocumentId last) {
        Map<String, Map<Long, Double>> values = new HashMap<>();
        names.forEach(n -> values.put(n, opinions.orElseThrow().values(opinion, n, first, last)));
        return values;
    }

    private static Map<String, Double> of(Map<String, Map<Long, Double>> all, Document document) {
        Map<String, Double> own = new HashMap<>();
        all.forEach((name, values) -> own.put(name, values.get(document.id().value())));
        return own;
    }

    /// A table's columns stand before its rows: they are looked for in a reading of their own.
    private List<String> metadata(long total, JobContext context) {
        TreeSet<String> names = new TreeSet<>();
        DocumentId at = DocumentId.START;
        long seen = 0;
        for (List<Document> batch; !(batch = documents.after(at, BATCH)).isEmpty(); ) {
            batch.forEach(d -> names.addAll(d.metadata().keySet()));
            at = batch.getLast().id();
            seen += batch.size();
            context.report(
                    new Progress(
                            seen, Math.max(seen, total), "documents looked at", "for columns"));
        }
        return List.copyOf(names);
    }

    private ExportFile open(List<String> metadata, OutputStream out) throws IOException {
        return switch (format) {
            case JSON_LINES -> new ExportFile.Lines(plan, out);
            case JSON_LINES_GZIP -> new ExportFile.Lines(plan, new GZIPOutputStream(out, 1 << 16));
            case JSON_LINES_ZSTD -> new ExportFile.Lines(plan, new ZstdOutputStream(out, 3));
            case PARQUET ->
                    new ExportFile.Table(plan, metadata, Json.write(spec().provenance()), out);
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

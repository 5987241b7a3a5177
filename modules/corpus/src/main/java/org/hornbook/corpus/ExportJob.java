package org.hornbook.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// Writes documents as JSON Lines: `id`, `text` and the metadata; packed by the file's ending
/// (`.gz`, `.zst`). The file appears whole or not at all, with a manifest beside it.
public final class ExportJob implements Job<ExportReport> {
    private static final int BATCH = 500;

    private final DocumentSource documents;
    private final Path file;

    public ExportJob(DocumentSource documents, Path file) {
        this.documents = documents;
        this.file = file.toAbsolutePath();
    }

    @Override
    public JobSpec spec() {
        return JobSpec.of(
                "corpus.export",
                "export " + documents.name() + " to " + file.getFileName(),
                Provenance.here(
                        Map.of("documents", documents.fingerprint()),
                        Map.of("file", file.toString()),
                        0));
    }

    @Override
    public Class<ExportReport> resultType() {
        return ExportReport.class;
    }

    @Override
    public ExportReport run(JobContext context) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        long total = documents.count();
        long done = 0;
        try {
            try (OutputStream out = open(fresh)) {
                DocumentId at = DocumentId.START;
                for (List<Document> batch; !(batch = documents.after(at, BATCH)).isEmpty(); ) {
                    for (Document document : batch) {
                        out.write(line(document));
                    }
                    at = batch.getLast().id();
                    done += batch.size();
                    context.report(Progress.of(done, total, "documents"));
                }
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        ExportReport report =
                new ExportReport(
                        file.toString(),
                        documents.name(),
                        done,
                        Files.size(file),
                        Sha256.of(file),
                        spec().provenance());
        Files.writeString(
                file.resolveSibling(file.getFileName() + ".manifest.json"),
                Json.write(report) + "\n");
        return report;
    }

    private static byte[] line(Document document) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("id", document.key());
        json.put("text", document.text());
        document.metadata().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        e ->
                                json.put(
                                        e.getKey().matches("id|text")
                                                ? "source_" + e.getKey()
                                                : e.getKey(),
                                        e.getValue()));
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private OutputStream open(Path fresh) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16);
        String name = file.getFileName().toString();
        if (name.endsWith(".gz")) {
            return new GZIPOutputStream(out, 1 << 16);
        }
        return name.endsWith(".zst") ? new ZstdOutputStream(out, 3) : out;
    }
}

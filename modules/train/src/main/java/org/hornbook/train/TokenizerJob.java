package org.hornbook.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.store.Sha256;

/// Learns a tokenizer from documents and writes its tokenizer.json.
public final class TokenizerJob implements Job<TokenizerJob.Report> {
    /// Counting more text than this changes a vocabulary of a few thousand tokens no more.
    private static final long ENOUGH_CHARACTERS = 200_000_000;

    private final DocumentSource documents;
    private final int vocab;
    private final Path file;

    /// @param sha256 of the file
    public record Report(String file, int vocab, long documents, String sha256) {}

    public TokenizerJob(DocumentSource documents, int vocab, Path file) {
        this.documents = documents;
        this.vocab = vocab;
        this.file = file;
    }

    public Path file() {
        return file;
    }

    @Override
    public JobSpec spec() {
        return JobSpec.of(
                "train.tokenizer",
                "learn a tokenizer of " + vocab + " from " + documents.name(),
                Provenance.here(
                        Map.of("documents", documents.fingerprint()), Map.of("vocab", vocab), 0));
    }

    @Override
    public Class<Report> resultType() {
        return Report.class;
    }

    @Override
    public Report run(JobContext context) throws IOException {
        BpeTrainer trainer = new BpeTrainer();
        long total = documents.count();
        long done = 0;
        long characters = 0;
        DocumentId at = DocumentId.START;
        for (List<Document> batch;
                characters < ENOUGH_CHARACTERS && !(batch = documents.after(at, 500)).isEmpty(); ) {
            for (Document document : batch) {
                trainer.add(document.text());
                characters += document.text().length();
            }
            at = batch.getLast().id();
            done += batch.size();
            context.report(Progress.of(done, total, "documents").saying("counting"));
        }
        context.report(Progress.of(done, total, "documents").saying("merging"));
        String json = trainer.train(vocab);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, json);
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return new Report(file.toString(), vocab, done, Sha256.of(json));
    }
}

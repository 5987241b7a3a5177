package org.hornbook.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hornbook.checkpoint.Tokenizer;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardExportTest {
    private static final int DOCUMENTS = 700;
    private static final long SMALL = 9_000;

    @TempDir Path folder;
    private Database database;
    private JobRunner runner;
    private String tokenizer;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        folder.resolve("jobs.db"),
                        Access.WRITE,
                        List.of(JobRepository.migrations()));
        runner = new JobRunner(new JobRepository(database));
        BpeTrainer trainer = new BpeTrainer();
        new MiniSource(DOCUMENTS)
                .after(DocumentId.START, DOCUMENTS)
                .forEach(d -> trainer.add(d.text()));
        tokenizer = trainer.train(400);
    }

    @AfterEach
    void close() {
        runner.close();
        database.close();
    }

    @Test
    void everyDocumentIsInTheShardsInOrderWithTheEndOfTextBehindIt() throws Exception {
        ShardExportJob.Report report = succeed(job(new MiniSource(DOCUMENTS), "out"));
        assertThat(report.documents()).isEqualTo(DOCUMENTS);
        assertThat(report.shards().size()).isGreaterThan(2);
        holdsAll(report);
        assertThat(folder.resolve("out/manifest.json")).hasContent(Json.write(report));
        assertThat(folder.resolve("out/tokenizer.json")).hasContent(tokenizer);
        assertThat(folder.resolve(".out.new")).doesNotExist();
    }

    @Test
    void anExportThatWasCutOffLeavesNothingAtItsPlaceAndGoesOn() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        List<JobHandle<ShardExportJob.Report>> handle = new ArrayList<>();
        DocumentSource cut =
                new Watched(
                        new MiniSource(DOCUMENTS),
                        () -> {
                            if (asked.incrementAndGet() == 3) {
                                while (handle.isEmpty()) {
                                    Thread.onSpinWait();
                                }
                                handle.getFirst().cancel();
                            }
                        });
        handle.add(runner.submit(job(cut, "cut"), Reuse.NEVER));
        assertThat(handle.getFirst().await()).isInstanceOf(JobState.Cancelled.class);
        assertThat(folder.resolve("cut")).doesNotExist();
        holdsAll(succeed(job(cut, "cut")));
    }

    @Test
    void aFolderWithSomethingInItIsNotWrittenInto() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("full")).resolve("mine"), "keep");
        JobState<ShardExportJob.Report> end =
                runner.submit(job(new MiniSource(DOCUMENTS), "full"), Reuse.NEVER).await();
        assertThat(((JobState.Failed<ShardExportJob.Report>) end).cause())
                .hasMessageContaining("is not empty: name a folder that is not there yet");
        assertThat(folder.resolve("full/mine")).hasContent("keep");
    }

    private void holdsAll(ShardExportJob.Report report) throws Exception {
        List<Integer> tokens = new ArrayList<>();
        for (var shard : report.shards().entrySet()) {
            Path own = Path.of(report.folder()).resolve(shard.getKey());
            TokenShard opened = TokenShard.open(own);
            assertThat(opened.manifest()).isEqualTo(shard.getValue());
            assertThat(opened.manifest().sha256())
                    .isEqualTo(Sha256.of(own.resolve(TokenShard.TOKENS)));
            for (long i = 0; i < opened.size(); i++) {
                tokens.add(opened.token(i));
            }
        }
        List<Integer> expected = new ArrayList<>();
        try (Tokenizer read = Tokenizer.parse(tokenizer)) {
            for (Document d : new MiniSource(DOCUMENTS).after(DocumentId.START, DOCUMENTS)) {
                for (int id : read.encode(d.text())) {
                    expected.add(id);
                }
                expected.add(read.endOfText().orElseThrow());
            }
        }
        assertThat(tokens).isEqualTo(expected);
        assertThat(report.tokens()).isEqualTo(expected.size());
    }

    private ShardExportJob job(DocumentSource documents, String name) {
        return new ShardExportJob(documents, tokenizer, folder.resolve(name), "mini", "", SMALL);
    }

    private ShardExportJob.Report succeed(ShardExportJob job) throws Exception {
        JobState<ShardExportJob.Report> end = runner.submit(job, Reuse.NEVER).await();
        assertThat(end).isInstanceOf(JobState.Succeeded.class);
        return ((JobState.Succeeded<ShardExportJob.Report>) end).result();
    }

    private record Watched(DocumentSource inner, Runnable asked) implements DocumentSource {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public String fingerprint() {
            return inner.fingerprint();
        }

        @Override
        public long count() {
            return inner.count();
        }

        @Override
        public List<Document> after(DocumentId last, int limit) {
            asked.run();
            return inner.after(last, limit);
        }
    }
}

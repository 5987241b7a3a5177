package org.hornbook.corpus.clean;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.job.Job;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Json;

/// A workspace with one corpus `c`, to be kept clean.
final class Clean implements AutoCloseable {
    final Path folder;
    final Database database;
    final CorpusRepository corpora;
    final RemovalRepository removals;
    final NearRepository near;
    final JobRunner runner;

    Clean(Path folder) {
        this.folder = folder;
        database =
                Database.open(
                        folder.resolve("clean.db"),
                        Access.WRITE,
                        List.of(
                                JobRepository.migrations(),
                                CorpusRepository.migrations(),
                                RemovalRepository.migrations(),
                                RejectedRepository.migrations()));
        corpora = new CorpusRepository(database);
        removals = new RemovalRepository(database);
        near = new NearRepository(database);
        runner = new JobRunner(new JobRepository(database));
    }

    /// Imports texts; their keys are `name` and a number.
    void bring(String name, List<String> texts) throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            rows.add(Json.write(Map.of("id", name + i, "text", texts.get(i))));
        }
        finish(
                new ImportJob(
                        corpora,
                        ImportPlan.of(Files.write(folder.resolve(name + ".jsonl"), rows), "c")));
    }

    <R> R finish(Job<R> job) throws Exception {
        return switch (runner.submit(job, Reuse.NEVER).await()) {
            case JobState.Succeeded<R>(R result, boolean recalled) -> result;
            case JobState.Failed<R>(Exception cause) -> throw cause;
            default -> throw new IllegalStateException("not finished");
        };
    }

    Corpus corpus() {
        return corpora.require("c");
    }

    NearReport search(double threshold) throws Exception {
        return finish(new NearDuplicatesJob(corpora, near, corpus(), threshold));
    }

    /// The keys of each group.
    List<List<String>> groups() {
        return near.groups(corpus().id(), 0, 1000).stream()
                .map(
                        g ->
                                near.members(corpus().id(), g.first(), 1000).stream()
                                        .map(NearRepository.Member::key)
                                        .toList())
                .toList();
    }

    Document document(String key) {
        return corpora.get(id(key));
    }

    DocumentId id(String key) {
        return corpora.ids(corpus().id(), List.of(key)).get(key);
    }

    List<String> found(String query) {
        return corpora
                .source(corpus(), DocumentQuery.parse(query))
                .after(DocumentId.START, 1000)
                .stream()
                .map(Document::key)
                .toList();
    }

    @Override
    public void close() {
        runner.close();
        database.close();
    }
}

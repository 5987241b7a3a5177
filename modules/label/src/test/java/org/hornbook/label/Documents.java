package org.hornbook.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.infer.remote.OpenAiChatModel;
import org.hornbook.job.Job;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Database;

/// A corpus `c` of numbered documents, and the jobs that have them labelled by the model `loop`, at
/// 1,000 dollars a million tokens asked and 2,000 answered.
final class Documents {
    static final String KEY = "sk-never-to-be-written-98765";
    static final Price PRICE = new Price(1000, 2000);

    /// What the loopback server counts for a whole reply, at that price.
    static final double REPLY_DOLLARS = (100 * 1000 + 10 * 2000) / 1e6;

    private Documents() {}

    static Database open(Path folder, int documents) throws Exception {
        Database database =
                Database.open(
                        folder.resolve("w.db"),
                        Access.WRITE,
                        List.of(
                                JobRepository.migrations(),
                                CorpusRepository.migrations(),
                                RejectedRepository.migrations(),
                                LabelRepository.migrations(),
                                LlmCallRepository.migrations()));
        CorpusRepository corpora = new CorpusRepository(database);
        if (corpora.find("c").isEmpty()) {
            List<String> rows = new ArrayList<>();
            for (int i = 1; i <= documents; i++) {
                rows.add("{\"id\": \"d" + i + "\", \"text\": \"This is document " + i + "!\"}");
            }
            Path file = Files.write(folder.resolve("c.jsonl"), rows);
            try (JobRunner runner = new JobRunner(new JobRepository(database))) {
                runner.submit(new ImportJob(corpora, ImportPlan.of(file, "c")), Reuse.NEVER)
                        .await();
            }
        }
        return database;
    }

    static Corpus corpus(Database database) {
        return new CorpusRepository(database).require("c");
    }

    static List<Document> all(Database database) {
        CorpusRepository corpora = new CorpusRepository(database);
        List<Document> all = new ArrayList<>();
        DocumentId at = DocumentId.START;
        for (List<Document> page;
                !(page =
                                corpora.page(
                                                corpus(database).id(),
                                                new DocumentQuery.All(),
                                                at,
                                                1000)
                                        .documents())
                        .isEmpty();
                at = page.getLast().id()) {
            all.addAll(page);
        }
        return all;
    }

    static LlmPlan plan(Database database, Budget budget, LlmPlan.Look look) {
        return new LlmPlan(
                all(database),
                Rubric.educationalValue(),
                "loop",
                Optional.of(PRICE),
                budget,
                new LlmPlan.Effort(4, 3, 20),
                look);
    }

    static OpenAiChatModel model(String base) {
        return new OpenAiChatModel(base, "loop", Optional.of(KEY), Duration.ofSeconds(10));
    }

    static LlmLabelJob job(Database database, String base, Budget budget, LlmPlan.Look look) {
        return new LlmLabelJob(
                new LabelRepository(database),
                new LlmCallRepository(database),
                model(base),
                plan(database, budget, look),
                "llm");
    }

    static LlmReport finish(JobRunner runner, Job<LlmReport> job) throws Exception {
        return finish(runner, job, Reuse.FINISHED);
    }

    static LlmReport finish(JobRunner runner, Job<LlmReport> job, Reuse reuse) throws Exception {
        JobState<LlmReport> end = runner.submit(job, reuse).await();
        assertThat(end).isInstanceOf(JobState.Succeeded.class);
        return ((JobState.Succeeded<LlmReport>) end).result();
    }
}

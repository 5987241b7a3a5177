package org.hornbook.label;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.Reuse;
import org.hornbook.label.rubric.RubricRepository;
import org.hornbook.label.sample.SampleRepository;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;

/// A workspace of numbered documents for tests: document `i` is `d<i>`, has the text `document
/// <i>`, and one of three sources.
public record Place(Database database, CorpusRepository corpora, LabelRepository labels)
        implements AutoCloseable {
    private static final Migrations SCORES =
            new Migrations(
                    "test.scores",
                    List.of(
                            """
                            CREATE TABLE classifier(id INTEGER PRIMARY KEY, name TEXT UNIQUE);
                            CREATE TABLE score(classifier_id INTEGER, doc_id INTEGER, score REAL);
                            """));

    public static Place of(Path folder, int documents) throws Exception {
        Database database =
                Database.open(
                        folder.resolve("place.db"),
                        Access.WRITE,
                        List.of(
                                JobRepository.migrations(),
                                CorpusRepository.migrations(),
                                RejectedRepository.migrations(),
                                LabelRepository.migrations(),
                                RubricRepository.migrations(),
                                SampleRepository.migrations(),
                                SCORES));
        CorpusRepository corpora = new CorpusRepository(database);
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= documents; i++) {
            String source = i % 10 == 0 ? "rare" : i % 3 == 0 ? "web" : "books";
            rows.add(
                    "{\"id\": \"d%d\", \"text\": \"document %d\", \"source\": \"%s\"}"
                            .formatted(i, i, source));
        }
        Path file = Files.write(folder.resolve("c.jsonl"), rows);
        try (JobRunner runner = new JobRunner(new JobRepository(database))) {
            runner.submit(new ImportJob(corpora, ImportPlan.of(file, "c")), Reuse.NEVER).await();
        }
        return new Place(database, corpora, new LabelRepository(database));
    }

    public Corpus corpus() {
        return corpora.require("c");
    }

    @Override
    public void close() {
        database.close();
    }
}

package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.corpus.clean.RemovalRepository;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;

/// A database with a corpus room in it, and the tables of opinions that other rooms bring.
final class Place implements AutoCloseable {
    private static final Migrations OPINIONS =
            new Migrations(
                    "opinions",
                    List.of(
                            """
                            CREATE TABLE annotator(id INTEGER PRIMARY KEY, name TEXT UNIQUE);
                            CREATE TABLE label(annotator_id INTEGER, doc_id INTEGER, value INTEGER);
                            CREATE TABLE classifier(id INTEGER PRIMARY KEY, name TEXT UNIQUE);
                            CREATE TABLE decision_act(id INTEGER PRIMARY KEY, corpus_id INTEGER);
                            CREATE TABLE decision_hand(doc_id INTEGER PRIMARY KEY, corpus_id INTEGER, verdict TEXT);
                            CREATE TABLE decision_line(act_id INTEGER PRIMARY KEY, corpus_id INTEGER, classifier TEXT, cutoff REAL, margin REAL);
                            CREATE TABLE score(classifier_id INTEGER, doc_id INTEGER, score REAL, PRIMARY KEY(classifier_id, doc_id));
                            """));

    final Database database;
    final CorpusRepository corpora;
    private final JobRunner runner;

    Place(Path folder) {
        database =
                Database.open(
                        folder.resolve("corpus.db"),
                        Access.WRITE,
                        List.of(
                                JobRepository.migrations(),
                                CorpusRepository.migrations(),
                                RemovalRepository.migrations(),
                                RejectedRepository.migrations(),
                                OPINIONS));
        corpora = new CorpusRepository(database);
        runner = new JobRunner(new JobRepository(database));
    }

    ImportReport bring(Path input) throws Exception {
        JobState<ImportReport> end =
                runner.submit(new ImportJob(corpora, ImportPlan.of(input, "c")), Reuse.NEVER)
                        .await();
        assertThat(end).isInstanceOf(JobState.Succeeded.class);
        return ((JobState.Succeeded<ImportReport>) end).result();
    }

    /// The sentence with which an import fails.
    String refuse(Path input) throws Exception {
        JobState<ImportReport> end =
                runner.submit(new ImportJob(corpora, ImportPlan.of(input, "c")), Reuse.NEVER)
                        .await();
        assertThat(end).isInstanceOf(JobState.Failed.class);
        return ((JobState.Failed<ImportReport>) end).cause().getMessage();
    }

    RejectedRepository rejected() {
        return new RejectedRepository(database);
    }

    JobRunner runner() {
        return runner;
    }

    List<Document> all() {
        return find("");
    }

    List<Document> find(String query) {
        List<Document> found = new ArrayList<>();
        CorpusId corpus = corpora.require("c").id();
        DocumentQuery parsed = DocumentQuery.parse(query);
        for (List<Document> page;
                !(page =
                                corpora.page(
                                                corpus,
                                                parsed,
                                                found.isEmpty()
                                                        ? DocumentId.START
                                                        : found.getLast().id(),
                                                7)
                                        .documents())
                        .isEmpty(); ) {
            found.addAll(page);
        }
        return found;
    }

    List<String> keys(String query) {
        return find(query).stream().map(Document::key).toList();
    }

    @Override
    public void close() {
        runner.close();
        database.close();
    }
}

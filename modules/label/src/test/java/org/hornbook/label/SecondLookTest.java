package org.hornbook.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondLookTest {
    @TempDir Path folder;
    private Database database;
    private LabelRepository labels;
    private Corpus corpus;
    private Annotator author;
    private Annotator me;
    private RubricId rubric;

    @BeforeEach
    void open() throws Exception {
        database =
                Database.open(
                        folder.resolve("l.db"),
                        Access.WRITE,
                        List.of(
                                JobRepository.migrations(),
                                CorpusRepository.migrations(),
                                RejectedRepository.migrations(),
                                LabelRepository.migrations()));
        CorpusRepository corpora = new CorpusRepository(database);
        labels = new LabelRepository(database);
        Path file =
                Files.write(
                        folder.resolve("c.jsonl"),
                        List.of(
                                "{\"text\": \"one\"}",
                                "{\"text\": \"two\"}",
                                "{\"text\": \"three\"}"));
        try (JobRunner runner = new JobRunner(new JobRepository(database))) {
            assertThat(
                            runner.submit(
                                            new ImportJob(corpora, ImportPlan.of(file, "c")),
                                            Reuse.NEVER)
                                    .await())
                    .isInstanceOf(JobState.Succeeded.class);
        }
        corpus = corpora.require("c");
        author = labels.annotator("author", Annotator.Kind.AUTHOR);
        me = labels.annotator("me", Annotator.Kind.PERSON);
        rubric = labels.rubric(Rubric.educationalValue());
        for (int i = 1; i <= 3; i++) {
            labels.put(label(i, rubric, i, "", author));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Label label(
            long document, RubricId under, int value, String why, Annotator who) {
        return new Label(
                new DocumentId(document),
                under,
                value,
                why,
                who.id(),
                Instant.EPOCH.plusSeconds(document));
    }

    @Test
    void aSecondLookStandsInTheAnnotatorsPlaceAndTheirLabelIsKept() {
        Label look = label(2, rubric, 5, Label.SECOND_LOOK + "author 2", me);
        labels.put(look);
        assertThat(labels.settled(corpus.id(), author.id()).stream().map(Label::value))
                .containsExactly(1, 5, 3);
        assertThat(labels.labels(corpus.id(), author.id()).stream().map(Label::value))
                .containsExactly(1, 2, 3);
        assertThat(labels.secondLooks(corpus.id())).containsExactly(look);
        labels.remove(look);
        assertThat(labels.settled(corpus.id(), author.id()))
                .isEqualTo(labels.labels(corpus.id(), author.id()));
    }

    @Test
    void aSecondLookSaysNothingAboutAgreement() {
        labels.put(label(1, rubric, 1, "a plain note", me));
        labels.put(label(2, rubric, 5, Label.SECOND_LOOK + "author 2", me));
        assertThat(labels.independent(corpus.id(), me.id()))
                .containsExactly(Map.entry(new DocumentId(1), 1));
        assertThat(labels.values(corpus.id(), me.id())).hasSize(2);
    }

    @Test
    void anIndependentOpinionAndOneUnderAnotherRubricCorrectNothing() {
        labels.put(label(1, rubric, 5, "I think so", me));
        RubricId other = labels.rubric(Rubric.fineWebEdu());
        labels.put(label(3, other, 0, Label.SECOND_LOOK + "author 3", me));
        assertThat(labels.settled(corpus.id(), author.id()).stream().map(Label::value))
                .containsExactly(1, 2, 3);
    }

    @Test
    void aRubricIsReadByItsNumber() {
        assertThat(labels.rubric(rubric)).isEqualTo(Rubric.educationalValue());
    }

    @Test
    void theF1OfTheSecondAnnotatorCountsWhatBothWouldKeep() {
        Map<DocumentId, Integer> truth =
                Map.of(
                        new DocumentId(1), 5,
                        new DocumentId(2), 3,
                        new DocumentId(3), 4,
                        new DocumentId(4), 0);
        Map<DocumentId, Integer> said =
                Map.of(
                        new DocumentId(1), 4,
                        new DocumentId(2), 2,
                        new DocumentId(3), 3,
                        new DocumentId(4), 3);
        Agreement agreement = Agreement.of(truth, said);
        assertThat(agreement.f1(3)).isEqualTo(2.0 * 2 / (2.0 * 2 + 2));
        assertThat(agreement.f1(6)).isZero();
    }
}

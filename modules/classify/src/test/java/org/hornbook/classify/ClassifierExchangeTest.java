package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.corpus.clean.RemovalRepository;
import org.hornbook.job.Job;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.label.LabelRepository;
import org.hornbook.label.Rubric;
import org.hornbook.label.RubricId;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A classifier as one file.
class ClassifierExchangeTest {
    private static final List<String> TEXTS =
            List.of("", "def f(x):\n    \"\"\"Say x.\"\"\"\n    return x\n", "CONFIG = {1: 2}");

    @TempDir Path folder;
    private Place home;
    private Path file;

    /// A workspace.
    private final class Place implements AutoCloseable {
        final Database database;
        final JobRunner runner;
        final CorpusRepository corpora;
        final LabelRepository labels;
        final ClassifyRepository classifiers;
        final ClassifierExchange exchange;

        Place(String name) {
            database =
                    Database.open(
                            folder.resolve(name + ".db"),
                            Access.WRITE,
                            List.of(
                                    JobRepository.migrations(),
                                    CorpusRepository.migrations(),
                                    RejectedRepository.migrations(),
                                    RemovalRepository.migrations(),
                                    LabelRepository.migrations(),
                                    ClassifyRepository.migrations()));
            runner = new JobRunner(new JobRepository(database));
            corpora = new CorpusRepository(database);
            labels = new LabelRepository(database);
            classifiers = new ClassifyRepository(database);
            exchange = new ClassifierExchange(classifiers, corpora, labels);
        }

        Corpus corpus(String name, int from, int to) throws Exception {
            List<String> rows = new ArrayList<>();
            for (int i = from; i < to; i++) {
                String text =
                        i % 2 == 0
                                ? "def add_" + i + "(x): return x + " + i
                                : "CONFIG_" + i + " = {'a': " + i + "}";
                rows.add("{\"id\": \"d" + i + "\", \"text\": \"" + text + "\"}");
            }
            run(
                    new ImportJob(
                            corpora,
                            ImportPlan.of(
                                    Files.write(folder.resolve(name + from + ".jsonl"), rows),
                                    name)));
            return corpora.require(name);
        }

        TrainedClassifier train(Recipe recipe, Calibrator.Method calibration) throws Exception {
            Corpus corpus = corpora.require("c");
            Annotator me = labels.annotator("me", Annotator.Kind.MODEL);
            RubricId rubric = labels.rubric(Rubric.educationalValue());
            List<Label> given =
                    corpora
                            .page(corpus.id(), new DocumentQuery.All(), DocumentId.START, 500)
                            .documents()
                            .stream()
                            .map(
                                    d ->
                                            label(
                                                    d.id(),
                                                    Integer.parseInt(d.key().substring(1)),
                                                    rubric,
                                                    me))
                            .toList();
            database.write(
                    t -> {
                        given.forEach(l -> labels.put(t, l));
                        return null;
                    });
            run(
                    new TrainClassifierJob(
                            classifiers,
                            corpora,
                            new TrainClassifierJob.Plan(
                                    "n", corpus, me, recipe, 3, 5, 1, calibration),
                            given,
                            Optional.of(new Length())));
            return classifiers.find("n").orElseThrow();
        }

        private Label label(DocumentId id, int number, RubricId rubric, Annotator by) {
            int value = number % 7 == 0 ? 1 : number % 2 == 0 ? 4 : 0;
            return new Label(id, rubric, value, "", by.id(), Instant.EPOCH);
        }

        <R> R run(Job<R> job) throws Exception {
            return ((JobState.Succeeded<R>) runner.submit(job, Reuse.NEVER).await()).result();
        }

        @Override
        public void close() {
            runner.close();
            database.close();
        }
    }

    private record Length() implements Embedder {
        @Override
        public String fingerprint() {
            return "length";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[] embed(String text) {
            return new float[] {text.length(), text.indexOf('(')};
        }
    }

    @BeforeEach
    void open() throws Exception {
        home = new Place("home");
        home.corpus("c", 0, 120);
        file = folder.resolve("out/n.classifier");
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void aClassifierComesBackWholeInAnotherWorkspace() throws Exception {
        for (Recipe recipe : List.of(Recipe.NgramLinear.USUAL, Recipe.NgramAverage.USUAL)) {
            TrainedClassifier trained = home.train(recipe, Calibrator.Method.ISOTONIC);
            home.exchange.export(trained, file);
            byte[] first = Files.readAllBytes(file);
            home.exchange.export(trained, file);
            assertThat(Files.readAllBytes(file)).isEqualTo(first);
            assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
            try (Place away = new Place("away-" + recipe.id())) {
                ClassifierExchange.Imported taken = take(away, Optional.empty());
                assertThat(taken.wasHere()).isFalse();
                assertThat(taken.corpus()).isEmpty();
                assertThat(taken.known()).isZero();
                assertThat(taken.learned()).isEqualTo(120);
                TrainedClassifier here = away.classifiers.find("n").orElseThrow();
                assertThat(here.fingerprint()).isEqualTo(trained.fingerprint());
                assertThat(here.evaluation()).isEqualTo(trained.evaluation());
                assertThat(here.probability()).isPresent().isEqualTo(trained.probability());
                assertThat(away.classifiers.provenance(here.id()))
                        .isEqualTo(home.classifiers.provenance(trained.id()));
                assertThat(away.classifiers.summaries().getFirst().recipe()).isEqualTo(recipe);
                Classifier.Scorer one = trained.classifier().scorer(Optional.empty());
                Classifier.Scorer two = here.classifier().scorer(Optional.empty());
                for (String text : TEXTS) {
                    assertThat(two.score(text)).isEqualTo(one.score(text));
                }
                assertThat(take(away, Optional.empty()).wasHere()).isTrue();
                assertThat(away.classifiers.summaries()).hasSize(1);
            }
        }
    }

    @Test
    void whatItLearnedFromIsKnownAgainWhereTheSameDocumentsAre() throws Exception {
        TrainedClassifier trained = home.train(Recipe.NgramLinear.USUAL, Calibrator.Method.PLATT);
        home.exchange.export(trained, file);
        try (Place away = new Place("away")) {
            away.corpus("c", 60, 200);
            ClassifierExchange.Imported taken = take(away, Optional.of("theirs"));
            assertThat(taken.known()).isEqualTo(60);
            assertThat(taken.corpus()).isEqualTo("c");
            TrainedClassifier here = away.classifiers.find("theirs").orElseThrow();
            Map<String, Double> scores = new LinkedHashMap<>();
            home.classifiers
                    .heldOut(trained.id())
                    .forEach((id, score) -> scores.put(home.corpora.get(id).key(), score));
            assertThat(away.classifiers.heldOut(here.id()))
                    .hasSize(60)
                    .allSatisfy(
                            (id, score) ->
                                    assertThat(scores)
                                            .containsEntry(away.corpora.get(id).key(), score));
        }
    }

    @Test
    void theFileSaysWhereTheClassifierCameFrom() throws Exception {
        TrainedClassifier trained = home.train(Recipe.NgramLinear.USUAL, Calibrator.Method.PLATT);
        ClassifierManifest m = home.exchange.export(trained, file).manifest();
        assertThat(m.annotator()).isEqualTo(new ClassifierManifest.By("me", "model"));
        assertThat(m.rubrics()).singleElement().matches(r -> r.name().equals("educational-value"));
        assertThat(m.corpus()).isEqualTo("c");
        assertThat(m.labels()).isEqualTo(120);
        assertThat(m.labelsHash()).hasSize(64);
        assertThat(m.recipe().path("recipe").asText()).isEqualTo("ngram-linear");
        assertThat(m.provenance().path("seed").asInt()).isEqualTo(1);
        assertThat(ClassifierBundle.read(file).manifest()).isEqualTo(m);
        String whole = new String(entries().get("classifier.json"), StandardCharsets.UTF_8);
        assertThat(whole).doesNotContain("def add_");
    }

    @Test
    void aDamagedOrChangedFileIsRefusedInOneSentence() throws Exception {
        home.exchange.export(
                home.train(new Recipe.NgramLinear(8, false, 3), Calibrator.Method.PLATT), file);
        byte[] whole = Files.readAllBytes(file);
        try (Place away = new Place("away")) {
            for (int cut : new int[] {0, 1, 100, whole.length / 2, whole.length - 400}) {
                Files.write(file, java.util.Arrays.copyOf(whole, cut));
                refused(away, "");
            }
            for (int at = 0; at < whole.length; at += 97) {
                byte[] flipped = whole.clone();
                flipped[at] ^= 0x10;
                Files.write(file, flipped);
                try {
                    take(
                            away,
                            Optional.of("flipped-" + at)); // a bit of a time or a name in the zip
                } catch (IllegalArgumentException e) {
                    assertThat(e.getMessage()).contains(file.toString()).doesNotContain("\n");
                }
            }
            Files.write(file, whole);
            change("classifier.json", s -> s.replace("\"f1\" : 0", "\"f1\" : 1"), false);
            refused(away, "classifier.json does not match its checksum");
            Files.write(file, whole);
            change("held-out.jsonl", s -> s.substring(s.indexOf('\n') + 1), false);
            refused(away, "held-out.jsonl does not match its checksum");
            Files.write(file, whole);
            change("SHA256SUMS", s -> "", false);
            refused(away, "there is no checksum of");
            Files.write(file, whole);
            change("classifier.json", s -> s.replace("\"format\" : 1", "\"format\" : 7"), true);
            refused(away, "is of format 7, and this version reads format 1");
            Files.write(file, whole);
            change(
                    "classifier.json",
                    s -> s.replaceAll("\"model\" : \"....", "\"model\" : \"0000"),
                    true);
            refused(away, "another model than its manifest names");
            Files.writeString(file, "hello");
            refused(away, "is no exported classifier");
            Files.delete(file);
            refused(away, "there is no file");
            assertThat(away.classifiers.summaries()).allMatch(c -> c.name().startsWith("flipped"));
        }
    }

    @Test
    void aClassifierOnAnEncoderIsTakenOnlyWithThatEncoder() throws Exception {
        home.exchange.export(
                home.train(Recipe.EncoderForest.of("length"), Calibrator.Method.PLATT), file);
        try (Place away = new Place("away")) {
            refused(away, "name that checkpoint with --encoder");
            assertThatThrownBy(
                            () ->
                                    away.exchange.take(
                                            file,
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.of("other")))
                    .hasMessageContaining("names the one with other");
            assertThat(
                            away.exchange
                                    .take(
                                            file,
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.of("length"))
                                    .readsModel())
                    .isEqualTo("length");
        }
    }

    @Test
    void anotherClassifierOfThatNameIsNotReplaced() throws Exception {
        home.exchange.export(
                home.train(new Recipe.NgramLinear(8, false, 3), Calibrator.Method.PLATT), file);
        TrainedClassifier other =
                home.train(new Recipe.NgramLinear(9, false, 3), Calibrator.Method.PLATT);
        refused(home, "there is another classifier called n here: give --name");
        assertThat(home.classifiers.find("n").orElseThrow().fingerprint())
                .isEqualTo(other.fingerprint());
    }

    private ClassifierExchange.Imported take(Place place, Optional<String> name)
            throws IOException {
        return place.exchange.take(file, name, Optional.empty(), Optional.empty());
    }

    private void refused(Place place, String because) {
        assertThatThrownBy(() -> take(place, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                entries.put(e.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    /// Changes one entry, and its checksum too where `sums`.
    private void change(String name, UnaryOperator<String> edit, boolean sums) throws IOException {
        Map<String, byte[]> entries = entries();
        String old = Sha256.of(entries.get(name));
        byte[] edited =
                edit.apply(new String(entries.get(name), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(edited).isNotEqualTo(entries.get(name));
        entries.put(name, edited);
        if (sums) {
            String lines = new String(entries.get("SHA256SUMS"), StandardCharsets.UTF_8);
            entries.put(
                    "SHA256SUMS",
                    lines.replace(old, Sha256.of(edited)).getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        Files.write(file, bytes.toByteArray());
    }
}

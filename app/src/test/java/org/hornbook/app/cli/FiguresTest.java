package org.hornbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.app.Workbench;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.store.Access;
import org.hornbook.store.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The figures of `hornbook compare --json` against those of scikit-learn and scipy
/// (`datasets/golden/compare/make.py` defines them), and what else the command tells.
class FiguresTest {
    @TempDir Path folder;
    private String workspace;

    @BeforeEach
    void makeAClassifier() throws Exception {
        workspace = folder.resolve("w").toString();
        List<String> documents = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String text = i % 2 == 0 ? "def add_" + i + "(x): return x" : "SETTING_" + i + " = 1";
            documents.add(Json.write(java.util.Map.of("id", "d" + i, "text", text)));
            labels.add(Json.write(java.util.Map.of("id", "d" + i, "label", i % 2 == 0 ? 5 : 0)));
        }
        imported("learned", documents, labels);
        run(
                "classifier",
                "train",
                "--corpus",
                "learned",
                "--annotator",
                "me",
                "--name",
                "given",
                "--folds",
                "2");
    }

    @Test
    void theyEqualThoseOfScikitLearnAndScipy() throws Exception {
        JsonNode cases =
                Json.read(
                        Files.readString(
                                Path.of(System.getProperty("hornbook.datasets"))
                                        .resolve("golden/compare/cases.json")),
                        JsonNode.class);
        for (JsonNode c : cases) {
            given(c);
        }
        for (JsonNode c : cases) {
            JsonNode e =
                    run(
                                    "compare",
                                    "--corpus",
                                    c.path("name").asText(),
                                    "--annotator",
                                    "me",
                                    "--classifier",
                                    "given",
                                    "--keep-from",
                                    c.path("keepFrom").asText(),
                                    "--threshold",
                                    c.path("threshold").asText())
                            .path("evaluation");
            for (String figure :
                    List.of(
                            "precision",
                            "recall",
                            "f1",
                            "auc",
                            "averagePrecision",
                            "kappa",
                            "weightedKappa",
                            "spearman",
                            "brier",
                            "ece")) {
                String what = c.path("name").asText() + " " + figure;
                if (c.path(figure).isNull()) {
                    assertThat(e.path(figure).asText()).as(what).isEqualTo("NaN");
                } else {
                    assertThat(e.path(figure).isNumber()).as(what).isTrue();
                    assertThat(e.path(figure).asDouble())
                            .as(what)
                            .isCloseTo(c.path(figure).asDouble(), within(1e-9));
                }
                JsonNode interval =
                        e.path("intervals").path(figure.equals("ece") ? "eceByChance" : figure);
                assertThat(interval.has("low") && interval.has("high")).as(what).isTrue();
            }
        }
    }

    @Test
    void whatTheLineDoesToTheWholeCorpusIsToldWithTheDocumentsBesideIt() throws Exception {
        int n = 400;
        List<String> documents = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            scores[i] = i / 80.0;
            documents.add(
                    Json.write(
                            java.util.Map.of(
                                    "id",
                                    "w" + i,
                                    "text",
                                    (i + " ").repeat(1 + i % 7),
                                    "source",
                                    i % 4 == 0 ? "web" : "book")));
            labels.add(Json.write(java.util.Map.of("id", "w" + i, "label", i * 6 / n)));
        }
        imported("whole", documents, labels);
        score("whole", scores);
        run("remove", "whole", "id:w399", "--why", "not wanted");
        JsonNode report =
                run(
                        "compare",
                        "--corpus",
                        "whole",
                        "--annotator",
                        "me",
                        "--classifier",
                        "given",
                        "--threshold",
                        "2.5");
        JsonNode kept = report.path("kept");
        assertThat(report.path("compared").asInt()).isEqualTo(399); // one was removed
        assertThat(kept.path("documents").asInt()).isEqualTo(199);
        assertThat(kept.path("scored").asInt()).isEqualTo(399);
        assertThat(kept.path("characters").asLong())
                .isEqualTo(
                        java.util.stream.IntStream.range(200, 399).map(i -> 4 * (1 + i % 7)).sum());
        JsonNode survival = kept.path("survival").get(0);
        assertThat(survival.path("field").asText()).isEqualTo("source");
        JsonNode book = survival.path("values").get(0);
        assertThat(book.path("value").asText()).isEqualTo("book");
        assertThat(book.path("kept").asInt()).isEqualTo(149);
        assertThat(book.path("all").asInt()).isEqualTo(299);
        assertThat(kept.path("above").size()).isEqualTo(10);
        assertThat(kept.path("above").get(0).path("key").asText()).isEqualTo("w200");
        assertThat(kept.path("below").get(0).path("key").asText()).isEqualTo("w199");
        assertThat(kept.path("cut").path("recall").path("high").asDouble()).isEqualTo(1);
        assertThat(kept.path("cut").path("recall").path("low").asDouble()).isBetween(0.97, 0.99);
    }

    @Test
    void theCurveTellsWhatTheNextDollarsBuyAndWhatLabellingEverythingWouldCost() throws Exception {
        JsonNode report =
                run(
                        "classifier",
                        "curve",
                        "given",
                        "--folds",
                        "2",
                        "--seeds",
                        "2",
                        "--label-cost",
                        "0.02");
        assertThat(report.path("points").size()).isGreaterThan(1);
        JsonNode last = report.path("points").get(report.path("points").size() - 1);
        assertThat(last.path("labels").asInt()).isEqualTo(10);
        assertThat(last.path("dollars").asDouble()).isCloseTo(0.2, within(1e-9));
        assertThat(last.path("f1").asDouble())
                .isBetween(last.path("f1Low").asDouble(), last.path("f1High").asDouble());
        assertThat(report.path("next").path("labels").asInt()).isEqualTo(500);
        assertThat(report.path("next").path("rule").asText()).startsWith("Stop when");
        assertThat(report.path("everything").path("costs").path("askingDollars").asDouble())
                .isCloseTo(0.4, within(1e-9));
        assertThat(report.path("everything").path("times").asDouble()).isCloseTo(1, within(1e-9));
    }

    private void given(JsonNode c) throws Exception {
        List<String> documents = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        double[] scores = new double[c.path("labels").size()];
        for (int i = 0; i < scores.length; i++) {
            documents.add("{\"id\": \"d" + i + "\", \"text\": \"text " + i + "\"}");
            labels.add("{\"id\": \"d" + i + "\", \"label\": " + c.path("labels").get(i) + "}");
            scores[i] = c.path("scores").get(i).asDouble();
        }
        imported(c.path("name").asText(), documents, labels);
        score(c.path("name").asText(), scores);
    }

    private void imported(String corpus, List<String> documents, List<String> labels)
            throws Exception {
        Path text = Files.write(folder.resolve(corpus + ".jsonl"), documents);
        Path opinions = Files.write(folder.resolve(corpus + "-labels.jsonl"), labels);
        run("import", text.toString(), "--corpus", corpus);
        run("labels", "import", opinions.toString(), "--corpus", corpus, "--annotator", "me");
    }

    /// Gives the documents of a corpus scores, in order.
    private void score(String corpus, double[] scores) throws Exception {
        try (Workbench bench = Workbench.open(Path.of(workspace), Access.WRITE, "test")) {
            Corpus in = bench.corpora().require(corpus);
            TrainedClassifier classifier = bench.classifiers().find("given").orElseThrow();
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < scores.length; i++) {
                keys.add((corpus.equals("whole") ? "w" : "d") + i);
            }
            var ids = bench.corpora().ids(in.id(), keys);
            bench.workspace()
                    .database()
                    .write(
                            t -> {
                                try (PreparedStatement s =
                                        t.connection()
                                                .prepareStatement(
                                                        "INSERT INTO score VALUES(?,?,?)")) {
                                    for (int i = 0; i < scores.length; i++) {
                                        s.setLong(1, classifier.id().value());
                                        s.setLong(2, ids.get(keys.get(i)).value());
                                        s.setDouble(3, scores[i]);
                                        s.addBatch();
                                    }
                                    return s.executeBatch().length;
                                }
                            });
        }
    }

    private JsonNode run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--workspace", workspace));
        boolean removes = arguments[0].equals("remove");
        if (!removes) {
            all.add("--json");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream before = System.out;
        PrintStream errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        int status;
        try {
            status = Main.run(all.toArray(String[]::new));
        } finally {
            System.setOut(before);
            System.setErr(errBefore);
        }
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return removes ? null : Json.read(out.toString(StandardCharsets.UTF_8), JsonNode.class);
    }
}

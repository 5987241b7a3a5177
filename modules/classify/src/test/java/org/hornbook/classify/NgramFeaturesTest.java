package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;

class NgramFeaturesTest {
    private static final List<String> LONG =
            List.of(
                    "",
                    "x".repeat(200_000),
                    "a b ".repeat(12_000),
                    "a\u0301 ".repeat(10_000),
                    "def f("
                            + "a, ".repeat(200)
                            + "):\n  '''"
                            + "word ".repeat(900)
                            + "'''\n  return 1",
                    "def f(" + "a".repeat(399) + "):",
                    "def f(" + "😀".repeat(400) + "):",
                    "def f(" + "😀".repeat(401) + "):",
                    "def f():\"\"\"" + "😀".repeat(4_000) + "\"\"\"x",
                    "def f():\"\"\"" + "😀".repeat(4_001) + "\"\"\"x",
                    "def f()" + "-".repeat(80) + ":x",
                    "def f()" + "-".repeat(81) + ":x");

    @Test
    void featuresTakenFromCharactersAreThoseTakenWithStrings() {
        List<String> texts = new ArrayList<>(LONG);
        texts.addAll(Samples.lessons().texts());
        texts.addAll(Samples.exercises(200).texts());
        texts.addAll(Samples.odd(500, 3));
        for (boolean characters : new boolean[] {false, true}) {
            NgramFeatures.Settings settings = new NgramFeatures.Settings(12, characters);
            NgramFeatures fast = new NgramFeatures(settings);
            PlainFeatures plain = new PlainFeatures(settings);
            for (String text : texts) {
                NgramFeatures.Raw mine = fast.of(text);
                NgramFeatures.Raw theirs = plain.of(text);
                for (int k = 0; k < TextStatistics.NAMES.size(); k++) {
                    assertThat(mine.statistics()[k])
                            .as("%s of %s", TextStatistics.NAMES.get(k), text)
                            .isEqualTo(theirs.statistics()[k]);
                }
                assertThat(mine.ngrams().indexes()).as(text).isEqualTo(theirs.ngrams().indexes());
                float[] values = mine.ngrams().values();
                for (int k = 0; k < values.length; k++) {
                    if (Math.abs(values[k] - theirs.ngrams().values()[k]) > 1e-6) {
                        assertThat(values).as(text).isEqualTo(theirs.ngrams().values());
                    }
                }
            }
        }
    }

    @Test
    void scoringInOnePassIsTheScoreOfTheVector() {
        for (Samples samples : List.of(Samples.lessons(), Samples.exercises(300))) {
            for (boolean characters : new boolean[] {false, true}) {
                Recipe.NgramLinear recipe = new Recipe.NgramLinear(14, characters, 3);
                NgramClassifier classifier = (NgramClassifier) trained(recipe, samples);
                NgramFeatures features = new NgramFeatures(classifier.settings());
                List<String> texts = new ArrayList<>(LONG);
                texts.addAll(samples.texts());
                texts.addAll(Samples.odd(300, 5));
                List<Classifier.Scorer> scorers = classifier.scorers(2, Optional.empty());
                for (String text : texts) {
                    double whole = classifier.score(features.of(text));
                    assertThat(scorers.get(0).score(text)).isCloseTo(whole, within(1e-6));
                    assertThat(scorers.get(1).score(text)).isCloseTo(whole, within(1e-6));
                }
            }
        }
    }

    @Test
    void anyNumberOfLabelsIsScoredInOnePass() {
        Samples lessons = Samples.lessons();
        for (int labels : new int[] {2, 4, 6, 11}) {
            int[] spread =
                    IntStream.range(0, lessons.labels().length)
                            .map(i -> lessons.labels()[i] * 2 % labels + i % 2 % labels)
                            .toArray();
            Classifier classifier =
                    trained(
                            new Recipe.NgramLinear(10, false, 3),
                            new Samples(lessons.texts(), spread));
            NgramClassifier linear = (NgramClassifier) classifier;
            NgramFeatures features = new NgramFeatures(linear.settings());
            Classifier.Scorer scorer = linear.scorer(Optional.empty());
            for (String text : lessons.texts()) {
                assertThat(scorer.score(text))
                        .isCloseTo(linear.score(features.of(text)), within(1e-6));
            }
        }
    }

    @Test
    void aClassifierStoredByTheFirstVersionScoresAsItDid() throws Exception {
        Path golden = Path.of(System.getProperty("hornbook.datasets"), "golden", "classify");
        byte[] bytes = Files.readAllBytes(golden.resolve("ngram-linear-format-1.classifier"));
        Classifier classifier = ClassifierFile.read(bytes);
        assertThat(classifier.recipe()).isEqualTo(new Recipe.NgramLinear(10, true, 3));
        Classifier.Scorer scorer = classifier.scorer(Optional.empty());
        JsonNode scores =
                Json.read(
                        Files.readString(golden.resolve("ngram-linear-format-1.json")),
                        JsonNode.class);
        assertThat(scores).hasSizeGreaterThan(20);
        for (JsonNode one : scores) {
            assertThat(scorer.score(one.path("text").asText()))
                    .isCloseTo(one.path("score").asDouble(), within(1e-6));
        }
    }

    @Test
    void aClassifierOfALaterFormatIsRefusedInOneSentence() throws Exception {
        byte[] bytes =
                ClassifierFile.write(
                        trained(new Recipe.NgramLinear(8, false, 3), Samples.lessons()));
        byte[] inside = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        inside[3] = '9';
        ByteArrayOutputStream later = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(later)) {
            out.write(inside);
        }
        assertThatThrownBy(() -> ClassifierFile.read(later.toByteArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 9")
                .hasMessageContaining("train it again");
    }

    private static Classifier trained(Recipe recipe, Samples samples) {
        int[] all = IntStream.range(0, samples.labels().length).toArray();
        return Examples.of(recipe, samples.texts(), Optional.empty(), done -> {})
                .fit(all, samples.labels(), 1);
    }
}

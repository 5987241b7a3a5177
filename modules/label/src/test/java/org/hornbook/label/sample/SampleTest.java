package org.hornbook.label.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.label.Place;
import org.hornbook.label.Rubric;
import org.hornbook.label.RubricId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hundred documents; document `i` has the score `i * i / 2000`, `a` labelled all of them, `b`
/// the first fifty, with a difference of two on every seventh.
class SampleTest {
    @TempDir Path folder;
    private Place place;
    private SampleRepository samples;

    @BeforeEach
    void open() throws Exception {
        place = Place.of(folder, 100);
        samples = new SampleRepository(place.database(), place.corpora());
        Scored.put(place.database(), "n", 100, i -> i * i / 2000.0);
        RubricId rubric = place.labels().rubric(Rubric.educationalValue());
        Annotator a = place.labels().annotator("a", Annotator.Kind.PERSON);
        Annotator b = place.labels().annotator("b", Annotator.Kind.PERSON);
        for (int i = 1; i <= 100; i++) {
            place.labels().put(label(i, rubric, i % 4, a));
            if (i <= 50) {
                place.labels().put(label(i, rubric, i % 4 + (i % 7 == 0 ? 2 : 0), b));
            }
        }
    }

    @AfterEach
    void close() {
        place.close();
    }

    private static Label label(int document, RubricId rubric, int value, Annotator by) {
        return new Label(new DocumentId(document), rubric, value, "", by.id(), Instant.EPOCH);
    }

    private List<Long> draw(Whom whom, int size) {
        return draw(new Sample.Plan(whom, size, 7));
    }

    private List<Long> draw(Sample.Plan plan) {
        return samples.draw(place.corpus(), plan).stream().map(DocumentId::value).toList();
    }

    @Test
    void theSameSeedDrawsTheSameAndALargerSampleHoldsTheSmallerOne() {
        List<Long> ten = draw(new Whom.Random(), 10);
        assertThat(draw(new Whom.Random(), 10)).isEqualTo(ten);
        assertThat(draw(new Whom.Random(), 30).subList(0, 10)).isEqualTo(ten);
        assertThat(draw(new Sample.Plan(new Whom.Random(), 10, 8))).isNotEqualTo(ten);
        assertThat(draw(new Whom.Random(), 1000)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void everyDocumentHasTheSameChance() {
        int[] drawn = new int[101];
        for (int seed = 0; seed < 500; seed++) {
            draw(new Sample.Plan(new Whom.Random(), 20, seed)).forEach(d -> drawn[d.intValue()]++);
        }
        for (int i = 1; i <= 100; i++) {
            assertThat(drawn[i]).as("document " + i).isBetween(60, 140); // 100 +- 4.5 deviations
        }
    }

    @Test
    void strataOfScoresGiveAsManyEach() {
        Map<Integer, Integer> parts = new TreeMap<>();
        draw(new Whom.Strata("n", 5), 25)
                .forEach(d -> parts.merge((int) (d * d / 2000.0), 1, Integer::sum));
        assertThat(parts).isEqualTo(Map.of(0, 5, 1, 5, 2, 5, 3, 5, 4, 5));
        assertThat(draw(new Whom.Strata("n", 5), 100)).hasSize(100);
    }

    @Test
    void unsureOnesLieNearestTheLine() {
        assertThat(draw(new Whom.Unsure("n", 2.5), 3)).containsExactly(71L, 70L, 72L);
        List<Long> half = draw(new Whom.HalfUnsure("n", 2.5), 6);
        assertThat(half).contains(71L, 70L, 72L).hasSize(6);
    }

    @Test
    void disputedOnesDifferMostFirstAndThoseInAgreementAreLeftOut() {
        assertThat(draw(new Whom.Disputed(List.of("a", "b")), 50))
                .containsExactlyInAnyOrder(7L, 14L, 21L, 28L, 35L, 42L, 49L);
        assertThat(draw(new Whom.Disputed(List.of("a", "score:n")), 1)).containsExactly(100L);
        assertThatThrownBy(() -> draw(new Whom.Disputed(List.of("a", "nobody")), 1))
                .hasMessageContaining("nobody has said nothing");
        assertThatThrownBy(() -> new Whom.Disputed(List.of("a")))
                .hasMessageContaining("at least two voices");
    }

    @Test
    void aFieldGivesAsManyOfEachValue() {
        Map<String, Integer> sources = new TreeMap<>();
        draw(new Whom.Field("source"), 18)
                .forEach(
                        d ->
                                sources.merge(
                                        place.corpora()
                                                .get(new DocumentId(d))
                                                .metadata()
                                                .get("source"),
                                        1,
                                        Integer::sum));
        assertThat(sources).isEqualTo(Map.of("books", 6, "rare", 6, "web", 6));
        assertThatThrownBy(() -> draw(new Whom.Field("x"), 1))
                .hasMessage("no document of this corpus has a field x");
        assertThatThrownBy(() -> draw(new Whom.Unsure("x", 1), 1))
                .hasMessageContaining("score by x");
    }

    @Test
    void onlyWhatAQueryFindsAndSomeoneHasOrHasNotLabelled() {
        assertThat(draw(new Sample.Plan(new Whom.Random(), "source:rare", "", "", 99, 1)))
                .containsExactlyInAnyOrder(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L);
        assertThat(draw(new Sample.Plan(new Whom.Random(), "source:rare", "b", "a", 99, 1)))
                .containsExactlyInAnyOrder(60L, 70L, 80L, 90L, 100L);
    }

    @Test
    void aKeptSampleTellsHowItWasDrawnAndWhereSomeoneIs() {
        Sample.Plan plan = new Sample.Plan(new Whom.Strata("n", 4), "source:web", "b", "", 9, 3);
        Sample kept = samples.keep(place.corpus(), "nine", plan);
        Sample found = samples.require(place.corpus(), "nine");
        assertThat(found.documents()).isEqualTo(kept.documents());
        assertThat(found.made()).isEqualTo(kept.made());
        assertThat(found.provenance().inputs()).isEqualTo(kept.provenance().inputs());
        assertThat(found.plan()).isEqualTo(plan);
        assertThat(found.provenance().seed()).isEqualTo(3);
        assertThat(samples.draw(place.corpus(), found.plan())).isEqualTo(found.documents());
        assertThatThrownBy(() -> samples.keep(place.corpus(), "nine", plan))
                .hasMessage("there is a sample nine of c already");
        assertThat(samples.free(place.corpus().id(), "nine")).isEqualTo("nine 2");
        assertThat(samples.unfinished(place.corpus().id(), "me")).isEmpty();
        samples.put(new Sample.Place(kept.id(), "me", 4));
        assertThat(samples.unfinished(place.corpus().id(), "me"))
                .contains(new Sample.Place(kept.id(), "me", 4));
        samples.put(new Sample.Place(kept.id(), "me", 9));
        assertThat(samples.unfinished(place.corpus().id(), "me")).isEmpty();
        assertThat(samples.at(kept.id(), "you")).isZero();
    }

    @Test
    void aSampleOfNothingIsOneSentence() {
        assertThatThrownBy(
                        () ->
                                samples.keep(
                                        place.corpus(),
                                        "none",
                                        new Sample.Plan(
                                                new Whom.Random(), "source:moon", "", "", 9, 1)))
                .hasMessage("no document of c was found at random, of: source:moon");
    }
}

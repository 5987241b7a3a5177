package org.hornbook.label.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hornbook.corpus.DocumentId;
import org.hornbook.infer.remote.Role;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.label.Place;
import org.hornbook.label.Rubric;
import org.hornbook.label.RubricId;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RubricTest {
    @TempDir Path folder;

    private static final Rubric FULL =
            new Rubric(
                    "mine",
                    3,
                    "First line.\n\n## a heading\n\\ a backslash\n~~~ tildes",
                    -1,
                    1,
                    List.of("bad", "so so", "good: with a colon"),
                    List.of(
                            new Rubric.Example("## Scale\n~~~~\nx = 1\n", 1, "it runs"),
                            new Rubric.Example("nothing", -1, "")),
                    "{\"type\": \"object\", \"properties\": {\"score\": {\"type\": \"integer\"}}}");

    @Test
    void itsTextGivesItBack() {
        assertThat(RubricText.parse(RubricText.write(FULL))).isEqualTo(FULL);
        for (Rubric shipped : Rubric.shipped()) {
            assertThat(RubricText.parse(RubricText.write(shipped))).isEqualTo(shipped);
        }
        String windows = RubricText.write(FULL.as("w", 1)).replace("\n", "\r\n");
        assertThat(RubricText.parse(windows).meanings()).isEqualTo(FULL.meanings());
    }

    @Test
    void whatIsWrongInATextIsToldWithItsLine() {
        wrong("", "line 1: the first line is to be `# name, version 1`");
        wrong("# x\n\n## Scale\n0: a\n1: b", "line 3: the guideline has no words");
        wrong("# x\nwords", "line 3: there is no `## Scale`");
        wrong("# x\nwords\n## Scale\n0: a\n2: b", "line 5: after 0 comes 1");
        wrong("# x\nwords\n## Scale\nzero", "line 4: a step of the scale");
        wrong("# x\nwords\n## Scale\n0: a", "line 5: the scale needs at least two steps");
        wrong("# x\nw\n## Scale\n0: a\n1: b\n## Example 1\ntext", "line 7: the text of an example");
        wrong("# x\nw\n## Scale\n0: a\n1: b\n## Example 1\n~~~\nt", "the example of line 6 has no");
        wrong("# x\nw\n## Scale\n0: a\n1: b\n## Example 9\n~~~\nt\n~~~", "label 9 outside 0..1");
        wrong("# x\nw\n## Scale\n0: a\n1: b\n## Reply\n{}", "no property score of type integer");
        wrong("# x\nw\n## Scale\n0: a\n1: b\n## Reply\nwords", "is not JSON");
        wrong("# a b\nw\n## Scale\n0: a\n1: b", "line 1:");
        wrong("# x\nw\n## Scale\n0: a\n1: b\n## Notes", "neither an `## Example 3` nor `## Reply`");
    }

    private static void wrong(String text, String says) {
        assertThatThrownBy(() -> RubricText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }

    @Test
    void aModelIsShownTheExamplesAsQuestionsThatWereAnswered() {
        assertThat(FULL.messages("the document").stream().map(m -> m.role()))
                .containsExactly(
                        Role.SYSTEM,
                        Role.USER,
                        Role.ASSISTANT,
                        Role.USER,
                        Role.ASSISTANT,
                        Role.USER);
        assertThat(FULL.messages("the document").get(2).content())
                .isEqualTo("{\"rationale\":\"it runs\",\"score\":1}");
        assertThat(FULL.messages("the document").getFirst().content())
                .contains("of this schema: {");
        assertThat(Rubric.educationalValue().messages("d")).hasSize(2);
        assertThat(Rubric.educationalValue().schema().path("required").size()).isEqualTo(2);
    }

    @Test
    void aRubricKeptBeforeThereWereExamplesReadsTheSame() {
        Rubric plain = Rubric.educationalValue();
        assertThat(Json.write(plain)).doesNotContain("examples").doesNotContain("reply");
        assertThat(Json.read(Json.write(plain), Rubric.class)).isEqualTo(plain);
        assertThat(Json.read(Json.write(FULL), Rubric.class)).isEqualTo(FULL);
    }

    @Test
    void aSavedChangeIsANewVersionAndOldLabelsStayWithTheirs() throws Exception {
        try (Place place = Place.of(folder, 3)) {
            RubricRepository rubrics = new RubricRepository(place.database());
            Rubric first = rubrics.require("educational-value");
            RubricId old = place.labels().rubric(first);
            Annotator me = place.labels().annotator("me", Annotator.Kind.PERSON);
            place.labels().put(label(1, old, 2, me, 0));
            Rubric words =
                    new Rubric(
                            first.name(), 1, first.text() + " Be strict.", 0, 5, first.meanings());
            Rubric second = rubrics.save(words, first);
            assertThat(second.title()).isEqualTo("educational-value@2");
            assertThat(rubrics.save(words, first)).isEqualTo(second);
            assertThat(rubrics.require("educational-value")).isEqualTo(second);
            assertThat(rubrics.require("educational-value@1")).isEqualTo(first);
            KeptRubric kept = rubrics.versions("educational-value").getLast();
            assertThat(kept.from()).contains("educational-value@1");
            assertThat(rubrics.versions("educational-value").getFirst().labels()).isEqualTo(1);
            place.labels().put(label(1, place.labels().rubric(second), 4, me, 60));
            assertThat(place.labels().labels(place.corpus().id(), me.id()))
                    .singleElement()
                    .matches(l -> l.value() == 4);
            assertThat(place.labels().labels(me.id(), old, List.of(new DocumentId(1))))
                    .singleElement()
                    .matches(l -> l.value() == 2);
        }
    }

    @Test
    void aCopyHasANameOfItsOwnAndIsChangedApart() throws Exception {
        try (Place place = Place.of(folder, 1)) {
            RubricRepository rubrics = new RubricRepository(place.database());
            Rubric copy = rubrics.copy(rubrics.require("fineweb-edu"), "strict");
            assertThat(copy.title()).isEqualTo("strict@1");
            assertThatThrownBy(() -> rubrics.copy(copy, "fineweb-edu"))
                    .hasMessage("there is a rubric fineweb-edu already");
            assertThatThrownBy(() -> rubrics.copy(copy, "a b"))
                    .hasMessageContaining("letters, digits");
            assertThatThrownBy(() -> rubrics.require("other"))
                    .hasMessage(
                            "there is no rubric other: there are educational-value, fineweb-edu,"
                                    + " strict");
            assertThatThrownBy(() -> rubrics.require("strict@7"))
                    .hasMessage("there is no strict@7: strict has version 1 to 1");
            assertThatThrownBy(() -> rubrics.save(FULL, copy)).hasMessageContaining("copy one");
        }
    }

    @Test
    void twoVersionsDifferWordByWord() {
        Rubric first = Rubric.educationalValue();
        Rubric second =
                new Rubric(
                        first.name(),
                        2,
                        first.text().replace("worth little", "worth nothing"),
                        0,
                        5,
                        first.meanings());
        RubricDiff diff = RubricDiff.of(first, second);
        assertThat(diff.text()).contains("worth [-little-]{+nothing+}.");
        assertThat(joined(diff, RubricDiff.Kind.ADDED)).isEqualTo(RubricText.write(first));
        assertThat(joined(diff, RubricDiff.Kind.REMOVED)).isEqualTo(RubricText.write(second));
        assertThat(RubricDiff.of(first, first).none()).isTrue();
    }

    private static String joined(RubricDiff diff, RubricDiff.Kind without) {
        StringBuilder text = new StringBuilder();
        diff.stretches().stream()
                .filter(s -> s.kind() != without)
                .forEach(s -> text.append(s.text()));
        return text.toString();
    }

    @Test
    void aTrialTellsAgreementShiftCostAndTheLargestChangesFirst() throws Exception {
        try (Place place = Place.of(folder, 4)) {
            RubricId one = place.labels().rubric(Rubric.educationalValue());
            Annotator a = place.labels().annotator("m", Annotator.Kind.MODEL);
            List<Label> before =
                    List.of(label(1, one, 1, a, 0), label(2, one, 3, a, 0), label(3, one, 5, a, 0));
            List<Label> after =
                    List.of(label(1, one, 2, a, 0), label(2, one, 3, a, 0), label(3, one, 0, a, 0));
            RubricTrial trial =
                    RubricTrial.of(
                            "c",
                            "s",
                            "m",
                            new RubricTrial.Asked("x@1", "m/x@1", 3, 0, 100, 10, 0.5),
                            before,
                            new RubricTrial.Asked("x@2", "m/x@2", 3, 1, 100, 10, 0.25),
                            after);
            assertThat(trial.n()).isEqualTo(3);
            assertThat(trial.shift().value()).isEqualTo(-4.0 / 3);
            assertThat(trial.changed()).hasSize(2);
            assertThat(trial.changed().getFirst())
                    .isEqualTo(new RubricTrial.Changed(new DocumentId(3), 5, 0, "w5", "w0"));
            assertThat(trial.second().lost()).isEqualTo(1);
            RubricRepository rubrics = new RubricRepository(place.database());
            rubrics.put(place.corpus().id(), trial);
            assertThat(rubrics.trials(place.corpus().id()).getFirst().changed())
                    .isEqualTo(trial.changed());
        }
    }

    @Test
    void labelsPutTogetherAreTakenBackTogether() throws Exception {
        try (Place place = Place.of(folder, 4)) {
            RubricId rubric = place.labels().rubric(Rubric.educationalValue());
            Annotator me = place.labels().annotator("me", Annotator.Kind.PERSON);
            Label mine = label(2, rubric, 1, me, 0);
            place.labels().put(mine);
            List<Label> many = List.of(label(1, rubric, 5, me, 1), label(2, rubric, 5, me, 1));
            List<Label> replaced = place.labels().putAll(many);
            assertThat(replaced).containsExactly(mine);
            place.labels().takeBack(many, replaced);
            assertThat(place.labels().values(place.corpus().id(), me.id()))
                    .isEqualTo(Map.of(new DocumentId(2), 1));
        }
    }

    private static Label label(long document, RubricId rubric, int value, Annotator by, long at) {
        return new Label(
                new DocumentId(document),
                rubric,
                value,
                "w" + value,
                by.id(),
                Instant.EPOCH.plusSeconds(at));
    }
}

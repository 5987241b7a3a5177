package org.hornbook.corpus.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearDuplicatesTest {
    @TempDir Path folder;

    @Test
    void theEstimateIsTheExactJaccardSimilarityWithinItsError() {
        Random random = new Random(1);
        MinHash hash = new MinHash();
        double worst = 0;
        double sum = 0;
        double square = 0;
        int n = 300;
        for (int i = 0; i < n; i++) {
            List<String> words = words(random, 200 + random.nextInt(200));
            List<String> other = new ArrayList<>(words);
            for (int e = random.nextInt(30); e >= 0; e--) {
                other.set(random.nextInt(other.size()), "w" + random.nextInt(5000));
            }
            String a = String.join(" ", words);
            String b = String.join(" ", other);
            double error = hash.of(a).similarity(hash.of(b)) - jaccard(a, b);
            worst = Math.max(worst, Math.abs(error));
            sum += error;
            square += error * error;
        }
        assertThat(Math.abs(sum / n)).as("bias").isLessThan(0.01);
        assertThat(Math.sqrt(square / n)).as("standard error").isLessThan(0.05);
        assertThat(worst).isLessThan(0.2);
    }

    @Test
    void plantedNearDuplicatesAreFoundAndOthersAreNot() throws Exception {
        try (Clean clean = new Clean(folder)) {
            Random random = new Random(2);
            List<String> texts = new ArrayList<>();
            Set<String> planted = new HashSet<>();
            int wanted = 0;
            for (int i = 0; i < 400; i++) {
                List<String> words = words(random, 150);
                texts.add(String.join(" ", words));
                if (i % 4 == 0) {
                    words.set(random.nextInt(words.size()), "changed" + i);
                    words.add("more" + i);
                    texts.add(String.join(" ", words));
                    if (jaccard(texts.get(texts.size() - 2), texts.getLast()) >= 0.85) {
                        planted.add("d" + (texts.size() - 2) + " d" + (texts.size() - 1));
                        wanted++;
                    }
                }
            }
            clean.bring("d", texts);
            NearReport report = clean.search(0.8);
            Set<String> found = new HashSet<>();
            clean.groups().forEach(g -> found.add(String.join(" ", g)));
            assertThat(report.documents()).isEqualTo(texts.size());
            found.removeIf(g -> !planted.contains(g));
            assertThat(found.size()).isGreaterThanOrEqualTo(wanted * 95 / 100);
            assertThat(report.groups()).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void theSameTextInOtherCaseAndSpacingIsExact() throws Exception {
        try (Clean clean = new Clean(folder)) {
            clean.bring(
                    "d",
                    List.of("One  two\nthree.", "one two three.", "one, two, three?", "else now"));
            NearReport report = clean.search(0.99);
            assertThat(clean.groups()).containsExactlyInAnyOrder(List.of("d0", "d1", "d2"));
            assertThat(report.exact()).isEqualTo(2);
        }
    }

    @Test
    void textsOfOneWordOfNoWordAndOfTenMegabytesAreNoTrouble() throws Exception {
        try (Clean clean = new Clean(folder)) {
            clean.bring("d", List.of("a", "b", "?!", "...", "", "A "));
            clean.search(0.8);
            assertThat(clean.groups()).containsExactly(List.of("d0", "d5"));
        }
        String large = String.join(" ", words(new Random(7), 100_000)).repeat(18);
        assertThat(large.length()).isGreaterThan(10_000_000);
        assertThat(new MinHash().of(large).similarity(new MinHash().of(large + " and its end")))
                .isGreaterThan(0.95);
    }

    @Test
    void boilerplateInEveryDocumentCostsNoSquareOfComparisons() {
        int n = 50_000;
        Random random = new Random(3);
        MinHash hash = new MinHash();
        String boilerplate = String.join(" ", words(random, 120));
        Signature[] signatures = new Signature[n];
        for (int i = 0; i < n; i++) {
            signatures[i] = hash.of(boilerplate + " number " + i);
        }
        AtomicInteger read = new AtomicInteger();
        Groups groups = new Groups(n);
        Buckets buckets =
                new Buckets(
                        groups,
                        new Similarity(0.8, r -> boilerplate + " number " + r),
                        r -> {
                            read.incrementAndGet();
                            return signatures[r];
                        });
        for (int band = 0; band < MinHash.BANDS; band++) {
            long[] keys = new long[n];
            for (int i = 0; i < n; i++) {
                keys[i] = Buckets.key(signatures[i].band(band), i);
            }
            buckets.join(keys, () -> {});
        }
        assertThat(read.get()).isLessThan(4 * n);
        for (int i = 0; i < n; i++) {
            assertThat(groups.first(i)).isZero();
        }
    }

    @Test
    void stoppedAndResumedOrAfterAnotherImportOnlyWhatIsMissingIsReadAndTheGroupsAreTheSame()
            throws Exception {
        try (Clean clean = new Clean(folder)) {
            Random random = new Random(4);
            List<String> first = pairs(random, 800);
            List<String> second = pairs(random, 200);
            clean.bring("a", first);
            JobHandle<NearReport> handle =
                    clean.runner.submit(
                            new NearDuplicatesJob(clean.corpora, clean.near, clean.corpus(), 0.8),
                            Reuse.NEVER);
            while (!(handle.state() instanceof JobState.Running<NearReport>(var p, var pace)
                            && p.done() > 0)
                    && !handle.state().ended()) {
                Thread.onSpinWait();
            }
            handle.cancel();
            handle.await();
            clean.search(0.8);
            clean.bring("b", second);
            NearReport report = clean.search(0.8);
            assertThat(report.fresh()).isEqualTo(400);
            Path other = Files.createDirectory(folder.resolve("other"));
            try (Clean straight = new Clean(other)) {
                straight.bring("a", first);
                straight.bring("b", second);
                straight.search(0.8);
                assertThat(clean.groups()).isNotEmpty().isEqualTo(straight.groups());
            }
        }
    }

    @Test
    void oneOfEachGroupIsKeptAndTheDecisionCanBeUndoneAndRedone() throws Exception {
        try (Clean clean = new Clean(folder)) {
            Random random = new Random(5);
            String a = String.join(" ", words(random, 100));
            String b = String.join(" ", words(random, 100));
            clean.bring("d", List.of(a, a + " tail end", b + " x", b + " longer y", b, "alone"));
            assertThatThrownBy(() -> keep(clean, new Keep.Longest()))
                    .hasMessageContaining("have not been searched yet");
            clean.search(0.8);
            Decision decision = keep(clean, new Keep.Longest()).orElseThrow();
            assertThat(decision.documents()).isEqualTo(3);
            assertThat(clean.found("")).containsExactly("d1", "d3", "d5");
            assertThat(clean.found("is:removed")).containsExactly("d0", "d2", "d4");
            assertThat(clean.found("removed:near-duplicate")).hasSize(3);
            assertThat(clean.found("is:any")).hasSize(6);
            Removal why = clean.removals.of(clean.id("d0")).getFirst();
            assertThat(why.keptKey()).contains("d1");
            assertThat(why.detail()).startsWith("similarity 0.9");
            assertThat(why.who()).isEqualTo("tester");
            assertThat(keep(clean, new Keep.Earliest())).isEmpty();
            Decision undone = clean.removals.undo(decision.id(), "tester").orElseThrow();
            assertThat(clean.found("")).hasSize(6);
            assertThat(clean.removals.undo(undone.id(), "tester")).isPresent();
            assertThat(clean.found("")).containsExactly("d1", "d3", "d5");
            clean.removals.restore(
                    clean.corpus().id(), List.of(clean.id("d0")), Optional.empty(), "tester");
            assertThat(clean.found("")).containsExactly("d0", "d1", "d3", "d5");
            assertThat(keep(clean, new Keep.This(clean.id("d0"))).orElseThrow().documents())
                    .isEqualTo(1);
            assertThat(clean.found("")).containsExactly("d0", "d3", "d5");
            clean.removals.restoreAll(clean.corpus().id(), Removal.Reason.NEAR_DUPLICATE, "tester");
            assertThat(clean.found("")).hasSize(6);
            assertThat(clean.removals.decisions(clean.corpus().id())).hasSize(6);
        }
    }

    @Test
    void aSourceIsAnotherOnceDocumentsAreRemovedAndTheSameOnceTheyAreRestored() throws Exception {
        try (Clean clean = new Clean(folder)) {
            clean.bring("d", List.of("one", "two", "three"));
            String before = clean.corpora.source(clean.corpus()).fingerprint();
            Decision decision =
                    clean.removals
                            .remove(
                                    clean.corpus().id(),
                                    new RemovalRepository.Because(
                                            Removal.Reason.BY_HAND, "take out", "tester", ""),
                                    List.of(
                                            new RemovalRepository.Out(
                                                    clean.id("d1"), "", Optional.empty())))
                            .orElseThrow();
            assertThat(clean.corpora.source(clean.corpus()).fingerprint()).isNotEqualTo(before);
            assertThat(clean.corpora.source(clean.corpus()).count()).isEqualTo(2);
            clean.removals.undo(decision.id(), "tester");
            assertThat(clean.corpora.source(clean.corpus()).fingerprint()).isEqualTo(before);
        }
    }

    @Test
    void moreLikeThisComesFromSignaturesAndSaysHowManyThereAre() throws Exception {
        try (Clean clean = new Clean(folder)) {
            Random random = new Random(6);
            List<String> words = words(random, 100);
            String a = String.join(" ", words);
            String half =
                    String.join(" ", words.subList(0, 60))
                            + " "
                            + String.join(" ", words(random, 40));
            clean.bring("d", List.of(a, half, a + " end", String.join(" ", words(random, 100))));
            Likeness likeness = new Likeness(clean.near);
            assertThat(
                            likeness.of(clean.corpus().id(), clean.document("d0"), 5, () -> true)
                                    .compared())
                    .isZero();
            clean.search(0.8);
            Likeness.Answer answer =
                    likeness.of(clean.corpus().id(), clean.document("d0"), 5, () -> true);
            assertThat(answer.compared()).isEqualTo(4);
            assertThat(answer.alike())
                    .extracting(l -> clean.corpora.get(l.document()).key())
                    .containsExactly("d2", "d1");
            assertThat(answer.alike().getFirst().similarity()).isGreaterThan(0.9);
        }
    }

    private static Optional<Decision> keep(Clean clean, Keep keep) {
        return new KeepRepository(clean.near, clean.removals)
                .keep(
                        clean.corpus().id(),
                        keep instanceof Keep.This(var document)
                                ? clean.near.groupOf(document)
                                : Optional.empty(),
                        keep,
                        "tester");
    }

    private static List<String> pairs(Random random, int n) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String text = String.join(" ", words(random, 80));
            texts.add(text);
            texts.add(text + " and one word " + random.nextInt());
        }
        return texts;
    }

    private static List<String> words(Random random, int n) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            words.add("w" + random.nextInt(5000));
        }
        return words;
    }

    private static double jaccard(String a, String b) {
        Set<String> one = shingles(a);
        Set<String> other = shingles(b);
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        one.addAll(other);
        return (double) both.size() / one.size();
    }

    private static Set<String> shingles(String text) {
        String[] words = text.split(" ");
        Set<String> shingles = new HashSet<>();
        for (int i = 0; i + MinHash.SHINGLE <= words.length; i++) {
            shingles.add(String.join(" ", java.util.Arrays.copyOfRange(words, i, i + 5)));
        }
        return shingles;
    }
}

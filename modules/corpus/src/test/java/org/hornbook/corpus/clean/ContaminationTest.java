package org.hornbook.corpus.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Marks;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContaminationTest {
    private static final String PROMPT =
            "from typing import List\n\ndef has_close_elements(numbers: List[float], threshold: float)"
                    + " -> bool:\n    \"\"\" Check if in given list of numbers, are any two numbers"
                    + " closer to each other than given threshold. \"\"\"\n";
    private static final String SOLUTION =
            "    for idx, elem in enumerate(numbers):\n        for idx2, elem2 in enumerate(numbers):\n"
                    + "            if idx != idx2:\n                return abs(elem - elem2) < threshold\n";

    @TempDir Path folder;

    @Test
    void aDocumentThatHoldsATaskIsFoundWithTheSharedStretchInBothTexts() throws Exception {
        try (Clean clean = new Clean(folder)) {
            String copied =
                    "Some page. Check if, in given list of numbers: are ANY two numbers closer to each"
                            + " other than given threshold? And more.";
            clean.bring("d", List.of("for idx, elem in enumerate(numbers): pass", copied, "else"));
            Path file = humanEval();
            ContaminationReport report = check(clean, "", file, 13);
            assertThat(report.benchmark()).isEqualTo("HumanEval");
            assertThat(report.documents()).isEqualTo(3);
            assertThat(report.contaminated()).isEqualTo(1);
            assertThat(report.items()).isEqualTo(2);
            assertThat(report.met()).isEqualTo(1);
            assertThat(report.tooShort()).isEqualTo(1);
            ContaminationRepository found = new ContaminationRepository(clean.database);
            ContaminationRepository.Found hit = found.found(report.run(), 10).getFirst();
            assertThat(hit.name()).isEqualTo("HumanEval/0");
            assertThat(hit.words()).isEqualTo(18);
            assertThat(copied.substring(hit.from(), hit.to()))
                    .startsWith("Check if, in")
                    .endsWith("given threshold");
            assertThat(found.item(report.run(), hit.item()).substring(hit.itemFrom(), hit.itemTo()))
                    .startsWith("Check if in")
                    .endsWith("given threshold");
            assertThat(check(clean, "", file, 19).contaminated()).isZero();
            assertThat(check(clean, "else", file, 13).documents()).isEqualTo(1);
        }
    }

    @Test
    void removingWhatWasFoundIsADecisionWithItsReasonThatCanBeUndone() throws Exception {
        try (Clean clean = new Clean(folder)) {
            clean.bring("d", List.of(PROMPT + SOLUTION, "innocent"));
            ContaminationReport report = check(clean, "", humanEval(), 13);
            ContaminationRepository found = new ContaminationRepository(clean.database);
            ContaminationRepository.Run run = found.runs(clean.corpus().id()).getFirst();
            assertThat(run.finished()).isTrue();
            Decision decision =
                    found.remove(
                                    clean.removals,
                                    clean.corpus().id(),
                                    run,
                                    Optional.empty(),
                                    "tester")
                            .orElseThrow();
            assertThat(clean.found("")).containsExactly("d1");
            Removal removal = clean.removals.of(clean.id("d0")).getFirst();
            assertThat(removal.reason()).isEqualTo(Removal.Reason.CONTAMINATED);
            assertThat(removal.detail()).isEqualTo("HumanEval/0, 52 words");
            assertThat(found.found(report.run(), 5).getFirst().removed()).isTrue();
            clean.removals.undo(decision.id(), "tester");
            assertThat(clean.found("")).hasSize(2);
        }
    }

    @Test
    void theSharedStretchesAreThoseOfAPlainSearch() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            int n = 3 + random.nextInt(4);
            List<BenchmarkText.Item> items = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                items.add(new BenchmarkText.Item("i" + i, text(random, random.nextInt(30))));
            }
            Overlap overlap = new Overlap(items, n);
            String document = text(random, 40);
            Map<Integer, Integer> longest = new java.util.HashMap<>();
            overlap.in(document, new WordScan()).forEach(s -> longest.put(s.item(), s.words()));
            Map<Integer, Integer> plain = new java.util.HashMap<>();
            for (int i = 0; i < items.size(); i++) {
                int length = longest(document.split(" "), items.get(i).text().split(" "));
                if (length >= n) {
                    plain.put(i, length);
                }
            }
            assertThat(longest).as(document + " in " + items).isEqualTo(plain);
        }
    }

    @Test
    void aCheckThatWasStoppedGoesOnWithNothingLostOrDoubled() throws Exception {
        try (Clean clean = new Clean(folder)) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                texts.add(i % 10 == 0 ? i + " " + PROMPT : "number " + i);
            }
            clean.bring("d", texts);
            Path file = humanEval();
            JobHandle<ContaminationReport> handle =
                    clean.runner.submit(job(clean, "", file, 13), Reuse.NEVER);
            while (!(handle.state() instanceof JobState.Running<ContaminationReport>(var p, var q)
                            && p.done() > 0)
                    && !handle.state().ended()) {
                Thread.onSpinWait();
            }
            handle.cancel();
            handle.await();
            ContaminationReport report = clean.finish(job(clean, "", file, 13));
            assertThat(report.documents()).isEqualTo(3000);
            assertThat(report.contaminated()).isEqualTo(300);
        }
    }

    @Test
    void filesOfEveryKindAreReadAndBadOnesAreToldInOneSentence() throws Exception {
        Path mbpp = folder.resolve("mbpp.jsonl");
        Files.write(
                mbpp,
                List.of(
                        Json.write(
                                Map.of(
                                        "task_id",
                                        11,
                                        "text",
                                        "Write a function.",
                                        "code",
                                        "def f(): pass",
                                        "test_list",
                                        List.of("assert f()")))));
        assertThat(BenchmarkText.read(mbpp).items().getFirst().name()).isEqualTo("11");
        assertThat(BenchmarkText.read(mbpp).items().getFirst().text())
                .contains("Write a function.", "def f", "assert f()");
        Path plain = Files.writeString(folder.resolve("exam.txt"), "What is the answer?");
        assertThat(BenchmarkText.read(plain).items()).hasSize(1);
        Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{}\n{\"a\": ");
        assertThatThrownBy(() -> BenchmarkText.read(bad))
                .hasMessageContaining("not JSON")
                .hasMessageContaining("[bad.jsonl:2]");
        assertThatThrownBy(() -> BenchmarkText.read(folder.resolve("none.jsonl")))
                .hasMessageContaining("there is no file");
        assertThatThrownBy(
                        () -> BenchmarkText.read(Files.createFile(folder.resolve("empty.jsonl"))))
                .hasMessageContaining("there is no text");
    }

    @Test
    void theDifferenceOfTwoTextsIsWhatOneHasAndTheOtherHasNot() {
        TextDiff.Difference d = TextDiff.of("the old cat sat here", "the cat sat right here now");
        assertThat(parts("the old cat sat here", d.left())).containsExactly("old");
        assertThat(parts("the cat sat right here now", d.right())).containsExactly("right", "now");
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            String a = text(random, random.nextInt(15));
            String b = text(random, random.nextInt(15));
            TextDiff.Difference both = TextDiff.of(a, b);
            assertThat(without(a, both.left())).isEqualTo(without(b, both.right()));
        }
        String large = text(random, 20_000);
        assertThat(TextDiff.of(large, text(random, 20_000)).left()).isNotEmpty();
    }

    private static List<String> parts(String text, List<Marks.Span> spans) {
        return spans.stream().map(s -> text.substring(s.from(), s.to())).toList();
    }

    private static List<String> without(String text, List<Marks.Span> spans) {
        StringBuilder rest = new StringBuilder(text);
        for (Marks.Span span : spans.reversed()) {
            rest.replace(span.from(), span.to(), " ");
        }
        return List.of(rest.toString().strip().split("\\s+"));
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder("x");
        for (int i = 0; i < words; i++) {
            text.append(' ').append((char) ('a' + random.nextInt(4)));
        }
        return text.toString();
    }

    private static int longest(String[] a, String[] b) {
        int longest = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                int length = 0;
                while (i + length < a.length
                        && j + length < b.length
                        && a[i + length].equals(b[j + length])) {
                    length++;
                }
                longest = Math.max(longest, length);
            }
        }
        return longest;
    }

    private Path humanEval() throws Exception {
        return Files.write(
                folder.resolve("HumanEval.jsonl"),
                List.of(
                        Json.write(
                                Map.of(
                                        "task_id",
                                        "HumanEval/0",
                                        "prompt",
                                        PROMPT,
                                        "canonical_solution",
                                        SOLUTION,
                                        "test",
                                        "def check(candidate): pass",
                                        "entry_point",
                                        "has_close_elements")),
                        Json.write(
                                Map.of(
                                        "task_id",
                                        "HumanEval/1",
                                        "prompt",
                                        "short",
                                        "canonical_solution",
                                        "pass",
                                        "test",
                                        ""))));
    }

    private static ContaminationJob job(Clean clean, String query, Path file, int n)
            throws Exception {
        return new ContaminationJob(
                clean.corpora,
                new ContaminationRepository(clean.database),
                clean.corpus(),
                DocumentQuery.parse(query),
                BenchmarkText.read(file),
                n);
    }

    private static ContaminationReport check(Clean clean, String query, Path file, int n)
            throws Exception {
        return clean.finish(job(clean, query, file, n));
    }
}

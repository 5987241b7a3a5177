package org.hornbook.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.corpus.clean.BenchmarkText;
import org.hornbook.corpus.clean.ContaminationJob;
import org.hornbook.corpus.clean.ContaminationReport;
import org.hornbook.corpus.clean.ContaminationRepository;
import org.hornbook.corpus.clean.Likeness;
import org.hornbook.corpus.clean.NearDuplicatesJob;
import org.hornbook.corpus.clean.NearReport;
import org.hornbook.corpus.clean.NearRepository;
import org.hornbook.corpus.clean.RemovalRepository;
import org.hornbook.job.Job;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Database;

/// Near-duplicates, contamination and "more like this" on documents of about 2 KB, with
/// near-duplicates and pieces of a benchmark planted among them. Texts are random words, so that
/// nothing else is alike.
final class AlikeBench {
    private static final int DOCUMENTS = 100_000;
    private static final int EVERY = 100;
    private static final int WORDS = 300;

    private final Path folder;
    private final Map<String, String> planted = new HashMap<>();

    AlikeBench(Path folder) {
        this.folder = folder;
    }

    void run() throws Exception {
        Files.createDirectories(folder);
        Path exam = folder.resolve("exam.jsonl");
        Path file = documents(exam);
        try (Database database =
                        Database.open(
                                folder.resolve("bench.db"),
                                Access.WRITE,
                                List.of(
                                        JobRepository.migrations(),
                                        CorpusRepository.migrations(),
                                        RemovalRepository.migrations(),
                                        RejectedRepository.migrations()));
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            CorpusRepository corpora = new CorpusRepository(database);
            finish(runner, new ImportJob(corpora, ImportPlan.of(file, "bench")));
            Corpus corpus = corpora.require("bench");
            NearRepository near = new NearRepository(database);
            long start = System.nanoTime();
            double before = cpu();
            NearReport found = finish(runner, new NearDuplicatesJob(corpora, near, corpus, 0.8));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "near-duplicates: %,d documents, signatures %,.0f documents/s; with the groups %.1f s, %,.0f documents a second of CPU%n",
                    found.documents(),
                    found.perSecond(),
                    seconds,
                    found.documents() / (cpu() - before));
            Set<String> pairs = pairs(near, corpus);
            long met =
                    planted.entrySet().stream()
                            .filter(e -> pairs.contains(e.getKey() + " " + e.getValue()))
                            .count();
            System.out.printf(
                    "  %,d of %,d planted (Jaccard 0.8 or more) found, %,d groups in all%n",
                    met, planted.size(), found.groups());
            start = System.nanoTime();
            finish(runner, new NearDuplicatesJob(corpora, near, corpus, 0.85));
            System.out.printf(
                    "  again with another similarity: %.1f s%n", (System.nanoTime() - start) / 1e9);
            likeness(corpora, near, corpus);
            before = cpu();
            ContaminationReport check =
                    finish(
                            runner,
                            new ContaminationJob(
                                    corpora,
                                    new ContaminationRepository(database),
                                    corpus,
                                    new DocumentQuery.All(),
                                    BenchmarkText.read(exam),
                                    ContaminationJob.USUAL));
            System.out.printf(
                    "contamination: %,.0f documents/s, %,.0f a second of CPU; %,d documents, %,d of %,d items met%n%n",
                    check.perSecond(),
                    check.documents() / (cpu() - before),
                    check.contaminated(),
                    check.met(),
                    check.items());
        }
    }

    /// Seconds of all threads, those of the compiler and the collector too.
    private static double cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                                ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    private static void likeness(CorpusRepository corpora, NearRepository near, Corpus corpus) {
        List<DocumentId> some =
                corpora
                        .page(corpus.id(), new DocumentQuery.All(), DocumentId.START, 20)
                        .documents()
                        .stream()
                        .map(d -> d.id())
                        .toList();
        long[] nanos = new long[some.size()];
        Likeness likeness = new Likeness(near);
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            likeness.of(corpus.id(), corpora.get(some.get(i)), 10, () -> true);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "more like this: %.0f ms (median of %d)%n",
                nanos[nanos.length / 2] / 1e6, nanos.length);
    }

    private static Set<String> pairs(NearRepository near, Corpus corpus) {
        Set<String> pairs = new HashSet<>();
        for (NearRepository.Group g : near.groups(corpus.id(), 0, DOCUMENTS)) {
            List<String> keys =
                    near.members(corpus.id(), g.first(), 100).stream()
                            .map(NearRepository.Member::key)
                            .toList();
            for (String a : keys) {
                for (String b : keys) {
                    pairs.add(a + " " + b);
                }
            }
        }
        return pairs;
    }

    private Path documents(Path exam) throws Exception {
        Path file = folder.resolve("bench.jsonl");
        SplittableRandom random = new SplittableRandom(7);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            items.add(String.join(" ", words(random, 80)));
        }
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(exam), false, StandardCharsets.UTF_8)) {
            for (int i = 0; i < items.size(); i++) {
                out.println("{\"task_id\": \"q" + i + "\", \"text\": \"" + items.get(i) + "\"}");
            }
        }
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                List<String> words = words(random, WORDS);
                if (i % EVERY == 1) {
                    words.set(10, items.get(random.nextInt(items.size())));
                }
                row(out, "b" + i, words);
                if (i % EVERY == 0) {
                    List<String> other = new ArrayList<>(words);
                    for (int e = random.nextInt(8); e >= 0; e--) {
                        other.set(random.nextInt(other.size()), "edit" + e);
                    }
                    if (jaccard(words, other) >= 0.8) {
                        planted.put("b" + i, "p" + i);
                    }
                    row(out, "p" + i, other);
                }
            }
        }
        return file;
    }

    private static void row(PrintStream out, String key, List<String> words) {
        out.println("{\"id\": \"" + key + "\", \"text\": \"" + String.join(" ", words) + "\"}");
    }

    private static List<String> words(SplittableRandom random, int n) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            words.add(Long.toString(random.nextInt(36 * 36 * 36 * 36 * 5), 36));
        }
        return words;
    }

    private static double jaccard(List<String> a, List<String> b) {
        Set<List<String>> one = shingles(a);
        Set<List<String>> both = shingles(b);
        int size = both.size();
        both.retainAll(one);
        return (double) both.size() / (one.size() + size - both.size());
    }

    private static Set<List<String>> shingles(List<String> words) {
        Set<List<String>> shingles = new HashSet<>();
        for (int i = 0; i + 5 <= words.size(); i++) {
            shingles.add(words.subList(i, i + 5));
        }
        return shingles;
    }

    private static <R> R finish(JobRunner runner, Job<R> job) throws Exception {
        return switch (runner.submit(job, Reuse.NEVER).await()) {
            case JobState.Succeeded<R>(R result, boolean recalled) -> result;
            case JobState.Failed<R>(Exception cause) -> throw cause;
            default -> throw new IllegalStateException("not finished");
        };
    }
}

package org.hornbook.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.hornbook.classify.Outcome;
import org.hornbook.classify.ScoredCorpus;
import org.hornbook.classify.Threshold;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.ScoredRows;

/// What one move of the threshold costs before anything is drawn, over a million scored documents
/// and a thousand decisions by hand: documents, characters, survival by two metadata fields, and
/// the ten documents on each side. `-Dline.documents=` sets another number.
final class LineBench {
    private static final int DOCUMENTS = Integer.getInteger("line.documents", 1_000_000);

    private LineBench() {}

    static void run() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        Map<DocumentId, Verdict> byHand = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            byHand.put(
                    new DocumentId(1 + random.nextInt(DOCUMENTS)),
                    Verdict.values()[random.nextInt(3)]);
        }
        var columns = ScoredRows.of(DOCUMENTS);
        long start = System.nanoTime();
        ScoredCorpus corpus = ScoredCorpus.of(columns, "ngram", byHand);
        double order = (System.nanoTime() - start) / 1e6;
        start = System.nanoTime();
        corpus.survival("source", 2.5, 12);
        corpus.survival("site", 2.5, 20);
        double first = (System.nanoTime() - start) / 1e6;
        Latencies moves = Latencies.of(() -> move(corpus, random));
        System.out.printf(
                "line: %,d scored documents: put in order %.0f ms, first questions about two fields"
                        + " %.0f ms; a move, ms p50 / p95: %.2f / %.2f%n",
                DOCUMENTS, order, first, moves.at(0.5), moves.at(0.95));
    }

    private static long move(ScoredCorpus corpus, SplittableRandom random) {
        Threshold threshold =
                random.nextBoolean()
                        ? new Threshold.AtLeast(5 * random.nextDouble())
                        : new Threshold.TopFraction(0.01 + 0.9 * random.nextDouble());
        Outcome outcome = corpus.at(threshold);
        return outcome.kept()
                + corpus.survival("source", outcome.cutoff(), 12).values().size()
                + corpus.survival("site", outcome.cutoff(), 20).values().size()
                + corpus.column().above(outcome.cutoff(), 10).size()
                + corpus.column().below(outcome.cutoff(), 10).size();
    }
}

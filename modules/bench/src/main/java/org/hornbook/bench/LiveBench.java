package org.hornbook.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hornbook.classify.LiveHead;
import org.hornbook.classify.Recipe;
import org.hornbook.corpus.DocumentId;

/// One key in the compare view: the time from a relabelled document until all held-out scores are
/// there again, at 10,000 labels of documents of about 2 KB. Folds and features are those of the
/// n-gram recipe; the key after next is pressed on the head the last one left.
final class LiveBench {
    private static final int LABELS = Integer.getInteger("live.labels", 10_000);
    private static final int CHARACTERS = Integer.getInteger("live.characters", 2_000);
    private static final int KEYS = 15;
    private static final String[] SYLLABLES =
            ("the re in ation er on al le st ing con de en ti or an pro is ter com ex ver ly ous ment"
                            + " able sub pre un dis na mo ka su ri")
                    .split(" ");

    void run() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> texts = new ArrayList<>();
        List<DocumentId> documents = new ArrayList<>();
        Map<DocumentId, Integer> labels = new HashMap<>();
        Map<DocumentId, Integer> folds = new HashMap<>();
        for (int i = 0; i < LABELS; i++) {
            int label = random.nextInt(6);
            DocumentId id = new DocumentId(i + 1);
            documents.add(id);
            labels.put(id, label);
            folds.put(id, i % 5);
            texts.add(text(random, label));
        }
        long start = System.nanoTime();
        LiveHead head =
                LiveHead.of(
                        Recipe.NgramLinear.USUAL,
                        Optional.empty(),
                        documents,
                        texts,
                        folds,
                        Optional.empty(),
                        n -> {});
        System.out.printf(
                "live head: features of %,d documents of %,d characters taken in %.1f s (once)%n",
                LABELS, CHARACTERS, seconds(start));
        start = System.nanoTime();
        head.train(labels, () -> false);
        System.out.printf("  all folds trained for the first time in %.1f s%n", seconds(start));
        double[] keys = new double[KEYS];
        for (int k = 0; k < KEYS; k++) {
            DocumentId one = documents.get(random.nextInt(LABELS));
            labels.merge(one, 0, (old, none) -> (old + 1 + random.nextInt(4)) % 6);
            start = System.nanoTime();
            head.train(labels, () -> false);
            keys[k] = seconds(start);
        }
        double worst = Arrays.stream(keys).max().orElseThrow();
        double median = Arrays.stream(keys).sorted().toArray()[KEYS / 2];
        System.out.printf(
                "  a key: retrained and scored held-out in %.2f s (median of %d), at most %.2f s%n%n",
                median, KEYS, worst);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /// Words of a vocabulary whose frequencies fall as those of a language do; some occur more
    /// often the higher the label is.
    private static String text(SplittableRandom random, int label) {
        StringBuilder text = new StringBuilder("def f(x):\n    \"\"\"Return it.\"\"\"\n");
        while (text.length() < CHARACTERS) {
            boolean telling = random.nextInt(40) == 0;
            int word =
                    telling
                            ? 200 + (label + random.nextInt(4)) * 60 + random.nextInt(60)
                            : (int) Math.pow(30_000, random.nextDouble());
            text.append(word(word)).append(random.nextInt(9) == 0 ? "\n    " : " ");
            if (random.nextInt(25) == 0) {
                text.append("= x + ").append(random.nextInt(9)).append('\n');
            }
        }
        return text.toString();
    }

    /// The same word for the same number, of one to five syllables.
    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number; rest > 0; rest /= 12) {
            word.append(SYLLABLES[(rest * 7 + word.length()) % SYLLABLES.length]);
        }
        return word.toString();
    }
}

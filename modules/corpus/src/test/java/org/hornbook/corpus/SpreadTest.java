package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bars of a field of numbers, and the queries they stand for.
class SpreadTest {
    @TempDir Path folder;
    private Place place;
    private ColumnCache cache;
    private BitSet all;

    @BeforeEach
    void open() throws Exception {
        place = new Place(folder);
        Random random = new Random(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 800; i++) {
            double skewed = Math.exp(3 * random.nextGaussian());
            lines.append("{\"text\": \"document ")
                    .append(i)
                    .append("\", \"stars\": ")
                    .append((long) (10 * skewed))
                    .append(", \"share\": ")
                    .append(random.nextDouble() - 0.3)
                    .append(i % 7 == 0 ? "" : ", \"mixed\": " + (i == 500 ? "\"none\"" : i))
                    .append("}\n");
        }
        Path file = folder.resolve("numbers.jsonl");
        Files.writeString(file, lines);
        place.bring(file);
        cache = new ColumnRepository(place.database).load(place.corpora.require("c").id());
        all = cache.select(new DocumentQuery.All(), m -> new long[0]);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void theQueryOfABarFindsExactlyTheDocumentsItCounts() {
        for (String field : new String[] {"stars", "share"}) {
            Spread spread = cache.spread(field, all, 20).orElseThrow();
            assertThat(spread.counts()).hasSizeBetween(5, 45);
            int last = spread.counts().length - 1;
            for (int i = 0; i <= last; i++) {
                String query =
                        (i == 0 ? "" : field + ">=" + spread.from(i) + " ")
                                + (i == last ? "" : field + "<" + spread.from(i + 1));
                assertThat(cache.select(DocumentQuery.parse(query), m -> new long[0]).cardinality())
                        .as(query)
                        .isEqualTo((int) spread.counts()[i]);
            }
        }
    }

    @Test
    void aFewExtremeNumbersDoNotFlattenTheRest() {
        Spread spread = cache.spread("stars", all, 20).orElseThrow();
        long most = Arrays.stream(spread.counts()).max().orElseThrow();
        assertThat(spread.counts()[0]).isEqualTo(most).isLessThan(760);
        assertThat(Arrays.stream(spread.counts()).sum()).isEqualTo(800);
    }

    @Test
    void aFieldWithAWordAmongItsNumbersHasNoBars() {
        assertThat(cache.spread("mixed", all, 20)).isEmpty();
        assertThat(cache.spread("nothing", all, 20)).isEmpty();
        assertThat(cache.spread("share", new BitSet(), 20).orElseThrow().counts()).isEmpty();
    }
}

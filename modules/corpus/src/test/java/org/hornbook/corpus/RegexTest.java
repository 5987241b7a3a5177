package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.hornbook.store.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegexTest {
    @TempDir Path folder;
    private Place place;

    @BeforeEach
    void open() throws Exception {
        place = new Place(folder);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void theFlagsMeanWhatTheyMeanInJava() throws Exception {
        bring("first\nSecond line", "second LINE", "Größe", "path a/b");
        assertThat(place.keys("/^Second/")).isEmpty();
        assertThat(place.keys("/^Second/m")).containsExactly("k0");
        assertThat(place.keys("/^second/im")).containsExactly("k0", "k1");
        assertThat(place.keys("/first.Second/")).isEmpty();
        assertThat(place.keys("/first.Second/s")).containsExactly("k0");
        assertThat(place.keys("/GRÖSSE|GRÖßE/i")).containsExactly("k2");
        assertThat(place.keys("/a\\/b/")).containsExactly("k3");
        assertThat(place.keys("line -/^first/")).containsExactly("k1");
    }

    @Test
    void aPatternThatNeverEndsIsToldAndDoesNotHang() throws Exception {
        bring("fine", "a".repeat(60) + "!");
        String query = "/^(a+)+\\1?$/ -fine";
        assertThatThrownBy(() -> place.keys(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes more than 2 s on one document")
                .hasMessageContaining("k1");
        CorpusId corpus = place.corpora.require("c").id();
        ColumnRepository columns = new ColumnRepository(place.database);
        assertThatThrownBy(
                        () ->
                                columns.load(corpus)
                                        .select(
                                                DocumentQuery.parse(query),
                                                columns.texts(corpus, () -> true)))
                .hasMessageContaining("takes more than 2 s");
        assertThat(Marks.of("a".repeat(60) + "!", DocumentQuery.parse(query))).isEmpty();
    }

    @Test
    void aPatternThatRecursesAtEveryCharacterIsAnsweredOnALongText() throws Exception {
        bring("ab".repeat(60_000) + "c", "x");
        assertThat(place.keys("/^(a|b)*c/")).containsExactly("k0");
    }

    @Test
    void aSearchThatIsNotWantedAnyMoreStops() throws Exception {
        bring("one", "two");
        CorpusId corpus = place.corpora.require("c").id();
        ColumnRepository columns = new ColumnRepository(place.database);
        assertThatThrownBy(
                        () ->
                                columns.load(corpus)
                                        .select(
                                                DocumentQuery.parse("/o/"),
                                                columns.texts(corpus, () -> false)))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void onlyTheTextsThatTheOtherPartsLeaveAreRead() throws Exception {
        bring("red apple", "green apple", "red pear", "green pear");
        CorpusId corpus = place.corpora.require("c").id();
        ColumnRepository columns = new ColumnRepository(place.database);
        ColumnCache cache = columns.load(corpus);
        ColumnCache.Texts texts = columns.texts(corpus, () -> true);
        List<Integer> read = new java.util.ArrayList<>();
        ColumnCache.Texts counting =
                new ColumnCache.Texts() {
                    @Override
                    public long[] matches(DocumentQuery.TextMatch match) {
                        return texts.matches(match);
                    }

                    @Override
                    public java.util.Map<DocumentQuery.Regex, long[]> matches(
                            List<DocumentQuery.Regex> patterns, long[] candidates) {
                        read.add(candidates.length);
                        return texts.matches(patterns, candidates);
                    }
                };
        assertThat(cache.select(DocumentQuery.parse("red /app?le/"), counting).cardinality())
                .isEqualTo(1);
        assertThat(cache.select(DocumentQuery.parse("pear OR /^gr/"), counting).cardinality())
                .isEqualTo(3);
        assertThat(read).containsExactly(2, 2);
    }

    private void bring(String... texts) throws Exception {
        List<String> rows = new java.util.ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            rows.add(Json.write(java.util.Map.of("id", "k" + i, "text", texts[i])));
        }
        place.bring(Files.write(folder.resolve("r.jsonl"), rows));
    }
}

package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    private static final List<String> WORDS =
            List.of(
                    "sort", "list", "Größe", "naïve", "x1", "search", "binary", "한국어", "日本語", "of",
                    "sorted");

    @TempDir Path folder;
    private Place place;
    private final Map<DocumentId, Integer> labels = new HashMap<>();
    private final Map<DocumentId, Double> scores = new HashMap<>();

    @BeforeEach
    void open() throws Exception {
        place = new Place(folder);
        Random random = new Random(5);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            StringBuilder text = new StringBuilder("n" + i);
            for (int w = random.nextInt(6); w >= 0; w--) {
                text.append(random.nextInt(4) == 0 ? "_" : " ")
                        .append(WORDS.get(random.nextInt(WORDS.size())));
            }
            rows.add(
                    "{\"id\": \"k"
                            + i
                            + "\", \"text\": \""
                            + text
                            + "\", \"lang\": \""
                            + List.of("en", "de", "a b").get(random.nextInt(3))
                            + "\""
                            + (random.nextBoolean() ? ", \"size\": " + random.nextInt(3) : "")
                            + "}");
        }
        place.bring(Files.write(folder.resolve("q.jsonl"), rows));
        OpinionRepository opinions = new OpinionRepository(place.database);
        for (Document d : place.all()) {
            if (random.nextInt(3) > 0) {
                labels.put(d.id(), random.nextInt(6));
            }
            if (random.nextInt(5) > 0) {
                scores.put(d.id(), random.nextInt(20) / 4.0);
            }
        }
        opinions.put(labels, scores);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void sqlColumnsAndAPlainFilterAgreeOnThousandsOfQueries() {
        CorpusId corpus = place.corpora.require("c").id();
        ColumnRepository columns = new ColumnRepository(place.database);
        ColumnCache cache = columns.load(corpus);
        List<Document> all = place.all();
        Random random = new Random(11);
        for (int n = 0; n < 3000; n++) {
            DocumentQuery query = query(random, 3);
            assertThat(DocumentQuery.parse(query.text())).as(query.text()).isEqualTo(query);
            List<DocumentId> plain =
                    all.stream().filter(d -> means(query, d)).map(Document::id).toList();
            assertThat(place.find(query.text()))
                    .as(query.text())
                    .extracting(Document::id)
                    .isEqualTo(plain);
            BitSet rows = cache.select(query, match -> columns.matches(corpus, match));
            assertThat(rows.stream().mapToObj(cache::id).toList())
                    .as(query.text())
                    .isEqualTo(plain);
            if (n % 10 == 0) {
                assertThat(place.corpora.count(corpus, query)).isEqualTo(plain.size());
            }
        }
    }

    @Test
    void facetsHistogramAndThresholdComeFromTheColumns() {
        ColumnCache cache =
                new ColumnRepository(place.database).load(place.corpora.require("c").id());
        BitSet all = cache.select(new DocumentQuery.All(), m -> new long[0]);
        assertThat(cache.facets("lang", all).values().stream().mapToLong(v -> v).sum())
                .isEqualTo(150);
        assertThat(cache.facets("nothing", all)).isEmpty();
        assertThat(cache.countAtLeast("ngram", 2.5, all))
                .isEqualTo(scores.values().stream().filter(s -> s >= 2.5).count());
        long[] histogram = cache.histogram("ngram", 0, 5, 5, all);
        assertThat(java.util.Arrays.stream(histogram).sum()).isEqualTo(scores.size());
        assertThat(histogram[1])
                .isEqualTo(scores.values().stream().filter(s -> s >= 1 && s < 2).count());
    }

    @ParameterizedTest
    @CsvSource({
        "'(a', '(' without ')'",
        "'a)', unexpected ')'",
        "'\"open', the quotation mark is not closed",
        "'label:me', label: is followed by",
        "'score:x>high', 'high' is not a number",
        "'has:something', has: is followed by",
        "'a AND', something is missing",
        "'lang:', a value is missing",
        "'-', something is missing",
    })
    void aMistakeIsToldInOneSentenceWithItsPlace(String query, String sentence) {
        String expected = sentence.replace("''", "'");
        assertThatThrownBy(() -> DocumentQuery.parse(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("query: ")
                .hasMessageContaining("[at character")
                .satisfies(
                        e ->
                                assertThat(e.getMessage().replace("'", ""))
                                        .contains(expected.replace("'", "")));
    }

    @Test
    void endlessNestingIsRefusedAndDoesNotOverflow() {
        assertThatThrownBy(() -> DocumentQuery.parse("(".repeat(100_000)))
                .hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> DocumentQuery.parse("-".repeat(100_000) + "a"))
                .hasMessageContaining("nested deeper");
    }

    @Test
    void snippetsShowTheFirstMatchMarkedOnOneLine() {
        String text = "word ".repeat(40) + "the Binary\nsearch here " + "tail ".repeat(40);
        String snippet = Snippet.of(text, DocumentQuery.parse("binary search"), 80, "[", "]");
        assertThat(snippet)
                .startsWith("...")
                .endsWith("...")
                .contains("[Binary] [search] here")
                .doesNotContain("\n");
        assertThat(Snippet.of("$1 \\ (x", DocumentQuery.parse("\"(x\""), 80, "[", "]"))
                .isEqualTo("$1 \\ [(x]");
    }

    private static DocumentQuery query(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 5 : 8);
        return switch (kind) {
            case 0 -> new DocumentQuery.TextMatch(word(random), random.nextInt(4) == 0);
            case 1 -> new DocumentQuery.TextMatch(word(random) + " " + word(random), false);
            case 2 ->
                    random.nextBoolean()
                            ? new DocumentQuery.FieldEquals(
                                    "lang", List.of("en", "de", "a b", "fr").get(random.nextInt(4)))
                            : new DocumentQuery.FieldEquals(
                                    random.nextBoolean() ? "size" : "id",
                                    random.nextBoolean() ? "1" : "k" + random.nextInt(160));
            case 3 ->
                    random.nextBoolean()
                            ? new DocumentQuery.Has(
                                    DocumentQuery.Opinion.LABEL,
                                    random.nextInt(5) == 0 ? "nobody" : "me")
                            : new DocumentQuery.Has(DocumentQuery.Opinion.SCORE, "ngram");
            case 4 -> {
                DocumentQuery.Sign sign = DocumentQuery.Sign.values()[random.nextInt(6)];
                yield random.nextBoolean()
                        ? new DocumentQuery.Compares(
                                DocumentQuery.Opinion.LABEL, "me", sign, random.nextInt(6))
                        : new DocumentQuery.Compares(
                                DocumentQuery.Opinion.SCORE,
                                "ngram",
                                sign,
                                random.nextInt(20) / 4.0);
            }
            case 5 -> new DocumentQuery.Not(query(random, depth - 1));
            case 6 ->
                    new DocumentQuery.And(
                            List.of(query(random, depth - 1), query(random, depth - 1)));
            default ->
                    new DocumentQuery.Or(
                            List.of(query(random, depth - 1), query(random, depth - 1)));
        };
    }

    private static String word(Random random) {
        return random.nextInt(5) == 0
                ? "n" + random.nextInt(20)
                : WORDS.get(random.nextInt(WORDS.size()));
    }

    /// What a query means, said as simply as can be.
    private boolean means(DocumentQuery query, Document d) {
        return switch (query) {
            case DocumentQuery.All() -> true;
            case DocumentQuery.TextMatch(String words, boolean prefix) ->
                    occurs(d.text(), words, prefix);
            case DocumentQuery.FieldEquals(String field, String value) ->
                    value.equals(field.equals("id") ? d.key() : d.metadata().get(field));
            case DocumentQuery.Has(DocumentQuery.Opinion opinion, String source) ->
                    opinion(opinion, source, d) != null;
            case DocumentQuery.Compares(
                            DocumentQuery.Opinion opinion,
                            String source,
                            DocumentQuery.Sign sign,
                            double value) -> {
                Double given = opinion(opinion, source, d);
                yield given != null && sign.holds(given, value);
            }
            case DocumentQuery.And(List<DocumentQuery> parts) ->
                    parts.stream().allMatch(p -> means(p, d));
            case DocumentQuery.Or(List<DocumentQuery> parts) ->
                    parts.stream().anyMatch(p -> means(p, d));
            case DocumentQuery.Not(DocumentQuery inner) -> !means(inner, d);
        };
    }

    private Double opinion(DocumentQuery.Opinion opinion, String source, Document d) {
        return switch (opinion) {
            case LABEL ->
                    source.equals("me") && labels.containsKey(d.id())
                            ? (Double) (double) labels.get(d.id())
                            : null;
            case SCORE -> source.equals("ngram") ? scores.get(d.id()) : null;
        };
    }

    private static boolean occurs(String text, String words, boolean prefix) {
        List<String> tokens = SearchText.tokens(text);
        List<String> wanted = SearchText.tokens(words);
        for (int at = 0; !wanted.isEmpty() && at + wanted.size() <= tokens.size(); at++) {
            boolean same = true;
            for (int i = 0; i < wanted.size(); i++) {
                String token = tokens.get(at + i);
                boolean last = i == wanted.size() - 1;
                same &=
                        last && prefix
                                ? token.startsWith(wanted.get(i))
                                : token.equals(wanted.get(i));
            }
            if (same) {
                return true;
            }
        }
        return false;
    }
}

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
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.hornbook.corpus.clean.Removal;
import org.hornbook.corpus.clean.RemovalRepository;
import org.hornbook.job.Reuse;
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

    private static final List<String> SIZES =
            List.of("1", "2", "\"2.5\"", "\" 3 \"", "\"x1\"", "-4e1");
    private static final List<String> PATTERNS =
            List.of(
                    "so.t",
                    "^n1",
                    "(?:list|of)$",
                    "[\u4e00-\u9fff]",
                    "größe",
                    "\\d\\d/?",
                    "zzz",
                    "a/b");

    @TempDir Path folder;
    private Place place;
    private final Map<DocumentId, Integer> labels = new HashMap<>();
    private final Map<DocumentId, Double> scores = new HashMap<>();
    private final Map<DocumentId, String> removed = new HashMap<>();
    private final Map<DocumentId, String> byHand = new HashMap<>();

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
                            + (random.nextBoolean()
                                    ? ", \"size\": " + SIZES.get(random.nextInt(SIZES.size()))
                                    : "")
                            + "}");
        }
        place.bring(Files.write(folder.resolve("q.jsonl"), rows.subList(0, 90)));
        Path between = Files.write(folder.resolve("o.jsonl"), rows.subList(40, 140));
        place.runner()
                .submit(new ImportJob(place.corpora, ImportPlan.of(between, "other")), Reuse.NEVER)
                .await();
        place.bring(Files.write(folder.resolve("r.jsonl"), rows.subList(90, rows.size())));
        OpinionRepository opinions = new OpinionRepository(place.database);
        for (Document d : place.all()) {
            if (random.nextInt(3) > 0) {
                labels.put(d.id(), random.nextInt(6));
            }
            if (random.nextInt(5) > 0) {
                scores.put(d.id(), random.nextInt(20) / 10.0);
            }
        }
        opinions.put(labels, scores);
        RemovalRepository removals = new RemovalRepository(place.database);
        CorpusId corpus = place.corpora.require("c").id();
        for (Document d : place.all()) {
            if (random.nextInt(6) == 0) {
                byHand.put(d.id(), List.of("keep", "drop", "review").get(random.nextInt(3)));
            }
        }
        opinions.decide(corpus, 1.1, 0.25, byHand);
        for (Document d : place.all()) {
            if (random.nextInt(4) == 0) {
                Removal.Reason reason = Removal.Reason.values()[random.nextInt(3)];
                removed.put(d.id(), reason.word());
                removals.remove(
                        corpus,
                        new RemovalRepository.Because(reason, "", "test", ""),
                        List.of(new RemovalRepository.Out(d.id(), "", Optional.empty())));
            }
        }
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
            BitSet rows = cache.select(query, columns.texts(corpus, () -> true));
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
        "'/a(b/', the regular expression cannot be read: unclosed group",
        "'x /*a/', the regular expression cannot be read: dangling meta character",
        "'/open', the regular expression is not closed",
        "'/usr/lib', behind a regular expression come the flags",
        "'//', the regular expression is empty",
        "'is:gone', 'is: is followed by kept, dropped, review, removed or any'",
        "'id>3', id is a name",
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
                .isEqualTo("$1 \\ ([x]");
    }

    private static DocumentQuery query(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 7 : 10);
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
                                random.nextInt(20) / 10.0);
            }
            case 5 ->
                    random.nextBoolean()
                            ? new DocumentQuery.Regex(
                                    PATTERNS.get(random.nextInt(PATTERNS.size())),
                                    List.of("", "i", "ims").get(random.nextInt(3)))
                            : random.nextInt(3) == 0
                                    ? random.nextInt(4) == 0
                                            ? new DocumentQuery.Any()
                                            : new DocumentQuery.Decided(
                                                    DocumentQuery.Fate.values()[random.nextInt(3)])
                                    : new DocumentQuery.Removed(
                                            List.of("", "duplicate", "contaminated", "x")
                                                    .get(random.nextInt(4)));
            case 6 -> {
                DocumentQuery.Sign sign = DocumentQuery.Sign.values()[random.nextInt(6)];
                yield random.nextBoolean()
                        ? new DocumentQuery.Length(sign, random.nextInt(50))
                        : new DocumentQuery.FieldCompares(
                                random.nextInt(5) == 0 ? "lang" : "size",
                                sign,
                                List.of(1.0, 2.5, 3.0, -40.0).get(random.nextInt(4)));
            }
            case 7 -> new DocumentQuery.Not(query(random, depth - 1));
            case 8 ->
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
            case DocumentQuery.Any() -> true;
            case DocumentQuery.Regex(String pattern, String flags) ->
                    Pattern.compile((flags.isEmpty() ? "" : "(?u" + flags + ")") + pattern)
                            .matcher(d.text())
                            .find();
            case DocumentQuery.Length(DocumentQuery.Sign sign, double value) ->
                    sign.holds(d.text().length(), value);
            case DocumentQuery.FieldCompares(
                            String field,
                            DocumentQuery.Sign sign,
                            double value) -> {
                try {
                    yield sign.holds(
                            Double.parseDouble(d.metadata().getOrDefault(field, "none")), value);
                } catch (NumberFormatException e) {
                    yield false;
                }
            }
            case DocumentQuery.Removed(String reason) ->
                    removed.containsKey(d.id())
                            && (reason.isEmpty() || reason.equals(removed.get(d.id())));
            case DocumentQuery.Decided(DocumentQuery.Fate fate) ->
                    fate.verdict().equals(verdict(d.id()));
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

    /// By hand, else by a line at 1.1 with a margin of 0.25.
    private String verdict(DocumentId document) {
        if (byHand.containsKey(document)) {
            return byHand.get(document);
        }
        Double score = scores.get(document);
        return score == null
                ? null
                : Math.abs(score - 1.1) < 0.25 ? "review" : score >= 1.1 ? "keep" : "drop";
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
        SearchText.Wanted wanted = SearchText.wanted(words, prefix);
        return java.util.stream.IntStream.range(0, tokens.size())
                .anyMatch(at -> wanted.at(at, tokens));
    }
}

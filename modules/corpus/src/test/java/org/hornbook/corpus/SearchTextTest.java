package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        // text, query, what is marked; empty if it is not found
        "日本語を学ぶ, 日本, 日本",
        "日本語を学ぶ, 本, 本",
        "日本語を学ぶ, 語, 語",
        "日本語を学ぶ, ぶ, ぶ",
        "日本語を学ぶ, 日語, ''",
        "日本 tokyo, \"日本 tokyo\", 日本 tokyo",
        "大日本 tokyo, \"日本 tokyo\", 日本 tokyo",
        "日本語 tokyo, \"日本 tokyo\", ''",
        "2024年の春, 2024年, 2024年",
        "iPhone用ケース, 用ケ, 用ケ",
        "iPhone用ケース, iphone, iPhone",
        "ラーメンを食べる, ラーメン, ラーメン",
        "ラーメンを食べる, ーメ, ーメ",
        "ﾗｰﾒﾝ, ラーメン, ﾗｰﾒﾝ",
        "ラーメン, ﾗｰﾒﾝ, ラーメン",
        "ガラス, ｶﾞﾗｽ, ガラス",
        "ガラス, カラス, ''",
        "が, か, ''",
        "ＡＢＣ１２３, abc123, ＡＢＣ１２３",
        "한국어를 배운다, 한국어, 한국어",
        "한국어를 배운다, 국, 국",
        "한국어를 배운다, \"한국어를 배\", 한국어를 배",
        "한국어를 배운다, 한어, ''",
        "我们学习中文, 学习, 学习",
        "我们学习中文, 文, 文",
        "Größe und naïve, große, Größe",
        "Größe und naïve, naive, naïve",
        "naive, naïve, naive",
        "sorting things, sort*, sorting",
        "sorting things, sort, ''",
        "a binary search here, \"binary search\", binary search",
        "binary a search, \"binary search\", ''",
        "人々の, 人々, 人々",
        "𠮷野家, 𠮷, 𠮷",
        "𠮷野家, 野, 野",
    })
    void whatIsFoundIsMarked(String text, String query, String marked) throws Exception {
        for (String given : List.of(text, Normalizer.normalize(text, Normalizer.Form.NFD))) {
            try (Place place = new Place(Files.createTempDirectory(folder, "w"))) {
                Path file = Files.createTempFile(folder, "r", ".jsonl");
                Files.write(file, List.of(Json.write(Map.of("id", "k", "text", given))));
                place.bring(file);
                DocumentQuery parsed = DocumentQuery.parse(query);
                assertThat(place.keys(query))
                        .as(query + " in " + given)
                        .isEqualTo(marked.isEmpty() ? List.of() : List.of("k"));
                List<Marks.Span> spans = Marks.of(given, parsed);
                assertThat(
                                spans.stream()
                                        .map(s -> given.substring(s.from(), s.to()))
                                        .map(s -> Normalizer.normalize(s, Normalizer.Form.NFC))
                                        .toList())
                        .as(query + " in " + given)
                        .isEqualTo(
                                marked.isEmpty()
                                        ? List.of()
                                        : List.of(
                                                Normalizer.normalize(marked, Normalizer.Form.NFC)));
            }
        }
    }

    @Test
    void tokensWithTheirPlacesAreTheTokensOfTheIndex() {
        Random random = new Random(3);
        int[] from = {
            0x20, 0x41, 0x61, 0xC0, 0x300, 0x1100, 0x3041, 0x30A0, 0x3099, 0x4E00, 0xAC00, 0xFF10,
            0xFF66, 0x20BB7, 0x2F800, 0x1F600
        };
        int[] count = {16, 26, 26, 190, 32, 200, 86, 95, 2, 2000, 3000, 80, 50, 5, 100, 20};
        for (int n = 0; n < 3000; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                int kind = random.nextInt(from.length);
                text.appendCodePoint(from[kind] + random.nextInt(count[kind]));
            }
            assertThat(TokenSpans.of(text.toString()).tokens())
                    .as(text.codePoints().mapToObj(Integer::toHexString).toList().toString())
                    .isEqualTo(new ArrayList<>(SearchText.tokens(text.toString())));
        }
    }

    @Test
    void snippetsMarkWhatIsFoundWithoutAccentsInAnyWidthAndByPattern() {
        assertThat(Snippet.of("eine Größe", DocumentQuery.parse("große"), 80, "[", "]"))
                .isEqualTo("eine [Größe]");
        assertThat(Snippet.of("私はﾗｰﾒﾝが好き", DocumentQuery.parse("ラーメン"), 80, "[", "]"))
                .isEqualTo("私は[ﾗｰﾒﾝ]が好き");
        assertThat(Snippet.of("x = 42;\n y", DocumentQuery.parse("/\\d+/"), 80, "[", "]"))
                .isEqualTo("x = [42]; y");
    }
}

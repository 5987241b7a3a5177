package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextPackerTest {
    @Test
    void anyBytesComeBackFromWordCodes() {
        Random random = new Random(1);
        List<byte[]> texts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            texts.add(text(random));
        }
        WordCodes codes = WordCodes.read(WordCodes.of(texts).bytes());
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = i % 3 == 0 ? new byte[random.nextInt(700)] : text(random);
            if (i % 3 == 0) {
                random.nextBytes(bytes);
            }
            assertThat(codes.decode(codes.encode(bytes), bytes.length)).isEqualTo(bytes);
        }
    }

    @Test
    void longTextsAndLongWordsComeBackToo() {
        Random random = new Random(3);
        WordCodes codes = WordCodes.of(List.of(text(random), text(random), text(random)));
        for (int length : new int[] {24, 25, 63, 64, 65, 65_535, 65_536, 65_537, 300_000}) {
            for (String filling : List.of("x", " ", "값", "中", " 中", "a ", "!?")) {
                byte[] bytes =
                        Arrays.copyOf(
                                filling.repeat(length).getBytes(StandardCharsets.UTF_8), length);
                assertThat(codes.decode(codes.encode(bytes), length)).isEqualTo(bytes);
            }
        }
    }

    @Test
    void aWordIsALetterRunWithTheSpaceBeforeItOneChineseCharacterOrARunOfSigns() {
        assertThat(words("if (x1 == _y):\n    return  42"))
                .containsExactly("if", " (", "x1", " ==", " _y", "):\n   ", " return", " ", " 42");
        assertThat(words("값은 中文 é、中")).containsExactly("값은", " 中", "文", " é、", "中");
        assertThat(words("  ")).containsExactly("  ");
    }

    private static List<String> words(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        WordCuts cuts = new WordCuts();
        int count = cuts.cut(Arrays.copyOf(utf8, utf8.length + WordCuts.PADDING), 0, utf8.length);
        List<String> words = new ArrayList<>();
        for (int word = 0; word < count; word++) {
            int from = cuts.start(word);
            words.add(new String(utf8, from, cuts.start(word + 1) - from, StandardCharsets.UTF_8));
        }
        return words;
    }

    @Test
    void codesOfOtherWordsAreRefused() {
        WordCodes none = new WordCodes(List.of());
        byte[] text = "some text".getBytes(StandardCharsets.UTF_8);
        WordCodes some = new WordCodes(List.of("some".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> none.decode(some.encode(text), text.length))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> some.decode(some.encode(text), text.length + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsComeBackFromBeforeAndAfterAModelIsLearned() {
        Random random = new Random(2);
        List<byte[]> texts = new ArrayList<>();
        List<byte[]> packed = new ArrayList<>();
        TextModel learned = null;
        try (TextPacker packer = new TextPacker(Optional.empty(), 300)) {
            for (int i = 0; i < 240; i++) {
                List<byte[]> together = new ArrayList<>();
                for (int n = random.nextInt(140); n >= 0; n--) {
                    together.add(text(random));
                }
                texts.addAll(together);
                packed.addAll(packer.pack(together));
                learned = packer.learned().orElse(learned);
            }
        }
        TextModel stored = TextModel.read(300, learned.bytes());
        assertThat(packed.getFirst()[0]).isNotEqualTo(TextPacker.MARK);
        assertThat(packed.getLast()[0]).isEqualTo(TextPacker.MARK);
        try (TextPacker resumed = new TextPacker(Optional.of(stored), 301)) {
            texts.add(new byte[0]);
            packed.addAll(resumed.pack(List.of(new byte[0])));
            assertThat(resumed.learned()).isEmpty();
        }
        try (TextUnpacker.Session<RuntimeException> session =
                new TextUnpacker().session(id -> stored)) {
            for (int i = 0; i < texts.size(); i++) {
                assertThat(session.utf8(packed.get(i))).isEqualTo(texts.get(i));
            }
        }
    }

    private static byte[] text(Random random) {
        String[] words = {
            "return", " the", "\n    ", "값", " 문장", "中文", "é", "🙂", "_x9", "  ", "。"
        };
        StringBuilder text = new StringBuilder();
        for (int w = random.nextInt(60); w >= 0; w--) {
            text.append(words[random.nextInt(words.length)]);
            if (random.nextInt(4) == 0) {
                text.append((char) (32 + random.nextInt(400)));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

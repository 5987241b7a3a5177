package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hornbook.checkpoint.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

class TextGeneratorTest {
    private static final String GPT2 = "tokenizer-gpt2-style";
    private static final String CODEGEN = "tokenizer-codegen-style";
    private static final String LLAMA = "tokenizer-llama-style";
    private static final String END = "<|endoftext|>";

    @TempDir Path folder;

    private final List<String> pieces = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        GPT2 + ", 'x:\n'",
        GPT2 + ", 'x:\n '",
        GPT2 + ", 'x:\n  '",
        GPT2 + ", 'x:\n    '",
        CODEGEN + ", 'x:\n'",
        CODEGEN + ", 'x:\n    '"
    })
    void whereverInTheWhiteSpaceThePromptEndsTheModelSeesTheTextAsItLearnedIt(
            String tokenizer, String prompt) {
        String whole = "x:\n    return first" + END;
        ChainModel model = ChainModel.learnTexts(folder.resolve("m"), tokenizer, whole);
        Reply reply = model.reply(folder, prompt, Sampling.greedy(20), pieces);
        assertThat(prompt + reply.text() + END).isEqualTo(whole);
        assertThat(reply.stop()).isEqualTo(StopReason.END_OF_TEXT);
        assertThat(String.join("", pieces)).isEqualTo(reply.text());
    }

    @Test
    void whiteSpaceOfThePromptDoesNotCountAsTokensOfTheReply() {
        ChainModel model =
                ChainModel.learnTexts(folder.resolve("m"), CODEGEN, "x:\n    return first" + END);
        Reply one = model.reply(folder, "x:\n    ", Sampling.greedy(1), pieces);
        assertThat(one.text()).isEqualTo("return");
        assertThat(one.stop()).isEqualTo(StopReason.MAX_TOKENS);
        Reply two = model.reply(folder, "x:", Sampling.greedy(2), pieces);
        assertThat(two.text()).isEqualTo("\n    ");
    }

    @ParameterizedTest
    @ValueSource(strings = {GPT2, CODEGEN})
    void aStopStringAcrossTokensEndsTheReplyAndIsNeverTold(String tokenizer) {
        ChainModel model =
                ChainModel.learnTexts(folder.resolve("m"), tokenizer, "x = first\ndef more" + END);
        Reply reply =
                model.reply(
                        folder,
                        "x =",
                        Sampling.greedy(20).withStop(List.of("\nclass", "\nde")),
                        pieces);
        assertThat(reply.text()).isEqualTo(" first");
        assertThat(reply.stop()).isEqualTo(StopReason.STOPPED);
        assertThat(String.join("", pieces)).isEqualTo(" first");
    }

    @ParameterizedTest
    @ValueSource(strings = {GPT2, CODEGEN, LLAMA})
    void noCharacterIsToldInParts(String tokenizer) {
        String end = tokenizer.equals(LLAMA) ? "</s>" : END;
        ChainModel model = ChainModel.learnTexts(folder.resolve("m"), tokenizer, "a🐘漢β" + end);
        Reply reply = model.reply(folder, "a", Sampling.greedy(40), pieces);
        assertThat(reply.text()).isEqualTo("🐘漢β");
        assertThat(String.join("", pieces)).isEqualTo(reply.text());
        assertThat(pieces).allSatisfy(piece -> assertThat(piece).doesNotContain("\ufffd"));
    }

    @Test
    void aTextCutInsideACharacterEndsInTheReplacementCharacter() {
        ChainModel model = ChainModel.learnTexts(folder.resolve("m"), GPT2, "a🐘" + END);
        Reply reply = model.reply(folder, "a", Sampling.greedy(2), pieces);
        assertThat(reply.text()).isEqualTo("\ufffd");
        assertThat(String.join("", pieces)).isEqualTo("\ufffd");
    }

    @Test
    void aLeadingSpaceIsKeptByATokenizerThatDropsItAtTheStartOfAText() {
        int[] chain;
        try (Tokenizer tokenizer = Tokenizer.load(Golden.FOLDER.resolve(LLAMA))) {
            chain =
                    Stream.of("def", "first")
                            .flatMapToInt(word -> Arrays.stream(tokenizer.encode(word)))
                            .toArray();
            chain = Arrays.copyOf(chain, chain.length + 1);
            chain[chain.length - 1] = tokenizer.endOfText().orElseThrow();
        }
        ChainModel model = ChainModel.learn(folder.resolve("m"), LLAMA, List.of(chain));
        assertThat(model.reply(folder, "def", Sampling.greedy(20), pieces).text())
                .isEqualTo(" first");
        assertThat(model.reply(folder, "def ", Sampling.greedy(20), pieces).text())
                .isEqualTo("first");
    }

    @Test
    void anEmptyPromptBeginsAfterTheTokenThatEndsAText() {
        ChainModel model = ChainModel.learnTexts(folder.resolve("m"), CODEGEN, END + "first");
        Reply reply = model.reply(folder, "", Sampling.greedy(1), pieces);
        assertThat(reply.promptTokens()).isEqualTo(1);
        assertThat("first").startsWith(reply.text());
        assertThat(reply.text()).isNotEmpty();
    }

    @Test
    void aPromptOfWhiteSpaceAloneIsGivenAsItIs() {
        ChainModel model =
                ChainModel.learnTexts(folder.resolve("m"), CODEGEN, "\n    return" + END);
        assertThat(model.reply(folder, "\n    ", Sampling.greedy(9), pieces).text())
                .isEqualTo("return");
    }

    @Test
    void aPromptThatFillsTheContextIsRefusedInOneSentence() {
        ChainModel model = ChainModel.learnTexts(folder.resolve("m"), GPT2, "x" + END);
        assertThatThrownBy(() -> model.reply(folder, "x".repeat(256), Sampling.greedy(1), pieces))
                .hasMessage(
                        "a prompt of 256 tokens leaves no room in the context of 256: shorten it");
    }

    @Test
    void aLongTextStreamedTokenByTokenIsTheWholeText() {
        String text =
                "def add(first, second):\n\treturn 교과서는 + 'naïve café' # 👩‍👩‍👧 🇰🇷 ok\n    漢字かな"
                        .repeat(9);
        for (String name : List.of(GPT2, CODEGEN, LLAMA)) {
            try (Tokenizer tokenizer = Tokenizer.load(Golden.FOLDER.resolve(name))) {
                int[] all = tokenizer.encode("for item in" + text);
                int[] prompt = Arrays.copyOf(all, 3);
                String rest = tokenizer.decode(all).substring(tokenizer.decode(prompt).length());
                StringBuilder told = new StringBuilder();
                TextStream stream = new TextStream(tokenizer, prompt, 0, List.of(), told::append);
                for (int i = prompt.length; i < all.length; i++) {
                    stream.add(all[i]);
                }
                assertThat(stream.finish()).isEqualTo(rest);
                assertThat(told.toString()).isEqualTo(rest);
            }
        }
    }
}

package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.hornbook.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikelihoodTest {
    private static final String END = "<|endoftext|>";

    @TempDir Path folder;

    @Test
    void whatAModelKnowsIsLikelierThanWhatItDoesNotAndSpaceBelongsToTheContinuation() {
        ask(
                "x = first\ndef more" + END,
                text -> {
                    Likelihood known = text.likelihood("x =", " first\ndef", 2);
                    Likelihood unknown = text.likelihood("x =", " second\ndef", 2);
                    assertThat(known.greedy()).isTrue();
                    assertThat(unknown.greedy()).isFalse();
                    assertThat(known.logProbability()).isGreaterThan(unknown.logProbability());
                    assertThat(known.perplexity()).isLessThan(unknown.perplexity());
                    Likelihood moved = text.likelihood("x = ", "first\ndef", 2);
                    assertThat(moved.logProbability())
                            .isCloseTo(known.logProbability(), within(1e-4));
                    assertThat(moved.tokens()).isEqualTo(known.tokens());
                    assertThat(text.likelihood("x =", "", 1).perplexity()).isEqualTo(1);
                });
    }

    @Test
    void theTokensOfAReplyComeWithTheLikeliestInTheirPlace() {
        ask(
                "x = first\ndef more" + END,
                text -> {
                    Reply reply = text.reply("x =", Sampling.greedy(20).withAlternatives(3));
                    assertThat(reply.choices()).hasSize(reply.tokens());
                    assertThat(
                                    String.join(
                                            "",
                                            reply.choices().stream()
                                                    .map(TokenChoice::text)
                                                    .toList()))
                            .isEqualTo(reply.text());
                    for (TokenChoice choice : reply.choices()) {
                        assertThat(choice.alternatives()).hasSize(3);
                        TokenChoice.Alternative best = choice.alternatives().getFirst();
                        assertThat(best.text()).isEqualTo(choice.text());
                        assertThat(best.logProbability()).isEqualTo(choice.logProbability());
                        assertThat(choice.logProbability()).isBetween(-0.1, 0.0);
                    }
                    assertThat(text.reply("x =", Sampling.greedy(3)).choices()).isEmpty();
                });
    }

    private void ask(String learned, Consumer<TextGenerator> what) {
        ChainModel model =
                ChainModel.learnTexts(folder.resolve("m"), "tokenizer-codegen-style", learned);
        try (Checkpoint checkpoint = Checkpoint.open(model.folder());
                OnnxGenerator generator = OnnxGenerator.open(checkpoint, folder, 1)) {
            what.accept(new TextGenerator(generator, checkpoint.tokenizer().orElseThrow()));
        }
    }
}

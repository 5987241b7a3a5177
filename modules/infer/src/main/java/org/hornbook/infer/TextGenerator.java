package org.hornbook.infer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hornbook.checkpoint.Tokenizer;

/// Continues text with a generator and its tokenizer. Correct for a prompt that ends in white
/// space, whatever the tokenizer does with it. Owns neither of the two.
public final class TextGenerator {
    private final Generator generator;
    private final Tokenizer tokenizer;
    private TokenText texts;

    public TextGenerator(Generator generator, Tokenizer tokenizer) {
        this.generator = generator;
        this.tokenizer = tokenizer;
    }

    public Reply reply(String prompt, Sampling sampling) {
        return reply(prompt, sampling, text -> {});
    }

    /// Continues `prompt`, which may be empty if the tokenizer knows a token that ends a text, and
    /// hands the reply to `onText` piece by piece; the pieces together are the reply's text. The
    /// text begins after the whole prompt, its last white space included. Interrupting the thread
    /// ends it with `CANCELLED`. Throws `IllegalArgumentException` if the prompt leaves no room in
    /// the context.
    public Reply reply(String prompt, Sampling sampling, Consumer<String> onText) {
        return reply(start(prompt), sampling, onText);
    }

    /// The same for a prompt that ends where a reply begins, as chat templates make them: it is
    /// given to the model just as it is, its last white space included.
    public Reply replyTo(String prompt, Sampling sampling, Consumer<String> onText) {
        return reply(new Start(tokens(prompt), Optional.empty()), sampling, onText);
    }

    private Reply reply(Start start, Sampling sampling, Consumer<String> onText) {
        int space = start.border().map(PromptBorder::length).orElse(0);
        TextStream stream =
                new TextStream(tokenizer, start.tokens(), space, sampling.stop(), onText);
        int[] heard = {0};
        GeneratedTokens made =
                generator.generate(
                        start.tokens(),
                        sampling.withMaxTokens(Math.addExact(sampling.maxTokens(), space)),
                        start.border().<TokenRule>map(border -> border).orElse(TokenRule.ANY),
                        token ->
                                stream.add(token)
                                        && ++heard[0] - start.spaceTokens() < sampling.maxTokens());
        String text = stream.finish();
        boolean enough = made.stop() == StopReason.STOPPED && !stream.stopped();
        return new Reply(
                text,
                start.tokens().length,
                made.tokens().length,
                made.secondsToFirst(),
                made.tokensPerSecond(),
                stream.stopped()
                        ? StopReason.STOPPED
                        : enough ? StopReason.MAX_TOKENS : made.stop(),
                TokenChoice.of(made.choices(), tokenizer),
                made.reused(),
                made.foreseen());
    }

    /// How likely `continuation` is after `context`, which may be empty as in `reply`. White space
    /// that the context ends in belongs to the continuation, since that is how tokens are cut.
    /// Throws `IllegalArgumentException` if the two do not fit the context together.
    ///
    /// @param alternatives how many of the likeliest tokens are told with each, at least 1 where
    ///   `greedy` matters
    public Likelihood likelihood(String context, String continuation, int alternatives) {
        int end = Whitespace.trailingFrom(context);
        int[] before = tokens(context.substring(0, end == 0 ? context.length() : end));
        int[] whole = tokens(context + continuation);
        return likelihood(context.isEmpty() ? joined(before, whole) : whole, before, alternatives);
    }

    /// The same after a prompt that ends where a reply begins, as for `replyTo`.
    public Likelihood likelihoodTo(String prompt, String reply, int alternatives) {
        return likelihood(tokens(prompt + reply), tokens(prompt), alternatives);
    }

    private Likelihood likelihood(int[] all, int[] before, int alternatives) {
        if (before.length >= all.length) {
            return new Likelihood(0, 0, true, List.of());
        }
        List<Choice> choices = List.of(generator.score(all, before.length, alternatives));
        return new Likelihood(
                choices.stream().mapToDouble(c -> c.chosen().logProbability()).sum(),
                choices.size(),
                choices.stream().allMatch(TextGenerator::likeliest),
                TokenChoice.of(choices, tokenizer));
    }

    private static int[] joined(int[] one, int[] other) {
        int[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private static boolean likeliest(Choice choice) {
        return !choice.likeliest().isEmpty()
                && choice.likeliest().getFirst().logProbability()
                        <= choice.chosen().logProbability();
    }

    /// What the model is given, and the border its first tokens must spell.
    private record Start(int[] tokens, Optional<PromptBorder> border) {
        int spaceTokens() {
            return border.map(PromptBorder::spaceTokens).orElse(0);
        }
    }

    private Start start(String prompt) {
        int end = Whitespace.trailingFrom(prompt);
        if (end < prompt.length() && end > 0) {
            int[] tokens = tokenizer.encode(prompt.substring(0, end));
            Optional<PromptBorder> border =
                    PromptBorder.of(prompt.substring(end), texts(), tokenizer.vocabSize());
            if (border.isPresent() && tokens.length > 0) {
                return new Start(tokens, border);
            }
        }
        return new Start(tokens(prompt), Optional.empty());
    }

    private int[] tokens(String prompt) {
        int[] tokens = tokenizer.encode(prompt);
        if (tokens.length == 0) {
            int begin =
                    tokenizer
                            .endOfText()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "the prompt is empty, and this tokenizer has no"
                                                            + " token to begin a text with"));
            tokens = new int[] {begin};
        }
        return tokens;
    }

    private synchronized TokenText texts() {
        if (texts == null) {
            texts = new TokenText(tokenizer, tokenizer.vocabSize());
        }
        return texts;
    }
}

package org.hornbook.infer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.checkpoint.Tokenizer;

/// A `Choice` in words: the text that a token adds, and the likeliest texts in its place. U+FFFD
/// stands for bytes that are no character by themselves. Log-probabilities are in nats.
public record TokenChoice(String text, double logProbability, List<Alternative> alternatives) {
    /// What might have come instead, or did come.
    public record Alternative(String text, double logProbability) {}

    public TokenChoice {
        alternatives = List.copyOf(alternatives);
    }

    static List<TokenChoice> of(List<Choice> choices, Tokenizer tokenizer) {
        if (choices.isEmpty()) {
            return List.of();
        }
        Map<Integer, String> texts = texts(choices, tokenizer);
        List<TokenChoice> all = new ArrayList<>(choices.size());
        for (Choice choice : choices) {
            all.add(
                    new TokenChoice(
                            texts.get(choice.chosen().token()),
                            choice.chosen().logProbability(),
                            choice.likeliest().stream()
                                    .map(
                                            l ->
                                                    new Alternative(
                                                            texts.get(l.token()),
                                                            l.logProbability()))
                                    .toList()));
        }
        return Collections.unmodifiableList(all);
    }

    private static Map<Integer, String> texts(List<Choice> choices, Tokenizer tokenizer) {
        Map<Integer, String> texts = new LinkedHashMap<>();
        for (Choice choice : choices) {
            texts.put(choice.chosen().token(), "");
            choice.likeliest().forEach(l -> texts.put(l.token(), ""));
        }
        int[] tokens = texts.keySet().stream().mapToInt(t -> t).toArray();
        String[] all = TokenText.of(tokenizer, tokens);
        for (int i = 0; i < tokens.length; i++) {
            texts.put(tokens[i], all[i]);
        }
        return texts;
    }
}

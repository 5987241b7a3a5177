package org.hornbook.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.checkpoint.Tokenizer;

/// The text that each token adds in the middle of a text, for those that add white space at their
/// start; found by their first character.
final class TokenText {
    /// `text` may end in U+FFFD where the token ends inside a character.
    record Piece(int token, String text) {}

    private final Map<Character, List<Piece>> byFirst = new HashMap<>();

    TokenText(Tokenizer tokenizer, int vocabulary) {
        int[] tokens = new int[vocabulary];
        Arrays.setAll(tokens, token -> token);
        String[] texts = of(tokenizer, tokens);
        for (int token = 0; token < vocabulary; token++) {
            if (!texts[token].isEmpty()) {
                add(new Piece(token, texts[token]));
            }
        }
    }

    /// What each of `tokens` adds; U+FFFD stands for bytes that are no character by themselves.
    /// Each is asked for behind an ordinary token, since some tokenizers drop what a text begins
    /// with.
    static String[] of(Tokenizer tokenizer, int[] tokens) {
        int[] anchor = tokenizer.encode("a");
        if (anchor.length == 0) {
            return tokenizer.decodeAll(
                    Arrays.stream(tokens).mapToObj(t -> new int[] {t}).toArray(int[][]::new));
        }
        int before = anchor[anchor.length - 1];
        int[][] pairs = new int[tokens.length][];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new int[] {before, tokens[i]};
        }
        String anchorText = tokenizer.decode(new int[] {before});
        String[] texts = tokenizer.decodeAll(pairs);
        for (int i = 0; i < texts.length; i++) {
            texts[i] =
                    texts[i].startsWith(anchorText) ? texts[i].substring(anchorText.length()) : "";
        }
        return texts;
    }

    private void add(Piece piece) {
        char first = piece.text().charAt(0);
        if (Whitespace.is(first)) {
            byFirst.computeIfAbsent(first, character -> new ArrayList<>()).add(piece);
        }
    }

    /// The tokens that add `first` as their first character, which is white space.
    List<Piece> startingWith(char first) {
        return byFirst.getOrDefault(first, List.of());
    }
}

package org.hornbook.infer;

import java.util.ArrayList;
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

    /// Asks `tokenizer` for every token, each behind an ordinary one, since some tokenizers drop
    /// what a text begins with.
    TokenText(Tokenizer tokenizer, int vocabulary) {
        int[] anchor = tokenizer.encode("a");
        if (anchor.length == 0) {
            return;
        }
        int before = anchor[anchor.length - 1];
        String anchorText = tokenizer.decode(new int[] {before});
        int[][] pairs = new int[vocabulary][];
        for (int token = 0; token < vocabulary; token++) {
            pairs[token] = new int[] {before, token};
        }
        String[] texts = tokenizer.decodeAll(pairs);
        for (int token = 0; token < vocabulary; token++) {
            String text = texts[token];
            if (text.length() > anchorText.length() && text.startsWith(anchorText)) {
                add(new Piece(token, text.substring(anchorText.length())));
            }
        }
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

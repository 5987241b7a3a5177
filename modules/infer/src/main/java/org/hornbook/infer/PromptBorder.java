package org.hornbook.infer;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Makes a continuation begin with the white space that its prompt ended in. Tokenizers join white
/// space with what follows it, so a prompt that ends in it would be cut into tokens where no text
/// the model learned from was cut: the white space is left out of the prompt, and the first tokens
/// must spell it, alone or with what follows.
final class PromptBorder implements TokenRule {
    private final String space;
    private final TokenText.Piece[] pieces; // by id, null where the token may not occur
    private final BitSet[] allowed; // by how much of `space` is already spelled
    private int spelled;
    private int spaceTokens;

    /// Empty if no sequence of tokens spells `space`. `vocabulary` bounds the ids.
    static Optional<PromptBorder> of(String space, TokenText texts, int vocabulary) {
        PromptBorder border = new PromptBorder(space, vocabulary);
        for (int at = space.length() - 1; at >= 0; at--) {
            border.allow(at, texts.startingWith(space.charAt(at)));
        }
        return border.allowed[0].isEmpty() ? Optional.empty() : Optional.of(border);
    }

    private PromptBorder(String space, int vocabulary) {
        this.space = space;
        this.pieces = new TokenText.Piece[vocabulary];
        this.allowed = new BitSet[space.length()];
    }

    /// Allows at `at` what goes beyond the rest, and what leads to a place from which the rest can
    /// be spelled.
    private void allow(int at, List<TokenText.Piece> candidates) {
        allowed[at] = new BitSet();
        String rest = space.substring(at);
        for (TokenText.Piece piece : candidates) {
            String text = piece.text();
            boolean leads =
                    text.length() >= rest.length()
                            ? text.startsWith(rest)
                            : rest.startsWith(text) && !allowed[at + text.length()].isEmpty();
            if (leads) {
                allowed[at].set(piece.token());
                pieces[piece.token()] = piece;
            }
        }
    }

    @Override
    public Optional<BitSet> allowed() {
        return spelled < space.length() ? Optional.of(allowed[spelled]) : Optional.empty();
    }

    @Override
    public void chosen(int token) {
        if (spelled < space.length()) {
            spelled += pieces[token].text().length();
            spaceTokens += spelled <= space.length() ? 1 : 0;
        }
    }

    /// Characters of the white space.
    int length() {
        return space.length();
    }

    /// How many of the chosen tokens spelled nothing but the prompt's white space.
    int spaceTokens() {
        return spaceTokens;
    }
}

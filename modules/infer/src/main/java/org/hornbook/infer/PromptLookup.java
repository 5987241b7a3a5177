package org.hornbook.infer;

import java.util.Arrays;

/// Guesses the next tokens from the text before them: where its last tokens occurred already, what
/// came then may come again. Code repeats itself often. How many are guessed depends on how the
/// last guesses did. The method of prompt lookup decoding (Saxena 2023).
final class PromptLookup {
    private static final int SHORTEST = 2; // tokens that must have occurred before
    private static final int LONGEST = 12; // tokens, beyond which a match is no better
    private static final int WARY = 6; // tokens wanted after wrong guesses
    private static final int[] SIZES = {2, 4, 8, 16}; // few, since each is a call of its own

    private int[] tokens;
    private int count;
    private int size = 1; // index into SIZES
    private int wanted = SHORTEST;

    PromptLookup(int[] prompt) {
        tokens = Arrays.copyOf(prompt, prompt.length + 64);
        count = prompt.length;
    }

    void add(int token) {
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * count);
        }
        tokens[count++] = token;
    }

    /// The tokens that may come next, at most `most`; none if nothing like it was there.
    int[] guess(int most) {
        int length = 0;
        for (int i = 0; i <= size && SIZES[i] <= most; i++) {
            length = SIZES[i];
        }
        int from = length == 0 ? -1 : continuation();
        if (from < 0) {
            return new int[0];
        }
        int[] guessed = new int[length];
        for (int i = 0; i < length; i++) { // a repetition that is still going on repeats itself
            guessed[i] = from + i < count ? tokens[from + i] : guessed[from + i - count];
        }
        return guessed;
    }

    /// Says how many of a guess came true.
    void learn(int guessed, int came) {
        if (guessed == 0) {
            return;
        }
        if (came == guessed) {
            size = Math.min(size + 1, SIZES.length - 1);
            wanted = SHORTEST;
        } else {
            while (size > 0 && SIZES[size] > Math.max(came + 1, SIZES[0])) {
                size--;
            }
            wanted = came == 0 ? Math.min(wanted + 1, WARY) : wanted;
        }
    }

    /// What follows the longest earlier occurrence of the last tokens, of equally long ones the
    /// latest; -1 if all are shorter than wanted.
    private int continuation() {
        int best = -1;
        int longest = wanted - 1;
        for (int end = count - 1; end > 0 && longest < LONGEST; end--) {
            int same = 0;
            while (same < LONGEST
                    && same < end
                    && tokens[end - 1 - same] == tokens[count - 1 - same]) {
                same++;
            }
            if (same > longest) {
                longest = same;
                best = end;
            }
        }
        return best;
    }
}

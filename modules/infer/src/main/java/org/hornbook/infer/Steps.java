package org.hornbook.infer;

import java.nio.FloatBuffer;

/// The logits after each token in turn. Where a `PromptLookup` guesses what comes, the guess is
/// read in the same call; a token that comes as guessed then takes no call of its own. Each row is
/// computed from the very tokens before it, so that the guesses change the time, never the text.
final class Steps {
    private final Decoder decoder;
    private final PromptLookup lookup; // null guesses nothing
    private final int end;
    private int[] guess = new int[0];
    private FloatBuffer rows;
    private int came; // of `guess`
    private int position;
    private int foreseen;

    /// After a prompt of `from` tokens that the decoder has read, up to `end` tokens in all.
    Steps(Decoder decoder, PromptLookup lookup, int from, int end) {
        this.decoder = decoder;
        this.lookup = lookup;
        this.position = from;
        this.end = end;
    }

    /// The logits after `token`, which is the next of the sequence: `(V)` or more, from the
    /// buffer's start, until the next call. Null if the thread was interrupted.
    FloatBuffer after(int token) {
        if (lookup != null) {
            lookup.add(token);
        }
        if (came < guess.length && guess[came] == token) {
            came++;
            position++;
            foreseen++;
            int row = decoder.shape().vocabulary();
            return rows.slice(came * row, row);
        }
        return read(token);
    }

    private FloatBuffer read(int token) {
        if (lookup != null) {
            lookup.learn(guess.length, came);
            int most = Math.min(end - position, decoder.alike(position)) - 1;
            guess = lookup.guess(Math.max(0, most));
        }
        came = 0;
        int[] tokens = new int[1 + guess.length];
        tokens[0] = token;
        System.arraycopy(guess, 0, tokens, 1, guess.length);
        decoder.rewind(position++);
        rows = decoder.next(tokens);
        return rows;
    }

    /// How many tokens came as guessed.
    int foreseen() {
        return foreseen;
    }
}

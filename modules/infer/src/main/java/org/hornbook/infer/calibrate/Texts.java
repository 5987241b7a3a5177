package org.hornbook.infer.calibrate;

import java.util.List;
import java.util.SplittableRandom;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.Tokenizer;

/// The tokens that a model is calibrated and measured on, in pieces that are each read as a text of
/// its own.
///
/// @param used what the inputs of its products are taken from
/// @param held none of `used`, for measuring
public record Texts(List<int[]> used, List<int[]> held) {
    /// Enough: three times as many bring nothing that can be seen (modules/decisions/0014).
    public static final int USUAL_PIECES = 64;

    private static final int USUAL_LENGTH = 256; // tokens
    private static final int ONE_HELD = 8; // of as many pieces

    public Texts {
        used = List.copyOf(used);
        held = List.copyOf(held);
        if (used.isEmpty() || held.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is too little text to calibrate with: some pages of it are needed");
        }
        used.forEach(Texts::notEmpty);
        held.forEach(Texts::notEmpty);
    }

    private static void notEmpty(int[] tokens) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("a piece of text has no tokens");
        }
    }

    /// Random tokens of `checkpoint`, for measuring time.
    public static Texts random(Checkpoint checkpoint, int pieces, long seed) {
        int length = Math.min(USUAL_LENGTH, checkpoint.config().maxPositions());
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < pieces + held(pieces); i++) {
            all.add(random.ints(length, 0, checkpoint.usedVocabulary()).toArray());
        }
        return new Texts(all.subList(0, pieces), all.subList(pieces, all.size()));
    }

    /// Of `documents`, which are tokenized one after another, each followed by the token that ends
    /// a text where there is one, and cut into pieces of 256 tokens, fewer where the model has no
    /// room for them. Every ninth piece is held back. Throws `CheckpointException` if the model has
    /// no tokenizer, `IllegalArgumentException` if there is less text than for one piece of each
    /// kind.
    ///
    /// @param pieces how many are used at most
    /// @param stop asked between documents
    public static Texts of(
            Checkpoint checkpoint, Iterable<String> documents, int pieces, BooleanSupplier stop) {
        Tokenizer tokenizer =
                checkpoint
                        .tokenizer()
                        .orElseThrow(
                                () ->
                                        new CheckpointException(
                                                checkpoint.folder()
                                                        + " has no tokenizer.json: it cannot be calibrated on text"));
        int length = Math.min(USUAL_LENGTH, checkpoint.config().maxPositions());
        int end = checkpoint.endTokens().stream().findFirst().orElse(-1);
        List<int[]> used = new ArrayList<>();
        List<int[]> held = new ArrayList<>();
        int[] piece = new int[length];
        int filled = 0;
        for (String document : documents) {
            if (stop.getAsBoolean() || used.size() >= pieces && held.size() >= held(pieces)) {
                break;
            }
            int[] tokens = tokenizer.encode(document);
            for (int i = 0; i < tokens.length + (end < 0 ? 0 : 1); i++) {
                piece[filled++] = i < tokens.length ? tokens[i] : end;
                if (filled == length) {
                    boolean hold =
                            held.size() < held(pieces) && used.size() >= ONE_HELD * held.size();
                    if (hold && !used.isEmpty()) {
                        held.add(piece.clone());
                    } else if (used.size() < pieces) {
                        used.add(piece.clone());
                    }
                    filled = 0;
                }
            }
        }
        return new Texts(used, held);
    }

    private static int held(int pieces) {
        return Math.max(1, pieces / ONE_HELD);
    }

    int tokens() {
        return used.stream().mapToInt(t -> t.length).sum();
    }

    int heldTokens() {
        return held.stream().mapToInt(t -> t.length).sum();
    }
}

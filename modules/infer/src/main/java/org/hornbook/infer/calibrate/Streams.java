package org.hornbook.infer.calibrate;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.ModelParameters;

/// What enters a layer: of the texts that are used, as it comes out of the rounded layers before
/// it, and of those that are held back, as it comes out of the exact ones.
record Streams(Rows used, Rows held) {
    private static final long PIECE = 1 << 24; // bytes written at once

    static Streams of(Arena arena, Texts texts, int width) {
        return new Streams(
                Rows.of(arena, texts.tokens(), width), Rows.of(arena, texts.heldTokens(), width));
    }

    /// What enters the first layer.
    void embed(Checkpoint checkpoint, Texts texts) {
        embed(checkpoint, texts.used(), used);
        embed(checkpoint, texts.held(), held);
    }

    static void embed(Checkpoint checkpoint, List<int[]> texts, Rows into) {
        int[] tokens = texts.stream().flatMapToInt(IntStream::of).toArray();
        int width = into.width();
        float[] row = new float[width];
        for (int i = 0; i < tokens.length; i++) {
            checkpoint
                    .tensors()
                    .read(ModelParameters.EMBEDDING, (long) tokens[i] * width, row, 0, width);
            into.put(i, 0, row, 0, width);
        }
    }

    /// Not forced to disk: whoever reads it checks its hash, which this gives.
    ///
    /// @param told called a few times a second; may throw to end it
    String write(Path file, Runnable told) throws IOException {
        MessageDigest digest = sha256();
        try (FileChannel out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (Rows rows : List.of(used, held)) {
                pieces(
                        rows,
                        piece -> {
                            digest.update(piece.duplicate());
                            while (piece.hasRemaining()) {
                                out.write(piece);
                            }
                            told.run();
                            return true;
                        });
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /// Throws `EOFException` if the file is shorter than it must be.
    void read(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            for (Rows rows : List.of(used, held)) {
                pieces(rows, piece -> in.read(piece) >= 0);
            }
        }
    }

    private static void pieces(Rows rows, Move move) throws IOException {
        long bytes = rows.memory().byteSize();
        for (long from = 0; from < bytes; from += PIECE) {
            ByteBuffer piece =
                    rows.memory().asSlice(from, Math.min(PIECE, bytes - from)).asByteBuffer();
            while (piece.hasRemaining()) {
                if (!move.some(piece)) {
                    throw new EOFException("the file ends too early");
                }
            }
        }
    }

    @FunctionalInterface
    private interface Move {
        boolean some(ByteBuffer piece) throws IOException;
    }
}

package org.hornbook.corpus;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file's content, unpacked by its ending: `.gz`, `.zst` or plain.
public final class Opened {
    private static final int BUFFER = 1 << 16;

    private Opened() {}

    public static InputStream stream(Path file) throws IOException {
        return stream(file, bytes -> {});
    }

    /// @param reached hears how many bytes of the file have been taken
    static InputStream stream(Path file, LongConsumer reached) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        InputStream in = new Counted(Files.newInputStream(file), reached);
        try {
            if (name.endsWith(".gz")) {
                return new GZIPInputStream(new BufferedInputStream(in, BUFFER), BUFFER);
            }
            if (name.endsWith(".zst")) {
                ZstdInputStream zstd = new ZstdInputStream(new BufferedInputStream(in, BUFFER));
                zstd.setLongMax(31);
                return zstd;
            }
            return in;
        } catch (ZipException e) {
            in.close();
            throw new IOException(file + " is not a gzip file: " + e.getMessage(), e);
        } catch (EOFException e) {
            in.close();
            throw new IOException(file + " is empty or cut off", e);
        }
    }

    /// What went wrong in the middle of a packed file, in words.
    static String broken(IOException e) {
        String detail = String.valueOf(e.getMessage());
        return e instanceof EOFException
                        || detail.contains("Truncated")
                        || detail.contains("end of")
                ? "the file breaks off in the middle; the rows before are kept"
                : "the file cannot be read further: " + detail;
    }

    /// Tells how far a file has been read.
    private static final class Counted extends FilterInputStream {
        private final LongConsumer reached;
        private long bytes;

        Counted(InputStream in, LongConsumer reached) {
            super(in);
            this.reached = reached;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n = super.read(buffer, from, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int n) {
            bytes += n;
            reached.accept(bytes);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}

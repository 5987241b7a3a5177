package org.hornbook.corpus;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file's content, unpacked by its ending: `.gz`, `.zst` or plain.
public final class Opened {
    private static final int BUFFER = 1 << 16;

    private Opened() {}

    public static InputStream stream(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            if (name.endsWith(".gz")) {
                return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
            }
            if (name.endsWith(".zst")) {
                ZstdInputStream zstd = new ZstdInputStream(in);
                zstd.setLongMax(31);
                return new BufferedInputStream(zstd, BUFFER);
            }
            return in;
        } catch (ZipException e) {
            in.close();
            throw new IOException(file + " is not a gzip file: " + e.getMessage(), e);
        } catch (java.io.EOFException e) {
            in.close();
            throw new IOException(file + " is empty or cut off", e);
        }
    }

    /// What went wrong in the middle of a packed file, in words.
    static String broken(IOException e) {
        String detail = String.valueOf(e.getMessage());
        return e instanceof java.io.EOFException
                        || detail.contains("Truncated")
                        || detail.contains("end of")
                ? "the file breaks off in the middle; the rows before are kept"
                : "the file cannot be read further: " + detail;
    }
}

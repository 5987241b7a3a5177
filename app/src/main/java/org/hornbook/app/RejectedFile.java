package org.hornbook.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.Rejected;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.store.Json;

/// The rejected rows of a corpus as JSON Lines: `file`, `row`, `reason`, `raw`.
public final class RejectedFile {
    private static final int PAGE = 1_000;

    private final RejectedRepository rejected;
    private final CorpusId corpus;

    public RejectedFile(RejectedRepository rejected, CorpusId corpus) {
        this.rejected = rejected;
        this.corpus = corpus;
    }

    /// Writes them all, whole or not at all; returns how many.
    public long write(Path to) throws IOException {
        Path file = to.toAbsolutePath();
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        long count = 0;
        try {
            try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
                Rejected last = null;
                for (List<Rejected> page;
                        !(page = rejected.page(corpus, last, PAGE)).isEmpty();
                        last = page.getLast()) {
                    for (Rejected row : page) {
                        out.write(Json.write(row));
                        out.newLine();
                    }
                    count += page.size();
                }
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return count;
    }
}

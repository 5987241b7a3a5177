package org.hornbook.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.corpus.ExportJob;
import org.hornbook.corpus.ExportPlan;
import org.hornbook.corpus.ExportRepository;
import org.hornbook.train.ShardExportJob;

/// The jobs that write documents out: for the command line, the window, and jobs made anew.
public final class Exports {
    private final Workbench bench;

    public Exports(Workbench bench) {
        this.bench = bench;
    }

    /// What `query` means of a corpus or a kept set. Throws `IllegalArgumentException` if the query
    /// is not understood, or is asked of a kept set.
    public DocumentSource documents(String of, String query) {
        DocumentQuery parsed = DocumentQuery.parse(query);
        if (parsed instanceof DocumentQuery.All) {
            return bench.documents(of);
        }
        if (bench.sets().find(of).isPresent()) {
            throw new IllegalArgumentException(
                    of + " is a kept set, which is exported whole: a query is asked of a corpus");
        }
        return bench.corpora().source(bench.corpora().require(of), parsed);
    }

    public ExportRepository opinions() {
        return new ExportRepository(bench.workspace().database());
    }

    public ExportJob file(ExportPlan plan) {
        return new ExportJob(documents(plan.of(), plan.query()), Optional.of(opinions()), plan);
    }

    /// @param tokenizer a tokenizer.json, a folder that holds one, or a checkpoint's name
    public ShardExportJob shards(String of, String query, String tokenizer, Path folder)
            throws IOException {
        return shards(of, query, tokenizer, folder, ShardExportJob.SHARD_BYTES);
    }

    public ShardExportJob shards(
            String of, String query, String tokenizer, Path folder, long shardBytes)
            throws IOException {
        return new ShardExportJob(
                documents(of, query),
                Files.readString(tokenizer(tokenizer)),
                folder,
                of,
                query,
                shardBytes);
    }

    /// The tokenizer.json of that name.
    public Path tokenizer(String name) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return file;
        }
        Path inside = file.resolve("tokenizer.json");
        return Files.isRegularFile(inside)
                ? inside
                : bench.checkpoint(name).resolve("tokenizer.json");
    }
}

package org.hornbook.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.hornbook.app.RejectedFile;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Rejected;
import org.hornbook.corpus.RejectedRepository;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rejected",
        description =
                "Lists the rows that imports into a corpus could not use, with file, row and reason;"
                        + " --out writes all of them as JSON Lines with the beginning of each row.")
final class RejectedVerb extends Verb {
    @Parameters(paramLabel = "CORPUS")
    private String corpus;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "how many are listed; default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "write all of them there: .jsonl")
    private Path out;

    /// @param rows the first of them
    record Listed(
            String corpus,
            long count,
            List<RejectedRepository.PerFile> files,
            List<Rejected> rows,
            String file) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            Corpus in = bench.corpora().require(corpus);
            RejectedRepository rejected = bench.rejected();
            long count = rejected.count(in.id());
            List<Rejected> rows = rejected.page(in.id(), null, limit);
            StringBuilder words = new StringBuilder();
            if (out == null) {
                rows.forEach(r -> words.append(r.words()).append('\n'));
                words.append(Words.count(count)).append(" rejected rows");
                if (count > rows.size()) {
                    words.append("; --limit shows more, --out FILE writes all");
                }
            } else {
                new RejectedFile(rejected, in.id()).write(out);
                words.append(Words.count(count)).append(" rejected rows written to ").append(out);
            }
            console.report(
                    new Listed(
                            corpus,
                            count,
                            rejected.files(in.id()),
                            rows,
                            out == null ? "" : out.toString()),
                    words.toString());
        }
    }
}

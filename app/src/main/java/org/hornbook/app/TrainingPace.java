package org.hornbook.app;

import java.util.List;
import java.util.Optional;
import org.hornbook.classify.Effort;
import org.hornbook.classify.FilteredSet;
import org.hornbook.corpus.Corpus;
import org.hornbook.job.JobRecord;
import org.hornbook.train.TokenShard;
import org.hornbook.train.TrainReport;

/// What training on text of a corpus costs here, as the newest finished run and the newest tokens
/// made of that corpus tell.
public final class TrainingPace {
    private TrainingPace() {}

    /// Empty if nothing was trained, or no text of this corpus was made into tokens.
    public static Optional<Effort> of(Workbench bench, Corpus corpus) {
        List<JobRecord> jobs = bench.jobs().all();
        List<TrainReport> runs = Overview.results(jobs, "train.run", TrainReport.class);
        if (runs.isEmpty() || !(runs.getFirst().tokensPerSecond() > 0)) {
            return Optional.empty();
        }
        List<FilteredSet> sets = bench.sets().all();
        for (TokenShard.Manifest m :
                Overview.results(jobs, "train.tokenize", TokenShard.Manifest.class)) {
            long characters =
                    m.name().equals(corpus.name()) && m.documents() == corpus.documents()
                            ? bench.corpora().characters(corpus.id())
                            : sets.stream()
                                    .filter(s -> s.name().equals(m.name()))
                                    .filter(s -> s.corpus().equals(corpus.id()))
                                    .filter(s -> s.documents() == m.documents())
                                    .mapToLong(FilteredSet::characters)
                                    .findFirst()
                                    .orElse(0);
            if (characters > 0) {
                return Optional.of(
                        new Effort(
                                runs.getFirst().name(),
                                (double) m.tokens() / characters,
                                runs.getFirst().tokensPerSecond()));
            }
        }
        return Optional.empty();
    }
}

package org.hornbook.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.hornbook.classify.Bill;
import org.hornbook.corpus.Corpus;
import org.hornbook.job.JobRecord;
import org.hornbook.label.Annotator;
import org.hornbook.store.Json;

/// What the labels of an annotator have cost, as far as the workspace knows.
public interface LabelBills {
    /// Empty if nobody knows.
    Optional<Bill> of(Corpus corpus, Annotator annotator);

    /// The money that labelling jobs have told of, those that were stopped among them, over the
    /// labels that the model has given to all corpora.
    static LabelBills ofJobs(Workbench bench) {
        return (corpus, annotator) -> {
            double dollars = 0;
            boolean told = false;
            for (JobRecord job : bench.jobs().all()) {
                if (!job.kind().equals("label.llm")
                        || !Json.read(job.provenance(), JsonNode.class)
                                .path("config")
                                .path("annotator")
                                .asText()
                                .equals(annotator.name())) {
                    continue;
                }
                JsonNode spent =
                        job.result()
                                .or(() -> job.cursor().map(c -> c.text()))
                                .map(json -> Json.read(json, JsonNode.class).path("dollars"))
                                .orElse(null);
                if (spent != null && spent.isNumber()) {
                    dollars += spent.asDouble();
                    told = true;
                }
            }
            long labels =
                    bench.corpora().all().stream()
                            .mapToLong(
                                    c -> bench.labels().counts(c.id()).getOrDefault(annotator, 0L))
                            .sum();
            return told && labels > 0
                    ? Optional.of(new Bill(labels, dollars, "what labelling jobs were billed"))
                    : Optional.empty();
        };
    }
}

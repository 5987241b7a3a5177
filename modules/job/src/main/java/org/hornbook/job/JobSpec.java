package org.hornbook.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// What a job is, before it runs.
///
/// @param kind the sort of work, one word with dots: `corpus.import`, `train.run`
/// @param title what a person reads: `import lessons from lessons.jsonl.gz`
/// @param fingerprint the same for the same work on the same inputs; the key under which a job
///   resumes and is recognised
/// @param provenance inputs, configuration, seed
public record JobSpec(String kind, String title, String fingerprint, Provenance provenance) {
    /// A spec whose fingerprint is the hash of kind, inputs, configuration and seed.
    public static JobSpec of(String kind, String title, Provenance provenance) {
        String identity =
                kind
                        + '\n'
                        + Json.write(provenance.inputs())
                        + '\n'
                        + provenance.config()
                        + '\n'
                        + provenance.seed();
        return new JobSpec(kind, title, Sha256.of(identity), provenance);
    }

    /// The same work, with facts noted that do not change its result but help to start it again:
    /// where a file lay, what a cap was. The fingerprint stays.
    public JobSpec noting(Map<String, ?> facts) {
        ObjectNode config = provenance.config().deepCopy();
        facts.forEach((name, value) -> config.set(name, Json.tree(value)));
        return new JobSpec(kind, title, fingerprint, provenance.with(config));
    }
}

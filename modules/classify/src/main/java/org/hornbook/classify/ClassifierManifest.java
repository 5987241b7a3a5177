package org.hornbook.classify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What a classifier in one file says of itself: enough to judge it without running it, and to see
/// where it came from. Labels, documents and keys of services are not in it.
///
/// @param format of the file; this version writes and reads 1
/// @param writtenBy the program's version
/// @param recipe how it is made, in full
/// @param readsModel the fingerprint of the model whose embedding it reads; empty if it needs none
/// @param corpus on which it was trained, by name
/// @param annotator whom it imitates
/// @param rubrics under which the labels were given
/// @param labels how many it learned from
/// @param labelsHash the hash of document numbers and labels, as its training job noted it
/// @param probability what its scores mean; null where that was never learned
/// @param provenance of its training: inputs, settings, seed, versions, machine
/// @param model the hash of its bytes
public record ClassifierManifest(
        int format,
        String writtenBy,
        String name,
        JsonNode recipe,
        String readsModel,
        String corpus,
        By annotator,
        List<Asked> rubrics,
        int labels,
        String labelsHash,
        Evaluation evaluation,
        KeepProbability probability,
        JsonNode provenance,
        String model) {
    static final int FORMAT = 1;

    /// @param kind of annotator, in lower case
    public record By(String name, String kind) {}

    /// A rubric, by name, version and the hash of its text.
    public record Asked(String name, int version, String text) {}
}

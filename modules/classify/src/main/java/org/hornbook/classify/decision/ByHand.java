package org.hornbook.classify.decision;

import java.time.Instant;
import org.hornbook.corpus.DocumentId;

/// What a person decided on a document. It holds against any line, and stays when the corpus is
/// scored again.
///
/// @param reason as it was given; may be empty
/// @param act the act that it belongs to, to take it back
public record ByHand(
        DocumentId document, Verdict verdict, String reason, long act, String who, Instant made) {}

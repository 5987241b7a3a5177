package org.hornbook.label;

import java.time.Instant;
import org.hornbook.corpus.DocumentId;

/// One opinion on one document.
///
/// @param value on the rubric's scale
/// @param rationale why, in a sentence; may be empty
public record Label(
        DocumentId document,
        RubricId rubric,
        int value,
        String rationale,
        AnnotatorId annotator,
        Instant created) {}

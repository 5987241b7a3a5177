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
        Instant created) {
    /// How the rationale of a second look begins.
    public static final String SECOND_LOOK = "second look: ";

    /// Whether it was given by someone who had seen what others said of the document, to settle who
    /// is right. Such a label corrects; it is no independent opinion, and says nothing about how
    /// far annotators agree.
    public boolean secondLook() {
        return rationale.startsWith(SECOND_LOOK);
    }
}

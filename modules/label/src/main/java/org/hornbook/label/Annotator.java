package org.hornbook.label;

/// Someone or something that labels: named for what it is, so that no label is ever taken for
/// another's.
public record Annotator(AnnotatorId id, String name, Kind kind) {
    public enum Kind {
        /// A human being.
        PERSON,
        /// A language model that read the rubric.
        MODEL,
        /// Whoever wrote the document, for sample data.
        AUTHOR,
        /// A program that knows how the document was made.
        PROGRAM
    }
}

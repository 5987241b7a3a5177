package org.hornbook.corpus;

import java.util.Map;

/// A text with what is known of it.
///
/// @param key its id in the source it was imported from; unique in its corpus
/// @param metadata every other column of the source, as text
public record Document(DocumentId id, String key, String text, Map<String, String> metadata) {
    public Document {
        metadata = Map.copyOf(metadata);
    }
}

package org.hornbook.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// How a model's texts are cut into tokens, where they end, and how conversations are put to it.
interface Wording {
    boolean hasTokenizer();

    /// Reads it. Throws `CheckpointException` if there is none or it cannot be used.
    TokenizerFile tokenizer();

    /// The tokens after which a text is over, those aside that the tokenizer knows of.
    SortedSet<Integer> ends();

    /// Empty where the model was taught none.
    Optional<ConversationTemplate> template();

    /// The files that it is in, those of the weights aside.
    List<Path> files();
}

package org.hornbook.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// That of a folder in the layout of transformers: tokenizer.json, generation_config.json and the
/// chat template.
///
/// @param more further tokens after which a text is over
record FolderWording(Path folder, SortedSet<Integer> more) implements Wording {
    @Override
    public boolean hasTokenizer() {
        return TokenizerFile.isIn(folder);
    }

    @Override
    public TokenizerFile tokenizer() {
        return TokenizerFile.read(folder);
    }

    @Override
    public SortedSet<Integer> ends() {
        SortedSet<Integer> ends = new TreeSet<>(more);
        for (String file : List.of("config.json", "generation_config.json")) {
            JsonFields.ifThere(folder.resolve(file))
                    .map(json -> json.object().path("eos_token_id"))
                    .ifPresent(
                            eos -> {
                                if (eos.isInt()) {
                                    ends.add(eos.intValue());
                                }
                                eos.forEach(id -> ends.add(id.asInt()));
                            });
        }
        return ends;
    }

    @Override
    public Optional<ConversationTemplate> template() {
        return ConversationTemplate.read(folder);
    }

    @Override
    public List<Path> files() {
        return hasTokenizer() ? List.of(folder.resolve("tokenizer.json")) : List.of();
    }
}

package org.hornbook.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// That of a GGUF file: its own vocabulary and chat template, or, where it has none, those of the
/// folder it lies in.
final class GgufWording implements Wording {
    private static final Set<String> TURN_ENDS =
            Set.of(
                    "<|end|>",
                    "<|eot_id|>",
                    "<|eom_id|>",
                    "<|im_end|>",
                    "<|endoftext|>",
                    "<end_of_turn>",
                    "<EOT>");

    private final GgufFile file;
    private final FolderWording beside;
    private final GgufTokenizer own;

    GgufWording(GgufFile file) {
        this.file = file;
        this.beside = new FolderWording(file.file().toAbsolutePath().getParent(), new TreeSet<>());
        this.own = new GgufTokenizer(file);
    }

    @Override
    public boolean hasTokenizer() {
        return own.isThere() || beside.hasTokenizer();
    }

    @Override
    public TokenizerFile tokenizer() {
        return own.isThere() ? own.read() : beside.tokenizer();
    }

    /// Those that are named, and control tokens that end a turn in the models we know.
    @Override
    public SortedSet<Integer> ends() {
        if (!own.isThere()) {
            return beside.ends();
        }
        SortedSet<Integer> ends = new TreeSet<>();
        for (String kind : List.of("eos", "eot", "eom")) {
            own.id(kind).ifPresent(ends::add);
        }
        ends.addAll(own.controls(TURN_ENDS));
        return ends;
    }

    @Override
    public Optional<ConversationTemplate> template() {
        Optional<String> template =
                file.says("tokenizer.chat_template")
                        .filter(String.class::isInstance)
                        .map(Object::toString);
        if (template.isEmpty()) {
            return own.isThere() ? Optional.empty() : beside.template();
        }
        Map<String, Object> tokens = new LinkedHashMap<>();
        for (String kind : List.of("bos", "eos", "unk", "sep", "pad", "cls", "mask")) {
            own.id(kind).flatMap(own::text).ifPresent(text -> tokens.put(kind + "_token", text));
        }
        return Optional.of(new ConversationTemplate(file.file(), template.get(), tokens));
    }

    @Override
    public List<Path> files() {
        return own.isThere() ? List.of() : beside.files();
    }
}

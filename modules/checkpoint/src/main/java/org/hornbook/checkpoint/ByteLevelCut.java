package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// How a byte-level tokenizer cuts a text into words before it merges bytes, by the names that GGUF
/// has for it.
///
/// @param pattern what a word is; empty for GPT-2's own
/// @param digits whether each digit stands alone before that
/// @param composed whether letters and their marks are put together first (NFC)
/// @param wholeWords whether a word that is a token is not merged from its bytes
record ByteLevelCut(String pattern, boolean digits, boolean composed, boolean wholeWords) {
    private static final String SHORT =
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|";
    private static final String REST =
            "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String THREE_DIGITS = SHORT + "\\p{N}{1,3}" + REST; // GPT-4, Llama 3
    private static final String ONE_DIGIT = SHORT + "\\p{N}" + REST; // Qwen2
    private static final String LETTERS =
            "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
                    + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?";
    private static final String CAPITALS =
            "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
                    + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?";
    private static final String GPT_4O =
            "[^\\r\\n\\p{L}\\p{N}]?"
                    + LETTERS
                    + "|[^\\r\\n\\p{L}\\p{N}]?"
                    + CAPITALS
                    + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    /// Empty if `pre` is unknown. Files that were made before there were such names are cut as the
    /// models of their `architecture` are.
    static Optional<ByteLevelCut> of(String pre, String architecture) {
        return switch (pre) {
            case "gpt-2", "phi-2", "mpt", "olmo", "jais" ->
                    Optional.of(new ByteLevelCut("", false, false, false));
            case "llama-bpe", "llama3", "llama-v3", "falcon3" ->
                    Optional.of(new ByteLevelCut(THREE_DIGITS, false, false, true));
            case "dbrx", "smaug-bpe" ->
                    Optional.of(new ByteLevelCut(THREE_DIGITS, false, false, false));
            case "qwen2", "deepseek-r1-qwen" ->
                    Optional.of(new ByteLevelCut(ONE_DIGIT, false, true, false));
            case "gpt-4o" -> Optional.of(new ByteLevelCut(GPT_4O, false, false, false));
            case "starcoder", "refact", "smollm", "codeshell" ->
                    Optional.of(new ByteLevelCut("", true, false, false));
            case "default" ->
                    switch (architecture) {
                        case "phi2" -> of("phi-2", "");
                        case "qwen2" -> of("qwen2", "");
                        default -> Optional.empty();
                    };
            default -> Optional.empty();
        };
    }

    /// Writes normalizer, pre-tokenizer and decoder.
    void writeTo(ObjectNode json) {
        if (composed) {
            json.putObject("normalizer").put("type", "NFC");
        }
        ArrayNode steps =
                json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        if (digits) {
            steps.addObject().put("type", "Digits").put("individual_digits", true);
        }
        if (!pattern.isEmpty()) {
            ObjectNode split = steps.addObject().put("type", "Split");
            split.putObject("pattern").put("Regex", pattern);
            split.put("behavior", "Isolated").put("invert", false);
        }
        level(steps.addObject(), pattern.isEmpty());
        level(json.putObject("decoder"), true);
    }

    private static void level(ObjectNode step, boolean regex) {
        step.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", regex);
    }
}

package org.hornbook.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hornbook.store.Json;

/// Writes a byte-level BPE as the tokenizer.json of Hugging Face tokenizers.
final class TokenizerJson {
    private TokenizerJson() {}

    /// `tokens` by id, the first being the end of text; `merges` in the order they were learned.
    static String of(List<String> tokens, List<String[]> merges) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("version", "1.0");
        json.putNull("truncation");
        json.putNull("padding");
        ObjectNode end = json.putArray("added_tokens").addObject();
        end.put("id", 0).put("content", tokens.getFirst());
        end.put("single_word", false).put("lstrip", false).put("rstrip", false);
        end.put("normalized", false).put("special", true);
        json.putNull("normalizer");
        preTokenizer(json.putObject("pre_tokenizer"));
        json.putNull("post_processor");
        byteLevel(json.putObject("decoder"));
        model(json.putObject("model"), tokens, merges);
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void preTokenizer(ObjectNode json) {
        json.put("type", "Sequence");
        ArrayNode parts = json.putArray("pretokenizers");
        ObjectNode split = parts.addObject();
        split.put("type", "Split");
        split.putObject("pattern").put("Regex", PreTokens.ALONE);
        split.put("behavior", "Isolated").put("invert", false);
        byteLevel(parts.addObject());
    }

    private static void byteLevel(ObjectNode json) {
        json.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    private static void model(ObjectNode json, List<String> tokens, List<String[]> merges) {
        json.put("type", "BPE");
        json.putNull("dropout").putNull("unk_token");
        json.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        json.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocab = json.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            vocab.put(tokens.get(id), id);
        }
        ArrayNode list = json.putArray("merges");
        for (String[] merge : merges) {
            list.addArray().add(merge[0]).add(merge[1]);
        }
    }
}

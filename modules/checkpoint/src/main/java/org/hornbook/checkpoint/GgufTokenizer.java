package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hornbook.store.Json;

/// The vocabulary of a GGUF file as the tokenizer.json that says the same: byte-level BPE (`gpt2`)
/// and SentencePiece's BPE (`llama`), whose merges follow from its scores. What the format does not
/// keep, such as added tokens that swallow white space, is as llama.cpp has it.
final class GgufTokenizer {
    private static final String KEY = "tokenizer.ggml.";
    private static final long UNKNOWN = 2; // the format's kinds of tokens
    private static final long CONTROL = 3;
    private static final long USER = 4;
    private static final long UNUSED = 5;
    private static final Set<String> SWALLOW_NOTHING = Set.of("<unk>", "<s>", "<|endoftext|>");

    private final GgufFile file;
    private List<String> tokens;

    GgufTokenizer(GgufFile file) {
        this.file = file;
    }

    /// Whether the file has a tokenizer of its own.
    boolean isThere() {
        return says("model").isPresent() && says("tokens").isPresent();
    }

    /// The id that the file names as `kind`, such as `eos`.
    Optional<Integer> id(String kind) {
        String key = kind.equals("unk") ? "unknown" : kind.equals("sep") ? "seperator" : kind;
        String full = kind.equals("pad") ? "padding" : key;
        return says(full + "_token_id")
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .filter(id -> id >= 0 && id < tokens().size())
                .map(Long::intValue);
    }

    Optional<String> text(int id) {
        return Optional.of(tokens().get(id));
    }

    /// The ids of those control tokens whose text is among `texts`.
    SortedSet<Integer> controls(Set<String> texts) {
        SortedSet<Integer> ids = new TreeSet<>();
        for (int id = 0; id < tokens().size(); id++) {
            if (texts.contains(tokens().get(id)) && type(id) == CONTROL) {
                ids.add(id);
            }
        }
        return ids;
    }

    /// Throws `CheckpointException`, in one sentence, if it cannot be used.
    TokenizerFile read() {
        String kind = says("model").map(Object::toString).orElse("");
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("version", "1.0");
        switch (kind) {
            case "gpt2" -> bytes(json);
            case "llama" -> pieces(json);
            default ->
                    throw wrong(
                            "is \""
                                    + OnnxFile.printable(kind)
                                    + "\", and only gpt2 and llama can be read");
        }
        added(json.withArray("added_tokens"));
        String end = id("eos").flatMap(this::text).orElse(null);
        JsonFields fields = new JsonFields(file.file(), json);
        return TokenizerFile.of(fields, json.toString(), end);
    }

    private void bytes(ObjectNode json) {
        ByteLevelCut cut =
                ByteLevelCut.of(
                                says("pre").map(Object::toString).orElse("default"),
                                file.says("general.architecture").map(Object::toString).orElse(""))
                        .orElseThrow(
                                () ->
                                        wrong(
                                                "cuts words as \""
                                                        + OnnxFile.printable(
                                                                says("pre").orElse("").toString())
                                                        + "\", which is unknown: put its"
                                                        + " tokenizer.json into a folder of its own"
                                                        + " with the weights as safetensors"));
        cut.writeTo(json);
        ObjectNode model = model(json);
        model.put("ignore_merges", cut.wholeWords());
        ArrayNode merges = model.putArray("merges");
        for (String merge : file.texts(KEY + "merges")) {
            int space = merge.indexOf(' ', 1);
            if (space < 0) {
                throw wrong("has a merge \"" + OnnxFile.printable(merge) + "\" of one token");
            }
            merges.addArray().add(merge.substring(0, space)).add(merge.substring(space + 1));
        }
    }

    /// Llama 2's file as transformers converts it: white space becomes a letter, what is not in the
    /// vocabulary becomes bytes.
    private void pieces(ObjectNode json) {
        boolean prefix = !Boolean.FALSE.equals(says("add_space_prefix").orElse(true));
        ArrayNode normalizers =
                json.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        if (prefix) {
            normalizers.addObject().put("type", "Prepend").put("prepend", "\u2581");
        }
        ObjectNode replace = normalizers.addObject().put("type", "Replace");
        replace.putObject("pattern").put("String", " ");
        replace.put("content", "\u2581");
        ArrayNode decoders = json.putObject("decoder").put("type", "Sequence").putArray("decoders");
        ObjectNode back = decoders.addObject().put("type", "Replace");
        back.putObject("pattern").put("String", "\u2581");
        back.put("content", " ");
        decoders.addObject().put("type", "ByteFallback");
        decoders.addObject().put("type", "Fuse");
        if (prefix) {
            decoders.addObject()
                    .put("type", "Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0);
        }
        ObjectNode model = model(json);
        model.put("byte_fallback", true).put("fuse_unk", true);
        unknown().ifPresent(token -> model.put("unk_token", token));
        merges(model.putArray("merges"));
    }

    private Optional<String> unknown() {
        for (int id = 0; id < tokens().size(); id++) {
            if (type(id) == UNKNOWN) {
                return Optional.of(tokens().get(id));
            }
        }
        return id("unk").flatMap(this::text);
    }

    private ObjectNode model(ObjectNode json) {
        ObjectNode model = json.putObject("model").put("type", "BPE");
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < tokens().size(); id++) {
            if (type(id) != UNUSED) {
                JsonNode before = vocabulary.get(tokens().get(id));
                if (before != null) {
                    throw wrong(
                            "has the token \"" + OnnxFile.printable(tokens().get(id)) + "\" twice");
                }
                vocabulary.put(tokens().get(id), id);
            }
        }
        return model;
    }

    /// Every way to make a token of two others, those of the highest score first; of one token in
    /// the order that transformers puts them.
    private void merges(ArrayNode into) {
        List<Object> scores = list("scores");
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < tokens().size(); id++) {
            if (type(id) == 1) {
                ids.put(tokens().get(id), id);
            }
        }
        List<Merge> all = new ArrayList<>();
        for (Map.Entry<String, Integer> token : ids.entrySet()) {
            String whole = token.getKey();
            double score =
                    token.getValue() < scores.size()
                                    && scores.get(token.getValue()) instanceof Double d
                            ? d
                            : 0;
            for (int at = 1; at < whole.length(); at++) {
                Integer left = ids.get(whole.substring(0, at));
                Integer right = ids.get(whole.substring(at));
                if (left != null && right != null) {
                    all.add(new Merge(left, right, token.getValue(), score));
                }
            }
        }
        all.sort(
                Comparator.comparingDouble(Merge::score)
                        .reversed()
                        .thenComparingInt(Merge::whole)
                        .thenComparingInt(Merge::left)
                        .thenComparingInt(Merge::right));
        for (Merge merge : all) {
            into.addArray().add(tokens().get(merge.left())).add(tokens().get(merge.right()));
        }
    }

    private record Merge(int left, int right, int whole, double score) {}

    private void added(ArrayNode into) {
        boolean swallow =
                file.says("general.architecture").filter("phi3"::equals).isPresent()
                        && says("model").filter("llama"::equals).isPresent();
        for (int id = 0; id < tokens().size(); id++) {
            long type = type(id);
            String token = tokens().get(id);
            if ((type == CONTROL || type == USER || type == UNKNOWN) && !token.isEmpty()) {
                into.addObject()
                        .put("id", id)
                        .put("content", token)
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put(
                                "rstrip",
                                swallow && type == CONTROL && !SWALLOW_NOTHING.contains(token))
                        .put("normalized", false)
                        .put("special", type != USER);
            }
        }
    }

    /// What kind of token it is; ordinary where the file does not say.
    private long type(int id) {
        List<Object> types = list("token_type");
        return id < types.size() && types.get(id) instanceof Long type ? type : 1;
    }

    private List<String> tokens() {
        if (tokens == null) {
            tokens = file.texts(KEY + "tokens");
        }
        return tokens;
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(String key) {
        return says(key)
                .filter(List.class::isInstance)
                .map(l -> (List<Object>) l)
                .orElse(List.of());
    }

    private Optional<Object> says(String key) {
        return file.says(KEY + key);
    }

    private CheckpointException wrong(String what) {
        return new CheckpointException(file.file() + ": its tokenizer " + what);
    }
}

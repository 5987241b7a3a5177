package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The genai_config.json of a package of ONNX Runtime GenAI: which graph it has, what that graph's
/// inputs and outputs are called, and the sizes of its cache.
///
/// @param ends the tokens after which a text is over
record GenaiConfig(
        Path file,
        String type,
        Path graph,
        GraphNames names,
        int layers,
        int heads,
        int keyValueHeads,
        int headDim,
        int hiddenSize,
        int vocabSize,
        int context,
        SortedSet<Integer> ends) {
    static final String NAME = "genai_config.json";
    private static final int MOST_POSITIONS = 1 << 24; // tokens

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(NAME));
    }

    /// Throws `CheckpointException`, in one sentence, if it is none of a decoder that reads tokens.
    static GenaiConfig read(Path folder) {
        JsonFields all = JsonFields.read(folder.resolve(NAME));
        JsonFields model = all.findObject("model").orElseThrow(() -> all.missing("model"));
        JsonFields decoder =
                model.findObject("decoder").orElseThrow(() -> all.missing("model.decoder"));
        try {
            return read(folder, model, decoder);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(all.file() + ": " + e.getMessage(), e);
        }
    }

    private static GenaiConfig read(Path folder, JsonFields model, JsonFields decoder) {
        String type = model.findText("type").orElse("");
        for (String other : new String[] {"encoder", "vision", "speech", "embedding"}) {
            ModelConfig.check(
                    model.findObject(other).flatMap(part -> part.findText("filename")).isEmpty(),
                    "a model of type \""
                            + type
                            + "\" has a part \""
                            + other
                            + "\"; only decoders that read tokens can be run");
        }
        ModelConfig.check(
                decoder.find("pipeline").isEmpty(),
                "the decoder is a pipeline of several graphs; only one graph can be run");
        int heads = decoder.needPositive("num_attention_heads");
        int keyValueHeads = decoder.findInt("num_key_value_heads").orElse(heads);
        ModelConfig.positive("num_key_value_heads", keyValueHeads);
        int context = model.needPositive("context_length");
        ModelConfig.check(
                context <= MOST_POSITIONS, "context_length " + context + " is above 2^24");
        return new GenaiConfig(
                model.file(),
                type,
                graph(folder, decoder),
                names(decoder),
                decoder.needPositive("num_hidden_layers"),
                heads,
                keyValueHeads,
                decoder.needPositive("head_size"),
                decoder.findInt("hidden_size").orElse(0),
                model.needPositive("vocab_size"),
                context,
                ends(model));
    }

    /// The graph must lie in the package itself.
    private static Path graph(Path folder, JsonFields decoder) {
        String name = decoder.findText("filename").orElseThrow(() -> decoder.missing("filename"));
        ModelConfig.check(OnnxFile.plain(name), "\"filename\" is no file of this folder");
        return folder.resolve(name);
    }

    private static GraphNames names(JsonFields decoder) {
        Optional<JsonFields> in = decoder.findObject("inputs");
        Optional<JsonFields> out = decoder.findObject("outputs");
        return new GraphNames(
                name(in, "input_ids", "input_ids"),
                name(in, "attention_mask", "attention_mask"),
                Optional.of(name(in, "position_ids", "position_ids")),
                pattern(in, "past_key_names", "past_key_values.%d.key"),
                pattern(in, "past_value_names", "past_key_values.%d.value"),
                name(out, "logits", "logits"),
                pattern(out, "present_key_names", "present.%d.key"),
                pattern(out, "present_value_names", "present.%d.value"));
    }

    private static String name(Optional<JsonFields> of, String key, String usual) {
        return of.flatMap(fields -> fields.findText(key)).orElse(usual);
    }

    private static String pattern(Optional<JsonFields> of, String key, String usual) {
        String pattern = name(of, key, usual);
        int at = pattern.indexOf("%d");
        ModelConfig.check(
                at >= 0 && pattern.indexOf('%', at + 1) < 0 && pattern.indexOf('%') == at,
                "\"" + key + "\" does not name the layer by one %d");
        return pattern;
    }

    /// A number or a list of them.
    private static SortedSet<Integer> ends(JsonFields model) {
        SortedSet<Integer> ends = new TreeSet<>();
        Optional<JsonNode> given = model.find("eos_token_id");
        given.filter(eos -> !eos.isArray()).ifPresent(eos -> ends.add(id(model, eos)));
        given.filter(JsonNode::isArray)
                .ifPresent(all -> all.forEach(eos -> ends.add(id(model, eos))));
        return ends;
    }

    ModelShape shape(long parameters, int longest) {
        return new ModelShape(
                type,
                layers,
                hiddenSize > 0 ? hiddenSize : heads * headDim,
                heads,
                keyValueHeads,
                headDim,
                vocabSize,
                longest,
                parameters);
    }

    private static int id(JsonFields model, JsonNode id) {
        if (!id.isIntegralNumber() || !id.canConvertToInt()) {
            throw model.wrong("eos_token_id", "a token id or a list of them");
        }
        return id.intValue();
    }
}

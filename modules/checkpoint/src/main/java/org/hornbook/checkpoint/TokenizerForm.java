package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks at a tokenizer.json before the library that runs it does: what would end the whole process
/// there, or fail at the first text, is told here in one sentence.
final class TokenizerForm {
    private static final List<String> KNOWN = List.of("BPE", "WordPiece", "WordLevel", "Unigram");
    private static final int SPARE = 65_536; // ids that need no token
    private static final int SPARSE = 4; // ids a token

    private final Path file;
    private final JsonNode json;
    private final Set<String> tokens = new HashSet<>();
    private long ids;

    private TokenizerForm(JsonFields fields) {
        this.file = fields.file();
        this.json = fields.object();
    }

    /// Throws `CheckpointException` with the file and the place.
    static void check(JsonFields fields) {
        new TokenizerForm(fields).check();
    }

    private void check() {
        JsonNode model = json.path("model");
        String type = model.path("type").asText("BPE");
        if (!model.has("vocab") || !KNOWN.contains(type)) {
            return; // refused later
        }
        JsonNode vocabulary = model.path("vocab");
        JsonNode added = json.path("added_tokens");
        holds(
                added.isArray() || added.isMissingNode() || added.isNull(),
                "\"added_tokens\" is no array");
        ids = SPARE + (long) SPARSE * (vocabulary.size() + added.size());
        if (type.equals("Unigram")) {
            pieces(vocabulary);
        } else {
            entries(vocabulary);
        }
        unknown(model, added, type);
        for (JsonNode token : added) {
            holds(token.path("content").isTextual(), "an added token has no \"content\"");
            id(token.path("content").textValue(), token.path("id"));
        }
        if (type.equals("BPE")) {
            merges(model);
        }
        for (String part : new String[] {"normalizer", "pre_tokenizer", "decoder"}) {
            new TokenizerParts(file).check(part, json.path(part));
        }
        TokenizerParts.template(file, json.path("post_processor"));
    }

    private void entries(JsonNode vocabulary) {
        holds(vocabulary.isObject(), "\"model.vocab\" is no object of tokens and ids");
        holds(!vocabulary.isEmpty(), "\"model.vocab\" is empty");
        for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
            id(entry.getKey(), entry.getValue());
            tokens.add(entry.getKey());
        }
    }

    private void pieces(JsonNode vocabulary) {
        holds(vocabulary.isArray(), "\"model.vocab\" is no array of tokens and scores");
        holds(!vocabulary.isEmpty(), "\"model.vocab\" is empty");
        for (JsonNode piece : vocabulary) {
            holds(
                    piece.isArray()
                            && piece.size() == 2
                            && piece.get(0).isTextual()
                            && piece.get(1).isNumber(),
                    "\"model.vocab\" holds " + shortened(piece) + ", not a token and its score");
            tokens.add(piece.get(0).textValue());
        }
    }

    private void id(String token, JsonNode id) {
        holds(
                id.isIntegralNumber() && id.canConvertToInt() && id.intValue() >= 0,
                "the id of token "
                        + quoted(token)
                        + " is "
                        + shortened(id)
                        + ", not a whole number");
        holds(
                id.intValue() < ids,
                "the id of token "
                        + quoted(token)
                        + " is "
                        + id
                        + ", which no vocabulary of this size has");
    }

    private void unknown(JsonNode model, JsonNode added, String type) {
        JsonNode token = model.path("unk_token");
        if (token.isTextual() && !type.equals("Unigram")) {
            boolean known = tokens.contains(token.textValue());
            for (JsonNode one : added) {
                known |= one.path("content").asText().equals(token.textValue());
            }
            holds(
                    known,
                    "\"model.unk_token\" "
                            + quoted(token.textValue())
                            + " is not in the vocabulary");
        }
        JsonNode id = model.path("unk_id");
        if (id.isNumber()) {
            holds(
                    id.canConvertToInt() && id.intValue() >= 0 && id.intValue() < tokens.size(),
                    "\"model.unk_id\" " + id + " is not in the vocabulary");
        }
    }

    private void merges(JsonNode model) {
        JsonNode merges = model.path("merges");
        holds(merges.isArray(), "\"model.merges\" is no array");
        String prefix = model.path("continuing_subword_prefix").asText("");
        prefix = prefix.equals("null") ? "" : prefix;
        for (JsonNode merge : merges) {
            if (merge.asText().startsWith("#version")) {
                continue; // the head of a merges.txt, which the library passes over too
            }
            String[] parts = parts(merge);
            holds(
                    parts.length == 2,
                    "\"model.merges\" holds " + shortened(merge) + ", not two tokens");
            holds(
                    parts[1].startsWith(prefix),
                    "\"model.merges\" joins "
                            + quoted(parts[1])
                            + ", which lacks the prefix "
                            + quoted(prefix));
            known(parts[0]);
            known(parts[1]);
            known(parts[0] + parts[1].substring(prefix.length()));
        }
    }

    private static String[] parts(JsonNode merge) {
        if (merge.isTextual()) {
            return merge.textValue().split(" ", -1);
        }
        return merge.size() == 2 && merge.get(0).isTextual() && merge.get(1).isTextual()
                ? new String[] {merge.get(0).textValue(), merge.get(1).textValue()}
                : new String[0];
    }

    private void known(String token) {
        holds(
                tokens.contains(token),
                "\"model.merges\" makes " + quoted(token) + ", which is not in the vocabulary");
    }

    private void holds(boolean holds, String otherwise) {
        if (!holds) {
            throw new CheckpointException(file + ": " + otherwise);
        }
    }

    private static String quoted(String text) {
        return "\"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "\"";
    }

    private static String shortened(JsonNode node) {
        String text = node.isMissingNode() ? "missing" : node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}

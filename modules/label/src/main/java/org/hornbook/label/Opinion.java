package org.hornbook.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.infer.remote.ChatReply;
import org.hornbook.store.Json;

/// What a language model's reply says about a document.
public sealed interface Opinion {
    /// A label on the scale, with its reason.
    record Given(int value, String rationale) implements Opinion {}

    /// A reply that is no opinion: kept as it came, listed, and never counted as a label.
    record Unparseable(String why) implements Opinion {}

    /// The model, or a filter behind it, would not answer: kept and listed likewise.
    record Refused(String why) implements Opinion {}

    /// How the rationale of a refused reply begins.
    String REFUSED = "refused: ";

    Pattern OBJECT = Pattern.compile("\\{[^{}]*\\}", Pattern.DOTALL);

    /// A key that comes twice says two things: that is no opinion.
    ObjectMapper STRICT =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /// What a reply says, however it ended.
    static Opinion of(ChatReply reply, Rubric rubric) {
        if (reply.refused()) {
            return new Refused(
                    REFUSED
                            + (reply.refusal().isEmpty()
                                    ? "stopped by a content filter"
                                    : reply.refusal()));
        }
        Opinion opinion = parse(reply.text(), rubric);
        return opinion instanceof Unparseable(String why) && reply.finish().equals("length")
                ? new Unparseable(why + "; the reply was cut off at its longest")
                : opinion;
    }

    /// Reads `{"score": 4, "rationale": ".."}`, also inside other words or a code fence.
    static Opinion parse(String reply, Rubric rubric) {
        Matcher objects = OBJECT.matcher(reply);
        String why = reply.isBlank() ? "an empty reply" : "no JSON object in the reply";
        while (objects.find()) {
            try {
                JsonNode json = STRICT.readTree(objects.group());
                JsonNode score = json.path("score");
                if (!score.isIntegralNumber()) {
                    why = "no whole number as score";
                } else if (!score.canConvertToInt() || !rubric.admits(score.asInt())) {
                    why =
                            "score "
                                    + score
                                    + " outside "
                                    + rubric.lowest()
                                    + ".."
                                    + rubric.highest();
                } else {
                    return new Given(score.asInt(), json.path("rationale").asText(""));
                }
            } catch (JsonProcessingException e) {
                why =
                        e.getOriginalMessage().startsWith("Duplicate field")
                                ? "the same field twice in the reply"
                                : "broken JSON in the reply";
            }
        }
        return new Unparseable(why);
    }

    /// The schema that a server is asked to keep to. The values are listed, since not every server
    /// knows a least and a greatest.
    static ObjectNode schema(Rubric rubric) {
        ObjectNode schema = Json.mapper().createObjectNode();
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("rationale").put("type", "string");
        ArrayNode values = properties.putObject("score").put("type", "integer").putArray("enum");
        for (int value = rubric.lowest(); value <= rubric.highest(); value++) {
            values.add(value);
        }
        schema.putArray("required").add("rationale").add("score");
        return schema;
    }
}

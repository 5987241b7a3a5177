package org.hornbook.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.store.Json;

/// What a language model's reply says about a document.
public sealed interface Opinion {
    /// A label on the scale, with its reason.
    record Given(int value, String rationale) implements Opinion {}

    /// A reply that is no opinion: kept as it came, listed, and never counted as a label.
    record Unparseable(String why) implements Opinion {}

    Pattern OBJECT = Pattern.compile("\\{[^{}]*\\}", Pattern.DOTALL);

    /// Reads `{"score": 4, "rationale": ".."}`, also inside other words or a code fence.
    static Opinion parse(String reply, Rubric rubric) {
        Matcher objects = OBJECT.matcher(reply);
        String why = "no JSON object in the reply";
        while (objects.find()) {
            try {
                JsonNode json = Json.read(objects.group(), JsonNode.class);
                JsonNode score = json.path("score");
                if (!score.isIntegralNumber()) {
                    why = "no whole number as score";
                } else if (!rubric.admits(score.asInt())) {
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
            } catch (IllegalArgumentException e) {
                why = "broken JSON in the reply";
            }
        }
        return new Unparseable(why);
    }

    /// The schema that a server is asked to keep to.
    static ObjectNode schema(Rubric rubric) {
        ObjectNode schema = Json.mapper().createObjectNode();
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("rationale").put("type", "string");
        properties
                .putObject("score")
                .put("type", "integer")
                .put("minimum", rubric.lowest())
                .put("maximum", rubric.highest());
        schema.putArray("required").add("rationale").add("score");
        return schema;
    }
}

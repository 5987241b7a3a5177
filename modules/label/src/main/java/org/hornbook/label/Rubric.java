package org.hornbook.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.infer.remote.Message;
import org.hornbook.infer.remote.Role;
import org.hornbook.store.Json;

/// What an annotator is asked, and on which scale to answer. Versioned: a changed text is another
/// rubric, and labels stay with the one they were given under.
///
/// @param name short, for lists: `fineweb-edu`; letters, digits, `.`, `_` and `-`
/// @param version from 1
/// @param text the guideline itself
/// @param lowest the least label
/// @param highest the greatest label
/// @param meanings one sentence for each label, from the least to the greatest
/// @param examples documents with the label they ought to get, shown to whoever labels
/// @param reply a JSON schema that a model's reply is to follow; empty for the usual one, which
///   asks for `rationale` and `score`
public record Rubric(
        String name,
        int version,
        String text,
        int lowest,
        int highest,
        List<String> meanings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Example> examples,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String reply) {
    /// A document and the label it ought to get.
    ///
    /// @param rationale why, in a sentence; may be empty
    public record Example(String text, int label, String rationale) {
        public Example {
            rationale = rationale == null ? "" : rationale.strip();
            if (text == null || text.isBlank()) {
                throw new IllegalArgumentException("an example has no text");
            }
        }
    }

    /// Throws `IllegalArgumentException` that says what does not fit together.
    public Rubric {
        meanings = List.copyOf(meanings);
        examples = examples == null ? List.of() : List.copyOf(examples);
        reply = reply == null ? "" : reply.strip();
        if (!name.matches("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}._-]*")) {
            throw new IllegalArgumentException(
                    "a rubric's name has letters, digits, '.', '_' and '-' only, not \""
                            + name
                            + "\"");
        }
        if (version < 1) {
            throw new IllegalArgumentException("version " + version + ": the first one is 1");
        }
        if (lowest < Byte.MIN_VALUE || highest > Byte.MAX_VALUE || lowest >= highest) {
            throw new IllegalArgumentException(
                    "scale " + lowest + ".." + highest + " has no two labels within -128..127");
        }
        if (highest - lowest + 1 != meanings.size()) {
            throw new IllegalArgumentException(
                    "scale " + lowest + ".." + highest + " with " + meanings.size() + " meanings");
        }
        for (Example example : examples) {
            if (example.label() < lowest || example.label() > highest) {
                throw new IllegalArgumentException(
                        "example with label "
                                + example.label()
                                + " outside "
                                + lowest
                                + ".."
                                + highest);
            }
        }
        if (!reply.isEmpty()) {
            checked(reply);
        }
    }

    /// Without examples, with the usual reply.
    public Rubric(
            String name, int version, String text, int lowest, int highest, List<String> meanings) {
        this(name, version, text, lowest, highest, meanings, List.of(), "");
    }

    /// The additive 0-5 scale that FineWeb-Edu labelled web pages with (Penedo et al. 2024), in our
    /// own words.
    public static Rubric fineWebEdu() {
        return new Rubric(
                "fineweb-edu",
                1,
                "Judge how much a learner would gain from this text. Start from 0 and add a point for each of these that"
                        + " holds: it gives some basic information on a subject people study; it touches on teaching that"
                        + " subject, even if it is disorganised or mixed with other matter; it is fit for use in teaching,"
                        + " and introduces key concepts coherently; it is highly relevant and useful for learners, clear"
                        + " and well structured, with little that distracts; it is outstanding: thorough, easy to"
                        + " follow, with reasoning or worked examples all the way.",
                0,
                5,
                List.of(
                        "nothing to learn here",
                        "a little basic information",
                        "touches on teaching, but disorganised or superficial",
                        "fit for teaching; introduces key concepts coherently",
                        "highly relevant, clear and well structured",
                        "outstanding: thorough, focused, worked through"));
    }

    /// phi-1's question (Gunasekar et al. 2023): the educational value for a student whose goal is
    /// to learn basic coding concepts. The paper gives no scale; this one is ours.
    public static Rubric educationalValue() {
        return new Rubric(
                "educational-value",
                1,
                "Determine the educational value of this text for a student whose goal is to learn basic coding concepts."
                        + " Code that explains itself, does one thing, and whose names, comments and behaviour agree is"
                        + " worth much; configuration, boilerplate, unexplained fragments and code that contradicts its"
                        + " own description are worth little.",
                0,
                5,
                List.of(
                        "no value: data, configuration, boilerplate",
                        "hardly any: fragments, or misleading",
                        "some: code that works but explains nothing",
                        "useful: a concept can be learned with effort",
                        "good: clear, self-contained, names and comments agree",
                        "excellent: a textbook example"));
    }

    /// Those that come with the program.
    public static List<Rubric> shipped() {
        return List.of(educationalValue(), fineWebEdu());
    }

    /// Whether `value` lies on the scale.
    public boolean admits(int value) {
        return value >= lowest && value <= highest;
    }

    /// Name and version as they are written in lists and commands: `fineweb-edu@2`.
    public String title() {
        return name + "@" + version;
    }

    /// The same words under another name or version.
    public Rubric as(String otherName, int otherVersion) {
        return new Rubric(
                otherName, otherVersion, text, lowest, highest, meanings, examples, reply);
    }

    /// Whether both ask the same, whatever they are called.
    public boolean sameWords(Rubric other) {
        return as(other.name(), other.version()).equals(other);
    }

    /// What a model is told of the task.
    public String system() {
        StringBuilder system = new StringBuilder(text).append("\n\nScale:\n");
        for (int i = 0; i < meanings.size(); i++) {
            system.append(lowest + i).append(": ").append(meanings.get(i)).append('\n');
        }
        system.append("\nAnswer with one JSON object");
        return system.append(
                        reply.isEmpty()
                                ? ": {\"rationale\": one sentence, \"score\": a whole number}."
                                : " of this schema: " + reply)
                .toString();
    }

    /// The messages in which a model is asked about `document`: the task, each example as a
    /// question that was answered, then the document.
    public List<Message> messages(String document) {
        List<Message> messages = new ArrayList<>();
        messages.add(new Message(Role.SYSTEM, system()));
        for (Example example : examples) {
            ObjectNode answer = Json.mapper().createObjectNode();
            answer.put("rationale", example.rationale()).put("score", example.label());
            messages.add(new Message(Role.USER, example.text()));
            messages.add(new Message(Role.ASSISTANT, Json.write(answer)));
        }
        messages.add(new Message(Role.USER, document));
        return List.copyOf(messages);
    }

    /// The schema that a server is asked to keep to.
    public JsonNode schema() {
        return reply.isEmpty() ? Opinion.schema(this) : Json.read(reply, JsonNode.class);
    }

    /// A reply without a whole number `score` could never be read.
    private static void checked(String reply) {
        JsonNode schema;
        try {
            schema = Json.read(reply, JsonNode.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the reply's schema is not JSON", e);
        }
        if (!schema.path("properties").path("score").path("type").asText().equals("integer")) {
            throw new IllegalArgumentException(
                    "the reply's schema has no property score of type integer");
        }
    }
}

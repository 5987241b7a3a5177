package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.checkpoint.template.ChatTemplate;
import org.hornbook.checkpoint.template.TemplateException;

/// How a model was taught to read a conversation: the chat template of its folder and the special
/// tokens that it names.
///
/// @param place the file it is from
/// @param template its text, not parsed yet: a model whose template is broken can still complete
/// @param tokens such as `bos_token`, by the names templates know them by
public record ConversationTemplate(Path place, String template, Map<String, Object> tokens) {
    private static final String FILE = "chat_template.jinja";
    private static final List<String> SPECIAL =
            List.of(
                    "bos_token",
                    "eos_token",
                    "unk_token",
                    "sep_token",
                    "pad_token",
                    "cls_token",
                    "mask_token");

    public ConversationTemplate {
        tokens = Map.copyOf(tokens);
    }

    /// What one side said.
    ///
    /// @param role `system`, `user` or `assistant`
    public record Turn(String role, String content) {}

    /// The template in chat_template.jinja, else the one in tokenizer_config.json, of several there
    /// the one named `default`; empty where there is none. Throws `CheckpointException` if those
    /// files cannot be read.
    public static Optional<ConversationTemplate> read(Path folder) {
        Path config = folder.resolve("tokenizer_config.json");
        Optional<JsonFields> fields =
                Files.isRegularFile(config)
                        ? Optional.of(JsonFields.read(config))
                        : Optional.empty();
        Path file = folder.resolve(FILE);
        Map<String, Object> tokens = tokens(folder, fields);
        if (Files.isRegularFile(file)) {
            try {
                return Optional.of(new ConversationTemplate(file, Files.readString(file), tokens));
            } catch (IOException e) {
                throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return fields.flatMap(f -> f.find("chat_template").map(t -> chosen(f, t)))
                .map(text -> new ConversationTemplate(config, text, tokens));
    }

    private static String chosen(JsonFields fields, JsonNode template) {
        if (template.isTextual()) {
            return template.textValue();
        }
        List<String> names = new ArrayList<>();
        for (JsonNode named : template) {
            if (named.path("name").asText().equals("default")
                    && named.path("template").isTextual()) {
                return named.get("template").textValue();
            }
            names.add(named.path("name").asText());
        }
        throw new CheckpointException(
                fields.file()
                        + ": \"chat_template\" is neither a text nor a list with one named"
                        + " \"default\""
                        + (names.isEmpty() ? "" : ", but " + String.join(", ", names)));
    }

    private static Map<String, Object> tokens(Path folder, Optional<JsonFields> config) {
        Map<String, Object> tokens = new LinkedHashMap<>();
        config.ifPresent(c -> special(c.object(), tokens));
        Path map = folder.resolve("special_tokens_map.json");
        if (Files.isRegularFile(map)) {
            special(JsonFields.read(map).object(), tokens);
        }
        return tokens;
    }

    /// A token is a text, or an object that holds it.
    private static void special(JsonNode object, Map<String, Object> tokens) {
        for (String name : SPECIAL) {
            text(object.path(name)).ifPresent(text -> tokens.putIfAbsent(name, text));
        }
        List<String> more = new ArrayList<>();
        object.path("additional_special_tokens").forEach(t -> text(t).ifPresent(more::add));
        if (!more.isEmpty()) {
            tokens.putIfAbsent("additional_special_tokens", List.copyOf(more));
        }
    }

    private static Optional<String> text(JsonNode token) {
        return Optional.ofNullable(
                token.isObject() ? token.path("content").textValue() : token.textValue());
    }

    /// The text that ends where the model's next turn begins. Throws `CheckpointException`, in one
    /// sentence, where the template is none or does not take these turns.
    public String text(List<Turn> turns) {
        List<Map<String, Object>> messages = new ArrayList<>();
        turns.forEach(turn -> messages.add(Map.of("role", turn.role(), "content", turn.content())));
        Map<String, Object> given = new LinkedHashMap<>(tokens);
        given.put("messages", messages);
        given.put("tools", null);
        given.put("documents", null);
        given.put("add_generation_prompt", true);
        try {
            return ChatTemplate.parse(template).render(given);
        } catch (TemplateException e) {
            throw new CheckpointException(
                    (e.kind() == TemplateException.Kind.RAISED
                                    ? "The model's chat template refuses this conversation: "
                                    : "The model's chat template cannot be used: ")
                            + e.getMessage()
                            + "; other forms of chat work without it",
                    e);
        }
    }

    /// The texts at which a turn of the model is over: its `eos_token`.
    public List<String> stops() {
        return tokens.get("eos_token") instanceof String end && !end.isEmpty()
                ? List.of(end)
                : List.of();
    }
}

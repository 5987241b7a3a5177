package org.hornbook.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.hornbook.checkpoint.ConversationTemplate;
import org.hornbook.checkpoint.ConversationTemplate.Turn;
import org.hornbook.infer.remote.Message;

/// Replies to conversations: a model that was taught to read them by a template of its own.
public record TurnGenerator(TextGenerator generator, ConversationTemplate template) {
    /// Replies to `turns`, as `TextGenerator` does to a text; the end of the model's turn ends it.
    ///
    /// @param begun the beginning of the reply, where one is to be continued; else empty
    public Reply reply(
            List<Message> turns, String begun, Sampling sampling, Consumer<String> onText) {
        String text = text(turns);
        return begun.isEmpty()
                ? generator.replyTo(text, heeded(sampling), onText)
                : generator.reply(text + begun, heeded(sampling), onText);
    }

    /// How likely `reply` is after `turns`, token by token.
    public Likelihood likelihood(List<Message> turns, String reply, int alternatives) {
        return generator.likelihoodTo(text(turns), reply, alternatives);
    }

    private String text(List<Message> turns) {
        return template.text(turns.stream().map(TurnGenerator::turn).toList());
    }

    private static Turn turn(Message message) {
        return new Turn(message.role().name().toLowerCase(Locale.ROOT), message.content());
    }

    /// The settings with the template's own ends added.
    private Sampling heeded(Sampling sampling) {
        List<String> all = new ArrayList<>(sampling.stop());
        template.stops().stream().filter(s -> !all.contains(s)).forEach(all::add);
        return sampling.withStop(all);
    }
}

package org.hornbook.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hornbook.checkpoint.ConversationTemplate;
import org.hornbook.checkpoint.ConversationTemplate.Turn;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.TextGenerator;

/// A model of this machine. It only continues text: its own template, or the form of a question,
/// makes that text and brings its stop strings.
///
/// @param template the model's own, where it has one
/// @param closing what must be closed after it
public record LocalVoice(
        Author author,
        TextGenerator generator,
        Optional<ConversationTemplate> template,
        Runnable closing)
        implements Voice {
    @Override
    public boolean continues() {
        return true;
    }

    @Override
    public Reply reply(Question question, Consumer<String> onText) {
        if (question.form() == Form.TEMPLATE && template.isPresent()) {
            return templated(question, template.get(), onText);
        }
        return generator.reply(
                question.form().text(question.before(), question.prompt()) + question.begun(),
                question.form().heeded(question.sampling()),
                onText);
    }

    private Reply templated(Question question, ConversationTemplate own, Consumer<String> onText) {
        String text = own.text(turns(question.before(), question.prompt()));
        Sampling sampling = heeded(question.sampling(), own);
        return question.begun().isEmpty()
                ? generator.replyTo(text, sampling, onText)
                : generator.reply(text + question.begun(), sampling, onText);
    }

    /// A conversation as templates know it.
    public static List<Turn> turns(List<Form.Exchange> before, String prompt) {
        List<Turn> turns = new ArrayList<>();
        for (Form.Exchange exchange : before) {
            turns.add(new Turn("user", exchange.prompt()));
            turns.add(new Turn("assistant", exchange.reply()));
        }
        turns.add(new Turn("user", prompt));
        return turns;
    }

    /// The settings with the template's own ends added.
    public static Sampling heeded(Sampling sampling, ConversationTemplate own) {
        List<String> all = new ArrayList<>(sampling.stop());
        own.stops().stream().filter(s -> !all.contains(s)).forEach(all::add);
        return sampling.withStop(all);
    }

    @Override
    public void close() {
        closing.run();
    }
}

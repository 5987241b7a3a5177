package org.hornbook.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hornbook.infer.Likelihood;
import org.hornbook.infer.Reply;
import org.hornbook.infer.TextGenerator;
import org.hornbook.infer.TokenChoice;
import org.hornbook.infer.TurnGenerator;
import org.hornbook.infer.remote.Message;
import org.hornbook.infer.remote.Role;

/// A model of this machine. It only continues text: its own template, or the form of a question,
/// makes that text and brings its stop strings.
///
/// @param own by the model's own template, where it has one
/// @param closing what must be closed after it
public record LocalVoice(
        Author author, TextGenerator generator, Optional<TurnGenerator> own, Runnable closing)
        implements Voice {
    @Override
    public boolean continues() {
        return true;
    }

    @Override
    public Reply reply(Question question, Consumer<String> onText) {
        if (question.form() == Form.TEMPLATE && own.isPresent()) {
            return own.get()
                    .reply(
                            turns(question.before(), question.prompt()),
                            question.begun(),
                            question.sampling(),
                            onText);
        }
        return generator.reply(
                question.form().text(question.before(), question.prompt()) + question.begun(),
                question.form().heeded(question.sampling()),
                onText);
    }

    @Override
    public List<TokenChoice> tokens(Question question, String reply, int alternatives) {
        Likelihood likelihood =
                question.form() == Form.TEMPLATE && own.isPresent()
                        ? own.get()
                                .likelihood(
                                        turns(question.before(), question.prompt()),
                                        reply,
                                        alternatives)
                        : generator.likelihood(
                                question.form().text(question.before(), question.prompt()),
                                reply,
                                alternatives);
        return likelihood.choices();
    }

    /// A conversation as messages, the prompt last.
    public static List<Message> turns(List<Form.Exchange> before, String prompt) {
        List<Message> turns = new ArrayList<>();
        for (Form.Exchange exchange : before) {
            turns.add(new Message(Role.USER, exchange.prompt()));
            turns.add(new Message(Role.ASSISTANT, exchange.reply()));
        }
        turns.add(new Message(Role.USER, prompt));
        return turns;
    }

    @Override
    public void close() {
        closing.run();
    }
}

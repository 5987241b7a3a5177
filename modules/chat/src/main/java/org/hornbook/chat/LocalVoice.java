package org.hornbook.chat;

import java.util.function.Consumer;
import org.hornbook.infer.Reply;
import org.hornbook.infer.TextGenerator;

/// A model of this machine. It only continues text: the form of a question makes that text, and
/// brings its stop strings.
///
/// @param closing what must be closed after it
public record LocalVoice(Author author, TextGenerator generator, Runnable closing)
        implements Voice {
    @Override
    public boolean continues() {
        return true;
    }

    @Override
    public Reply reply(Question question, Consumer<String> onText) {
        return generator.reply(
                question.form().text(question.before(), question.prompt()) + question.begun(),
                question.form().heeded(question.sampling()),
                onText);
    }

    @Override
    public void close() {
        closing.run();
    }
}

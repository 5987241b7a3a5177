package org.hornbook.chat;

import java.util.List;
import java.util.function.Consumer;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.TokenChoice;

/// A model that replies to turns, wherever it runs.
public interface Voice extends AutoCloseable {
    /// What a model is asked.
    ///
    /// @param begun the beginning of the reply, where one is to be continued; else empty
    record Question(
            Form form, List<Form.Exchange> before, String prompt, String begun, Sampling sampling) {
        public Question {
            before = List.copyOf(before);
        }
    }

    Author author();

    /// Whether a reply that was cut short can be continued.
    boolean continues();

    /// Replies, without what was begun; `onText` is handed the text piece by piece. Interrupting
    /// the thread ends it with `CANCELLED` and the text so far. Throws, in one sentence, what
    /// hinders it.
    Reply reply(Question question, Consumer<String> onText) throws Exception;

    /// How likely each token of `reply` was after the question, and what was likely in its place;
    /// empty where the model does not tell.
    default List<TokenChoice> tokens(Question question, String reply, int alternatives)
            throws Exception {
        return List.of();
    }

    @Override
    void close();
}

package org.hornbook.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.StopReason;
import org.hornbook.infer.remote.ChatException;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.infer.remote.ChatReply;
import org.hornbook.infer.remote.ChatRequest;
import org.hornbook.infer.remote.Message;
import org.hornbook.infer.remote.Role;

/// A model behind an address. Turns are real messages; a completion is asked for in words, since
/// such a model has been taught to answer. Top-k is not sent: the protocol has no place for it.
/// Times are those of the line: from asking to the first text, and from there to the end.
public record RemoteVoice(Author author, ChatModel model) implements Voice {
    private static final String CONTINUE =
            "Continue the user's text from exactly where it ends. Reply with the continuation only:"
                    + " no introduction, no repetition, no code fences.";

    @Override
    public boolean continues() {
        return false;
    }

    @Override
    public Reply reply(Question question, Consumer<String> onText)
            throws ChatException, InterruptedException {
        Sampling sampling = question.sampling();
        ChatRequest request =
                new ChatRequest(
                        messages(question),
                        sampling.maxTokens(),
                        sampling.temperature(),
                        sampling.topP(),
                        sampling.temperature() > 0
                                ? OptionalLong.of(sampling.seed())
                                : OptionalLong.empty(),
                        sampling.stop(),
                        Optional.empty());
        StringBuilder heard = new StringBuilder();
        long start = System.nanoTime();
        long[] first = {0};
        try {
            ChatReply reply =
                    model.reply(
                            request,
                            piece -> {
                                if (first[0] == 0) {
                                    first[0] = System.nanoTime();
                                }
                                heard.append(piece);
                                onText.accept(piece);
                            });
            return timed(reply, start, first[0]);
        } catch (ChatException e) {
            if (Thread.currentThread().isInterrupted()) {
                return stopped(heard, start, first[0]);
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopped(heard, start, first[0]);
        }
    }

    private static Reply timed(ChatReply reply, long start, long first) {
        int tokens = (int) reply.usage().completionTokens();
        double seconds = first == 0 ? 0 : (System.nanoTime() - first) / 1e9;
        return new Reply(
                reply.text(),
                (int) reply.usage().promptTokens(),
                tokens,
                first == 0 ? 0 : (first - start) / 1e9,
                tokens < 2 || seconds == 0 ? 0 : (tokens - 1) / seconds,
                reply.finish().equals("length") ? StopReason.MAX_TOKENS : StopReason.END_OF_TEXT);
    }

    private static Reply stopped(StringBuilder heard, long start, long first) {
        return new Reply(
                heard.toString(),
                0,
                0,
                first == 0 ? 0 : (first - start) / 1e9,
                0,
                StopReason.CANCELLED);
    }

    private static List<Message> messages(Question question) {
        List<Message> messages = new ArrayList<>();
        if (question.form().hasTurns()) {
            for (Form.Exchange exchange : question.before()) {
                messages.add(new Message(Role.USER, exchange.prompt()));
                messages.add(new Message(Role.ASSISTANT, exchange.reply()));
            }
        } else {
            messages.add(new Message(Role.SYSTEM, CONTINUE));
        }
        messages.add(new Message(Role.USER, question.prompt()));
        return messages;
    }

    /// A connection is opened for each question: there is nothing to close.
    @Override
    public void close() {}
}

package org.hornbook.infer;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hornbook.infer.remote.ChatException;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.infer.remote.ChatReply;
import org.hornbook.infer.remote.ChatRequest;
import org.hornbook.infer.remote.Message;
import org.hornbook.infer.remote.RateLimits;
import org.hornbook.infer.remote.Usage;

/// A checkpoint of this machine as a chat model: by its own chat template where it has one, else as
/// text that it continues. It costs nothing, is opened when it is first asked, and answers one
/// request at a time. A schema is left to the words of the messages.
public final class LocalChatModel implements ChatModel {
    private final String name;
    private final Supplier<Opened> opening;
    private Opened opened;

    /// What a checkpoint is asked through.
    ///
    /// @param turns by its chat template; empty where it has none
    /// @param closing lets go of it
    public record Opened(TextGenerator text, Optional<TurnGenerator> turns, Runnable closing) {}

    /// @param name says which weights answer
    public LocalChatModel(String name, Supplier<Opened> opening) {
        this.name = name;
        this.opening = opening;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized ChatReply reply(ChatRequest request, Consumer<String> onText)
            throws ChatException, InterruptedException {
        if (opened == null) {
            opened = opening.get();
        }
        Sampling sampling =
                new Sampling(
                        request.maxTokens(),
                        request.temperature(),
                        request.topP(),
                        0,
                        request.seed().orElse(0),
                        request.stop());
        Reply reply;
        try {
            reply =
                    opened.turns().isPresent()
                            ? opened.turns().get().reply(request.messages(), "", sampling, onText)
                            : opened.text().reply(text(request.messages()), sampling, onText);
        } catch (IllegalArgumentException e) { // no room in the context
            throw new ChatException(
                    ChatException.Kind.REQUEST, RateLimits.NONE, false, e.getMessage(), e);
        }
        if (reply.stop() == StopReason.CANCELLED) {
            throw new InterruptedException("stopped while " + name + " was answering");
        }
        return new ChatReply(
                reply.text(),
                new Usage(reply.promptTokens(), reply.tokens()),
                name,
                reply.stop() == StopReason.MAX_TOKENS ? "length" : "stop");
    }

    private static String text(List<Message> messages) {
        return messages.stream().map(Message::content).collect(Collectors.joining("\n\n"))
                + "\n\nAnswer: ";
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.closing().run();
            opened = null;
        }
    }
}

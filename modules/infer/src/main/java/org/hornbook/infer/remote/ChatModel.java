package org.hornbook.infer.remote;

import java.util.function.Consumer;

/// A model that answers messages.
public interface ChatModel extends AutoCloseable {
    /// The name under which it is asked.
    String name();

    /// Answers; `onText` is handed the text as it comes. Interrupting the thread ends it. Throws
    /// `ChatException` for everything that can go wrong between here and there.
    ChatReply reply(ChatRequest request, Consumer<String> onText)
            throws ChatException, InterruptedException;

    /// Lets go of what it holds; a model behind an address holds nothing.
    @Override
    default void close() {}
}

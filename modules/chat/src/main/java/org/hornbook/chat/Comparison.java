package org.hornbook.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;

/// What several models made of one prompt.
public record Comparison(String prompt, List<NamedReply> replies) {
    public Comparison {
        replies = List.copyOf(replies);
    }

    /// A model that takes part.
    public record Speaker(String model, String fingerprint, Speech speech) {}

    /// How a model is asked.
    @FunctionalInterface
    public interface Speech {
        /// Hands the text to `onText` piece by piece.
        Reply reply(String prompt, Sampling sampling, Consumer<String> onText);
    }

    /// Asks one model after another, with the same settings. `heard` is told each piece of text
    /// with its speaker as it comes.
    public static Comparison of(
            String prompt,
            Sampling sampling,
            List<Speaker> speakers,
            BiConsumer<Speaker, String> heard) {
        List<NamedReply> replies = new ArrayList<>();
        for (Speaker speaker : speakers) {
            replies.add(
                    new NamedReply(
                            speaker.model(),
                            speaker.fingerprint(),
                            speaker.speech()
                                    .reply(prompt, sampling, text -> heard.accept(speaker, text))));
        }
        return new Comparison(prompt, replies);
    }
}

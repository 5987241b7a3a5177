package org.hornbook.label;

import java.util.List;
import java.util.Optional;
import org.hornbook.corpus.Document;
import org.hornbook.infer.remote.ChatRequest;
import org.hornbook.infer.remote.Usage;

/// What labelling by a language model will ask, before a cent is spent.
///
/// @param documents in the order they will be asked
/// @param price empty if it is not known
/// @param cap dollars that must not be passed
public record LlmPlan(
        List<Document> documents,
        Rubric rubric,
        Optional<Price> price,
        double cap,
        int concurrency,
        int attempts) {
    private static final int LONGEST_TEXT = 12_000;
    private static final int REPLY_TOKENS = 200;

    public LlmPlan {
        documents = List.copyOf(documents);
        if (concurrency < 1 || attempts < 1) {
            throw new IllegalArgumentException(
                    "concurrency " + concurrency + ", attempts " + attempts + ": both at least 1");
        }
    }

    /// The very messages that are sent for a document.
    public ChatRequest request(Document document) {
        String text = document.text();
        return new ChatRequest(
                rubric.messages(
                        text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT)),
                REPLY_TOKENS,
                0,
                Optional.of(rubric.schema()));
    }

    /// An upper estimate of one request: a token for every three characters, and the longest reply.
    Usage estimate(Document document) {
        long characters =
                request(document).messages().stream().mapToLong(m -> m.content().length()).sum();
        return new Usage(characters / 3 + 20, REPLY_TOKENS);
    }

    /// Tokens of all requests together, estimated from above.
    public Usage estimate() {
        long prompt = 0;
        for (Document document : documents) {
            prompt += estimate(document).promptTokens();
        }
        return new Usage(prompt, (long) REPLY_TOKENS * documents.size());
    }

    /// Dollars at most; empty if the price is not known.
    public Optional<Double> cost() {
        return price.map(p -> p.of(estimate()));
    }
}

package org.hornbook.label;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hornbook.corpus.Document;
import org.hornbook.infer.remote.ChatRequest;
import org.hornbook.infer.remote.OpenAiChatModel;
import org.hornbook.infer.remote.TokenCount;
import org.hornbook.infer.remote.Usage;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// What labelling by a language model will ask, before a cent is spent.
public final class LlmPlan {
    private static final int LONGEST_TEXT = 12_000;
    private static final int REPLY_TOKENS = 200;
    private static final int SHORT_REPLY = 30;
    private static final int THINKING_TOKENS = 4_000;
    private static final double FREER = 0.5;

    private final List<Document> documents;
    private final Rubric rubric;
    private final String model;
    private final Optional<Price> price;
    private final Budget budget;
    private final Effort effort;
    private final Look look;
    private final Map<String, String> notes;
    private final TokenCount tokens;

    /// How hard to try.
    ///
    /// @param concurrency requests at a time
    /// @param attempts of one request, where the server or the line fails
    /// @param pauseMillis before the second attempt, about; it doubles with each
    public record Effort(int concurrency, int attempts, long pauseMillis) {
        public Effort(int concurrency, int attempts) {
            this(concurrency, attempts, 500);
        }

        public Effort {
            if (concurrency < 1 || attempts < 1) {
                throw new IllegalArgumentException(
                        "concurrency "
                                + concurrency
                                + ", attempts "
                                + attempts
                                + ": both at least 1");
            }
        }
    }

    /// Which look at the documents it is.
    ///
    /// @param number 1 for the first; a later one asks the same again on purpose, to see whether
    ///   the model agrees with itself
    /// @param retry whether only what was no opinion before is asked again, and a little more
    ///   freely: the same question word for word would mostly get the same answer
    public record Look(int number, boolean retry) {
        public static final Look FIRST = new Look(1, false);

        public Look {
            if (number < 1) {
                throw new IllegalArgumentException("look " + number + ": the first is 1");
            }
        }

        /// The name under which the labels of this look are kept.
        public String annotator(String name) {
            return number == 1 ? name : name + " (" + number + ")";
        }
    }

    /// What it will take.
    ///
    /// @param low with short replies
    /// @param high with the longest
    /// @param dollars for the two; empty if the price is not known
    /// @param tokenizer that counted; empty if tokens are estimated
    public record Estimate(
            int documents, Usage low, Usage high, Optional<Range> dollars, String tokenizer) {
        /// From the least to the most.
        public record Range(double low, double high) {}
    }

    /// @param documents in the order they will be asked
    /// @param price empty if it is not known
    public LlmPlan(
            List<Document> documents,
            Rubric rubric,
            String model,
            Optional<Price> price,
            Budget budget,
            Effort effort,
            Look look) {
        this(documents, rubric, model, price, budget, effort, look, Map.of(), TokenCount.of(model));
    }

    private LlmPlan(
            List<Document> documents,
            Rubric rubric,
            String model,
            Optional<Price> price,
            Budget budget,
            Effort effort,
            Look look,
            Map<String, String> notes,
            TokenCount tokens) {
        this.documents = List.copyOf(documents);
        this.rubric = rubric;
        this.model = model;
        this.price = price;
        this.budget = budget;
        this.effort = effort;
        this.look = look;
        this.notes = Map.copyOf(notes);
        this.tokens = tokens;
    }

    /// The same plan, with what else tells how it came about: the corpus, the endpoint, the seed.
    public LlmPlan noting(Map<String, String> facts) {
        return new LlmPlan(documents, rubric, model, price, budget, effort, look, facts, tokens);
    }

    /// The same plan at the price of the Batch API.
    public LlmPlan batched() {
        return new LlmPlan(
                documents,
                rubric,
                model,
                price.map(Price::batch),
                budget,
                effort,
                look,
                notes,
                tokens);
    }

    public List<Document> documents() {
        return documents;
    }

    public Rubric rubric() {
        return rubric;
    }

    public String model() {
        return model;
    }

    public Optional<Price> price() {
        return price;
    }

    public Budget budget() {
        return budget;
    }

    public Effort effort() {
        return effort;
    }

    public Look look() {
        return look;
    }

    public Map<String, String> notes() {
        return notes;
    }

    /// Throws `IllegalArgumentException`, in one sentence, if nothing would keep it from spending
    /// without limit.
    public void check() {
        if (price.isEmpty() && !budget.capsTokens()) {
            throw new IllegalArgumentException(
                    "the price of "
                            + model
                            + " is not known, so a cap in dollars could not be kept: give its price (0 for a"
                            + " server of your own), or a cap in tokens");
        }
    }

    /// The very messages that are sent for a document.
    public ChatRequest request(Document document) {
        return new ChatRequest(
                rubric.messages(beginning(document.text())),
                replyTokens(),
                look.retry() ? FREER : 0,
                Optional.of(rubric.schema()));
    }

    /// The same for a person to read.
    public String prompt(Document document) {
        return request(document).messages().stream()
                .map(m -> "[" + m.role().name().toLowerCase(Locale.ROOT) + "]\n" + m.content())
                .collect(Collectors.joining("\n\n"));
    }

    private static String beginning(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        boolean halved = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
        return text.substring(0, halved ? LONGEST_TEXT - 1 : LONGEST_TEXT);
    }

    private int replyTokens() {
        return OpenAiChatModel.thinks(model) ? THINKING_TOKENS : REPLY_TOKENS;
    }

    /// One request, and the documents it is for: several if they are the same word for word.
    ///
    /// @param hash of all that makes the request what it is, the model and the look included
    /// @param usual what it takes, the reply at its longest
    /// @param most more than it can take
    record Item(List<Document> documents, ChatRequest request, String hash, Bill usual, Bill most) {
        Document first() {
            return documents.getFirst();
        }
    }

    /// The requests for some of the documents, each once.
    List<Item> items(List<Document> some) {
        Map<String, List<Document>> twins = new LinkedHashMap<>();
        Map<String, ChatRequest> requests = new LinkedHashMap<>();
        for (Document document : some) {
            ChatRequest request = request(document);
            String hash = hash(request);
            twins.computeIfAbsent(hash, h -> new ArrayList<>()).add(document);
            requests.put(hash, request);
        }
        return twins.entrySet().stream()
                .map(t -> item(t.getValue(), requests.get(t.getKey()), t.getKey()))
                .toList();
    }

    private Item item(List<Document> twins, ChatRequest request, String hash) {
        return new Item(
                List.copyOf(twins),
                request,
                hash,
                bill(new Usage(tokens.in(request), request.maxTokens())),
                bill(new Usage(tokens.atMost(request), request.maxTokens())));
    }

    /// The name of a request in the cache. The words of the rubric are part of its messages.
    String hash(ChatRequest request) {
        return Sha256.of(
                Json.write(
                        List.of(
                                model,
                                look.number(),
                                rubric.name(),
                                rubric.version(),
                                request.messages(),
                                request.maxTokens(),
                                request.temperature(),
                                request.topP(),
                                request.seed().orElse(-1),
                                request.stop(),
                                request.schema().map(Object::toString).orElse(""))));
    }

    /// How many documents have an answer to the very same request from before: they cost nothing.
    public long cached(LlmCallRepository calls) {
        return look.retry()
                ? 0
                : items(documents).stream()
                        .filter(i -> calls.known(i.hash()).isPresent())
                        .mapToLong(i -> i.documents().size())
                        .sum();
    }

    /// What the server says was used.
    Bill bill(Usage usage) {
        return new Bill(
                usage.promptTokens(),
                usage.completionTokens(),
                price.map(p -> p.of(usage)).orElse(0.0));
    }

    /// What a reply used whose server does not say it.
    Usage guess(ChatRequest request, String reply) {
        return new Usage(tokens.in(request), tokens.in(reply));
    }

    /// Tokens and dollars of all requests together. Reads every document: not for the FX thread.
    public Estimate estimate() {
        long prompt = 0;
        for (Document document : documents) {
            prompt += tokens.in(request(document));
        }
        long n = documents.size();
        Usage low = new Usage(prompt, n * Math.min(SHORT_REPLY, replyTokens()));
        Usage high = new Usage(prompt, n * replyTokens());
        return new Estimate(
                documents.size(),
                low,
                high,
                price.map(p -> new Estimate.Range(p.of(low), p.of(high))),
                tokens.name());
    }
}

package org.hornbook.label;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.infer.remote.ChatException;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.infer.remote.ChatReply;
import org.hornbook.infer.remote.Usage;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.store.Sha256;

/// Lets a language model label documents. Each reply that was paid for is stored, raw and
/// understood, in one transaction with the money spent, before anything is shown; a run that was
/// cut off asks only for what has no reply yet. Before a request leaves, its highest cost is set
/// aside, so that the cap holds also with many requests on their way.
public final class LlmLabelJob implements Job<LlmReport> {
    private final LabelRepository labels;
    private final ChatModel model;
    private final LlmPlan plan;
    private final String annotator;

    /// `annotator` is the name under which the labels are kept.
    public LlmLabelJob(LabelRepository labels, ChatModel model, LlmPlan plan, String annotator) {
        this.labels = labels;
        this.model = model;
        this.plan = plan;
        this.annotator = annotator;
    }

    @Override
    public JobSpec spec() {
        StringBuilder asked = new StringBuilder();
        plan.documents().forEach(d -> asked.append(d.id().value()).append('\n'));
        return JobSpec.of(
                        "label.llm",
                        "label " + plan.documents().size() + " documents with " + model.name(),
                        Provenance.here(
                                Map.of("documents", Sha256.of(asked.toString())),
                                Map.of(
                                        "model",
                                        model.name(),
                                        "annotator",
                                        annotator,
                                        "rubric",
                                        plan.rubric().name() + " " + plan.rubric().version()),
                                0))
                .noting(
                        Map.of(
                                "asked",
                                plan.documents().stream().map(d -> d.id().value()).toList(),
                                "cap",
                                plan.cap(),
                                "concurrency",
                                plan.concurrency(),
                                "attempts",
                                plan.attempts(),
                                "price",
                                plan.price()
                                        .map(p -> List.of(p.prompt(), p.completion()))
                                        .orElse(List.of())));
    }

    @Override
    public Class<LlmReport> resultType() {
        return LlmReport.class;
    }

    record Spent(long promptTokens, long completionTokens, double dollars) {
        Spent plus(Usage usage, double cost) {
            return new Spent(
                    promptTokens + usage.promptTokens(),
                    completionTokens + usage.completionTokens(),
                    dollars + cost);
        }
    }

    /// What came of one request.
    private sealed interface Answered {
        Document document();

        record Replied(Document document, ChatReply reply) implements Answered {}

        record Failed(Document document, ChatException why) implements Answered {}
    }

    @Override
    public LlmReport run(JobContext context) throws Exception {
        AnnotatorId by = labels.annotator(annotator, Annotator.Kind.MODEL).id();
        RubricId rubric = labels.rubric(plan.rubric());
        Set<DocumentId> known = labels.replied(by, rubric);
        List<Document> asked =
                plan.documents().stream().filter(d -> !known.contains(d.id())).toList();
        Spent spent = context.cursor().map(c -> c.as(Spent.class)).orElse(new Spent(0, 0, 0));
        List<String> failed = new ArrayList<>();
        Queue<Document> waiting = new ArrayDeque<>(asked);
        BlockingQueue<Answered> answers = new ArrayBlockingQueue<>(plan.concurrency());
        int flying = 0;
        double reserved = 0;
        long done = known.size();
        ChatException fatal = null;
        ExecutorService pool =
                Executors.newFixedThreadPool(plan.concurrency(), Thread.ofVirtual().factory());
        context.onCancel(pool::shutdownNow);
        try {
            while (true) {
                while (fatal == null && flying < plan.concurrency() && !waiting.isEmpty()) {
                    Document document = waiting.peek();
                    double most = cost(plan.estimate(document));
                    if (spent.dollars() + reserved + most > plan.cap()) {
                        break; // what is on its way may turn out cheaper
                    }
                    waiting.remove();
                    reserved += most;
                    flying++;
                    pool.execute(() -> ask(document, answers));
                }
                if (flying == 0) {
                    break;
                }
                Answered answer = answers.poll(300, TimeUnit.MILLISECONDS);
                context.report(progress(done, spent));
                if (answer == null) {
                    continue;
                }
                flying--;
                reserved = Math.max(0, reserved - cost(plan.estimate(answer.document())));
                switch (answer) {
                    case Answered.Replied(Document document, ChatReply reply) -> {
                        done++;
                        spent = spent.plus(reply.usage(), cost(reply.usage()));
                        store(context, document, reply, by, rubric, spent, done);
                    }
                    case Answered.Failed(Document document, ChatException why) -> {
                        failed.add(document.key() + ": " + why.getMessage());
                        fatal = why.kind() == ChatException.Kind.FINAL ? why : null;
                    }
                }
            }
        } finally {
            pool.shutdownNow();
        }
        if (fatal != null) {
            throw fatal;
        }
        return report(by, rubric, failed, waiting.size(), spent);
    }

    private void store(
            JobContext context,
            Document document,
            ChatReply reply,
            AnnotatorId by,
            RubricId rubric,
            Spent spent,
            long done) {
        context.commit(
                Cursor.of(spent),
                progress(done, spent),
                t -> {
                    switch (Opinion.parse(reply.text(), plan.rubric())) {
                        case Opinion.Given(int value, String why) ->
                                labels.put(
                                        t,
                                        document.id(),
                                        rubric,
                                        by,
                                        value,
                                        why,
                                        reply.text(),
                                        Instant.now());
                        case Opinion.Unparseable(String why) ->
                                labels.put(
                                        t,
                                        document.id(),
                                        rubric,
                                        by,
                                        null,
                                        why,
                                        reply.text(),
                                        Instant.now());
                    }
                });
    }

    /// Asks until there is a reply, waiting longer each time.
    private void ask(Document document, BlockingQueue<Answered> answers) {
        SplittableRandom jitter = new SplittableRandom(document.id().value());
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    answers.put(
                            new Answered.Replied(
                                    document, model.reply(plan.request(document), text -> {})));
                    return;
                } catch (ChatException e) {
                    if (e.kind() == ChatException.Kind.FINAL || attempt == plan.attempts()) {
                        answers.put(new Answered.Failed(document, e));
                        return;
                    }
                    long backoff = Math.min(60_000, 250L << Math.min(attempt, 8));
                    long wait = e.retryAfter().map(Duration::toMillis).orElse(backoff);
                    Thread.sleep(wait + jitter.nextLong(wait / 4 + 1));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double cost(Usage usage) {
        return plan.price().map(p -> p.of(usage)).orElse(0.0);
    }

    private Progress progress(long done, Spent spent) {
        return new Progress(
                Math.min(done, plan.documents().size()),
                plan.documents().size(),
                "documents",
                String.format(Locale.ROOT, "%.4f dollars spent", spent.dollars()));
    }

    private LlmReport report(
            AnnotatorId by, RubricId rubric, List<String> failed, long left, Spent spent) {
        Set<DocumentId> replied = labels.replied(by, rubric);
        Set<DocumentId> understood = labels.understood(by, rubric);
        Set<DocumentId> wanted = new HashSet<>();
        plan.documents().forEach(d -> wanted.add(d.id()));
        long labelled = wanted.stream().filter(understood::contains).count();
        long unparseable =
                wanted.stream().filter(d -> replied.contains(d) && !understood.contains(d)).count();
        return new LlmReport(
                annotator,
                labelled,
                unparseable,
                failed,
                left,
                spent.promptTokens(),
                spent.completionTokens(),
                spent.dollars());
    }
}

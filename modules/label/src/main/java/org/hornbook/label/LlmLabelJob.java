package org.hornbook.label;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hornbook.infer.remote.ChatException;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.infer.remote.Throttle;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobCancelledException;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.label.LlmAsker.Came;
import org.hornbook.store.Sha256;

/// Lets a language model label documents. Each request is written down before it leaves, and each
/// reply that was paid for is stored, raw and understood, in one transaction with the money, before
/// anything else; a run that was cut off asks only for what has no reply yet, and counts what was
/// on its way at its estimate. Before a request leaves, the most it can cost is set aside, so that
/// the cap holds also with many requests on their way. What was answered before is not asked again.
public final class LlmLabelJob implements Job<LlmReport> {
    private static final long TICK_MILLIS = 200;
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final int IN_A_ROW = 10;

    private final LabelRepository labels;
    private final LlmCallRepository calls;
    private final ChatModel model;
    private final LlmPlan plan;
    private final String annotator;

    /// `annotator` is the name under which the labels of a first look are kept; `model` is closed
    /// with the run.
    public LlmLabelJob(
            LabelRepository labels,
            LlmCallRepository calls,
            ChatModel model,
            LlmPlan plan,
            String annotator) {
        plan.check();
        this.labels = labels;
        this.calls = calls;
        this.model = model;
        this.plan = plan;
        this.annotator = annotator;
    }

    @Override
    public JobSpec spec() {
        return spec("label.llm", model.name(), plan, annotator);
    }

    static JobSpec spec(String kind, String model, LlmPlan plan, String annotator) {
        StringBuilder asked = new StringBuilder();
        plan.documents().forEach(d -> asked.append(d.id().value()).append('\n'));
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model", model);
        config.put("annotator", annotator);
        config.put("rubric", plan.rubric().name() + " " + plan.rubric().version());
        if (!plan.look().equals(LlmPlan.Look.FIRST)) {
            config.put("look", plan.look());
        }
        Map<String, Object> noted = new LinkedHashMap<>(plan.notes());
        noted.put("asked", plan.documents().stream().map(d -> d.id().value()).toList());
        if (plan.budget().capsDollars()) {
            noted.put("cap", plan.budget().dollars());
        }
        if (plan.budget().capsTokens()) {
            noted.put("capTokens", plan.budget().tokens());
        }
        noted.put("concurrency", plan.effort().concurrency());
        noted.put("attempts", plan.effort().attempts());
        noted.put(
                "price",
                plan.price().map(p -> List.of(p.prompt(), p.completion())).orElse(List.of()));
        return JobSpec.of(
                        kind,
                        "label " + plan.documents().size() + " documents with " + model,
                        Provenance.here(
                                Map.of("documents", Sha256.of(asked.toString())), config, 0))
                .noting(noted);
    }

    @Override
    public Class<LlmReport> resultType() {
        return LlmReport.class;
    }

    /// Where a run is: all else is in the calls.
    record At(String run) {}

    @Override
    public LlmReport run(JobContext context) throws Exception {
        try (model) {
            return new Run(context).go();
        }
    }

    /// One run of the job.
    private final class Run {
        private final JobContext context;
        private final LlmReplies replies;
        private final Purse purse;
        private final Throttle throttle =
                new Throttle(plan.documents().size(), plan.effort().pauseMillis());
        private final CountDownLatch stop = new CountDownLatch(1);
        private final BlockingQueue<Came> came = new LinkedBlockingQueue<>();
        private final Queue<LlmPlan.Item> waiting = new ArrayDeque<>();
        private final List<String> failed = new ArrayList<>();
        private long done;
        private long left;
        private int flying;
        private int inARow;
        private Exception fatal;

        Run(JobContext context) {
            this.context = context;
            String run =
                    context.cursor()
                            .map(c -> c.as(At.class).run())
                            .orElseGet(() -> UUID.randomUUID().toString());
            calls.abandon();
            replies =
                    new LlmReplies(
                            labels,
                            calls,
                            plan,
                            model.name(),
                            plan.look().annotator(annotator),
                            run);
            purse = new Purse(plan.budget(), calls.spent(run).bill());
            context.commit(Cursor.of(new At(run)), progress(), JobContext.Work.NOTHING);
        }

        LlmReport go() throws Exception {
            waiting.addAll(replies.open());
            left = replies.inBatches();
            done = plan.look().retry() ? 0 : replies.done();
            LlmAsker asker =
                    new LlmAsker(model, calls, replies, purse, throttle, stop, plan.effort());
            ExecutorService pool =
                    Executors.newFixedThreadPool(
                            plan.effort().concurrency(), Thread.ofVirtual().factory());
            try {
                while (flying > 0 || fatal == null && !waiting.isEmpty()) {
                    while (fatal == null
                            && flying < plan.effort().concurrency()
                            && !waiting.isEmpty()) {
                        LlmPlan.Item item = waiting.remove();
                        flying++;
                        pool.execute(() -> came.add(asker.ask(item)));
                    }
                    take(came.poll(TICK_MILLIS, TimeUnit.MILLISECONDS));
                    context.report(progress());
                }
            } catch (JobCancelledException e) {
                drain(pool);
                throw e;
            } finally {
                halt();
                pool.shutdownNow();
            }
            if (fatal != null) {
                throw fatal;
            }
            return replies.report(failed, left);
        }

        private void take(Came next) {
            if (next == null) {
                return;
            }
            flying--;
            long documents = next.item().documents().size();
            switch (next) {
                case Came.Replied replied -> {
                    done += documents;
                    inARow = 0;
                }
                case Came.Left gone -> left += documents;
                case Came.Failed(LlmPlan.Item item, ChatException why) -> failed(item, why);
                case Came.Broken(LlmPlan.Item item, Throwable why) ->
                        end(why instanceof Exception e ? e : new IllegalStateException(why));
            }
        }

        private void failed(LlmPlan.Item item, ChatException why) {
            if (why.kind() == ChatException.Kind.FINAL) {
                end(why);
                return;
            }
            item.documents().forEach(d -> failed.add(d.key() + ": " + why.getMessage()));
            done += item.documents().size();
            if (++inARow >= Math.max(IN_A_ROW, 2 * plan.effort().concurrency())) {
                end(
                        new IllegalStateException(
                                inARow
                                        + " documents in a row failed, the last with: "
                                        + why.getMessage()
                                        + "; what is labelled is kept: run it again to go on",
                                why));
            }
        }

        /// Nothing more is sent; what is on its way is waited for, since it is paid for.
        private void end(Exception why) {
            if (fatal == null) {
                fatal = why;
            }
            halt();
        }

        private void halt() {
            stop.countDown();
            purse.close();
        }

        /// The job is cancelled: replies that are about to come are still stored.
        private void drain(ExecutorService pool) throws InterruptedException {
            halt();
            long until = System.nanoTime() + GRACE.toNanos();
            while (flying > 0 && System.nanoTime() < until) {
                take(came.poll(50, TimeUnit.MILLISECONDS));
            }
            pool.shutdownNow();
            pool.awaitTermination(2, TimeUnit.SECONDS);
        }

        private Progress progress() {
            return new Progress(
                    Math.min(done, plan.documents().size()),
                    plan.documents().size(),
                    "documents",
                    SpentWords.of(plan.price(), plan.budget(), purse.spent(), throttle.heldBack()));
        }
    }
}

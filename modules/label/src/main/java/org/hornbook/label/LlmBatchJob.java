package org.hornbook.label;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hornbook.infer.remote.BatchClient;
import org.hornbook.infer.remote.BatchClient.Batch;
import org.hornbook.infer.remote.BatchClient.Outcome;
import org.hornbook.infer.remote.ChatException;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.label.LlmBatchRepository.LlmBatch;
import org.hornbook.label.LlmBatchRepository.State;

/// Labels by the Batch API: the requests go up as files, are answered by the server within a day at
/// half price, and come back as files. Every step is written down before the next: a run that was
/// cut off, or whose machine was off meanwhile, goes on where it was, and gives the server nothing
/// twice. Stopping the job stops only the waiting; `BatchClient.cancel` stops the server.
public final class LlmBatchJob implements Job<LlmReport> {
    private static final int REQUESTS = 20_000;
    private static final long BYTES = 90_000_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LabelRepository labels;
    private final LlmCallRepository calls;
    private final LlmBatchRepository batches;
    private final BatchClient client;
    private final LlmPlan plan;
    private final String annotator;
    private final String endpoint;
    private final Duration pause;

    /// @param plan at the price of the Batch API: `LlmPlan.batched`
    /// @param endpoint the server's address, for the list of batches
    /// @param pause between two looks at the server, at first
    public LlmBatchJob(
            LabelRepository labels,
            LlmCallRepository calls,
            LlmBatchRepository batches,
            BatchClient client,
            LlmPlan plan,
            String annotator,
            String endpoint,
            Duration pause) {
        plan.check();
        this.labels = labels;
        this.calls = calls;
        this.batches = batches;
        this.client = client;
        this.plan = plan;
        this.annotator = annotator;
        this.endpoint = endpoint;
        this.pause = pause;
    }

    @Override
    public JobSpec spec() {
        return LlmLabelJob.spec("label.batch", client.model(), plan, annotator);
    }

    @Override
    public Class<LlmReport> resultType() {
        return LlmReport.class;
    }

    @Override
    public LlmReport run(JobContext context) throws Exception {
        return new Run(context).go();
    }

    /// One run of the job.
    private final class Run {
        private final JobContext context;
        private final String run;
        private final LlmReplies replies;
        private final Map<String, LlmPlan.Item> items = new HashMap<>();
        private final List<String> failed = new ArrayList<>();
        private long left;
        private long done;
        private Bill spent = Bill.NOTHING;

        Run(JobContext context) {
            this.context = context;
            this.run =
                    context.cursor()
                            .map(c -> c.as(LlmLabelJob.At.class).run())
                            .orElseGet(() -> UUID.randomUUID().toString());
            calls.abandon();
            this.replies =
                    new LlmReplies(
                            labels,
                            calls,
                            plan,
                            client.model(),
                            plan.look().annotator(annotator),
                            run);
            plan.items(plan.documents()).forEach(i -> items.put(i.hash(), i));
            context.commit(
                    Cursor.of(new LlmLabelJob.At(run)), progress("", 0), JobContext.Work.NOTHING);
        }

        LlmReport go() throws Exception {
            if (batches.of(run).isEmpty()) {
                write(replies.open());
            }
            for (LlmBatch batch : batches.of(run)) {
                if (batch.state() == State.WRITTEN || batch.state() == State.UPLOADED) {
                    give(batch);
                }
            }
            for (LlmBatch batch : batches.of(run)) {
                if (batch.state() == State.CREATED) {
                    follow(batch);
                }
            }
            return replies.report(failed, left);
        }

        /// Writes the requests down, as many as the cap has room for, in parts that the server
        /// takes; all parts or none.
        private void write(List<LlmPlan.Item> open) {
            Bill most = calls.spent(run).bill();
            List<List<LlmPlan.Item>> parts = new ArrayList<>();
            long bytes = BYTES;
            for (LlmPlan.Item item : open) {
                Bill next = most.plus(item.most());
                if (next.dollars() > plan.budget().dollars()
                        || next.tokens() > plan.budget().tokens()) {
                    left += item.documents().size();
                    continue;
                }
                most = next;
                bytes += 3L * client.line("", item.request()).length();
                if (bytes > BYTES || parts.getLast().size() == REQUESTS) {
                    parts.add(new ArrayList<>());
                    bytes = 0;
                }
                parts.getLast().add(item);
            }
            left += replies.inBatches();
            calls.database()
                    .write(
                            t -> {
                                for (List<LlmPlan.Item> part : parts) {
                                    long batch =
                                            batches.written(
                                                    t, run, client.model(), endpoint, part.size());
                                    part.forEach(i -> calls.sent(t, replies.asking(), i, batch));
                                }
                                return null;
                            });
        }

        /// Has the server work on it. What was interrupted between two steps is looked up first.
        private void give(LlmBatch batch) throws Exception {
            String file = batch.file();
            if (batch.state() == State.WRITTEN) {
                Path local = file(batch);
                try {
                    file = patiently(batch, () -> client.upload(local));
                } finally {
                    Files.deleteIfExists(local);
                }
                batches.uploaded(batch.id(), file);
            }
            context.checkCancelled();
            String uploaded = file;
            Batch made =
                    patiently(
                            batch,
                            () -> {
                                Optional<Batch> before = client.of(uploaded);
                                return before.isPresent() ? before.get() : client.create(uploaded);
                            });
            batches.created(batch.id(), made.id());
        }

        private Path file(LlmBatch batch) throws IOException {
            Path file = Files.createTempFile("hornbook-batch", ".jsonl");
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (Map.Entry<Long, String> call : calls.inBatch(batch.id()).entrySet()) {
                    out.write(client.line(name(call.getKey()), item(call.getValue()).request()));
                    out.write('\n');
                }
            }
            return file;
        }

        private LlmPlan.Item item(String request) {
            LlmPlan.Item item = items.get(request);
            if (item == null) {
                throw new IllegalStateException(
                        "a document of the batch has changed since it was given to the server");
            }
            return item;
        }

        private void follow(LlmBatch batch) throws Exception {
            Duration wait = pause;
            while (true) {
                Batch now = patiently(null, () -> client.get(batch.server()));
                count();
                context.report(
                        progress(
                                "batch " + batch.server() + " is " + now.status().replace('_', ' '),
                                now.completed()));
                if (now.ended()) {
                    fetch(batch, now);
                    return;
                }
                rest(wait, now, batch);
                wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
            }
        }

        private void rest(Duration wait, Batch now, LlmBatch batch) throws InterruptedException {
            long until = System.nanoTime() + wait.toNanos();
            for (long leftNanos; (leftNanos = until - System.nanoTime()) > 0; ) {
                Thread.sleep(Math.min(200, leftNanos / 1_000_000 + 1));
                context.report(
                        progress(
                                String.format(
                                        Locale.ROOT,
                                        "batch %s is %s, looking again in %d s",
                                        batch.server(),
                                        now.status().replace('_', ' '),
                                        leftNanos / 1_000_000_000 + 1),
                                now.completed()));
            }
        }

        /// Stores what came back; what did not come back was not answered, and is not charged.
        private void fetch(LlmBatch batch, Batch ended) throws Exception {
            Map<Long, String> open = calls.inBatch(batch.id());
            int broken = 0;
            for (String file : List.of(ended.output(), ended.errors())) {
                if (!file.isEmpty()) {
                    List<Outcome> some = new ArrayList<>();
                    broken +=
                            patiently(
                                    null,
                                    () -> {
                                        some.clear();
                                        return client.outcomes(file, some::add);
                                    });
                    for (int from = 0; from < some.size(); from += 200) {
                        store(open, some.subList(from, Math.min(some.size(), from + 200)));
                        count();
                        context.report(progress("storing what came back", 0));
                    }
                }
            }
            String why =
                    ended.problem().isEmpty()
                            ? "the batch ended (" + ended.status() + ") without an answer to it"
                            : "the batch failed: " + ended.problem();
            calls.database()
                    .write(
                            t -> {
                                calls.inBatch(batch.id())
                                        .forEach(
                                                (call, request) -> {
                                                    calls.failed(t, call, why);
                                                    tell(item(request), why);
                                                });
                                return null;
                            });
            batches.ended(
                    batch.id(),
                    ended.status().equals("failed") ? State.FAILED : State.STORED,
                    ended.status()
                            + (ended.problem().isEmpty() ? "" : ": " + ended.problem())
                            + (broken == 0 ? "" : ", " + broken + " lines could not be read"));
        }

        private void store(Map<Long, String> open, List<Outcome> some) {
            calls.database()
                    .write(
                            t -> {
                                for (Outcome outcome : some) {
                                    Optional<Long> call = call(outcome.name());
                                    String request = call.map(open::remove).orElse(null);
                                    if (request == null) {
                                        continue; // not of this batch, or told twice
                                    }
                                    LlmPlan.Item item = item(request);
                                    if (outcome.reply().isPresent()) {
                                        replies.store(t, call.get(), item, outcome.reply().get());
                                    } else {
                                        calls.failed(t, call.get(), outcome.problem());
                                        tell(item, outcome.problem());
                                    }
                                }
                                return null;
                            });
        }

        private void tell(LlmPlan.Item item, String why) {
            item.documents().forEach(d -> failed.add(d.key() + ": " + why));
        }

        /// Tries again while the server or the line fails. A batch that the server will not take
        /// has failed, with all its requests.
        private <R> R patiently(LlmBatch giving, Step<R> step) throws Exception {
            for (int attempt = 1; ; attempt++) {
                try {
                    return step.take();
                } catch (ChatException e) {
                    boolean again =
                            e.kind() == ChatException.Kind.TRANSIENT
                                    || e.kind() == ChatException.Kind.THROTTLED;
                    if (!again && giving != null) {
                        giveUp(giving, e.getMessage());
                    }
                    if (!again || attempt >= plan.effort().attempts()) {
                        throw e;
                    }
                    long millis =
                            e.limits()
                                    .retryAfter()
                                    .map(Duration::toMillis)
                                    .orElse(Math.min(30_000, 500L << Math.min(attempt, 6)));
                    for (long slept = 0; slept < millis; slept += 200) {
                        context.checkCancelled();
                        Thread.sleep(Math.min(200, millis - slept));
                    }
                }
            }
        }

        private void giveUp(LlmBatch batch, String why) {
            calls.database()
                    .write(
                            t -> {
                                calls.inBatch(batch.id())
                                        .keySet()
                                        .forEach(call -> calls.failed(t, call, why));
                                return null;
                            });
            batches.ended(batch.id(), State.FAILED, why);
        }

        private void count() {
            done = replies.done();
            spent = calls.spent(run).bill();
        }

        private Progress progress(String words, int answered) {
            return new Progress(
                    Math.min(plan.documents().size(), Math.max(answered, done)),
                    plan.documents().size(),
                    "documents",
                    words
                            + (words.isEmpty() ? "" : "; at most ")
                            + SpentWords.of(plan.price(), plan.budget(), spent, Duration.ZERO));
        }
    }

    /// A step that the server takes part in.
    private interface Step<R> {
        R take() throws ChatException, InterruptedException;
    }

    private static String name(long call) {
        return "hornbook-" + call;
    }

    private static Optional<Long> call(String name) {
        return name.matches("hornbook-\\d{1,18}")
                ? Optional.of(Long.parseLong(name.substring(9)))
                : Optional.empty();
    }
}

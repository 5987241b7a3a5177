package org.hornbook.label;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.infer.remote.ChatReply;
import org.hornbook.infer.remote.Usage;
import org.hornbook.store.Transaction;

/// Where the replies of one run go: each with its money, its raw words and the labels it gives, in
/// one transaction.
final class LlmReplies {
    private final LabelRepository labels;
    private final LlmCallRepository calls;
    private final LlmPlan plan;
    private final String name;
    private final LlmCallRepository.Asking asking;
    private long cached;
    private long inBatches;

    /// @param name under which the labels of this look are kept
    LlmReplies(
            LabelRepository labels,
            LlmCallRepository calls,
            LlmPlan plan,
            String model,
            String name,
            String run) {
        this.labels = labels;
        this.calls = calls;
        this.plan = plan;
        this.name = name;
        this.asking =
                new LlmCallRepository.Asking(
                        run,
                        model,
                        labels.annotator(name, Annotator.Kind.MODEL).id(),
                        labels.rubric(plan.rubric()));
    }

    LlmCallRepository.Asking asking() {
        return asking;
    }

    /// What is still to be asked. Documents that have a label are done; a request that was answered
    /// before, in whatever run, is answered by that again, for nothing.
    List<LlmPlan.Item> open() {
        Set<DocumentId> done =
                plan.look().retry()
                        ? labels.understood(asking.annotator(), asking.rubric())
                        : labels.replied(asking.annotator(), asking.rubric());
        Set<String> asked = calls.answeredIn(asking.run());
        Set<String> pending = calls.inBatches();
        List<LlmPlan.Item> open = new ArrayList<>();
        List<Known> known = new ArrayList<>();
        for (LlmPlan.Item item :
                plan.items(
                        plan.documents().stream().filter(d -> !done.contains(d.id())).toList())) {
            if (pending.contains(item.hash())) {
                inBatches += item.documents().size();
                continue;
            }
            Optional<ChatReply> before = calls.known(item.hash());
            if (before.isPresent() && (asked.contains(item.hash()) || serves(before.get()))) {
                known.add(new Known(item, before.get()));
            } else {
                open.add(item);
            }
        }
        for (int from = 0; from < known.size(); from += 500) {
            List<Known> some = known.subList(from, Math.min(known.size(), from + 500));
            calls.database()
                    .write(
                            t -> {
                                some.forEach(k -> label(t, k.item(), k.reply()));
                                return null;
                            });
            cached += some.stream().mapToInt(k -> k.item().documents().size()).sum();
        }
        return open;
    }

    /// How many documents wait for a batch that has not come back.
    long inBatches() {
        return inBatches;
    }

    private record Known(LlmPlan.Item item, ChatReply reply) {}

    /// A retry wants another answer than one that was no opinion.
    private boolean serves(ChatReply before) {
        return !plan.look().retry() || Opinion.of(before, plan.rubric()) instanceof Opinion.Given;
    }

    /// Writes down that the request is about to leave.
    long sent(LlmPlan.Item item) {
        return calls.database().write(t -> calls.sent(t, asking, item, null));
    }

    /// Stores a reply that was paid for; returns what it cost.
    Bill store(long call, LlmPlan.Item item, ChatReply reply) {
        return calls.database().write(t -> store(t, call, item, reply));
    }

    Bill store(Transaction t, long call, LlmPlan.Item item, ChatReply reply) {
        Usage usage =
                reply.usage().known()
                        ? reply.usage()
                        : plan.guess(item.request(), reply.text() + reply.refusal());
        Bill bill = plan.bill(usage);
        if (calls.answered(t, call, reply, bill, reply.usage().known())) {
            label(t, item, reply);
        }
        return bill;
    }

    private void label(Transaction t, LlmPlan.Item item, ChatReply reply) {
        Opinion opinion = Opinion.of(reply, plan.rubric());
        for (Document document : item.documents()) {
            switch (opinion) {
                case Opinion.Given(int value, String why) ->
                        put(t, document, value, why, reply.text());
                case Opinion.Unparseable(String why) -> put(t, document, null, why, reply.text());
                case Opinion.Refused(String why) ->
                        put(
                                t,
                                document,
                                null,
                                why,
                                reply.refusal().isEmpty() ? reply.text() : reply.refusal());
            }
        }
    }

    private void put(Transaction t, Document document, Integer value, String why, String raw) {
        labels.put(
                t,
                document.id(),
                asking.rubric(),
                asking.annotator(),
                value,
                why,
                raw,
                Instant.now());
    }

    /// How many documents of the plan have been answered.
    long done() {
        Set<DocumentId> replied = labels.replied(asking.annotator(), asking.rubric());
        return plan.documents().stream().filter(d -> replied.contains(d.id())).count();
    }

    /// The report of the run as it stands.
    ///
    /// @param failed documents for which no reply came: `key: reason`
    LlmReport report(List<String> failed, long left) {
        Set<DocumentId> wanted = new HashSet<>();
        plan.documents().forEach(d -> wanted.add(d.id()));
        Set<DocumentId> understood =
                new HashSet<>(labels.understood(asking.annotator(), asking.rubric()));
        Set<DocumentId> odd =
                new LinkedHashSet<>(labels.replied(asking.annotator(), asking.rubric()));
        odd.removeAll(understood);
        odd.retainAll(wanted);
        understood.retainAll(wanted);
        Map<DocumentId, String> why =
                new HashMap<>(labels.unlabelled(asking.annotator(), asking.rubric()));
        long refused =
                odd.stream()
                        .filter(d -> why.getOrDefault(d, "").startsWith(Opinion.REFUSED))
                        .count();
        LlmCallRepository.Spent spent = calls.spent(asking.run());
        LlmPlan.Estimate estimate = plan.estimate();
        return new LlmReport(
                name,
                understood.size(),
                odd.size() - refused,
                refused,
                failed,
                left,
                cached,
                spent.bill().promptTokens(),
                spent.bill().completionTokens(),
                spent.bill().dollars(),
                spent.lost(),
                spent.lostDollars(),
                spent.guessed(),
                estimate.high(),
                estimate.dollars().map(LlmPlan.Estimate.Range::high).orElse(0.0));
    }
}

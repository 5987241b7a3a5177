package org.hornbook.label;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hornbook.infer.remote.ChatException;
import org.hornbook.infer.remote.ChatModel;
import org.hornbook.infer.remote.ChatReply;
import org.hornbook.infer.remote.Throttle;

/// Asks for one item until there is a reply: under the cap, at the server's pace, each request
/// written down before it leaves and each reply stored before anything else. Shared by the threads
/// that ask.
final class LlmAsker {
    private static final int PATIENT = 5; // times as often when only asked to slow down
    private static final long LONGEST_WAIT = 30_000;

    private final ChatModel model;
    private final LlmCallRepository calls;
    private final LlmReplies replies;
    private final Purse purse;
    private final Throttle throttle;
    private final CountDownLatch stop;
    private final LlmPlan.Effort effort;

    /// @param stop counted down once nothing more is to be sent
    LlmAsker(
            ChatModel model,
            LlmCallRepository calls,
            LlmReplies replies,
            Purse purse,
            Throttle throttle,
            CountDownLatch stop,
            LlmPlan.Effort effort) {
        this.model = model;
        this.calls = calls;
        this.replies = replies;
        this.purse = purse;
        this.throttle = throttle;
        this.stop = stop;
        this.effort = effort;
    }

    /// What came of one item.
    sealed interface Came {
        LlmPlan.Item item();

        /// There is a reply, understood or not, and it is stored.
        record Replied(LlmPlan.Item item) implements Came {}

        /// There is none.
        record Failed(LlmPlan.Item item, ChatException why) implements Came {}

        /// It was not asked: the cap leaves no room, or all was stopped.
        record Left(LlmPlan.Item item) implements Came {}

        /// A fault of this program or this machine.
        record Broken(LlmPlan.Item item, Throwable why) implements Came {}
    }

    /// Never throws, so that whoever waits for the item hears of it.
    Came ask(LlmPlan.Item item) {
        try {
            return asked(item);
        } catch (InterruptedException e) {
            return new Came.Left(item);
        } catch (RuntimeException | Error e) {
            return new Came.Broken(item, e);
        }
    }

    private Came asked(LlmPlan.Item item) throws InterruptedException {
        SplittableRandom chance = new SplittableRandom(item.hash().hashCode());
        int slowed = 0;
        for (int attempt = 1; ; ) {
            if (stop.getCount() == 0 || !purse.reserve(item.most())) {
                return new Came.Left(item);
            }
            Bill cost = Bill.NOTHING;
            ChatException why;
            try {
                long entered = throttle.enter(item.usual().tokens());
                if (stop.getCount() == 0) {
                    return new Came.Left(item);
                }
                long call = replies.sent(item);
                cost = item.usual(); // until more is known
                try {
                    ChatReply reply = model.reply(item.request(), text -> {});
                    cost = replies.store(call, item, reply);
                    throttle.replied(reply.limits());
                    return new Came.Replied(item);
                } catch (ChatException e) {
                    why = e;
                    if (e.mayBeCharged()) {
                        calls.lost(call, e.getMessage());
                    } else {
                        calls.failed(call, e.getMessage());
                        cost = Bill.NOTHING;
                    }
                    if (e.kind() == ChatException.Kind.THROTTLED) {
                        throttle.slowed(entered, e.limits());
                    }
                } catch (InterruptedException e) {
                    calls.lost(call, "stopped before the reply came");
                    throw e;
                }
            } finally {
                purse.settle(item.most(), cost);
            }
            switch (why.kind()) {
                case FINAL, REQUEST -> {
                    return new Came.Failed(item, why);
                }
                case THROTTLED -> {
                    if (++slowed >= effort.attempts() * PATIENT) {
                        return new Came.Failed(item, why);
                    }
                }
                case TRANSIENT -> {
                    if (attempt++ >= effort.attempts()) {
                        return new Came.Failed(item, why);
                    }
                    long wait =
                            Math.min(
                                    LONGEST_WAIT, effort.pauseMillis() << Math.min(attempt - 2, 8));
                    if (stop.await(wait / 2 + chance.nextLong(wait + 1), TimeUnit.MILLISECONDS)) {
                        return new Came.Left(item);
                    }
                }
            }
        }
    }
}

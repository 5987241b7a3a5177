package org.hornbook.hub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// The files of one download that are fetched at the same time. The first failure stops all.
final class Downloads implements AutoCloseable {
    private final Hub hub;
    private final DownloadPlan plan;
    private final Queue<HubFile> waiting;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch end;
    private final AtomicLong came = new AtomicLong();
    private final AtomicLong fetched = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile String waits = "";
    private volatile boolean stopped;

    Downloads(Hub hub, DownloadPlan plan, List<HubFile> missing) {
        this.hub = hub;
        this.plan = plan;
        // Two paths may have the same content: the second finds it there.
        this.waiting = new ArrayDeque<>(missing);
        int size = Math.min(plan.parallel(), missing.size());
        this.end = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .daemon(true)
                            .name("hornbook-hub-" + i)
                            .unstarted(this::work));
        }
        threads.forEach(Thread::start);
    }

    private void work() {
        try {
            for (HubFile next; !stopped && (next = next()) != null; ) {
                fetched.addAndGet(
                        new BlobDownload(
                                        hub.http(),
                                        hub.cache(),
                                        plan.repository(),
                                        plan.commit(),
                                        next,
                                        came::addAndGet,
                                        words -> waits = words)
                                .run());
                hub.cache().link(plan.repository(), plan.commit(), next);
                finished.incrementAndGet();
            }
        } catch (Throwable e) { // an Error too: the job must hear of it, or it would wait for ever
            failure.compareAndSet(null, e);
            stop();
        } finally {
            end.countDown();
        }
    }

    private HubFile next() {
        synchronized (waiting) {
            return waiting.poll();
        }
    }

    /// Ends all transfers at once; what has come is kept.
    void stop() {
        stopped = true;
        threads.forEach(Thread::interrupt);
    }

    boolean awaitEnd(long millis) throws InterruptedException {
        return end.await(millis, TimeUnit.MILLISECONDS);
    }

    /// Bytes that are there now and were not at the start.
    long came() {
        return came.get();
    }

    /// Bytes that came over the network.
    long fetched() {
        return fetched.get();
    }

    int finished() {
        return finished.get();
    }

    /// Why nothing comes at the moment; else empty.
    String doing() {
        return waits;
    }

    /// Throws what stopped the downloads, if something did.
    void failure() throws Exception {
        switch (failure.get()) {
            case null -> {}
            case Exception e -> throw e;
            case Error e -> throw e;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        end.await(10, TimeUnit.SECONDS);
    }
}

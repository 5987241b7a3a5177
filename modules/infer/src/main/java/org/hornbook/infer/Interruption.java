package org.hornbook.infer;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.TimeUnit;

/// Ends a call of a model soon after the thread that made it is interrupted: the call itself looks
/// at no flag of Java's, so somebody else must.
final class Interruption implements AutoCloseable {
    private static final long LOOK = 20; // milliseconds

    private final Thread caller = Thread.currentThread();
    private final OrtSession.RunOptions options;
    private boolean closed;
    private boolean ended;

    /// Watches the calling thread until closed.
    Interruption() {
        try {
            options = new OrtSession.RunOptions();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofPlatform().daemon(true).name("hornbook-interruption").start(this::watch);
    }

    /// What the call must be given.
    OrtSession.RunOptions options() {
        return options;
    }

    private void watch() {
        while (step()) {
            // until the caller is interrupted, or done
        }
    }

    private synchronized boolean step() {
        try {
            if (!closed) {
                TimeUnit.MILLISECONDS.timedWait(this, LOOK);
            }
            if (!closed && caller.isInterrupted()) {
                options.setTerminate(true);
                ended = true;
            }
            return !closed && !ended;
        } catch (InterruptedException e) {
            return false;
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        options.close();
    }
}

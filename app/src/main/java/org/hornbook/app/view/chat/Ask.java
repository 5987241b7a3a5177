package org.hornbook.app.view.chat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.hornbook.chat.Source;
import org.hornbook.chat.Voice;

/// One model asked for one reply, in the background, until it ends or is stopped.
final class Ask {
    private final String conversation;
    private final String turn;
    private final Source source;
    private final Voice.Question question;
    private final int begunTokens;
    private final Line.Place place;
    private Thread runner;
    private boolean stopped;

    /// @param begunTokens the tokens of the reply that is continued
    Ask(
            String conversation,
            String turn,
            Source source,
            Voice.Question question,
            int begunTokens,
            Line.Place place) {
        this.conversation = conversation;
        this.turn = turn;
        this.source = source;
        this.question = question;
        this.begunTokens = begunTokens;
        this.place = place;
    }

    String conversation() {
        return conversation;
    }

    String turn() {
        return turn;
    }

    Source source() {
        return source;
    }

    Voice.Question question() {
        return question;
    }

    int begunTokens() {
        return begunTokens;
    }

    /// Waits for its place in the line. Throws `InterruptedException` if it was stopped.
    void begin() throws InterruptedException {
        synchronized (this) {
            if (stopped) {
                throw new InterruptedException();
            }
            runner = Thread.currentThread();
        }
        place.await();
    }

    /// To be called in the end, whatever became of it.
    void end() {
        synchronized (this) {
            runner = null;
            Thread.interrupted(); // a stop that came too late is meant for nobody else
        }
        place.leave();
    }

    synchronized void stop() {
        stopped = true;
        if (runner != null) {
            runner.interrupt();
        }
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /// Where those wait who are to be asked one at a time, in the order they came.
    static final class Line {
        private final Deque<Place> places = new ArrayDeque<>();

        /// A place in the line.
        final class Place {
            private final boolean free;

            private Place(boolean free) {
                this.free = free;
            }

            void await() throws InterruptedException {
                synchronized (places) {
                    while (!free && places.peekFirst() != this) {
                        places.wait();
                    }
                }
            }

            void leave() {
                synchronized (places) {
                    places.remove(this);
                    places.notifyAll();
                }
            }
        }

        /// The last place; one that need not wait if `free`.
        Place join(boolean free) {
            Place place = new Place(free);
            synchronized (places) {
                if (!free) {
                    places.addLast(place);
                }
            }
            return place;
        }
    }
}

package org.hornbook.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The UI thread never waits for the store. Here the store answers nobody: every connection is held
/// by someone who does not let go.
class ResponsiveTest {
    private static final int READERS = 4;
    private static final long LONGEST_MILLIS = 100;

    /// A window that waits for the store is late in every round; one that a busy machine has held
    /// up for a moment is not.
    private static final int ROUNDS = 8;

    @TempDir Path folder;
    private Hand hand;
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final List<Thread> holders = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
    }

    @AfterEach
    void close() throws InterruptedException {
        letGo.countDown();
        for (Thread holder : holders) {
            holder.join();
        }
        hand.close();
    }

    @Test
    void viewsSeenForTheFirstTimeOpenWhileTheStoreAnswersNobody() throws Exception {
        hold();
        for (Place place : Place.values()) {
            Hand.onFx(
                    () -> {
                        hand.window().go(place);
                        return null;
                    });
            hand.untilSees(".hb-view");
            assertThat(hand.reads(place.title())).isTrue();
        }
    }

    @Test
    void theWindowBeatsOnWhileEveryViewIsOpenedAndLeftAndTheStoreAnswersNobody() throws Exception {
        for (Place place : Place.values()) {
            hand.go(place);
        }
        hold();
        long[] worst = new long[Place.values().length];
        for (Place place : Place.values()) {
            worst[place.ordinal()] = Long.MAX_VALUE;
            for (int round = 0;
                    round < ROUNDS && worst[place.ordinal()] > LONGEST_MILLIS;
                    round++) {
                worst[place.ordinal()] = Math.min(worst[place.ordinal()], gap(place));
            }
        }
        for (Place place : Place.values()) {
            assertThat(worst[place.ordinal()])
                    .as("the longest time without a beat, opening and leaving %s, ms", place)
                    .isLessThanOrEqualTo(LONGEST_MILLIS);
        }
    }

    /// The longest time between two beats of the FX thread while a view is opened and left.
    private long gap(Place place) throws InterruptedException {
        AtomicLong longest = new AtomicLong();
        AtomicBoolean on = new AtomicBoolean(true);
        Thread heart =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (on.get()) {
                                        long asked = System.nanoTime();
                                        CountDownLatch beat = new CountDownLatch(1);
                                        Platform.runLater(beat::countDown);
                                        try {
                                            beat.await();
                                        } catch (InterruptedException e) {
                                            return;
                                        }
                                        longest.accumulateAndGet(
                                                (System.nanoTime() - asked) / 1_000_000, Math::max);
                                    }
                                });
        Place elsewhere = place == Place.HOME ? Place.JOBS : Place.HOME;
        for (Place next : List.of(place, elsewhere)) {
            Platform.runLater(() -> hand.window().go(next));
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(150);
        }
        on.set(false);
        heart.join();
        return longest.get();
    }

    /// Takes every connection of the store and keeps it.
    private void hold() throws InterruptedException {
        Database database = hand.desk().bench().workspace().database();
        CountDownLatch held = new CountDownLatch(READERS + 1);
        for (int i = 0; i < READERS; i++) {
            holders.add(
                    Thread.ofPlatform()
                            .start(
                                    () ->
                                            database.read(
                                                    c -> {
                                                        held.countDown();
                                                        return waited();
                                                    })));
        }
        holders.add(
                Thread.ofPlatform()
                        .start(
                                () ->
                                        database.write(
                                                t -> {
                                                    held.countDown();
                                                    return waited();
                                                })));
        held.await();
    }

    private boolean waited() {
        try {
            letGo.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

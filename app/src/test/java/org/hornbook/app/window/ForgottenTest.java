package org.hornbook.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing of a workspace stays in memory once another is open in its window.
class ForgottenTest {
    private static final long PATIENCE_SECONDS = 30;

    @TempDir Path folder;
    private Hand hand;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
        for (Place place : Place.values()) {
            hand.go(place);
        }
    }

    @AfterEach
    void close() {
        if (hand != null) {
            hand.close();
        }
    }

    @Test
    void aWorkspaceIsForgottenWhenAnotherIsOpenedInItsWindow() throws Exception {
        WeakReference<Desk> desk = new WeakReference<>(hand.desk());
        Hand.onFx(
                () -> {
                    hand.window().open(folder.resolve("Other"));
                    return null;
                });
        hand.untilSees("#home-sample");
        hand.go(Place.CORPORA);
        assertThat(forgotten(desk)).isTrue();
    }

    private static boolean forgotten(WeakReference<Desk> desk) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (desk.get() != null && System.nanoTime() < end) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return desk.get() == null;
    }
}

package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class StopTextTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void whatMayBecomeAStopStringWaitsUntilItCannot() {
        StopText text = new StopText(0, List.of("\n\n\n"), told::add);
        text.add("a\n");
        text.add("\n");
        assertThat(told).containsExactly("a");
        text.add("b");
        assertThat(told).containsExactly("a", "\n\nb");
        assertThat(text.stopped()).isFalse();
    }

    @Test
    void theEarliestStopStringCounts() {
        StopText text = new StopText(0, List.of("cd", "bcde"), told::add);
        text.add("ab");
        text.add("cdefg");
        assertThat(text.stopped()).isTrue();
        text.add("more");
        assertThat(text.finish()).isEqualTo("a");
        assertThat(told).containsExactly("a");
    }

    @Test
    void whatWasHeldBackIsToldAtTheEnd() {
        StopText text = new StopText(0, List.of("END"), told::add);
        text.add("the EN");
        assertThat(told).containsExactly("the ");
        assertThat(text.finish()).isEqualTo("the EN");
        assertThat(told).containsExactly("the ", "EN");
    }

    @Test
    void aStopStringDoesNotReachIntoWhatIsLeftOut() {
        StopText text = new StopText(3, List.of("\n\n"), told::add);
        text.add("\n\n");
        text.add("\na\nb");
        assertThat(text.stopped()).isFalse();
        assertThat(text.finish()).isEqualTo("a\nb");
    }
}

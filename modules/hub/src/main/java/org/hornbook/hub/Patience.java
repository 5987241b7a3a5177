package org.hornbook.hub;

import java.time.Duration;

/// How long to bear with a server.
///
/// @param attempts in a row that brought nothing, before giving up
/// @param first the wait after the first of them; doubled each time
/// @param stall how long no byte may come before the connection counts as broken
/// @param longest a wait that is asked for and longer than this is not waited
public record Patience(int attempts, Duration first, Duration stall, Duration longest) {
    public static final Patience USUAL =
            new Patience(6, Duration.ofMillis(700), Duration.ofSeconds(30), Duration.ofMinutes(10));
}

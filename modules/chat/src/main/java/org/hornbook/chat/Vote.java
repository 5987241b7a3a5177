package org.hornbook.chat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which of several replies a person found better, without knowing whose they were.
///
/// @param id unique
/// @param better the id of the better reply; empty for a tie
public record Vote(String id, String turn, List<Contender> contenders, String better, Instant at) {
    public Vote {
        contenders = List.copyOf(contenders);
        String winner = better;
        if (!winner.isEmpty() && contenders.stream().noneMatch(c -> c.reply().equals(winner))) {
            throw new IllegalArgumentException("the better reply " + winner + " did not stand");
        }
    }

    /// One of the replies.
    public record Contender(String reply, Author author) {}

    /// Who wrote the better one; empty for a tie.
    public Optional<Author> winner() {
        return contenders.stream()
                .filter(c -> c.reply().equals(better))
                .map(Contender::author)
                .findFirst();
    }
}

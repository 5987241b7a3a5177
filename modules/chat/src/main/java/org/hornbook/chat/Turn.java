package org.hornbook.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A prompt and what models replied to it. Turns with one parent are branches of each other.
///
/// @param id unique
/// @param parent the turn before; empty for a first one
/// @param form how the prompt was put
/// @param task the exercise it puts, by which replies can be run; empty for none
/// @param replies in the order they came; a model that was asked again has several
/// @param chosen the reply that is shown, by the key of its source; the newest where there is none
public record Turn(
        String id,
        String parent,
        String prompt,
        Form form,
        String task,
        Instant at,
        List<TurnReply> replies,
        Map<String, String> chosen) {
    public Turn {
        replies = List.copyOf(replies);
        chosen = Map.copyOf(chosen);
    }

    public static Turn of(
            String id, String parent, String prompt, Form form, String task, Instant at) {
        return new Turn(id, parent, prompt, form, task, at, List.of(), Map.of());
    }

    /// All replies of one source.
    public List<TurnReply> by(String source) {
        return replies.stream().filter(r -> r.source().key().equals(source)).toList();
    }

    /// The reply of a source that is shown.
    public Optional<TurnReply> shown(String source) {
        List<TurnReply> all = by(source);
        String wanted = chosen.getOrDefault(source, "");
        return all.stream()
                .filter(r -> r.id().equals(wanted))
                .findFirst()
                .or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()));
    }

    Turn with(TurnReply reply) {
        List<TurnReply> next = new ArrayList<>(replies);
        next.add(reply);
        return new Turn(id, parent, prompt, form, task, at, next, choose(reply));
    }

    Turn showing(TurnReply reply) {
        return new Turn(id, parent, prompt, form, task, at, replies, choose(reply));
    }

    Turn judged(String reply, Verdict verdict) {
        List<TurnReply> next =
                replies.stream().map(r -> r.id().equals(reply) ? r.judged(verdict) : r).toList();
        return new Turn(id, parent, prompt, form, task, at, next, chosen);
    }

    private Map<String, String> choose(TurnReply reply) {
        Map<String, String> next = new LinkedHashMap<>(chosen);
        next.put(reply.source().key(), reply.id());
        return next;
    }
}

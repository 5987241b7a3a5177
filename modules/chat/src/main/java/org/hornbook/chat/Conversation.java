package org.hornbook.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hornbook.infer.Sampling;

/// Prompts put to several models, and their replies: a tree of turns, of which one path from a
/// first turn to the `leaf` is shown. Every change gives a new value.
///
/// @param id unique
/// @param form how the next prompt is put
/// @param title empty until a person or the first prompt gives one
/// @param together whether all models write at once; one at a time, their speeds compare
/// @param sources the models of the panes, in order
/// @param leaf the last turn of the shown path; empty while there is none
public record Conversation(
        String id,
        String title,
        Form form,
        Sampling sampling,
        boolean together,
        List<Source> sources,
        List<Turn> turns,
        String leaf,
        List<Vote> votes,
        Instant created) {
    private static final int TITLE = 60;
    private static final int USUAL_LENGTH = 128; // tokens

    public Conversation {
        sources = List.copyOf(sources);
        turns = List.copyOf(turns);
        votes = List.copyOf(votes);
    }

    /// A conversation that has not begun: greedy completions of up to 128 tokens, one model at a
    /// time.
    public static Conversation with(List<Source> sources) {
        return new Conversation(
                newId(),
                "",
                Form.COMPLETION,
                Sampling.greedy(USUAL_LENGTH),
                false,
                sources,
                List.of(),
                "",
                List.of(),
                Instant.now());
    }

    /// A name that nothing else has.
    public static String newId() {
        return UUID.randomUUID().toString();
    }

    /// The title; where there is none, the first words of the first prompt.
    public String name() {
        if (!title.isEmpty() || turns.isEmpty()) {
            return title;
        }
        String line = turns.getFirst().prompt().strip().lines().findFirst().orElse("");
        return line.length() <= TITLE ? line : line.substring(0, TITLE - 1).strip() + "\u2026";
    }

    public Optional<Turn> turn(String wanted) {
        return turns.stream().filter(t -> t.id().equals(wanted)).findFirst();
    }

    /// The turns that are shown, the first one first.
    public List<Turn> path() {
        LinkedList<Turn> path = new LinkedList<>();
        for (Optional<Turn> at = turn(leaf);
                at.isPresent();
                at = at.flatMap(t -> turn(t.parent()))) {
            path.addFirst(at.get());
        }
        return List.copyOf(path);
    }

    /// The turns of the path before `turn`.
    public List<Turn> before(String wanted) {
        LinkedList<Turn> path = new LinkedList<>();
        for (Optional<Turn> at = turn(wanted).flatMap(t -> turn(t.parent()));
                at.isPresent();
                at = at.flatMap(t -> turn(t.parent()))) {
            path.addFirst(at.get());
        }
        return List.copyOf(path);
    }

    /// What one source has said and heard before `turn`, as it is shown; completions, and turns it
    /// did not reply to, are left out.
    public List<Form.Exchange> heard(String turn, String source) {
        return before(turn).stream()
                .filter(t -> t.form().hasTurns())
                .flatMap(
                        t ->
                                t.shown(source).stream()
                                        .map(r -> new Form.Exchange(t.prompt(), r.text())))
                .toList();
    }

    /// The turn and its branches, oldest first.
    public List<Turn> branches(Turn of) {
        return turns.stream().filter(t -> t.parent().equals(of.parent())).toList();
    }

    /// A prompt at the end of the path; the new turn is the leaf.
    public Conversation asked(String prompt, String task) {
        return grown(Turn.of(newId(), leaf, prompt, form, task, Instant.now()));
    }

    /// Another prompt in the place of an earlier one: a branch beside it, which is shown.
    public Conversation edited(String turn, String prompt) {
        Turn old = turn(turn).orElseThrow();
        String task = old.prompt().equals(prompt) ? old.task() : "";
        return grown(Turn.of(newId(), old.parent(), prompt, old.form(), task, Instant.now()));
    }

    /// Shows the branch `by` places further, and what follows on it.
    public Conversation turned(String turn, int by) {
        List<Turn> branches = branches(turn(turn).orElseThrow());
        int at = branches.indexOf(turn(turn).orElseThrow());
        Turn next = branches.get(Math.clamp(at + by, 0, branches.size() - 1));
        return leaf(last(next).id());
    }

    /// A reply to a turn; it is shown.
    public Conversation answered(String turn, TurnReply reply) {
        return changed(turn, t -> t.with(reply));
    }

    /// Shows the reply of a source that is `by` places newer.
    public Conversation versioned(String turn, String source, int by) {
        return changed(
                turn,
                t -> {
                    List<TurnReply> all = t.by(source);
                    int at = t.shown(source).map(all::indexOf).orElse(-1);
                    return at < 0 ? t : t.showing(all.get(Math.clamp(at + by, 0, all.size() - 1)));
                });
    }

    public Conversation judged(String turn, String reply, Verdict verdict) {
        return changed(turn, t -> t.judged(reply, verdict));
    }

    public Conversation voted(Vote vote) {
        List<Vote> next = new ArrayList<>(votes);
        next.removeIf(v -> v.turn().equals(vote.turn()));
        next.add(vote);
        return copy(title, form, sampling, together, sources, turns, leaf, next);
    }

    /// What was voted on a turn.
    public Optional<Vote> vote(String turn) {
        return votes.stream().filter(v -> v.turn().equals(turn)).findFirst();
    }

    public Conversation titled(String next) {
        return copy(next.strip(), form, sampling, together, sources, turns, leaf, votes);
    }

    public Conversation in(Form next) {
        return copy(title, next, sampling, together, sources, turns, leaf, votes);
    }

    public Conversation with(Sampling next, boolean all) {
        return copy(title, form, next, all, sources, turns, leaf, votes);
    }

    public Conversation among(List<Source> next) {
        return copy(title, form, sampling, together, next, turns, leaf, votes);
    }

    private Conversation leaf(String next) {
        return copy(title, form, sampling, together, sources, turns, next, votes);
    }

    private Conversation grown(Turn turn) {
        List<Turn> next = new ArrayList<>(turns);
        next.add(turn);
        return copy(title, form, sampling, together, sources, next, turn.id(), votes);
    }

    private Conversation changed(String turn, UnaryOperator<Turn> change) {
        List<Turn> next =
                turns.stream()
                        .map(t -> t.id().equals(turn) ? change.apply(t) : t)
                        .collect(Collectors.toList());
        return copy(title, form, sampling, together, sources, next, leaf, votes);
    }

    /// Follows the newest branch from a turn to its end.
    private Turn last(Turn from) {
        return turns.reversed().stream()
                .filter(t -> t.parent().equals(from.id()))
                .findFirst()
                .map(this::last)
                .orElse(from);
    }

    private Conversation copy(
            String name,
            Form as,
            Sampling how,
            boolean all,
            List<Source> whom,
            List<Turn> said,
            String last,
            List<Vote> given) {
        return new Conversation(id, name, as, how, all, whom, said, last, given, created);
    }
}

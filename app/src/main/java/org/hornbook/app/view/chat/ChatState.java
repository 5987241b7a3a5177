package org.hornbook.app.view.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hornbook.chat.Author;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.Source;
import org.hornbook.chat.Turn;
import org.hornbook.chat.TurnReply;
import org.hornbook.chat.Vote;

/// What the chat view shows, apart from text that is being written.
///
/// @param ready whether what can be chosen has been read
/// @param panes what became of the model of each pane, by the key of its source
/// @param blind whether names are to be hidden until a vote
/// @param blindTurn the turn that was asked with names hidden; empty if none was
/// @param judging the replies that run in the sandbox
public record ChatState(
        boolean ready,
        List<ModelChoice> choices,
        Conversation conversation,
        Map<String, Pane> panes,
        boolean blind,
        String blindTurn,
        Set<String> judging) {
    public ChatState {
        choices = List.copyOf(choices);
        panes = Map.copyOf(panes);
        judging = Set.copyOf(judging);
    }

    static final ChatState NONE =
            new ChatState(
                    false, List.of(), Conversation.with(List.of()), Map.of(), false, "", Set.of());

    /// The model of a pane.
    ///
    /// @param author who it is, once it is open
    /// @param problem why it cannot be used, in one sentence; empty if it can
    public record Pane(boolean opening, Optional<Author> author, String problem) {
        static final Pane OPENING = new Pane(true, Optional.empty(), "");

        static Pane of(Author author) {
            return new Pane(false, Optional.of(author), "");
        }

        static Pane failed(String why) {
            return new Pane(false, Optional.empty(), why);
        }
    }

    /// What is being written in a pane.
    ///
    /// @param waits for its turn, or for its model to open
    /// @param problem why nothing more will come, in one sentence; else empty
    public record Live(String turn, String text, boolean waits, String problem) {
        boolean goesOn() {
            return problem.isEmpty();
        }
    }

    /// What is put into the composer.
    ///
    /// @param task the exercise it puts; empty for none
    /// @param editing the turn that it is to stand beside; empty for a new prompt
    /// @param number differs whenever the text is to be replaced
    public record Draft(String text, String task, String editing, long number) {
        static final Draft NONE = new Draft("", "", "", 0);

        Draft next(String words, String exercise, String turn) {
            return new Draft(words, exercise, turn, number + 1);
        }
    }

    /// The last turn that is shown.
    Optional<Turn> leaf() {
        return conversation.turn(conversation.leaf());
    }

    /// Whether the names are hidden: this turn was asked blind and is not voted on.
    boolean hidden() {
        return blind
                && !blindTurn.isEmpty()
                && blindTurn.equals(conversation.leaf())
                && conversation.vote(blindTurn).isEmpty();
    }

    /// The sources in the order of the panes: shuffled, the same way for the same turn, while names
    /// are hidden and until the next prompt.
    List<Source> order() {
        List<Source> sources = new ArrayList<>(conversation.sources());
        if (blind && !blindTurn.isEmpty() && blindTurn.equals(conversation.leaf())) {
            Collections.shuffle(sources, new Random(blindTurn.hashCode()));
        }
        return sources;
    }

    /// The replies that can be voted on, in the order of the panes; empty until all are there.
    List<TurnReply> contenders() {
        if (!hidden()) {
            return List.of();
        }
        List<TurnReply> replies =
                order().stream()
                        .flatMap(s -> leaf().flatMap(t -> t.shown(s.key())).stream())
                        .toList();
        return replies.size() < 2 ? List.of() : replies;
    }

    /// The vote on the last turn.
    Optional<Vote> vote() {
        return conversation.vote(conversation.leaf());
    }

    /// Whether a model of the panes brings a chat template.
    boolean templates() {
        return conversation.sources().stream()
                .anyMatch(s -> choice(s).filter(ModelChoice::template).isPresent());
    }

    /// The choice that a source is.
    Optional<ModelChoice> choice(Source source) {
        return choices.stream().filter(c -> c.source().equals(source)).findFirst();
    }

    ChatState with(Conversation next) {
        return new ChatState(ready, choices, next, panes, blind, blindTurn, judging);
    }

    ChatState with(List<ModelChoice> next) {
        return new ChatState(true, next, conversation, panes, blind, blindTurn, judging);
    }

    ChatState with(Source source, Pane pane) {
        Map<String, Pane> next = new HashMap<>(panes);
        next.put(source.key(), pane);
        return new ChatState(ready, choices, conversation, next, blind, blindTurn, judging);
    }

    ChatState without(Set<String> keys) {
        Map<String, Pane> next = new HashMap<>(panes);
        next.keySet().removeAll(keys);
        return new ChatState(ready, choices, conversation, next, blind, blindTurn, judging);
    }

    ChatState blind(boolean next, String turn) {
        return new ChatState(ready, choices, conversation, panes, next, turn, judging);
    }

    ChatState judging(String reply, boolean runs) {
        Set<String> next = new HashSet<>(judging);
        if (runs) {
            next.add(reply);
        } else {
            next.remove(reply);
        }
        return new ChatState(ready, choices, conversation, panes, blind, blindTurn, next);
    }
}

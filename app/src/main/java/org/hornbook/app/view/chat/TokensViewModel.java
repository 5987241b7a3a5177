package org.hornbook.app.view.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.Sentence;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Value;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.Source;
import org.hornbook.chat.TurnReply;
import org.hornbook.chat.Voice;
import org.hornbook.infer.TokenChoice;

/// How likely each token of a reply was, and what was likely in its place; asked of the model when
/// somebody wants to see it. To be used on the FX thread.
final class TokensViewModel {
    private static final int ALTERNATIVES = 5;

    private final Desk desk;
    private final Voices voices;
    private final Value<ChatState> conversation;
    private final Value<Map<String, Weighed>> state = new Value<>(Map.of());

    /// The tokens of a reply.
    ///
    /// @param opening the model is being asked
    /// @param problem why it cannot tell, in one sentence; empty if it can
    record Weighed(boolean opening, List<TokenChoice> tokens, String problem) {
        private static final Weighed OPENING = new Weighed(true, List.of(), "");
    }

    TokensViewModel(Desk desk, Voices voices, Value<ChatState> conversation) {
        this.desk = desk;
        this.voices = voices;
        this.conversation = conversation;
    }

    /// By reply, those that are shown.
    Value<Map<String, Weighed>> state() {
        return state;
    }

    Optional<Weighed> of(TurnReply reply) {
        return Optional.ofNullable(state.get().get(reply.id()));
    }

    /// Shows the tokens of a reply, or hides them.
    void toggle(String turn, TurnReply reply) {
        if (of(reply).isPresent()) {
            put(reply, Optional.empty());
            return;
        }
        Conversation now = conversation.get().conversation();
        Source source = reply.source();
        long stamp = conversation.get().choice(source).map(ModelChoice::stamp).orElse(0L);
        now.turn(turn)
                .map(
                        t ->
                                new Voice.Question(
                                        t.form(),
                                        now.heard(turn, source.key()),
                                        t.prompt(),
                                        "",
                                        reply.sampling()))
                .ifPresent(question -> ask(question, reply, stamp));
    }

    private void ask(Voice.Question question, TurnReply reply, long stamp) {
        put(reply, Optional.of(Weighed.OPENING));
        desk.background()
                .run(
                        () ->
                                voices.open(reply.source(), stamp)
                                        .tokens(question, reply.text(), ALTERNATIVES),
                        tokens -> told(reply, new Weighed(false, tokens, "")),
                        e -> told(reply, new Weighed(false, List.of(), Sentence.of(e))));
    }

    private void told(TurnReply reply, Weighed weighed) {
        if (of(reply).isPresent()) { // else it was hidden meanwhile
            put(reply, Optional.of(weighed));
        }
    }

    private void put(TurnReply reply, Optional<Weighed> weighed) {
        Map<String, Weighed> all = new HashMap<>(state.get());
        all.remove(reply.id());
        weighed.ifPresent(w -> all.put(reply.id(), w));
        state.set(Map.copyOf(all));
    }
}

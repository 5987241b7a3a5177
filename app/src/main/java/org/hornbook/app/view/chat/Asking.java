package org.hornbook.app.view.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.hornbook.app.Sentence;
import org.hornbook.app.Subjects;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Value;
import org.hornbook.chat.Author;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.Form;
import org.hornbook.chat.Source;
import org.hornbook.chat.Turn;
import org.hornbook.chat.TurnReply;
import org.hornbook.chat.Verdict;
import org.hornbook.chat.Voice;
import org.hornbook.infer.Reply;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.StopReason;
import org.hornbook.job.Provenance;
import org.hornbook.store.Sha256;

/// Asks the models in the background: one after another so that their speeds compare, or all at
/// once. To be used on the FX thread.
final class Asking {
    private final Desk desk;
    private final Voices voices;
    private final Value<ChatState> state;
    private final Answered answered;
    private final Ask.Line line = new Ask.Line();
    private final List<Ask> asks = new ArrayList<>();
    private final Value<Map<String, ChatState.Live>> live = new Value<>(Map.of());

    /// Who hears of replies.
    @FunctionalInterface
    interface Answered {
        /// @param reply empty if nothing was written
        void accept(String conversation, String turn, Optional<TurnReply> reply);
    }

    /// What a model said, and who it is.
    private record Said(Author author, Reply reply) {}

    Asking(Desk desk, Voices voices, Value<ChatState> state, Answered answered) {
        this.desk = desk;
        this.voices = voices;
        this.state = state;
        this.answered = answered;
    }

    Value<Map<String, ChatState.Live>> live() {
        return live;
    }

    boolean busy() {
        return !asks.isEmpty();
    }

    /// Whether some model still writes to this turn.
    boolean asks(String turn) {
        return asks.stream().anyMatch(a -> a.turn().equals(turn));
    }

    /// Opens a model, so that it is there when it is asked.
    void open(Source source) {
        long stamp = stamp(source);
        desk.background()
                .run(
                        () -> voices.open(source, stamp).author(),
                        author -> told(source, ChatState.Pane.of(author)),
                        e -> told(source, ChatState.Pane.failed(Sentence.of(e))));
    }

    private void told(Source source, ChatState.Pane pane) {
        if (state.get().conversation().sources().contains(source)) {
            state.update(s -> s.with(source, pane));
        } else {
            voices.keep(Source.keys(state.get().conversation().sources()));
        }
    }

    private long stamp(Source source) {
        return state.get().choice(source).map(ModelChoice::stamp).orElse(0L);
    }

    /// Asks one model; a pane that is being written to is not asked again.
    void ask(String turn, Source source, Optional<TurnReply> continued, long seed) {
        Conversation now = state.get().conversation();
        Turn asked = now.turn(turn).orElseThrow();
        if (asks.stream().anyMatch(a -> a.source().equals(source))) {
            return;
        }
        String begun = continued.map(TurnReply::text).orElse("");
        Ask ask =
                new Ask(
                        now.id(),
                        turn,
                        source,
                        new Voice.Question(
                                asked.form(),
                                now.heard(turn, source.key()),
                                asked.prompt(),
                                begun,
                                sampling(now, asked, source, seed)),
                        continued.map(r -> r.reply().tokens()).orElse(0),
                        line.join(now.together()));
        asks.add(ask);
        put(source, new ChatState.Live(turn, begun, true, ""));
        long stamp = stamp(source);
        desk.background()
                .run(
                        () -> perform(ask, stamp),
                        said -> finished(ask, said),
                        e -> failed(ask, Sentence.of(e)));
    }

    private static Sampling sampling(Conversation now, Turn turn, Source source, long seed) {
        Sampling s = now.sampling();
        List<String> stops = new ArrayList<>(s.stop());
        if (!turn.task().isEmpty()) {
            Subjects.stops().stream().filter(t -> !stops.contains(t)).forEach(stops::add);
        }
        Sampling all = s.withSeed(seed).withStop(stops);
        return source.kind() == Source.Kind.REMOTE || turn.form() == Form.TEMPLATE
                ? all // their own ends are theirs to add
                : turn.form().heeded(all);
    }

    private Optional<Said> perform(Ask ask, long stamp) throws Exception {
        Streamed streamed = new Streamed(ask.question().begun(), text -> wrote(ask, text));
        try {
            ask.begin();
            Voice voice = voices.open(ask.source(), stamp);
            Reply reply = voice.reply(ask.question(), streamed::add);
            return reply.text().isEmpty() && reply.stop() == StopReason.CANCELLED
                    ? Optional.empty()
                    : Optional.of(new Said(voice.author(), reply));
        } catch (InterruptedException e) {
            return Optional.empty();
        } catch (Error e) {
            throw new ExecutionException(
                    e); // such as a library that cannot be loaded: said in the pane
        } finally {
            streamed.close();
            ask.end();
        }
    }

    private void wrote(Ask ask, String text) {
        if (asks.contains(ask) && !ask.stopped()) {
            put(ask.source(), new ChatState.Live(ask.turn(), text, false, ""));
        }
    }

    private void finished(Ask ask, Optional<Said> said) {
        asks.remove(ask);
        Optional<TurnReply> reply = said.map(s -> reply(ask, s));
        said.ifPresent(s -> told(ask.source(), ChatState.Pane.of(s.author())));
        take(ask);
        answered.accept(ask.conversation(), ask.turn(), reply);
    }

    private void failed(Ask ask, String why) {
        asks.remove(ask);
        if (ask.conversation().equals(state.get().conversation().id())) {
            put(ask.source(), new ChatState.Live(ask.turn(), "", false, why));
        }
        answered.accept(ask.conversation(), ask.turn(), Optional.empty());
    }

    private static TurnReply reply(Ask ask, Said said) {
        Voice.Question question = ask.question();
        Reply fresh = said.reply();
        Reply whole =
                new Reply(
                        question.begun() + fresh.text(),
                        fresh.promptTokens(),
                        ask.begunTokens() + fresh.tokens(),
                        fresh.secondsToFirst(),
                        fresh.tokensPerSecond(),
                        fresh.stop(),
                        fresh.choices(),
                        fresh.reused(),
                        fresh.foreseen());
        Author author = said.author();
        String model = author.fingerprint().isEmpty() ? author.server() : author.fingerprint();
        return new TurnReply(
                Conversation.newId(),
                ask.source(),
                author,
                whole,
                question.sampling(),
                question.begun().length(),
                Verdict.NONE,
                Provenance.here(
                        Map.of("model", model, "prompt", Sha256.of(question.prompt())),
                        Map.of(
                                "form", question.form(),
                                "sampling", question.sampling(),
                                "precision", author.precision(),
                                "turnsBefore", question.before().size(),
                                "begun", question.begun().length()),
                        question.sampling().seed()),
                Instant.now());
    }

    /// Ends all that is being written.
    void stop() {
        List.copyOf(asks).forEach(Ask::stop);
    }

    /// Ends what one model is writing.
    void stop(String source) {
        asks.stream().filter(a -> a.source().key().equals(source)).forEach(Ask::stop);
    }

    /// Nothing that was being written is shown any more.
    void clear() {
        live.set(Map.of());
    }

    private void put(Source source, ChatState.Live next) {
        Map<String, ChatState.Live> all = new HashMap<>(live.get());
        all.put(source.key(), next);
        live.set(Map.copyOf(all));
    }

    private void take(Ask ask) {
        ChatState.Live now = live.get().get(ask.source().key());
        if (now != null && now.turn().equals(ask.turn())) {
            Map<String, ChatState.Live> all = new HashMap<>(live.get());
            all.remove(ask.source().key());
            live.set(Map.copyOf(all));
        }
    }
}

package org.hornbook.app.view.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.ConversationFile;
import org.hornbook.chat.Form;
import org.hornbook.chat.Prompt;
import org.hornbook.chat.Source;
import org.hornbook.chat.Tally;
import org.hornbook.chat.Turn;
import org.hornbook.chat.TurnReply;
import org.hornbook.chat.Verdict;
import org.hornbook.chat.Vote;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.StopReason;

/// One conversation with up to four models: what is asked, edited, branched, judged and voted on.
/// Every change is kept as it comes.
public final class ChatViewModel {
    static final int MOST = 4;
    private static final int AT_FIRST = 2;

    private final Desk desk;
    private final Voices voices;
    private final Trials trials;
    private final Asking asking;
    private final TokensViewModel tokens;
    private final Latest reads;
    private final Value<ChatState> state = new Value<>(ChatState.NONE);
    private final Value<ChatState.Draft> draft = new Value<>(ChatState.Draft.NONE);
    private final Value<Tally> tally = new Value<>(new Tally(List.of()));
    private final Set<String> runAfter = new HashSet<>();
    private Latest saves;
    private List<String> wanted = List.of();
    private boolean begun;
    private boolean formChosen;

    public ChatViewModel(Desk desk, Trials trials) {
        this.desk = desk;
        this.trials = trials;
        this.voices = new Voices(desk);
        this.asking = new Asking(desk, voices, state, this::answered);
        this.tokens = new TokensViewModel(desk, voices, state);
        this.reads = desk.background().latest();
        this.saves = desk.background().latest();
        desk.hold(voices);
    }

    public Value<ChatState> state() {
        return state;
    }

    /// What is being written, by the key of the pane's source.
    public Value<Map<String, ChatState.Live>> live() {
        return asking.live();
    }

    public Value<ChatState.Draft> draft() {
        return draft;
    }

    /// What else the models might have written.
    TokensViewModel tokens() {
        return tokens;
    }

    /// All votes of the workspace.
    public Value<Tally> tally() {
        return tally;
    }

    private Conversation conversation() {
        return state.get().conversation();
    }

    // ---- what there is ----

    /// Reads what can be chosen; on the first visit also the conversation that was changed last.
    public void refresh() {
        boolean first = !begun;
        reads.ask(() -> read(first), this::found, desk::tell);
    }

    private record Read(List<ModelChoice> choices, Optional<Conversation> last, List<Vote> votes) {}

    private Read read(boolean first) throws IOException {
        Workbench bench = desk.bench();
        return new Read(
                ModelChoice.all(desk.session().folder(), desk.settings().get().endpoints()),
                first ? bench.chats().latest() : Optional.empty(),
                bench.chats().votes());
    }

    private void found(Read read) {
        ChatState before = state.get();
        state.set(before.with(read.choices()));
        tally.set(Tally.of(read.votes()));
        Set<String> changed =
                before.conversation().sources().stream()
                        .filter(s -> !before.choice(s).equals(state.get().choice(s)))
                        .map(Source::key)
                        .collect(Collectors.toSet());
        state.update(s -> s.without(changed));
        if (!begun) {
            begun = true;
            show(read.last().orElseGet(() -> Conversation.with(List.of())));
        }
        if (!wanted.isEmpty()) {
            List<String> names = wanted;
            wanted = List.of();
            talkWith(names);
        }
        if (conversation().sources().isEmpty()) {
            among(
                    read.choices().stream()
                            .map(ModelChoice::source)
                            .filter(s -> s.kind() != Source.Kind.REMOTE)
                            .limit(AT_FIRST)
                            .toList());
        }
        open();
    }

    /// Opens panes with these checkpoints, in a conversation of their own.
    public void talk(List<String> checkpoints) {
        wanted = List.copyOf(checkpoints);
    }

    private void talkWith(List<String> names) {
        List<Source> sources =
                names.stream()
                        .flatMap(
                                n ->
                                        state.get().choices().stream()
                                                .map(ModelChoice::source)
                                                .filter(
                                                        s ->
                                                                s.name().equals(n)
                                                                        || s.folder().equals(n))
                                                .limit(1))
                        .distinct()
                        .limit(MOST)
                        .toList();
        if (!sources.isEmpty()) {
            if (!conversation().turns().isEmpty()) {
                fresh();
            }
            among(sources);
        }
    }

    /// Opens the models of the panes that are not open yet, each in the background.
    private void open() {
        ChatState now = state.get();
        for (Source source : now.conversation().sources()) {
            if (!now.panes().containsKey(source.key())) {
                state.update(s -> s.with(source, ChatState.Pane.OPENING));
                asking.open(source);
            }
        }
    }

    // ---- conversations ----

    /// A conversation that has not begun, with the same models and settings.
    public void fresh() {
        Conversation now = conversation();
        show(Conversation.with(now.sources()).in(now.form()).with(now.sampling(), now.together()));
        draft.set(draft.get().next("", "", ""));
    }

    /// Shows a kept conversation.
    public void open(String id) {
        if (!id.equals(conversation().id())) {
            desk.read(() -> desk.bench().chats().find(id), found -> found.ifPresent(this::show));
        }
    }

    private void show(Conversation next) {
        asking.stop();
        asking.clear();
        saves = desk.background().latest();
        state.update(s -> s.with(next).blind(s.blind(), ""));
        voices.keep(Source.keys(next.sources()));
        state.update(
                s -> {
                    Set<String> gone = new HashSet<>(s.panes().keySet());
                    gone.removeAll(Source.keys(next.sources()));
                    return s.without(gone);
                });
        open();
    }

    private void change(Conversation next) {
        state.update(s -> s.with(next));
        if (next.turns().isEmpty()) {
            return;
        }
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("chat.unsaved", desk.holder().get()));
            return;
        }
        saves.ask(
                () -> {
                    desk.bench().chats().save(next);
                    return next;
                },
                saved -> {},
                desk::tell);
    }

    /// Gives the open conversation another name.
    public void title(String next) {
        change(conversation().titled(next));
    }

    // ---- panes ----

    /// Another pane.
    public void add(Source source) {
        List<Source> next = new ArrayList<>(conversation().sources());
        if (next.size() < MOST && !next.contains(source)) {
            next.add(source);
            among(next);
        }
    }

    public void remove(Source source) {
        List<Source> next = new ArrayList<>(conversation().sources());
        next.remove(source);
        among(next);
    }

    /// Another model in the place of one.
    public void replace(Source source, Source by) {
        List<Source> next = new ArrayList<>(conversation().sources());
        if (!next.contains(by) && next.contains(source)) {
            next.set(next.indexOf(source), by);
            among(next);
        }
    }

    private void among(List<Source> next) {
        Set<String> gone = new HashSet<>(Source.keys(conversation().sources()));
        gone.removeAll(Source.keys(next));
        gone.forEach(asking::stop);
        voices.keep(Source.keys(next));
        state.update(s -> s.without(gone));
        change(conversation().among(next));
        usualForm();
        open();
    }

    // ---- settings ----

    public void form(Form next) {
        formChosen = true;
        change(conversation().in(next));
    }

    /// Before anything is said, and unless a person chose: as the models want it.
    private void usualForm() {
        if (!formChosen && conversation().turns().isEmpty()) {
            Form usual = state.get().templates() ? Form.TEMPLATE : Form.COMPLETION;
            change(conversation().in(usual));
        }
    }

    public void settings(Sampling sampling, boolean together) {
        change(conversation().with(sampling, together));
    }

    // ---- prompts and replies ----

    public boolean writing() {
        return asking.busy();
    }

    /// Puts a prompt, or a branch beside the one that is edited, to all models.
    public void send(String words) {
        if (words.isBlank() || writing() || conversation().sources().isEmpty()) {
            return;
        }
        ChatState.Draft from = draft.get();
        Conversation now = conversation();
        boolean untouched = words.equals(from.text());
        Conversation next =
                now.turn(from.editing()).isPresent()
                        ? now.edited(from.editing(), words)
                        : now.asked(words, untouched ? from.task() : "");
        draft.set(from.next("", "", ""));
        put(next);
    }

    private void put(Conversation next) {
        if (state.get().blind()) {
            state.update(s -> s.blind(true, next.leaf()));
        }
        change(next);
        state.get().order().forEach(s -> asking.ask(next.leaf(), s, Optional.empty(), seed()));
    }

    private long seed() {
        return conversation().sampling().seed();
    }

    /// Ends all that is being written, in all panes at once.
    public void stop() {
        asking.stop();
    }

    /// Asks all models for another reply to the last prompt.
    public void again() {
        conversation().sources().forEach(s -> again(conversation().leaf(), s));
    }

    /// Asks one model for another reply: with the same settings, and the next seed where chance
    /// decides. One that has not replied yet replies.
    public void again(String turn, Source source) {
        conversation()
                .turn(turn)
                .ifPresent(
                        t -> {
                            long last =
                                    t.by(source.key()).stream()
                                            .mapToLong(r -> r.sampling().seed())
                                            .max()
                                            .orElse(seed() - 1);
                            boolean chance = conversation().sampling().temperature() > 0;
                            asking.ask(
                                    turn,
                                    source,
                                    Optional.empty(),
                                    chance ? Math.max(seed(), last + 1) : seed());
                        });
    }

    /// Goes on with a reply that was cut short.
    public void resume(String turn, TurnReply reply) {
        asking.ask(turn, reply.source(), Optional.of(reply), reply.sampling().seed());
    }

    /// Takes a prompt back into the composer; sent, it becomes a branch.
    public void edit(String turn) {
        conversation()
                .turn(turn)
                .ifPresent(t -> draft.set(draft.get().next(t.prompt(), t.task(), turn)));
    }

    /// The composer is for a new prompt again.
    public void editNoMore() {
        draft.set(draft.get().next("", "", ""));
    }

    /// Shows the branch `by` places further.
    public void branch(String turn, int by) {
        if (!writing()) {
            change(conversation().turned(turn, by));
        }
    }

    /// Shows the reply that came `by` places later.
    public void version(String turn, Source source, int by) {
        change(conversation().versioned(turn, source.key(), by));
    }

    /// A prompt from a list: into the composer, in its form.
    public void prompt(Prompt prompt) {
        form(prompt.form());
        draft.set(draft.get().next(prompt.text(), prompt.task(), ""));
    }

    /// Puts an exercise to all models, and runs what they write.
    public void exercise(Prompt prompt) {
        if (writing() || conversation().sources().isEmpty()) {
            return;
        }
        Conversation next = conversation().in(prompt.form()).asked(prompt.text(), prompt.task());
        runAfter.add(next.leaf());
        put(next);
    }

    private void answered(String id, String turn, Optional<TurnReply> reply) {
        if (id.equals(conversation().id())) {
            reply.ifPresent(r -> change(conversation().answered(turn, r)));
            if (!asking.asks(turn) && runAfter.remove(turn)) {
                run(turn);
            }
        } else if (reply.isPresent() && desk.holder().get().isEmpty()) {
            desk.read(
                    () -> {
                        desk.bench()
                                .chats()
                                .find(id)
                                .ifPresent(
                                        c ->
                                                desk.bench()
                                                        .chats()
                                                        .save(c.answered(turn, reply.get())));
                        return turn;
                    },
                    kept -> {});
        }
    }

    // ---- running what was written ----

    /// Runs the replies to the last prompt that can be run and have not been.
    public void run() {
        run(conversation().leaf());
    }

    private void run(String turn) {
        conversation()
                .turn(turn)
                .ifPresent(
                        t ->
                                conversation()
                                        .sources()
                                        .forEach(
                                                s ->
                                                        t.shown(s.key())
                                                                .filter(r -> !r.verdict().given())
                                                                .ifPresent(r -> run(t, r))));
    }

    /// Runs a reply against the tests of its task.
    public void run(Turn turn, TurnReply reply) {
        if (turn.task().isEmpty()
                || reply.reply().stop() == StopReason.CANCELLED
                || state.get().judging().contains(reply.id())) {
            return;
        }
        state.update(s -> s.judging(reply.id(), true));
        desk.background()
                .run(
                        () -> trials.run(turn.task(), reply.text()),
                        verdict -> judged(turn.id(), reply.id(), verdict),
                        e -> {
                            state.update(s -> s.judging(reply.id(), false));
                            desk.tell(e);
                        });
    }

    private void judged(String turn, String reply, Optional<Verdict> verdict) {
        state.update(s -> s.judging(reply, false));
        if (verdict.isEmpty()) {
            desk.notice().set(Texts.of("chat.run.unknown"));
        } else if (conversation().turn(turn).isPresent()) {
            change(conversation().judged(turn, reply, verdict.get()));
        }
    }

    // ---- without names ----

    /// Hides the names of the next replies until they are voted on, or shows them again.
    public void blind() {
        state.update(s -> s.blind(!s.blind(), ""));
    }

    /// Which reply is better: the pane's number from 1, or 0 for a tie. The names are shown then.
    public void vote(int which) {
        List<TurnReply> replies = state.get().contenders();
        if (replies.isEmpty() || which > replies.size() || writing()) {
            return;
        }
        change(
                conversation()
                        .voted(
                                new Vote(
                                        Conversation.newId(),
                                        conversation().leaf(),
                                        replies.stream()
                                                .map(r -> new Vote.Contender(r.id(), r.author()))
                                                .toList(),
                                        which == 0 ? "" : replies.get(which - 1).id(),
                                        Instant.now())));
        Map<String, Vote> votes = new HashMap<>();
        Conversation now = conversation();
        desk.read(
                () -> {
                    desk.bench().chats().votes().forEach(v -> votes.put(v.turn(), v));
                    now.votes().forEach(v -> votes.put(v.turn(), v));
                    return Tally.of(List.copyOf(votes.values()));
                },
                tally::set);
    }

    // ---- going out ----

    /// Writes the conversation to a file: Markdown, or JSON Lines if its name ends so.
    public void export(Path file) {
        Conversation now = conversation();
        desk.background()
                .run(
                        () -> {
                            ConversationFile.write(
                                    file,
                                    file.toString().endsWith(".jsonl")
                                            ? ConversationFile.jsonLines(now)
                                            : ConversationFile.markdown(now));
                            return file;
                        },
                        written -> desk.notice().set(Texts.of("chat.exported", written)),
                        desk::tell);
    }

    /// The command line that has the last reply of a pane written again; empty if there is none, or
    /// its model is elsewhere.
    public Optional<String> command(Source source) {
        return conversation()
                .turn(conversation().leaf())
                .flatMap(
                        t ->
                                t.shown(source.key())
                                        .filter(r -> source.kind() != Source.Kind.REMOTE)
                                        .map(
                                                r ->
                                                        ReplyCommand.of(
                                                                desk.session().folder(),
                                                                conversation(),
                                                                t,
                                                                r,
                                                                state.get()
                                                                        .choice(source)
                                                                        .filter(
                                                                                ModelChoice
                                                                                        ::template)
                                                                        .isPresent())));
    }

    /// All prompts and replies of one pane.
    public String all(Source source) {
        return conversation().path().stream()
                .map(
                        t ->
                                t.prompt()
                                        + t.shown(source.key())
                                                .map(
                                                        r ->
                                                                t.form().hasTurns()
                                                                        ? "\n\n" + r.text().strip()
                                                                        : r.text())
                                                .orElse(""))
                .collect(Collectors.joining("\n\n"));
    }
}

package org.hornbook.app.decided;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hornbook.app.Fate;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.decision.Act;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;

/// Says what became of a document and why, and lets a person decide against the line. Every
/// decision made here is taken back one by one, and made again.
public final class DecidedViewModel {
    private final Desk desk;
    private final Latest reads;
    private final Value<DecidedState> state = new Value<>(DecidedState.NONE);
    private final Deque<Made> made = new ArrayDeque<>();
    private final Deque<Made> undone = new ArrayDeque<>();

    /// @param act what takes it back, or makes it again, is to undo this one
    /// @param at when, by `System.nanoTime`
    private record Made(Act act, DecidedState.Subject of, long at) {}

    public DecidedViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
    }

    public Value<DecidedState> state() {
        return state;
    }

    /// Asks again what was decided on a document; to be called whenever it is shown.
    public void show(Corpus corpus, DocumentId document) {
        DecidedState.Subject next = new DecidedState.Subject(corpus, document);
        state.update(s -> s.of(next));
        reads.ask(
                () -> Fate.of(desk.bench(), corpus, document),
                fate -> state.update(s -> s.knowing(fate)),
                desk::tell);
    }

    /// No document is read.
    public void forget() {
        reads.forget();
        state.set(DecidedState.NONE.steps(!made.isEmpty(), !undone.isEmpty()));
    }

    /// Decides on the document that is read; without a verdict it is left to the line again.
    ///
    /// @param reason to be read later; may be empty
    public void decide(Optional<Verdict> verdict, String reason) {
        Optional<DecidedState.Subject> now = state.get().of();
        if (now.isEmpty() || state.get().fate().isEmpty()) {
            return;
        }
        DecidedState.Subject of = now.get();
        write(
                () ->
                        desk.bench()
                                .decisions()
                                .decide(
                                        of.corpus().id(),
                                        List.of(of.document()),
                                        verdict,
                                        reason.strip(),
                                        who()),
                act -> {
                    act.ifPresent(a -> made.push(new Made(a, of, System.nanoTime())));
                    act.ifPresent(a -> undone.clear());
                    again();
                });
    }

    /// Takes the last decision made here back; `then` hears whose it was.
    public void undo(Consumer<DocumentId> then) {
        turn(made, undone, then);
    }

    /// Makes the decision again that was taken back last.
    public void redo(Consumer<DocumentId> then) {
        turn(undone, made, then);
    }

    private void turn(Deque<Made> from, Deque<Made> to, Consumer<DocumentId> then) {
        if (from.isEmpty()) {
            return;
        }
        Made last = from.pop();
        write(
                () -> desk.bench().decisions().undo(last.act().id(), who()),
                act -> {
                    act.ifPresent(a -> to.push(new Made(a, last.of(), System.nanoTime())));
                    again();
                    then.accept(last.of().document());
                });
    }

    public boolean undoable() {
        return !made.isEmpty();
    }

    public boolean redoable() {
        return !undone.isEmpty();
    }

    /// When the decision was made that `undo` takes back, by `System.nanoTime`; empty if there is
    /// none.
    public Optional<Long> newest() {
        return Optional.ofNullable(made.peek()).map(Made::at);
    }

    /// When the decision was taken back that `redo` makes again.
    public Optional<Long> newestUndone() {
        return Optional.ofNullable(undone.peek()).map(Made::at);
    }

    private void again() {
        state.update(s -> s.steps(!made.isEmpty(), !undone.isEmpty()));
        state.get().of().ifPresent(of -> show(of.corpus(), of.document()));
    }

    private <T> void write(java.util.concurrent.Callable<T> work, Consumer<T> then) {
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        desk.background().run(work, then, desk::tell);
    }

    private static String who() {
        return System.getProperty("user.name", "somebody");
    }
}

package org.hornbook.app.view.chat;

import java.util.List;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.chat.ChatRepository;

/// The kept conversations: searched, renamed, thrown away and taken back.
public final class ConversationsViewModel {
    private static final int MOST = 500;

    private final Desk desk;
    private final Latest reads;
    private final Value<Shown> shown = new Value<>(new Shown("", false, List.of(), 0, ""));

    /// What the list shows.
    ///
    /// @param trash whether what was thrown away is shown
    /// @param trashed how many were thrown away
    /// @param undo the conversation that was thrown away last, and can be taken back; else empty
    public record Shown(
            String search,
            boolean trash,
            List<ChatRepository.Summary> conversations,
            int trashed,
            String undo) {
        public Shown {
            conversations = List.copyOf(conversations);
        }
    }

    public ConversationsViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
    }

    public Value<Shown> shown() {
        return shown;
    }

    /// Reads the list anew.
    public void refresh() {
        ask(shown.get().search(), shown.get().trash());
    }

    public void search(String words) {
        ask(words, shown.get().trash());
    }

    public void trash(boolean show) {
        ask(shown.get().search(), show);
    }

    private void ask(String words, boolean trash) {
        shown.update(s -> new Shown(words, trash, s.conversations(), s.trashed(), s.undo()));
        reads.ask(
                () ->
                        new Shown(
                                words,
                                trash,
                                desk.bench().chats().summaries(words, trash, MOST),
                                desk.bench().chats().trashed(),
                                ""),
                read ->
                        shown.update(
                                s ->
                                        new Shown(
                                                s.search(),
                                                s.trash(),
                                                read.conversations(),
                                                read.trashed(),
                                                s.undo())),
                desk::tell);
    }

    public void rename(String id, String title) {
        write(() -> desk.bench().chats().rename(id, title), shown.get().undo());
    }

    /// Throws a conversation away; `undo` takes it back.
    public void remove(String id) {
        write(() -> desk.bench().chats().trash(id), id);
    }

    /// Takes back what was thrown away last.
    public void undo() {
        String id = shown.get().undo();
        if (!id.isEmpty()) {
            restore(id);
        }
    }

    public void restore(String id) {
        write(() -> desk.bench().chats().restore(id), "");
    }

    /// Deletes a thrown-away conversation for good.
    public void delete(String id) {
        write(() -> desk.bench().chats().delete(id), "");
    }

    private void write(Runnable work, String undo) {
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        desk.read(
                () -> {
                    work.run();
                    return undo;
                },
                done -> {
                    shown.update(
                            s ->
                                    new Shown(
                                            s.search(),
                                            s.trash(),
                                            s.conversations(),
                                            s.trashed(),
                                            done));
                    refresh();
                });
    }
}

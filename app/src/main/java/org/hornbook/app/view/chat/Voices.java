package org.hornbook.app.view.chat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.hornbook.app.Models;
import org.hornbook.app.OpenedModel;
import org.hornbook.app.Precisions;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.Texts;
import org.hornbook.chat.Author;
import org.hornbook.chat.LocalVoice;
import org.hornbook.chat.RemoteVoice;
import org.hornbook.chat.Source;
import org.hornbook.chat.Voice;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.remote.OpenAiChatModel;

/// The models of the panes: each is opened once, on first use, and kept open while a pane shows it.
final class Voices implements AutoCloseable {
    private static final Duration WARM = Duration.ofMillis(200);
    private static final int WARM_TOKENS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Desk desk;
    private final Map<String, Opened> opened = new HashMap<>();
    private boolean closed;

    /// @param stamp of the files it was opened from
    private record Opened(long stamp, FutureTask<Voice> voice) {}

    Voices(Desk desk) {
        this.desk = desk;
    }

    /// The voice of `source`; waits until it is open. A checkpoint whose files have another `stamp`
    /// is opened anew; a server is asked with the address and key of now.
    Voice open(Source source, long stamp) throws Exception {
        if (source.kind() == Source.Kind.REMOTE) {
            return remote(source);
        }
        Opened mine;
        synchronized (this) {
            if (closed) {
                throw new InterruptedException("the workspace is closed");
            }
            Opened before = opened.get(source.key());
            if (before != null && before.stamp() != stamp) {
                release(opened.remove(source.key()));
                before = null;
            }
            mine =
                    before == null
                            ? new Opened(stamp, new FutureTask<>(() -> make(source)))
                            : before;
            opened.put(source.key(), mine);
        }
        mine.voice().run();
        try {
            return mine.voice().get();
        } catch (ExecutionException e) {
            synchronized (this) {
                opened.remove(source.key(), mine);
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /// Closes what no pane shows any more, in the background.
    void keep(Set<String> keys) {
        List<Opened> gone = new ArrayList<>();
        synchronized (this) {
            for (String key : List.copyOf(opened.keySet())) {
                if (!keys.contains(key)) {
                    gone.add(opened.remove(key));
                }
            }
        }
        gone.forEach(this::release);
    }

    private void release(Opened gone) {
        Thread.ofPlatform().daemon(true).name("hornbook-chat-close").start(() -> close(gone));
    }

    private static void close(Opened gone) {
        try {
            gone.voice().get().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            return; // it never opened
        }
    }

    private Voice make(Source source) {
        return switch (source.kind()) {
            case CHECKPOINT ->
                    local(
                            source,
                            desk.session().folder().resolve("checkpoints").resolve(source.name()));
            case FOLDER -> local(source, Path.of(source.folder()));
            case REMOTE -> remote(source);
        };
    }

    private Voice local(Source source, Path folder) {
        if (!Checkpoint.isOne(folder)) {
            throw new IllegalArgumentException(Texts.of("chat.gone", source.name(), folder));
        }
        Models.Lent lent =
                desk.bench()
                        .models()
                        .open(
                                source.name(),
                                folder,
                                desk.settings().get().threads(),
                                new Precisions(desk.session().folder())
                                        .of(source.name(), folder, desk.bench().graphs()),
                                GraphProgress.SILENT);
        OpenedModel model = lent.model();
        try {
            warm(model);
            return new LocalVoice(
                    new Author(source.name(), model.precision(), model.fingerprint(), ""),
                    model.text(),
                    model.turns(),
                    lent::close);
        } catch (RuntimeException e) {
            lent.close();
            throw e;
        }
    }

    /// The first tokens of a process are slow: without this, the model that is asked first would
    /// look slower than the others.
    private static void warm(OpenedModel model) {
        long end = System.nanoTime() + WARM.toNanos();
        do {
            model.text().reply("a", Sampling.greedy(WARM_TOKENS));
        } while (System.nanoTime() < end && !Thread.currentThread().isInterrupted());
    }

    private Voice remote(Source source) {
        Settings.Endpoint endpoint =
                desk.settings().get().endpoints().stream()
                        .filter(e -> e.name().equals(source.name()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                Texts.of("chat.endpoint.gone", source.name())));
        OpenAiChatModel model =
                new OpenAiChatModel(
                        endpoint.url(),
                        endpoint.model(),
                        desk.files().key(endpoint.name()),
                        PATIENCE);
        String host = URI.create(endpoint.url()).getHost();
        return new RemoteVoice(
                new Author(source.name(), "", "", Texts.of("chat.at", endpoint.model(), host)),
                model);
    }

    @Override
    public void close() {
        List<Opened> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(opened.values());
            opened.clear();
        }
        all.stream().filter(o -> o.voice().isDone()).forEach(Voices::close);
    }
}

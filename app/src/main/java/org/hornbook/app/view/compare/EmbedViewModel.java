package org.hornbook.app.view.compare;

import java.util.List;
import java.util.Optional;
import org.hornbook.app.CommandLine;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.EmbedJob;
import org.hornbook.classify.EmbedReport;
import org.hornbook.classify.EmbeddingRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.job.JobState;
import org.hornbook.job.Progress;
import org.hornbook.job.Reuse;

/// Takes the embedding of a corpus by an encoder ahead of training and scoring, which then read no
/// text.
public final class EmbedViewModel {
    private final Desk desk;
    private final Latest reads;
    private final Value<EmbedState> state = new Value<>(EmbedState.NONE);

    public EmbedViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
    }

    Value<EmbedState> state() {
        return state;
    }

    /// Asks how far an encoder has read a corpus.
    void of(String corpus, String encoder) {
        if (!state.get().corpus().equals(corpus) || !state.get().encoder().equals(encoder)) {
            state.update(s -> s.asking(corpus, encoder));
            read();
        }
    }

    private record Held(long documents, long of) {}

    private void read() {
        String corpus = state.get().corpus();
        String encoder = state.get().encoder();
        reads.ask(
                () -> held(corpus, encoder),
                held -> state.update(s -> s.knowing(held.documents(), held.of())),
                desk::tell);
    }

    private Held held(String corpus, String encoder) {
        Workbench bench = desk.bench();
        Corpus in = bench.corpora().require(corpus);
        Optional<String> fingerprint = bench.encoders().fingerprint(encoder);
        long held =
                bench.embeddings().held(in.id()).stream()
                        .filter(h -> fingerprint.equals(Optional.of(h.encoder())))
                        .mapToLong(EmbeddingRepository.Held::documents)
                        .sum();
        return new Held(held, in.documents());
    }

    /// Reads every document that has no embedding of this encoder yet.
    void embed() {
        EmbedState now = state.get();
        if (now.runs() || now.encoder().isEmpty()) {
            return;
        }
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        state.update(s -> s.doing(Texts.of("embed.doing", ""), -1));
        desk.background()
                .run(
                        () -> job(now.corpus(), now.encoder()),
                        job -> desk.<EmbedReport>start(() -> job, Reuse.NEVER, this::told),
                        e -> {
                            desk.tell(e);
                            state.update(s -> s.doing("", 0));
                        });
    }

    private EmbedJob job(String corpus, String encoder) {
        Workbench bench = desk.bench();
        return new EmbedJob(
                bench.embeddings(),
                bench.documents(corpus),
                bench.embedder(Optional.of(encoder)).orElseThrow());
    }

    private void told(JobState<EmbedReport> job) {
        switch (job) {
            case JobState.Queued<EmbedReport>() -> {}
            case JobState.Running<EmbedReport>(var progress, var pace) ->
                    state.update(
                            s -> s.doing(Texts.of("embed.doing", done(progress)), share(progress)));
            case JobState.Succeeded<EmbedReport>(var report, var recalled) -> ended();
            case JobState.Cancelled<EmbedReport> cancelled -> ended();
            case JobState.Failed<EmbedReport> failed -> ended();
        }
    }

    private void ended() {
        state.update(s -> s.doing("", 0));
        read();
    }

    private static String done(Progress p) {
        return p.total() == 0 ? "" : Words.percent(share(p));
    }

    private static double share(Progress p) {
        return p.total() == 0 ? -1 : (double) p.done() / p.total();
    }

    /// The command line that does the same.
    String command() {
        return CommandLine.of(
                desk.session().folder(),
                List.of(
                        "embed",
                        "--corpus",
                        state.get().corpus(),
                        "--encoder",
                        state.get().encoder()));
    }
}

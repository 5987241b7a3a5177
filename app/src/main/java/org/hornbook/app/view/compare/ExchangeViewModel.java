package org.hornbook.app.view.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.hornbook.app.CommandLine;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.ClassifierExchange;
import org.hornbook.classify.ClassifierManifest;
import org.hornbook.classify.ClassifierSummary;
import org.hornbook.corpus.Corpus;

/// Writes the compared classifier to a file, and brings one in: first it is looked at, then taken.
public final class ExchangeViewModel {
    static final String ENDING = ".hornbook.zip";

    private final Desk desk;
    private final CompareViewModel model;
    private final Value<ExchangeState> state = new Value<>(ExchangeState.NONE);

    public ExchangeViewModel(Desk desk, CompareViewModel model) {
        this.desk = desk;
        this.model = model;
    }

    Value<ExchangeState> state() {
        return state;
    }

    private Optional<String> classifier() {
        return model.state().get().compared().map(c -> c.classifier().name());
    }

    /// The name a file of the compared classifier begins with.
    String fileName() {
        return classifier().orElse("classifier") + ENDING;
    }

    /// Writes the compared classifier; a file that is there is replaced.
    void write(Path file) {
        classifier()
                .ifPresent(
                        name ->
                                run(
                                        () -> written(name, file),
                                        done ->
                                                state.update(
                                                        s ->
                                                                s.saying(
                                                                        Texts.of(
                                                                                "exchange.written",
                                                                                done.name(),
                                                                                done.file()),
                                                                        Optional.of(
                                                                                done.file())))));
    }

    private ClassifierExchange.Exported written(String name, Path file) throws Exception {
        Workbench bench = desk.bench();
        return bench.exchange().export(bench.classifiers().find(name).orElseThrow(), file);
    }

    /// Looks what a file holds.
    void look(Path file) {
        run(() -> offered(file), offered -> state.update(s -> s.offering(Optional.of(offered))));
    }

    private ExchangeState.Offered offered(Path file) throws Exception {
        Workbench bench = desk.bench();
        ClassifierManifest manifest = bench.exchange().look(file);
        List<String> corpora = bench.corpora().all().stream().map(Corpus::name).toList();
        return new ExchangeState.Offered(
                file,
                manifest,
                bench.classifiers().summaries().stream().map(ClassifierSummary::name).toList(),
                corpora,
                corpora.stream().filter(manifest.corpus()::equals).findFirst(),
                manifest.readsModel().isEmpty()
                        || bench.encoders().find(manifest.readsModel()).isPresent());
    }

    /// Brings in what is looked at, and compares with it.
    void take(String name, String corpus) {
        Optional<ExchangeState.Offered> offered = state.get().offered();
        if (offered.isEmpty() || !desk.holder().get().isEmpty()) {
            desk.notice().set(offered.isEmpty() ? "" : Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        ExchangeState.Offered from = offered.get();
        run(
                () ->
                        desk.bench()
                                .exchange()
                                .take(
                                        from.file(),
                                        Optional.of(name.strip()),
                                        Optional.of(corpus),
                                        Optional.of(from.manifest().readsModel())
                                                .filter(m -> !m.isEmpty())),
                taken -> {
                    state.update(s -> s.saying(said(taken), Optional.empty()));
                    model.classifier(taken.name());
                    model.refresh();
                });
    }

    private static String said(ClassifierExchange.Imported taken) {
        return Texts.of(
                taken.wasHere() ? "exchange.washere" : "exchange.taken",
                taken.name(),
                Words.count(taken.known()),
                Words.count(taken.learned()));
    }

    /// Nothing is brought in; what was said is read.
    void thanks() {
        state.set(ExchangeState.NONE);
    }

    private <T> void run(Callable<T> work, Consumer<T> then) {
        state.update(s -> s.running(true));
        desk.background()
                .run(
                        work,
                        then,
                        e -> {
                            desk.tell(e);
                            state.update(s -> s.running(false));
                        });
    }

    /// The command line that writes the same file.
    String writeCommand() {
        return classifier()
                .map(
                        name ->
                                CommandLine.of(
                                        desk.session().folder(),
                                        List.of(
                                                "classifier",
                                                "export",
                                                name,
                                                "--to",
                                                state.get()
                                                        .written()
                                                        .map(Path::toString)
                                                        .orElse(fileName()))))
                .orElse("");
    }

    /// The command line that brings the same in.
    String takeCommand(String name, String corpus) {
        return state.get()
                .offered()
                .map(
                        o ->
                                CommandLine.of(
                                        desk.session().folder(),
                                        List.of(
                                                "classifier",
                                                "import",
                                                o.file().toString(),
                                                "--name",
                                                name.strip(),
                                                "--corpus",
                                                corpus)))
                .orElse("");
    }
}

package org.hornbook.app.view.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.hornbook.app.Sentence;
import org.hornbook.app.AddedModels;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.job.JobRecord;
import org.hornbook.job.JobSpec;
import org.hornbook.store.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// The checkpoints: which there are, which is chosen; adding a folder, deleting to the trash and
/// taking that back.
public final class ModelsViewModel {
    private final Desk desk;
    private final Latest reads;
    private final Latest hashes;
    private final Shelf shelf = new Shelf();
    private final Value<ModelsState> state = new Value<>(ModelsState.NONE);
    private final Deque<Deleted> deleted = new ArrayDeque<>();

    /// What can be taken back.
    private sealed interface Deleted {
        String name();

        record ToTrash(CheckpointTrash.Trashed trashed) implements Deleted {
            @Override
            public String name() {
                return trashed.name();
            }
        }

        record OffTheList(AddedModels.Added added) implements Deleted {
            @Override
            public String name() {
                return added.name();
            }
        }
    }

    public ModelsViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
        this.hashes = desk.background().latest();
    }

    public Value<ModelsState> state() {
        return state;
    }

    /// Reads anew; large checkpoints are hashed after they are shown.
    public void refresh() {
        reads.ask(
                () -> shelf.read(desk.bench()),
                content -> {
                    state.update(s -> s.with(content));
                    hash();
                },
                desk::tell);
    }

    /// Reads anew, then does something that needs what is new.
    void refresh(Runnable then) {
        change(() -> true, read -> {}, then);
    }

    private void hash() {
        Optional<Model> next =
                state.get().models().stream()
                        .filter(m -> m.wrong().isEmpty() && m.fingerprint().isEmpty())
                        .findFirst();
        next.ifPresent(
                m ->
                        hashes.ask(
                                () -> shelf.hashed(m),
                                hashed -> {
                                    state.update(s -> s.with(hashed));
                                    hash();
                                },
                                desk::tell));
    }

    public void choose(String name) {
        state.update(s -> s.choosing(name));
    }

    /// Adds folders and GGUF files to the list: another file stands for its folder. What cannot be
    /// read as a checkpoint is refused with one sentence.
    public void add(List<Path> dropped) {
        Set<String> taken = new HashSet<>();
        state.get().models().stream().filter(m -> !m.added()).forEach(m -> taken.add(m.name()));
        change(
                () -> {
                    String last = "";
                    for (Path path : dropped) {
                        last = add(path, taken);
                    }
                    return last;
                },
                name -> {
                    if (!name.isEmpty()) {
                        state.update(
                                s ->
                                        s.choosing(name)
                                                .saying(
                                                        Texts.of("models.added", name),
                                                        s.undoable()));
                    }
                });
    }

    private String add(Path dropped, Set<String> taken) throws IOException {
        Path folder =
                Files.isDirectory(dropped) || Checkpoint.isGguf(dropped)
                        ? dropped
                        : dropped.toAbsolutePath().getParent();
        Checkpoint.open(folder).close();
        Path workspace = desk.session().folder();
        Path here = workspace.resolve("checkpoints").toAbsolutePath().normalize();
        Path place = folder.toAbsolutePath().normalize();
        if (here.equals(place.getParent())) {
            return place.getFileName().toString();
        }
        return new AddedModels(workspace).add(place, taken).name();
    }

    /// Moves the chosen checkpoint to the trash, or takes an added one off the list. One that a job
    /// uses stays.
    public void delete() {
        Optional<Model> chosen = state.get().model();
        if (chosen.isEmpty()) {
            return;
        }
        Model model = chosen.get();
        List<JobSpec> mine =
                desk.jobs().running().get().stream().map(r -> r.handle().spec()).toList();
        int at = state.get().models().indexOf(model);
        change(
                () -> {
                    Optional<String> user = user(model, mine);
                    if (user.isPresent()) {
                        throw new IllegalArgumentException(
                                Texts.of("models.in.use", model.name(), user.get()));
                    }
                    return remove(model);
                },
                gone -> {
                    deleted.push(gone);
                    List<Model> rest = state.get().models();
                    String next =
                            rest.size() < 2
                                    ? ""
                                    : rest.get(at + 1 < rest.size() ? at + 1 : at - 1).name();
                    state.update(
                            s ->
                                    s.choosing(next)
                                            .saying(
                                                    Texts.of(
                                                            model.added()
                                                                    ? "models.off"
                                                                    : "models.deleted",
                                                            model.name()),
                                                    true));
                });
    }

    private Deleted remove(Model model) throws IOException {
        Path workspace = desk.session().folder();
        if (model.added()) {
            AddedModels.Added added =
                    new AddedModels.Added(model.name(), model.folder().toString());
            new AddedModels(workspace).remove(added);
            return new Deleted.OffTheList(added);
        }
        return new Deleted.ToTrash(new CheckpointTrash(workspace).put(model.folder()));
    }

    /// The title of a job that trains or tries the checkpoint, here or in another process.
    private Optional<String> user(Model model, List<JobSpec> mine) {
        for (JobSpec spec : mine) {
            if (uses(spec.kind(), spec.provenance().config(), model)) {
                return Optional.of(spec.title());
            }
        }
        for (JobRecord job : desk.bench().jobs().all()) {
            if (job.status() == JobRecord.Status.RUNNING && uses(job.kind(), config(job), model)) {
                return Optional.of(job.title());
            }
        }
        return Optional.empty();
    }

    private static boolean uses(String kind, JsonNode config, Model model) {
        return kind.equals("evaluate.run") && config.path("name").asText().equals(model.name())
                || !model.added()
                        && kind.equals("train.run")
                        && config.path("checkpoint").asText().equals(model.name());
    }

    private static JsonNode config(JobRecord job) {
        try {
            return Json.mapper().readTree(job.provenance()).path("config");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the provenance of " + job.title() + " is damaged", e);
        }
    }

    /// Takes the last deletion back.
    public void undo() {
        if (deleted.isEmpty()) {
            return;
        }
        Deleted last = deleted.peek();
        change(
                () -> {
                    switch (last) {
                        case Deleted.ToTrash(var trashed) ->
                                new CheckpointTrash(desk.session().folder()).restore(trashed);
                        case Deleted.OffTheList(var added) ->
                                new AddedModels(desk.session().folder()).put(added);
                    }
                    return last;
                },
                back -> {
                    deleted.remove(back);
                    state.update(
                            s ->
                                    s.choosing(back.name())
                                            .saying(
                                                    Texts.of("models.restored", back.name()),
                                                    !deleted.isEmpty()));
                });
    }

    /// Moves one back out of the trash.
    public void restore(CheckpointTrash.Trashed trashed) {
        change(
                () -> new CheckpointTrash(desk.session().folder()).restore(trashed),
                to -> {
                    deleted.remove(new Deleted.ToTrash(trashed));
                    state.update(
                            s ->
                                    s.choosing(trashed.name())
                                            .saying(
                                                    Texts.of("models.restored", trashed.name()),
                                                    !deleted.isEmpty()));
                });
    }

    /// Deletes for good what is in the trash.
    public void empty() {
        change(
                () -> {
                    new CheckpointTrash(desk.session().folder()).empty();
                    return true;
                },
                done -> {
                    deleted.removeIf(d -> d instanceof Deleted.ToTrash);
                    state.update(
                            s -> s.saying(Texts.of("models.trash.emptied"), !deleted.isEmpty()));
                });
    }

    /// What was said has been read.
    public void heard() {
        state.update(s -> s.saying("", s.undoable()));
    }

    /// Does it, and reads anew before anything is shown, so that nothing is pointed at that is not
    /// there yet.
    private <T> void change(Callable<T> work, Consumer<T> then) {
        change(work, then, () -> {});
    }

    private <T> void change(Callable<T> work, Consumer<T> then, Runnable last) {
        desk.background()
                .run(
                        () -> new Changed<>(work.call(), shelf.read(desk.bench())),
                        done -> {
                            reads.forget();
                            then.accept(done.value());
                            state.update(s -> s.with(done.content()));
                            hash();
                            last.run();
                        },
                        e -> {
                            state.update(s -> s.refusing(Sentence.of(e)));
                            refresh();
                        });
    }

    private record Changed<T>(T value, Shelf.Content content) {}
}

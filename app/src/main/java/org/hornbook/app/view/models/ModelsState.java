package org.hornbook.app.view.models;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The checkpoints of a workspace, and what is done with them.
///
/// @param read whether they have been read at all
/// @param tried results on benchmarks, the newest first
/// @param chosen a model's name
/// @param said what was done last, or empty
/// @param wrong what could not be done, in one sentence, or empty
/// @param undoable whether the last deletion can be taken back
/// @param converted what is known of their precisions
public record ModelsState(
        boolean read,
        List<Model> models,
        List<Tried> tried,
        List<CheckpointTrash.Trashed> trash,
        String chosen,
        String said,
        String wrong,
        boolean undoable,
        Converted converted) {
    static final ModelsState NONE =
            new ModelsState(
                    false, List.of(), List.of(), List.of(), "", "", "", false, Converted.NONE);

    /// A model and its result on the benchmark that is compared on.
    public record Compared(Model model, Tried tried) {}

    public Optional<Model> model() {
        return find(chosen);
    }

    Optional<Model> find(String name) {
        return models.stream().filter(m -> m.name().equals(name)).findFirst();
    }

    /// The results of a model, the newest first. They belong to its content: to a checkpoint of
    /// another hash under the same name they do not. While a hash is not known, none is shown.
    public List<Tried> of(Model model) {
        return tried.stream()
                .filter(t -> model.fingerprint().filter(t.model()::equals).isPresent())
                .toList();
    }

    /// The models that were tried as the chosen one was last, or else as most were; the best first.
    public List<Compared> compared() {
        Map<String, List<Compared>> groups =
                models.stream()
                        .flatMap(m -> of(m).stream().map(t -> new Compared(m, t)))
                        .collect(Collectors.groupingBy(c -> c.tried().key()));
        Optional<String> mine = model().flatMap(m -> of(m).stream().findFirst()).map(Tried::key);
        Optional<String> key =
                mine.or(
                        () ->
                                groups.entrySet().stream()
                                        .max(Comparator.comparing(e -> e.getValue().size()))
                                        .map(Map.Entry::getKey));
        return key.map(groups::get).orElse(List.of()).stream()
                .collect(
                        Collectors.toMap(
                                c -> c.model().name(),
                                Function.identity(),
                                (newer, older) -> newer))
                .values()
                .stream()
                .sorted(
                        Comparator.comparingDouble((Compared c) -> c.tried().result().share())
                                .reversed()
                                .thenComparing(c -> c.model().name()))
                .toList();
    }

    ModelsState with(Shelf.Content content) {
        String still =
                content.models().stream().anyMatch(m -> m.name().equals(chosen))
                        ? chosen
                        : content.models().isEmpty() ? "" : content.models().getFirst().name();
        return new ModelsState(
                true,
                content.models(),
                content.tried(),
                content.trash(),
                still,
                said,
                wrong,
                undoable,
                content.converted());
    }

    ModelsState with(Model hashed) {
        return new ModelsState(
                read,
                models.stream()
                        .map(
                                m ->
                                        m.folder().equals(hashed.folder())
                                                ? m.hashed(hashed.fingerprint().orElseThrow())
                                                : m)
                        .toList(),
                tried,
                trash,
                chosen,
                said,
                wrong,
                undoable,
                converted);
    }

    ModelsState choosing(String name) {
        return new ModelsState(read, models, tried, trash, name, said, wrong, undoable, converted);
    }

    ModelsState saying(String words, boolean canUndo) {
        return new ModelsState(read, models, tried, trash, chosen, words, "", canUndo, converted);
    }

    ModelsState refusing(String why) {
        return new ModelsState(read, models, tried, trash, chosen, "", why, undoable, converted);
    }
}

package org.hornbook.app.view.models;

import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Value;
import org.hornbook.evaluate.Answer;
import org.hornbook.evaluate.Benchmark;
import org.hornbook.evaluate.Task;
import org.hornbook.store.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the answers of a trial, with their prompts where the benchmark's file is still there.
public final class AnswersViewModel {
    private final Desk desk;
    private final Latest reads;
    private final Value<AnswersState> state = new Value<>(AnswersState.NONE);

    public AnswersViewModel(Desk desk) {
        this.desk = desk;
        this.reads = desk.background().latest();
    }

    public Value<AnswersState> state() {
        return state;
    }

    /// Shows the answers of one trial beside the outcomes of others on the same tasks.
    public void open(ModelsState.Compared one, List<ModelsState.Compared> others) {
        state.set(AnswersState.NONE);
        reads.ask(() -> read(one, others), state::set, desk::tell);
    }

    private AnswersState read(ModelsState.Compared one, List<ModelsState.Compared> others)
            throws IOException {
        Workbench bench = desk.bench();
        Map<String, Answer> answers = answers(bench, one);
        Map<String, Map<String, Answer>> beside = new LinkedHashMap<>();
        for (ModelsState.Compared other : others) {
            beside.put(other.model().name(), answers(bench, other));
        }
        Optional<Benchmark> benchmark = benchmark(one.tried());
        Map<String, Task> tasks = new HashMap<>();
        benchmark.ifPresent(b -> b.tasks().forEach(t -> tasks.put(t.taskId(), t)));
        List<String> order =
                benchmark
                        .map(b -> b.tasks().stream().map(Task::taskId).toList())
                        .orElse(List.copyOf(answers.keySet()));
        List<AnswersState.Row> rows = new ArrayList<>();
        for (String id : order) {
            if (answers.containsKey(id)) {
                List<AnswersState.Other> same = new ArrayList<>();
                beside.forEach(
                        (name, all) -> {
                            if (all.containsKey(id)) {
                                same.add(new AnswersState.Other(name, all.get(id).outcome()));
                            }
                        });
                rows.add(
                        new AnswersState.Row(
                                answers.get(id),
                                Optional.ofNullable(tasks.get(id)),
                                List.copyOf(same)));
            }
        }
        return new AnswersState(
                true,
                one.model().name(),
                Optional.of(one.tried().result()),
                List.copyOf(rows),
                "",
                0,
                benchmark.isPresent());
    }

    private static Map<String, Answer> answers(Workbench bench, ModelsState.Compared of) {
        return bench.answers().answers(of.tried().job()).stream()
                .collect(Collectors.toMap(Answer::taskId, a -> a, (a, b) -> a, LinkedHashMap::new));
    }

    /// The benchmark's file, if it is where it was and still the same.
    private static Optional<Benchmark> benchmark(Tried tried) throws IOException {
        List<Path> places =
                Stream.of(tried.file(), TryViewModel.shipped().toString())
                        .filter(p -> !p.isEmpty())
                        .map(Path::of)
                        .toList();
        for (Path place : places) {
            if (Files.isRegularFile(place) && Sha256.of(place).equals(tried.benchmark())) {
                return Optional.of(Benchmark.read(place));
            }
        }
        return Optional.empty();
    }

    /// Shows only answers of this outcome; empty for all.
    public void only(String outcome) {
        state.update(s -> s.only(outcome));
    }

    public void choose(int at) {
        state.update(s -> s.at(at));
    }
}

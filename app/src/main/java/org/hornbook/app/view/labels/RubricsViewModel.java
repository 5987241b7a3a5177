package org.hornbook.app.view.labels;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.label.Rubric;
import org.hornbook.label.rubric.KeptRubric;
import org.hornbook.label.rubric.RubricDiff;
import org.hornbook.label.rubric.RubricText;

/// Reads, changes and duplicates rubrics. Nothing is lost: a change is a new version, and what is
/// written but not saved stays in the editor until another rubric is chosen.
public final class RubricsViewModel {
    private final Desk desk;
    private final LabelsViewModel labels;
    private final Latest reads;
    private final Value<RubricsState> state = new Value<>(RubricsState.NONE);

    public RubricsViewModel(Desk desk, LabelsViewModel labels) {
        this.desk = desk;
        this.labels = labels;
        this.reads = desk.background().latest();
    }

    public Value<RubricsState> state() {
        return state;
    }

    void refresh() {
        reads.ask(
                () -> newestFirst(desk.bench().rubrics().all()),
                all -> {
                    state.update(s -> s.with(all));
                    if (state.get().chosen().isEmpty()) {
                        choose(labels.state().get().rubric());
                    }
                },
                desk::tell);
    }

    private static List<KeptRubric> newestFirst(List<KeptRubric> all) {
        return all.stream()
                .sorted(
                        Comparator.comparing((KeptRubric k) -> k.rubric().name())
                                .thenComparing(k -> -k.rubric().version()))
                .toList();
    }

    void choose(Rubric rubric) {
        if (!state.get().chosen().equals(Optional.of(rubric))) {
            state.update(s -> s.choosing(rubric, RubricText.write(rubric)));
        }
    }

    /// What stands in the editor now.
    void write(String text) {
        Optional<Rubric> chosen = state.get().chosen();
        if (chosen.isEmpty()) {
            return;
        }
        String problem = "";
        boolean changed = true;
        try {
            changed = !RubricText.parse(text).sameWords(chosen.get());
        } catch (IllegalArgumentException e) {
            problem = e.getMessage();
        }
        boolean other = changed;
        String wrong = problem;
        state.update(s -> s.writing(text, wrong, other));
    }

    /// Keeps what is written as the next version of the rubric, and labels with it from now on.
    void save() {
        RubricsState s = state.get();
        if (s.chosen().isEmpty() || !s.changed() || !s.problem().isEmpty()) {
            return;
        }
        Rubric from = s.chosen().get();
        Rubric words = RubricText.parse(s.text()).as(from.name(), from.version());
        desk.read(() -> desk.bench().rubrics().save(words, from), this::made);
    }

    /// Keeps what the rubric says under another name.
    void duplicate(String name) {
        state.get()
                .chosen()
                .ifPresent(
                        from ->
                                desk.read(
                                        () -> desk.bench().rubrics().copy(from, name), this::made));
    }

    private void made(Rubric rubric) {
        desk.notice().set(Texts.of("rubrics.saved", rubric.title()));
        state.update(s -> s.choosing(rubric, RubricText.write(rubric)));
        labels.rubric(rubric);
        refresh();
        labels.refresh();
    }

    /// Shows what differs from another one; what is written counts, where it can be read.
    void compare(Optional<Rubric> other) {
        RubricsState s = state.get();
        if (other.isEmpty() || s.chosen().isEmpty()) {
            state.update(x -> x.comparing(Optional.empty(), Optional.empty()));
            return;
        }
        Rubric now = s.problem().isEmpty() ? RubricText.parse(s.text()) : s.chosen().get();
        Rubric later = now.as(s.chosen().get().name(), s.chosen().get().version());
        Rubric with = other.get();
        boolean before = with.name().equals(later.name()) && with.version() > later.version();
        state.update(
                x ->
                        x.comparing(
                                other,
                                Optional.of(
                                        before
                                                ? RubricDiff.of(later, with)
                                                : RubricDiff.of(with, later))));
    }

    /// Labels with the chosen one from now on.
    void use() {
        state.get().chosen().ifPresent(labels::rubric);
    }
}

package org.hornbook.app.view.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Value;
import org.hornbook.chat.Prompt;
import org.hornbook.chat.PromptList;

/// The lists of prompts: those that are shipped, and the files a person dropped.
public final class PromptsViewModel {
    private final Desk desk;
    private final Trials trials;
    private final Value<List<PromptList>> lists = new Value<>(List.of());
    private boolean asked;

    public PromptsViewModel(Desk desk, Trials trials) {
        this.desk = desk;
        this.trials = trials;
    }

    /// The held-out exercises come first, where the sample data is there.
    public Value<List<PromptList>> lists() {
        return lists;
    }

    /// Reads the shipped lists, once.
    public void refresh() {
        if (!asked) {
            asked = true;
            desk.read(this::shipped, read -> lists.update(own -> joined(read, own)));
        }
    }

    private List<PromptList> shipped() {
        List<PromptList> all = new ArrayList<>();
        try {
            all.add(trials.heldOut());
        } catch (IOException e) {
            // The program was installed without the sample data: the other lists serve.
        }
        PromptList.SHIPPED.forEach(name -> all.add(PromptList.shipped(name)));
        return all;
    }

    /// Adds a dropped file, and hands on its first prompt.
    public void add(Path file, Consumer<Prompt> first) {
        desk.read(
                () -> read(file),
                list -> {
                    lists.update(
                            own ->
                                    joined(
                                            own.stream()
                                                    .filter(l -> !l.name().equals(list.name()))
                                                    .toList(),
                                            List.of(list)));
                    first.accept(list.prompts().getFirst());
                });
    }

    private PromptList read(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.matches(".*\\.jsonl(\\.gz)?")) {
            try {
                return trials.read(file);
            } catch (IllegalArgumentException e) {
                // Not exercises with tests: plain prompts, if it is no archive.
                if (name.endsWith(".gz")) {
                    throw e;
                }
            }
        }
        return PromptList.read(file);
    }

    /// The exercise after the one that puts `task`; the first one if that is none.
    public Optional<Prompt> exercise(String task) {
        return lists.get().stream()
                .map(PromptList::prompts)
                .filter(p -> !p.isEmpty() && !p.getFirst().task().isEmpty())
                .findFirst()
                .map(
                        p -> {
                            int at = p.stream().map(Prompt::task).toList().indexOf(task);
                            return p.get((at + 1) % p.size());
                        });
    }

    private static List<PromptList> joined(List<PromptList> some, List<PromptList> more) {
        List<PromptList> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}

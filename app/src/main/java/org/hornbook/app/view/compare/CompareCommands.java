package org.hornbook.app.view.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCombination;
import org.hornbook.app.decided.DecidedNote;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.classify.decision.Verdict;

/// Everything a person can have done in Compare, with its key.
final class CompareCommands {
    private static final int HIGHEST = 5;

    private final Desk desk;
    private final CompareViewModel model;
    private final LineViewModel line;
    private final ReviewViewModel review;
    private final TrainingViewModel training;
    private final WorthViewModel worth;
    private final ClassifierMenu menu;
    private final Undoing undoing;
    private final DecidedNote decided;
    private final LineCard threshold;

    CompareCommands(
            Desk desk,
            CompareViewModel model,
            LineViewModel line,
            ReviewViewModel review,
            TrainingViewModel training,
            WorthViewModel worth,
            ClassifierMenu menu,
            Undoing undoing,
            DecidedNote decided,
            LineCard threshold) {
        this.desk = desk;
        this.model = model;
        this.line = line;
        this.review = review;
        this.training = training;
        this.worth = worth;
        this.menu = menu;
        this.undoing = undoing;
        this.decided = decided;
        this.threshold = threshold;
    }

    List<Command> all() {
        List<Command> all = new ArrayList<>(looks());
        all.addAll(decisions());
        all.addAll(classifier());
        return all;
    }

    private List<Command> looks() {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i <= HIGHEST; i++) {
            int value = i;
            commands.add(
                    new Command(
                            "compare." + i,
                            Texts.of("command.group.do"),
                            Texts.of("command.compare.right", i),
                            KeyCombination.valueOf(String.valueOf(i)),
                            () -> review.state().get().current().isPresent(),
                            () -> review.vote(value)));
        }
        commands.add(Command.of("compare.skip", "do", "S", review::skip));
        commands.add(Command.of("compare.back", "do", "P", review::back));
        commands.add(Command.of("compare.largest", "do", "R", this::compared, review::largest));
        commands.add(
                Command.of("compare.undo", "do", "Shortcut+Z", undoing::undoable, undoing::undo));
        commands.add(
                Command.of(
                        "compare.redo",
                        "do",
                        "Shortcut+Shift+Z",
                        undoing::redoable,
                        undoing::redo));
        return commands;
    }

    private List<Command> decisions() {
        return List.of(
                decide("keep", "Shift+K", Optional.of(Verdict.KEEP)),
                decide("drop", "Shift+D", Optional.of(Verdict.DROP)),
                decide("review", "Shift+R", Optional.of(Verdict.REVIEW)),
                decide("leave", null, Optional.empty()),
                Command.of("compare.reason", "do", "W", decided::ready, decided::ask),
                Command.of(
                        "compare.byhand",
                        "do",
                        "H",
                        () ->
                                model.state()
                                        .get()
                                        .compared()
                                        .filter(c -> !c.byHand().isEmpty())
                                        .isPresent(),
                        review::byHand),
                Command.of(
                        "compare.dropped",
                        "do",
                        "D",
                        this::compared,
                        () ->
                                model.state()
                                        .get()
                                        .compared()
                                        .ifPresent(
                                                c ->
                                                        desk.navigator()
                                                                .go(
                                                                        Place.CORPORA,
                                                                        new Errand.Browse(
                                                                                c.corpus().name(),
                                                                                "is:dropped")))));
    }

    private Command decide(String name, String key, Optional<Verdict> verdict) {
        return Command.of(
                "compare.decide." + name, "do", key, decided::ready, () -> decided.decide(verdict));
    }

    private List<Command> classifier() {
        return List.of(
                Command.of("compare.retrain", "do", "T", this::compared, training::retrain),
                Command.of(
                        "compare.retrain.copy",
                        "do",
                        null,
                        this::compared,
                        () -> Parts.copy(training.retrainCommand())),
                Command.of(
                        "compare.keep",
                        "do",
                        "K",
                        () -> line.state().get().kept() > 0,
                        threshold::keepByKey),
                Command.of(
                        "compare.beside",
                        "do",
                        "L",
                        () -> line.state().get().of() > 0,
                        threshold::beside),
                Command.of("compare.score", "do", null, this::compared, training::score),
                Command.of(
                        "compare.worth",
                        "do",
                        "C",
                        this::compared,
                        () -> worth.ask(!worth.state().get().open())),
                Command.of("compare.export", "do", "E", this::compared, menu::write),
                Command.of("compare.import", "do", "I", menu::bring),
                Command.of("compare.train", "do", "N", () -> training.ask(true)));
    }

    private boolean compared() {
        return model.state().get().compared().isPresent();
    }
}

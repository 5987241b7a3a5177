package org.hornbook.app.view.corpora;

import java.util.List;
import java.util.Optional;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.clean.ContaminationRepository;
import org.hornbook.corpus.clean.Decision;
import org.hornbook.corpus.clean.NearRepository;
import org.hornbook.corpus.clean.Removal;
import org.hornbook.corpus.clean.TextDiff;

/// What the pane that keeps a corpus clean shows.
///
/// @param read whether the store has answered
/// @param running what runs now in words, empty if nothing does
/// @param done how far that is, 0 to 1; negative while it is not known
public record CleanState(
        Optional<Corpus> corpus,
        Tab tab,
        boolean read,
        Near near,
        Checks checks,
        Out out,
        String running,
        double done) {
    static final CleanState FIRST =
            new CleanState(
                    Optional.empty(),
                    Tab.NEAR,
                    false,
                    new Near(Optional.empty(), List.of(), List.of(), Optional.empty()),
                    new Checks(List.of(), Optional.empty(), List.of(), Optional.empty()),
                    new Out(List.of(), 0, List.of()),
                    "",
                    -1);

    /// The three things there are to see.
    public enum Tab {
        NEAR,
        CHECKS,
        OUT
    }

    /// Groups of near-duplicates.
    ///
    /// @param run the latest search, if there was one
    /// @param groups the largest first
    /// @param classifiers that scored documents of the corpus
    public record Near(
            Optional<NearRepository.Run> run,
            List<Group> groups,
            List<String> classifiers,
            Optional<Open> open) {}

    /// @param line of the group's first document
    public record Group(NearRepository.Group group, String line) {}

    /// A group that is looked at: two of its members side by side.
    public record Open(
            NearRepository.Group group,
            List<NearRepository.Member> members,
            Document left,
            Document right,
            double similarity,
            TextDiff.Difference difference) {}

    /// Checks against benchmarks.
    public record Checks(
            List<ContaminationRepository.Run> runs,
            Optional<ContaminationRepository.Run> run,
            List<ContaminationRepository.Found> found,
            Optional<Hit> open) {}

    /// A hit that is looked at.
    public record Hit(ContaminationRepository.Found found, Document document, String item) {}

    /// What is removed.
    ///
    /// @param count of all that is removed, of which `some` are shown
    public record Out(List<Removal> some, long count, List<Decision> decisions) {}

    CleanState of(Optional<Corpus> next) {
        return new CleanState(next, tab, false, near, checks, out, running, done);
    }

    CleanState on(Tab next) {
        return new CleanState(corpus, next, read, near, checks, out, running, done);
    }

    CleanState with(Near next) {
        return new CleanState(corpus, tab, read, next, checks, out, running, done);
    }

    CleanState with(Checks next) {
        return new CleanState(corpus, tab, read, near, next, out, running, done);
    }

    CleanState read(Near n, Checks c, Out o) {
        return new CleanState(corpus, tab, true, n, c, o, running, done);
    }

    CleanState running(String words, double share) {
        return new CleanState(corpus, tab, read, near, checks, out, words, share);
    }
}

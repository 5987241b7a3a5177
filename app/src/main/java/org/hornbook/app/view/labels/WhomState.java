package org.hornbook.app.view.labels;

import java.util.List;
import org.hornbook.label.sample.Sample;

/// Whom to ask: what could be chosen by, what a plan would draw, and what is kept.
///
/// @param classifiers that scored the corpus, with their lines, the newest first
/// @param annotators who labelled it
/// @param fields of its metadata
/// @param drawn how many documents the plan draws; -1 while that is not known
/// @param first the keys of the first of them
/// @param wrong what is wrong with the plan; empty if nothing is
public record WhomState(
        List<Scorer> classifiers,
        List<String> annotators,
        List<String> fields,
        List<Kept> kept,
        int drawn,
        List<String> first,
        String wrong) {
    static final WhomState NONE =
            new WhomState(List.of(), List.of(), List.of(), List.of(), -1, List.of(), "");

    /// @param line its threshold
    public record Scorer(String name, double line) {}

    /// A sample, and how far the person at this machine has come with it.
    public record Kept(Sample sample, int at) {}

    WhomState drawn(int n, List<String> keys, String problem) {
        return new WhomState(classifiers, annotators, fields, kept, n, keys, problem);
    }
}

package org.hornbook.app.view.labels;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.DocumentId;

/// Which documents are labelled next: half at random, so that what is measured on them stays
/// honest, and half where the classifier is least sure, so that each label teaches it most.
///
/// @param about the same in words
record LabelQueue(List<DocumentId> documents, String about) {
    private static final int SIZE = 50;

    static LabelQueue next(ColumnCache columns, String me, List<TrainedClassifier> classifiers) {
        List<Integer> open = open(columns, me, columns.standing());
        Collections.shuffle(open, new Random(columns.size() * 31L + open.size()));
        TrainedClassifier scored =
                classifiers.reversed().stream()
                        .filter(c -> columns.classifiers().contains(c.name()))
                        .findFirst()
                        .orElse(null);
        Set<Integer> chosen = new LinkedHashSet<>();
        if (scored == null) {
            chosen.addAll(open.subList(0, Math.min(SIZE, open.size())));
            return of(columns, chosen, Texts.of("labels.queue.random", chosen.size()));
        }
        double line = scored.evaluation().threshold();
        List<Integer> unsure =
                open.stream()
                        .filter(r -> !Double.isNaN(columns.score(scored.name(), r)))
                        .sorted(
                                Comparator.comparingDouble(
                                        r -> Math.abs(columns.score(scored.name(), r) - line)))
                        .limit(SIZE / 2)
                        .toList();
        for (int i = 0; i < open.size() && chosen.size() < SIZE; i++) {
            chosen.add(open.get(i));
            if (i < unsure.size()) {
                chosen.add(unsure.get(i));
            }
        }
        return of(columns, chosen, Texts.of("labels.queue.unsure", chosen.size(), scored.name()));
    }

    /// All that a query found, in order.
    static LabelQueue these(ColumnCache columns, String me, BitSet rows, String query) {
        List<Integer> open = open(columns, me, rows);
        return of(
                columns,
                open,
                query.isEmpty()
                        ? Texts.of("labels.queue.all", Words.count(open.size()))
                        : Texts.of("labels.queue.query", Words.count(open.size()), query));
    }

    private static List<Integer> open(ColumnCache columns, String me, BitSet rows) {
        List<Integer> open = new ArrayList<>();
        rows.stream().filter(r -> columns.label(me, r).isEmpty()).forEach(open::add);
        return open;
    }

    private static LabelQueue of(
            ColumnCache columns, java.util.Collection<Integer> rows, String about) {
        return new LabelQueue(rows.stream().map(columns::id).toList(), about);
    }
}

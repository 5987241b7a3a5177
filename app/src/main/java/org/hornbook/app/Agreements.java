package org.hornbook.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.AgreementReport;
import org.hornbook.label.Annotator;
import org.hornbook.label.Ceiling;

/// Who agrees with whom on a corpus, read from the workspace. Labels given after seeing what others
/// said are no independent opinions and count for nothing here.
public final class Agreements {
    private final Workbench bench;

    public Agreements(Workbench bench) {
        this.bench = bench;
    }

    /// Everybody's independent labels of a corpus by name, the most labels first.
    public Map<String, Map<DocumentId, Integer>> said(Corpus corpus) {
        Map<String, Map<DocumentId, Integer>> said = new LinkedHashMap<>();
        all(corpus).forEach(s -> said.put(s.who().name(), s.labels()));
        return said;
    }

    public AgreementReport report(Corpus corpus) {
        Map<DocumentId, Integer> looks = new TreeMap<>();
        bench.labels().secondLooks(corpus.id()).forEach(l -> looks.put(l.document(), l.value()));
        return AgreementReport.of(corpus.name(), all(corpus), looks);
    }

    /// How well a classifier that imitates `annotator` can be expected to do.
    public Optional<Ceiling> ceiling(Corpus corpus, String annotator, int keepFrom) {
        return Ceiling.of(annotator, said(corpus), keepFrom);
    }

    private List<AgreementReport.Said> all(Corpus corpus) {
        List<AgreementReport.Said> all = new ArrayList<>();
        for (Annotator who : bench.labels().counts(corpus.id()).keySet()) {
            Map<DocumentId, Integer> labels = bench.labels().independent(corpus.id(), who.id());
            if (!labels.isEmpty()) {
                all.add(new AgreementReport.Said(who, labels));
            }
        }
        return all;
    }
}

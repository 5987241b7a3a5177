package org.hornbook.classify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.job.Provenance;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.label.LabelRepository;
import org.hornbook.label.Rubric;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// Takes a classifier out of a workspace as one file, and into another.
public final class ClassifierExchange {
    /// The corpus of a classifier whose own is not here.
    private static final CorpusId ELSEWHERE = new CorpusId(0);

    private final ClassifyRepository classifiers;
    private final CorpusRepository corpora;
    private final LabelRepository labels;

    public ClassifierExchange(
            ClassifyRepository classifiers, CorpusRepository corpora, LabelRepository labels) {
        this.classifiers = classifiers;
        this.corpora = corpora;
        this.labels = labels;
    }

    /// What an export wrote.
    public record Exported(String name, Path file, ClassifierManifest manifest) {}

    /// Writes `classifier` to `file`, which is replaced if it is there.
    public Exported export(TrainedClassifier classifier, Path file) throws IOException {
        ClassifyRepository.Kept kept = classifiers.kept(classifier.id());
        List<ClassifyRepository.HeldOut> heldOut = classifiers.heldOutFolds(classifier.id());
        ClassifierManifest manifest = manifest(classifier, kept, heldOut.size());
        new ClassifierBundle(manifest, kept.model(), learned(heldOut)).write(file);
        return new Exported(classifier.name(), file, manifest);
    }

    private ClassifierManifest manifest(
            TrainedClassifier classifier, ClassifyRepository.Kept kept, int learned) {
        JsonNode provenance = Json.read(kept.provenance(), JsonNode.class);
        Recipe recipe = classifier.classifier().recipe();
        Optional<Annotator> annotator =
                labels.annotators().stream()
                        .filter(a -> a.id().equals(classifier.annotator()))
                        .findFirst();
        String corpus =
                corpora.all().stream()
                        .filter(c -> c.id().equals(classifier.corpus()))
                        .map(Corpus::name)
                        .findFirst()
                        .orElse(provenance.path("inputs").path("corpus").asText());
        return new ClassifierManifest(
                ClassifierManifest.FORMAT,
                Provenance.here(Map.of(), Map.of(), 0).codeVersion(),
                classifier.name(),
                Json.tree(recipe),
                recipe.readsModel().orElse(""),
                corpus,
                annotator
                        .map(a -> by(a.name(), a.kind()))
                        .orElse(by("unknown", Annotator.Kind.PERSON)),
                rubrics(classifier),
                learned,
                provenance.path("inputs").path("labels").asText(),
                classifier.evaluation(),
                classifier.probability().orElse(null),
                provenance,
                Sha256.of(kept.model()));
    }

    private static ClassifierManifest.By by(String name, Annotator.Kind kind) {
        return new ClassifierManifest.By(name, kind.name().toLowerCase(Locale.ROOT));
    }

    private List<ClassifierManifest.Asked> rubrics(TrainedClassifier classifier) {
        return labels.labels(classifier.corpus(), classifier.annotator()).stream()
                .map(Label::rubric)
                .distinct()
                .map(labels::rubric)
                .map(ClassifierExchange::asked)
                .toList();
    }

    private static ClassifierManifest.Asked asked(Rubric rubric) {
        return new ClassifierManifest.Asked(
                rubric.name(), rubric.version(), Sha256.of(rubric.text()));
    }

    private List<ClassifierBundle.Learned> learned(List<ClassifyRepository.HeldOut> heldOut) {
        Map<DocumentId, Document> known =
                corpora
                        .get(heldOut.stream().map(ClassifyRepository.HeldOut::document).toList())
                        .stream()
                        .collect(Collectors.toMap(Document::id, d -> d));
        List<ClassifierBundle.Learned> learned = new ArrayList<>();
        for (ClassifyRepository.HeldOut h : heldOut) {
            Document document = known.get(h.document());
            if (document != null) {
                learned.add(
                        new ClassifierBundle.Learned(
                                document.key(),
                                ClassifierBundle.Learned.hash(document.text()),
                                h.fold(),
                                h.score()));
            }
        }
        return learned;
    }

    /// What an import did.
    ///
    /// @param corpus with which the classifier is shown; empty if there is none
    /// @param learned how many documents it learned from
    /// @param known how many of them are here, so that comparing uses what was held out
    /// @param wasHere whether the very same classifier was here already
    public record Imported(
            String name,
            String recipe,
            String readsModel,
            String corpus,
            String annotator,
            int learned,
            int known,
            boolean wasHere,
            Evaluation evaluation) {}

    /// What a file holds, without bringing it in. A damaged or changed file is refused.
    public ClassifierManifest look(Path file) throws IOException {
        return ClassifierBundle.read(file).manifest();
    }

    /// Reads `file` and keeps the classifier, under its own name or `name`. It is shown with
    /// `corpus`, or else with the corpus here that has the name of the one it learned from.
    ///
    /// @param encoder the fingerprint of the model that is at hand to embed texts; a classifier
    ///   that needs another is refused
    public Imported take(
            Path file, Optional<String> name, Optional<String> corpus, Optional<String> encoder)
            throws IOException {
        ClassifierBundle bundle = ClassifierBundle.read(file);
        ClassifierManifest manifest = bundle.manifest();
        Recipe recipe = recipe(bundle, file);
        String needed = recipe.readsModel().orElse("");
        if (!needed.isEmpty() && !encoder.equals(Optional.of(needed))) {
            throw new IllegalArgumentException(
                    manifest.name()
                            + " reads the embedding of the model with fingerprint "
                            + needed
                            + (encoder.isEmpty()
                                    ? ": name that checkpoint with --encoder"
                                    : ", and --encoder names the one with " + encoder.get()));
        }
        String called = name.orElse(manifest.name());
        Optional<Corpus> shown =
                corpus.isPresent()
                        ? Optional.of(corpora.require(corpus.get()))
                        : corpora.find(manifest.corpus());
        boolean wasHere = isHere(called, manifest.model());
        List<ClassifyRepository.HeldOut> known =
                shown.filter(c -> c.name().equals(manifest.corpus()))
                        .map(c -> known(c, bundle.learned()))
                        .orElse(List.of());
        if (!wasHere) {
            keep(called, bundle, shown, known);
        }
        return new Imported(
                called,
                recipe.id(),
                needed,
                shown.map(Corpus::name).orElse(""),
                manifest.annotator().name(),
                bundle.learned().size(),
                known.size(),
                wasHere,
                manifest.evaluation());
    }

    private static Recipe recipe(ClassifierBundle bundle, Path file) {
        try {
            return ClassifierFile.read(bundle.model()).recipe();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private boolean isHere(String name, String fingerprint) {
        Optional<ClassifierSummary> same =
                classifiers.summaries().stream().filter(c -> c.name().equals(name)).findFirst();
        if (same.isPresent() && !same.get().fingerprint().equals(fingerprint)) {
            throw new IllegalArgumentException(
                    "there is another classifier called " + name + " here: give --name");
        }
        return same.isPresent();
    }

    /// The documents it learned from that are here with the same text.
    private List<ClassifyRepository.HeldOut> known(
            Corpus corpus, List<ClassifierBundle.Learned> learned) {
        Map<String, DocumentId> ids =
                corpora.ids(
                        corpus.id(), learned.stream().map(ClassifierBundle.Learned::key).toList());
        Map<DocumentId, Document> documents =
                corpora.get(List.copyOf(ids.values())).stream()
                        .collect(Collectors.toMap(Document::id, d -> d));
        List<ClassifyRepository.HeldOut> known = new ArrayList<>();
        for (ClassifierBundle.Learned l : learned) {
            DocumentId id = ids.get(l.key());
            if (id != null
                    && ClassifierBundle.Learned.hash(documents.get(id).text()).equals(l.text())) {
                known.add(new ClassifyRepository.HeldOut(id, l.fold(), l.score()));
            }
        }
        return known;
    }

    private void keep(
            String name,
            ClassifierBundle bundle,
            Optional<Corpus> corpus,
            List<ClassifyRepository.HeldOut> known) {
        ClassifierManifest manifest = bundle.manifest();
        Annotator annotator =
                labels.annotator(
                        manifest.annotator().name(),
                        Annotator.Kind.valueOf(
                                manifest.annotator().kind().toUpperCase(Locale.ROOT)));
        classifiers.inOne(
                t -> {
                    ClassifierId id =
                            classifiers.put(
                                    t,
                                    name,
                                    corpus.map(Corpus::id).orElse(ELSEWHERE),
                                    annotator.id(),
                                    bundle.model(),
                                    manifest.evaluation(),
                                    Json.write(manifest.provenance()));
                    classifiers.putHeldOut(t, id, known);
                    return id;
                });
    }
}

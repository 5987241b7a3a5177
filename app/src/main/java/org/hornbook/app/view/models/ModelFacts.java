package org.hornbook.app.view.models;

import java.util.Optional;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.FactTable;
import org.hornbook.checkpoint.ModelConfig;
import org.hornbook.checkpoint.ModelShape;

/// What the files of a model that writes text say of it.
final class ModelFacts {
    private ModelFacts() {}

    static FactTable of(Model model, Model.Facts f) {
        ModelShape s = f.shape();
        Optional<ModelConfig> c = f.config();
        FactTable table = new FactTable();
        table.fact(Texts.of("models.fact.family"), s.family())
                .fact(
                        Texts.of("models.fact.parameters"),
                        Words.count(f.parameters()),
                        Texts.of("models.fact.parameters.from"))
                .fact(
                        Texts.of("models.fact.layers"),
                        Texts.of(
                                "models.fact.layers.value",
                                s.layers(),
                                Words.count(s.hiddenSize()),
                                s.heads(),
                                s.headDim()));
        c.ifPresent(
                config ->
                        table.fact(
                                Texts.of("models.fact.mlp"),
                                Words.count(config.intermediateSize())));
        table.fact(
                        Texts.of("models.fact.context"),
                        Texts.of("models.fact.tokens", Words.count(s.maxPositions())))
                .fact(Texts.of("models.fact.vocabulary"), vocabulary(f));
        c.ifPresent(config -> computed(table, config));
        table.fact(
                        Texts.of("models.fact.stored"),
                        f.stored() + " \u00b7 " + Words.bytes(model.bytes()))
                .fact(
                        Texts.of("models.fact.licence"),
                        f.licence().isEmpty() ? Texts.of("models.fact.licence.none") : f.licence());
        if (s.keyValueHeads() != s.heads()) {
            table.fact(Texts.of("models.fact.kv"), String.valueOf(s.keyValueHeads()));
        }
        if (c.filter(ModelConfig::tiedEmbeddings).isPresent()) {
            table.fact(Texts.of("models.fact.head"), Texts.of("models.fact.head.tied"));
        }
        model.fingerprint()
                .ifPresentOrElse(
                        h -> table.hash(Texts.of("models.fact.hash"), h),
                        () -> table.fact(Texts.of("models.fact.hash"), Texts.of("models.hashing")));
        f.notes().forEach(table::fact);
        return table;
    }

    private static String vocabulary(Model.Facts f) {
        int all = f.shape().vocabSize();
        return f.vocabulary() == all
                ? Words.count(all)
                : Texts.of(
                        "models.fact.vocabulary.used",
                        Words.count(all),
                        Words.count(f.vocabulary()));
    }

    private static void computed(FactTable table, ModelConfig config) {
        table.fact(
                        Texts.of("models.fact.rotary"),
                        Texts.of("models.fact.rotary.value", config.rotaryDim(), config.headDim()))
                .fact(Texts.of("models.fact.activation"), config.mlp().activation());
    }
}

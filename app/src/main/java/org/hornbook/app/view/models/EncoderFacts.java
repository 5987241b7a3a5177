package org.hornbook.app.view.models;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.FactTable;

/// What an encoder's files say of it.
final class EncoderFacts {
    private EncoderFacts() {}

    static FactTable of(Model model, Model.Encodes e) {
        FactTable table =
                new FactTable()
                        .fact(Texts.of("models.fact.family"), Texts.of("models.encoder.family"))
                        .fact(
                                Texts.of("models.encoder.vector"),
                                Texts.of(
                                        e.unitLength()
                                                ? "models.encoder.vector.unit"
                                                : "models.encoder.vector.free",
                                        Words.count(e.values())))
                        .fact(Texts.of("models.encoder.pooling"), e.pooling())
                        .fact(
                                Texts.of("models.fact.context"),
                                Texts.of("models.fact.tokens", Words.count(e.maxTokens())))
                        .fact(
                                Texts.of("models.encoder.case"),
                                Texts.of(
                                        e.lowerCase()
                                                ? "models.encoder.case.lower"
                                                : "models.encoder.case.kept"));
        if (!e.prompt().isEmpty()) {
            table.fact(Texts.of("models.encoder.prompt"), e.prompt());
        }
        table.fact(
                        Texts.of("models.fact.stored"),
                        Texts.of(e.graph() ? "models.encoder.graph" : "models.encoder.tensors")
                                + " \u00b7 "
                                + Words.bytes(model.bytes()))
                .fact(
                        Texts.of("models.fact.licence"),
                        e.licence().isEmpty() ? Texts.of("models.fact.licence.none") : e.licence());
        model.fingerprint()
                .ifPresentOrElse(
                        h -> table.hash(Texts.of("models.fact.hash"), h),
                        () -> table.fact(Texts.of("models.fact.hash"), Texts.of("models.hashing")));
        return table;
    }
}

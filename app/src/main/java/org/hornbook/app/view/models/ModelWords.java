package org.hornbook.app.view.models;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.checkpoint.ModelShape;
import org.hornbook.evaluate.EvalResult;

import java.util.Locale;

/// Checkpoints in a few words.
final class ModelWords {
    private ModelWords() {}

    /// `phi, 4 x 128`
    static String shape(ModelShape shape) {
        return Texts.of("models.shape", shape.layers(), Words.count(shape.hiddenSize()));
    }

    /// `phi, 4 x 128`; `encoder, 384 values`; or that it cannot be read.
    static String kind(Model model) {
        return model.facts()
                .map(f -> shape(f.shape()))
                .or(
                        () ->
                                model.encodes()
                                        .map(
                                                e ->
                                                        Texts.of(
                                                                "models.encoder",
                                                                Words.count(e.values()))))
                .orElse(Texts.of("models.unreadable"));
    }

    /// `trained on exercises-kept`
    static String from(Model model) {
        if (model.added()) {
            return Texts.of("models.from.added");
        }
        return model.origin()
                .map(
                        o ->
                                o.data().isEmpty()
                                        ? Texts.of("models.from.run")
                                        : Texts.of("models.from.data", o.data()))
                .orElse(Texts.of("models.from.here"));
    }

    /// `1.74 M tokens, loss 0.40`
    static String run(Model model) {
        return model.origin()
                .map(
                        o ->
                                Texts.of(
                                        "models.run",
                                        Words.compact(o.tokens()),
                                        Words.figure(o.lastLoss())))
                .orElse(model.added() ? model.folder().toString() : "");
    }

    static String passed(EvalResult r) {
        return Texts.of("models.passed", Words.count(r.passed()), Words.count(r.of()));
    }

    /// `69% (63-75%)`
    static String share(EvalResult r) {
        return String.format(
                Locale.ROOT,
                "%.0f%% (%.0f\u2013%.0f%%)",
                100 * r.share(),
                100 * r.low(),
                100 * r.high());
    }
}

package org.hornbook.app.view.train;

import java.util.Locale;
import java.util.Map;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.train.TrainingConfig;

/// Runs in words.
final class RunWords {
    private RunWords() {}

    /// `phi-nano`, `phi-micro`, `phi-mini` where the shape is one of those, else `phi`.
    static String model(TrainingConfig c) {
        for (Size size : Size.values()) {
            Map<Field, String> v = size.settings();
            if (String.valueOf(c.layers()).equals(v.get(Field.LAYERS))
                    && String.valueOf(c.hidden()).equals(v.get(Field.HIDDEN))) {
                return "phi-" + size.id();
            }
        }
        return "phi";
    }

    /// Shape and settings on one line.
    static String config(Run run) {
        TrainingConfig c = run.config();
        return Texts.of(
                "train.config",
                model(c),
                Words.compact(c.parameters()),
                c.layers(),
                c.hidden(),
                Words.count(c.context()),
                Words.count(c.batch()),
                rate(c.learningRate()),
                c.schedule().name().toLowerCase(Locale.ROOT),
                c.threads());
    }

    /// `3e-3`, `1.2e-3`.
    static String rate(double rate) {
        String words = String.format(Locale.ROOT, "%.2e", rate);
        return words.replaceFirst("\\.?0+e", "e")
                .replaceFirst("e([+-])0*(\\d)", "e$1$2")
                .replace("e+", "e");
    }
}

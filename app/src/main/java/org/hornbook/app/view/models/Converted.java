package org.hornbook.app.view.models;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.CalibrateModel;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.calibrate.PrecisionFigures;

/// What was measured of the precisions of models, and which is chosen.
///
/// @param all the newest first
/// @param calibrated the newest first
/// @param chosen by the model's name; fp32 where there is none
public record Converted(
        List<One> all, List<Calibrated> calibrated, Map<String, Precision.Kind> chosen) {
    static final Converted NONE = new Converted(List.of(), List.of(), Map.of());

    /// @param model its fingerprint
    public record One(String model, Precision.Kind kind, PrecisionFigures figures) {}

    /// @param model its fingerprint
    public record Calibrated(String model, CalibrateModel.Report report) {}

    /// The last calibration of a model's content.
    Optional<CalibrateModel.Report> calibration(Model model) {
        return calibrated.stream()
                .filter(c -> model.fingerprint().filter(c.model()::equals).isPresent())
                .map(Calibrated::report)
                .findFirst();
    }

    /// Those of a model's content, not of its name. Empty while its hash is not known.
    Optional<PrecisionFigures> of(Model model, Precision.Kind kind) {
        return all.stream()
                .filter(o -> o.kind() == kind)
                .filter(o -> model.fingerprint().filter(o.model()::equals).isPresent())
                .map(One::figures)
                .findFirst();
    }

    Precision.Kind chosen(Model model) {
        return chosen.getOrDefault(model.name(), Precision.Kind.FP32);
    }
}

package org.hornbook.app.view.models;

import java.util.List;
import java.util.Optional;
import org.hornbook.checkpoint.Precision;

/// Conversions under way.
///
/// @param calibrating calibrations
/// @param wrong why the last one failed; else empty
public record PrecisionState(List<Going> going, List<Calibrating> calibrating, String wrong) {
    static final PrecisionState NONE = new PrecisionState(List.of(), List.of(), "");

    /// @param share done, 0-1; negative while that is not known
    public record Going(String model, Precision.Kind kind, String words, double share) {}

    public record Calibrating(String model, String words) {}

    Optional<Calibrating> calibrating(String model) {
        return calibrating.stream().filter(c -> c.model().equals(model)).findFirst();
    }

    Optional<Going> of(String model, Precision.Kind kind) {
        return going.stream().filter(g -> g.model().equals(model) && g.kind() == kind).findFirst();
    }

    boolean busy(String model) {
        return going.stream().anyMatch(g -> g.model().equals(model))
                || calibrating(model).isPresent();
    }
}

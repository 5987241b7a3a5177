package org.hornbook.infer.calibrate;

/// Hears how far a calibration is, several times a second. What it throws ends the calibration;
/// finished layers stay.
@FunctionalInterface
public interface CalibrationProgress {
    CalibrationProgress SILENT = (done, of, doing) -> {};

    /// `done` of `of` units of about the same time each; `doing` is short, for people.
    void told(long done, long of, String doing);
}

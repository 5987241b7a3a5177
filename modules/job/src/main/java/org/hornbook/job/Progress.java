package org.hornbook.job;

/// How far a job is.
///
/// @param done units finished, in 0..total
/// @param total units in all; 0 while it is not known
/// @param unit what is counted, in the plural: `documents`, `steps`, `tokens`, `bytes`
/// @param message what is being done now, short; may be empty
public record Progress(long done, long total, String unit, String message) {
    public static Progress of(long done, long total, String unit) {
        return new Progress(done, total, unit, "");
    }

    public Progress saying(String words) {
        return new Progress(done, total, unit, words);
    }
}

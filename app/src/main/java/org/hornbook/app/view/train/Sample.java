package org.hornbook.app.view.train;

/// What a run wrote after one prompt at one of its saved steps.
///
/// @param id of the prompt
/// @param verdict what became of it in the sandbox: `passed`, `failed`, `timed out`, `out of
///   memory`; empty if it was not executed
/// @param why the error of a failed one, else empty
public record Sample(
        int step, String id, String prompt, String written, String verdict, String why) {
    Sample judged(String word, String reason) {
        return new Sample(step, id, prompt, written, word, reason);
    }
}

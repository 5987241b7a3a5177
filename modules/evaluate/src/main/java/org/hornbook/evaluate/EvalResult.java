package org.hornbook.evaluate;

/// How many tasks a model passed with one greedy answer each (pass@1 at temperature 0).
///
/// @param name the model
/// @param low lower end of the 95% Wilson interval of passed/of, in 0..1
/// @param high its upper end
public record EvalResult(
        String name,
        String benchmark,
        int passed,
        int of,
        double low,
        double high,
        int failed,
        int timedOut,
        double secondsGenerating,
        double secondsRunning) {
    /// The share that passed, in 0..1.
    public double share() {
        return (double) passed / of;
    }
}

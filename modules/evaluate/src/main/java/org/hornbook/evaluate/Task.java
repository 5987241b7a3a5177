package org.hornbook.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/// One programming task in HumanEval's form (Chen et al. 2021, openai/human-eval).
///
/// @param taskId unique in its benchmark: `exercises/17`
/// @param prompt the beginning of a program: signature and docstring
/// @param entryPoint the name of the function to be written
/// @param canonicalSolution a body that passes
/// @param test source that defines `check(candidate)`
@JsonIgnoreProperties(ignoreUnknown = true)
public record Task(
        @JsonProperty("task_id") String taskId,
        @JsonProperty("prompt") String prompt,
        @JsonProperty("entry_point") String entryPoint,
        @JsonProperty("canonical_solution") String canonicalSolution,
        @JsonProperty("test") String test) {
    public Task {
        require(taskId, "task_id");
        require(prompt, "prompt");
        require(entryPoint, "entry_point");
        require(test, "test");
    }

    /// The whole program that tells whether `completion` is right: prompt, completion, tests, and
    /// the call of `check`.
    public String program(String completion) {
        return prompt + completion + "\n" + test + "\n" + "check(" + entryPoint + ")\n";
    }

    private static void require(String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("field " + field + " is missing");
        }
    }
}

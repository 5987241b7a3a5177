import java.util.List;

/// A small Python exercise: one function in all the forms it may be written in.
///
/// @param family the sort of task, such as `count-over`
/// @param level 1 one step, 2 a filter with a fold or a map, 3 two parts
/// @param name the function's name; it tells the task, and each task has just one
/// @param parameters as between the parentheses, without type hints
/// @param hints the same with type hints and result: `ages: list[int]) -> int`, after the opening
///   parenthesis
/// @param docstrings paraphrases of the task, each one sentence or two
/// @param bodies forms of the solution, indented by four spaces, each ending with a newline
/// @param cases arguments and the expected result, as Python source
record Exercise(
        String family,
        int level,
        String name,
        String parameters,
        String hints,
        List<String> docstrings,
        List<String> bodies,
        List<Case> cases) {
    /// One call and what it must give.
    record Case(String arguments, String expected) {}

    Exercise {
        docstrings = List.copyOf(docstrings);
        bodies = List.copyOf(bodies);
        cases = List.copyOf(cases);
    }

    /// `def name(parameters):`, with type hints where asked for.
    String signature(boolean hinted) {
        return "def " + name + "(" + (hinted ? hints : parameters + ")") + ":\n";
    }

    /// Signature and docstring: what a model is given. Ends with the closing quotes.
    String prompt(boolean hinted, String docstring) {
        return signature(hinted) + "    \"\"\"" + docstring + "\"\"\"";
    }

    /// The whole function.
    String text(boolean hinted, String docstring, String body) {
        return prompt(hinted, docstring) + "\n" + body;
    }
}

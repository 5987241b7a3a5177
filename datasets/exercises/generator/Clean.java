import java.util.List;

/// Writes an exercise as it should be: name, docstring and body agree.
final class Clean {
    private static final List<String> GOOD =
            List.of(
                    "Name, docstring and code say the same thing, and it is one small thing.",
                    "A clear task and a short solution that does exactly that.",
                    "Does one step and says so; a beginner can follow every line.",
                    "The description matches the code, constants included.");
    private static final List<String> BEST =
            List.of(
                    "A worked example beside a precise description: can be checked by hand.",
                    "Several ideas put together plainly, with an example that shows the result.",
                    "Description, example and code agree; a textbook exercise.");

    private Clean() {}

    static Sample of(Exercise e, Pick pick) {
        boolean hinted = pick.oneIn(5);
        boolean example = pick.oneIn(6);
        String docstring = pick.of(e.docstrings());
        String text =
                example
                        ? withExample(e, hinted, docstring, pick)
                        : e.text(hinted, docstring, pick.of(e.bodies()));
        int label = example || e.level() == 3 && pick.oneIn(3) ? 5 : 4;
        return new Sample(
                text, e.family(), e.level(), "clean", label, pick.of(label == 5 ? BEST : GOOD));
    }

    private static String withExample(Exercise e, boolean hinted, String docstring, Pick pick) {
        Exercise.Case shown =
                e.cases().stream()
                        .filter(
                                c ->
                                        c.arguments().length() > 2
                                                && c.arguments().length() < 24
                                                && c.expected().length() < 24)
                        .findFirst()
                        .orElse(e.cases().getFirst());
        return e.signature(hinted)
                + "    \"\"\""
                + docstring
                + "\n\n    >>> "
                + e.name()
                + "("
                + shown.arguments()
                + ")\n    "
                + shown.expected()
                + "\n    \"\"\"\n"
                + pick.of(e.bodies());
    }
}

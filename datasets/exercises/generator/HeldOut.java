import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The exercises no document may contain: drawn first, and then kept out of everything.
///
/// @param exercises by name
/// @param bodies every form of every solution
record HeldOut(Map<String, Exercise> exercises, Set<String> bodies) {
    static HeldOut draw(int count, Pick pick) {
        Map<String, Exercise> drawn = new LinkedHashMap<>();
        Set<String> bodies = new HashSet<>();
        while (drawn.size() < count) {
            Exercise e = Tasks.any(pick);
            boolean sharp = e.cases().stream().map(Exercise.Case::expected).distinct().count() > 1;
            boolean common =
                    e.cases().size() >= 5
                            && e.bodies().stream()
                                    .anyMatch(b -> b.matches("(?s).*\\d\\d.*|.*'\\w'.*|.*[3-9].*"));
            if (sharp
                    && common
                    && !drawn.containsKey(e.name())
                    && e.bodies().stream().noneMatch(bodies::contains)) {
                drawn.put(e.name(), e);
                bodies.addAll(e.bodies());
            }
        }
        return new HeldOut(drawn, bodies);
    }

    /// Whether a document would give a held-out exercise away: its name, or one of its solutions.
    boolean givenAwayBy(String text) {
        for (String line : text.lines().toList()) {
            if (line.startsWith("def ")) {
                String name = line.substring(4, Math.max(4, line.indexOf('(')));
                if (exercises.containsKey(name)
                        || exercises.containsKey(name.replaceAll("_\\d$", ""))) {
                    return true;
                }
            }
        }
        return bodies.stream().anyMatch(text::contains);
    }

    /// The tasks in HumanEval's form.
    List<String> lines(Pick pick) {
        List<String> lines = new ArrayList<>();
        for (Exercise e : exercises.values()) {
            StringBuilder test = new StringBuilder("def check(candidate):\n");
            for (Exercise.Case c : e.cases()) {
                test.append("    assert candidate(")
                        .append(c.arguments())
                        .append(") == ")
                        .append(c.expected())
                        .append('\n');
            }
            lines.add(
                    new Row()
                            .put("task_id", "exercises/" + lines.size())
                            .put("prompt", e.prompt(false, pick.of(e.docstrings())))
                            .put("entry_point", e.name())
                            .put("canonical_solution", "\n" + e.bodies().getFirst())
                            .put("test", test.toString())
                            .put("family", e.family())
                            .put("level", e.level())
                            .toString());
        }
        return lines;
    }
}

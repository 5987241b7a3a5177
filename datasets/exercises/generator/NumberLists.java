import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Exercises on a list of numbers and a condition: count, add up, keep, find.
final class NumberLists {
    private NumberLists() {}

    /// One way to answer about the items that satisfy a condition.
    ///
    /// @param name the function's name with `%s` for the plural, `%S` for the singular, `%c` for
    ///   the condition
    /// @param says sentences with `%s`, `%S` and `%p` for the condition in words
    /// @param bodies with `%s`, `%S`, `%C` for the test and `%N` for its opposite
    private record Fold(
            String family,
            int level,
            String name,
            String result,
            List<String> says,
            List<String> bodies,
            Function<List<Integer>, Function<Condition, Object>> answer) {}

    private static List<Integer> kept(List<Integer> xs, Condition c) {
        return xs.stream().filter(x -> c.test().test(x)).toList();
    }

    private static final List<Fold> FOLDS =
            List.of(
                    new Fold(
                            "count",
                            1,
                            "count_%s_%c",
                            "int",
                            List.of(
                                    "Return how many %s are %p.",
                                    "Count the %s that are %p.",
                                    "Count how many of the %s are %p.",
                                    "Return the number of %s that are %p."),
                            List.of(
                                    "    count = 0\n    for %S in %s:\n        if %C:\n            count += 1\n    return count\n",
                                    "    return sum(1 for %S in %s if %C)\n",
                                    "    return len([%S for %S in %s if %C])\n"),
                            xs -> c -> kept(xs, c).size()),
                    new Fold(
                            "sum",
                            1,
                            "sum_%s_%c",
                            "int",
                            List.of(
                                    "Return the sum of the %s that are %p.",
                                    "Add up all %s that are %p.",
                                    "Return the total of the %s that are %p."),
                            List.of(
                                    "    total = 0\n    for %S in %s:\n        if %C:\n            total += %S\n    return total\n",
                                    "    return sum(%S for %S in %s if %C)\n"),
                            xs -> c -> kept(xs, c).stream().mapToInt(x -> x).sum()),
                    new Fold(
                            "list",
                            1,
                            "list_%s_%c",
                            "list[int]",
                            List.of(
                                    "Return a list of the %s that are %p.",
                                    "Keep only the %s that are %p.",
                                    "Collect the %s that are %p, in order."),
                            List.of(
                                    "    result = []\n    for %S in %s:\n        if %C:\n            result.append(%S)\n    return result\n",
                                    "    return [%S for %S in %s if %C]\n"),
                            xs -> c -> kept(xs, c)),
                    new Fold(
                            "drop",
                            2,
                            "drop_%s_%c",
                            "list[int]",
                            List.of(
                                    "Return the %s without those that are %p.",
                                    "Leave out the %s that are %p.", "Remove all %s that are %p."),
                            List.of(
                                    "    result = []\n    for %S in %s:\n        if %N:\n            result.append(%S)\n    return result\n",
                                    "    return [%S for %S in %s if %N]\n"),
                            xs -> c -> xs.stream().filter(x -> !c.test().test(x)).toList()),
                    new Fold(
                            "largest",
                            2,
                            "largest_%S_%c",
                            "int | None",
                            List.of(
                                    "Return the largest of the %s that are %p, or None.",
                                    "Find the largest %S that is %p, or None if there is none."),
                            List.of(
                                    "    best = None\n    for %S in %s:\n        if %C:\n            if best is None or %S > best:\n                best = %S\n    return best\n",
                                    "    return max([%S for %S in %s if %C], default=None)\n"),
                            xs -> c -> kept(xs, c).stream().max(Integer::compare).orElse(null)),
                    new Fold(
                            "smallest",
                            2,
                            "smallest_%S_%c",
                            "int | None",
                            List.of(
                                    "Return the smallest of the %s that are %p, or None.",
                                    "Find the smallest %S that is %p, or None if there is none."),
                            List.of(
                                    "    best = None\n    for %S in %s:\n        if %C:\n            if best is None or %S < best:\n                best = %S\n    return best\n",
                                    "    return min([%S for %S in %s if %C], default=None)\n"),
                            xs -> c -> kept(xs, c).stream().min(Integer::compare).orElse(null)),
                    new Fold(
                            "any",
                            1,
                            "any_%S_%c",
                            "bool",
                            List.of(
                                    "Tell whether any of the %s is %p.",
                                    "Return True if at least one %S is %p."),
                            List.of(
                                    "    for %S in %s:\n        if %C:\n            return True\n    return False\n",
                                    "    return any(%C for %S in %s)\n"),
                            xs -> c -> !kept(xs, c).isEmpty()),
                    new Fold(
                            "all",
                            1,
                            "all_%s_%c",
                            "bool",
                            List.of(
                                    "Tell whether all %s are %p.",
                                    "Return True if every %S is %p."),
                            List.of(
                                    "    for %S in %s:\n        if %N:\n            return False\n    return True\n",
                                    "    return all(%C for %S in %s)\n"),
                            xs -> c -> kept(xs, c).size() == xs.size()),
                    new Fold(
                            "first",
                            2,
                            "first_%S_%c",
                            "int | None",
                            List.of(
                                    "Return the first of the %s that is %p, or None.",
                                    "Find the first %S that is %p, or None if there is none."),
                            List.of(
                                    "    for %S in %s:\n        if %C:\n            return %S\n    return None\n"),
                            xs -> c -> kept(xs, c).stream().findFirst().orElse(null)),
                    new Fold(
                            "last",
                            2,
                            "last_%S_%c",
                            "int | None",
                            List.of(
                                    "Return the last of the %s that is %p, or None.",
                                    "Find the last %S that is %p, or None if there is none."),
                            List.of(
                                    "    for %S in reversed(%s):\n        if %C:\n            return %S\n    return None\n",
                                    "    last = None\n    for %S in %s:\n        if %C:\n            last = %S\n    return last\n"),
                            xs -> c -> kept(xs, c).isEmpty() ? null : kept(xs, c).getLast()),
                    new Fold(
                            "position",
                            3,
                            "position_of_%S_%c",
                            "int",
                            List.of(
                                    "Return the position of the first %S that is %p, or -1.",
                                    "Find where the first %S that is %p stands, or return -1."),
                            List.of(
                                    "    for i, %S in enumerate(%s):\n        if %C:\n            return i\n    return -1\n"),
                            xs ->
                                    c ->
                                            xs.indexOf(
                                                    kept(xs, c).isEmpty()
                                                            ? Integer.valueOf(Integer.MIN_VALUE)
                                                            : kept(xs, c).getFirst())),
                    new Fold(
                            "balance",
                            3,
                            "balance_%s_%c",
                            "int",
                            List.of(
                                    "Add each %S that is %p and subtract every other one.",
                                    "Return the sum in which %s that are %p count plus and the others minus."),
                            List.of(
                                    "    total = 0\n    for %S in %s:\n        if %C:\n            total += %S\n        else:\n            total -= %S\n    return total\n"),
                            xs -> c -> xs.stream().mapToInt(x -> c.test().test(x) ? x : -x).sum()),
                    new Fold(
                            "split",
                            3,
                            "split_%s_%c",
                            "list[list[int]]",
                            List.of(
                                    "Return two lists: the %s that are %p, and the others.",
                                    "Split the %s into those that are %p and the rest."),
                            List.of(
                                    "    yes = []\n    no = []\n    for %S in %s:\n        if %C:\n            yes.append(%S)\n        else:\n            no.append(%S)\n    return [yes, no]\n"),
                            xs ->
                                    c ->
                                            List.of(
                                                    kept(xs, c),
                                                    xs.stream()
                                                            .filter(x -> !c.test().test(x))
                                                            .toList())));

    static Exercise folded(Pick pick) {
        Fold fold = pick.of(FOLDS);
        Noun noun = pick.of(Noun.NUMBERS);
        Condition c = Condition.any(pick);
        Function<String, String> fill =
                s ->
                        s.replace("%s", noun.plural())
                                .replace("%S", noun.singular())
                                .replace("%C", c.on(noun.singular()))
                                .replace("%N", c.not(noun.singular()))
                                .replace("%c", c.name());
        List<String> says = new ArrayList<>();
        for (String sentence : fold.says()) {
            for (String phrase : c.phrases()) {
                says.add(fill.apply(sentence).replace("%p", phrase));
            }
        }
        return new Exercise(
                fold.family() + "-" + c.kind(),
                fold.level(),
                fill.apply(fold.name()),
                noun.plural(),
                noun.plural() + ": list[int]) -> " + fold.result(),
                says,
                fold.bodies().stream().map(fill).toList(),
                cases(pick, c.near(), xs -> fold.answer().apply(xs).apply(c)));
    }

    /// Items that satisfy a condition, changed, and listed or added up.
    static Exercise changed(Pick pick) {
        Noun noun = pick.of(Noun.NUMBERS);
        Condition c = Condition.any(pick);
        Change change = Change.any(pick);
        boolean sum = pick.oneIn(2);
        String x = noun.singular();
        String e = change.on(x);
        String it =
                pick.of(change.says()).formatted("each " + x + " that is " + pick.of(c.phrases()));
        String doing = Character.toUpperCase(it.charAt(0)) + it.substring(1);
        List<String> says =
                sum
                        ? List.of(
                                doing + " and return the sum.",
                                doing + ", then add up the results.")
                        : List.of(
                                doing + " and return the list.", doing + ", leave out the others.");
        List<String> bodies =
                sum
                        ? List.of(
                                "    total = 0\n    for "
                                        + x
                                        + " in "
                                        + noun.plural()
                                        + ":\n        if "
                                        + c.on(x)
                                        + ":\n            total += "
                                        + e
                                        + "\n    return total\n",
                                "    return sum("
                                        + e
                                        + " for "
                                        + x
                                        + " in "
                                        + noun.plural()
                                        + " if "
                                        + c.on(x)
                                        + ")\n")
                        : List.of(
                                "    result = []\n    for "
                                        + x
                                        + " in "
                                        + noun.plural()
                                        + ":\n        if "
                                        + c.on(x)
                                        + ":\n            result.append("
                                        + e
                                        + ")\n    return result\n",
                                "    return ["
                                        + e
                                        + " for "
                                        + x
                                        + " in "
                                        + noun.plural()
                                        + " if "
                                        + c.on(x)
                                        + "]\n");
        return new Exercise(
                (sum ? "sum-" : "list-") + change.kind() + "-filtered",
                3,
                (sum ? "sum_" : "list_") + change.verb() + "_" + noun.plural() + "_" + c.name(),
                noun.plural(),
                noun.plural() + ": list[int]) -> " + (sum ? "int" : "list[int]"),
                says,
                bodies,
                cases(
                        pick,
                        c.near(),
                        xs -> {
                            List<Integer> changed =
                                    kept(xs, c).stream()
                                            .map(v -> change.apply().applyAsInt(v))
                                            .toList();
                            return sum ? (Object) changed.stream().mapToInt(v -> v).sum() : changed;
                        }));
    }

    /// Calls on an empty list, on values at the border, and on random lists.
    static List<Exercise.Case> cases(
            Pick pick, List<Integer> near, Function<List<Integer>, Object> answer) {
        List<List<Integer>> inputs = new ArrayList<>();
        inputs.add(List.of());
        inputs.add(near);
        inputs.add(near.reversed());
        for (int i = 0; i < 5; i++) {
            List<Integer> xs = new ArrayList<>();
            int n = pick.between(2, 7);
            for (int k = 0; k < n; k++) {
                xs.add(pick.oneIn(3) ? pick.of(near) : pick.between(-30, 120));
            }
            inputs.add(xs);
        }
        return inputs.stream()
                .map(xs -> new Exercise.Case(Python.of(xs), Python.of(answer.apply(xs))))
                .toList();
    }
}

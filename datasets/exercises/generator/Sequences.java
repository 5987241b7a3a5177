import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Exercises on a list of numbers as a whole: first and last parts, running values, neighbours,
/// counts of each.
final class Sequences {
    private Sequences() {}

    /// @param name with `%s`, `%S` as in the list exercises and `%n` for a number
    private record Shape(
            String family,
            int level,
            String name,
            String result,
            List<String> says,
            List<String> bodies,
            Function<List<Integer>, Function<Integer, Object>> answer) {}

    private static final List<Shape> SHAPES =
            List.of(
                    new Shape(
                            "take-first",
                            1,
                            "first_%n_%s",
                            "list[int]",
                            List.of("Return the first %n %s.", "Keep only the first %n of the %s."),
                            List.of("    return %s[:%n]\n"),
                            xs -> n -> xs.subList(0, Math.min(n, xs.size()))),
                    new Shape(
                            "skip-first",
                            1,
                            "skip_%n_%s",
                            "list[int]",
                            List.of(
                                    "Return the %s without the first %n.",
                                    "Skip the first %n of the %s."),
                            List.of("    return %s[%n:]\n"),
                            xs -> n -> xs.subList(Math.min(n, xs.size()), xs.size())),
                    new Shape(
                            "every-nth",
                            2,
                            "every_%n_of_%s",
                            "list[int]",
                            List.of(
                                    "Return every %nth of the %s, starting with the first.",
                                    "Take one of each %n %s, from the start."),
                            List.of("    return %s[::%n]\n"),
                            xs ->
                                    n -> {
                                        List<Integer> taken = new ArrayList<>();
                                        for (int i = 0; i < xs.size(); i += n) {
                                            taken.add(xs.get(i));
                                        }
                                        return taken;
                                    }),
                    new Shape(
                            "top",
                            2,
                            "top_%n_%s",
                            "list[int]",
                            List.of(
                                    "Return the %n largest %s, largest first.",
                                    "Find the %n highest of the %s, in falling order."),
                            List.of("    return sorted(%s, reverse=True)[:%n]\n"),
                            xs -> n -> xs.stream().sorted((a, b) -> b - a).limit(n).toList()),
                    new Shape(
                            "bottom",
                            2,
                            "bottom_%n_%s",
                            "list[int]",
                            List.of(
                                    "Return the %n smallest %s, smallest first.",
                                    "Find the %n lowest of the %s, in rising order."),
                            List.of("    return sorted(%s)[:%n]\n"),
                            xs -> n -> xs.stream().sorted().limit(n).toList()),
                    new Shape(
                            "add-each",
                            1,
                            "add_%n_to_%s",
                            "list[int]",
                            List.of(
                                    "Add %n to each of the %s.",
                                    "Return the %s, each increased by %n."),
                            List.of(
                                    "    return [%S + %n for %S in %s]\n",
                                    "    result = []\n    for %S in %s:\n        result.append(%S + %n)\n    return result\n"),
                            xs -> n -> xs.stream().map(x -> x + n).toList()),
                    new Shape(
                            "multiply-each",
                            1,
                            "multiply_%s_by_%n",
                            "list[int]",
                            List.of(
                                    "Multiply each of the %s by %n.",
                                    "Return the %s, each %n times as large."),
                            List.of(
                                    "    return [%S * %n for %S in %s]\n",
                                    "    result = []\n    for %S in %s:\n        result.append(%S * %n)\n    return result\n"),
                            xs -> n -> xs.stream().map(x -> x * n).toList()),
                    new Shape(
                            "cap-each",
                            2,
                            "cap_%s_at_%n",
                            "list[int]",
                            List.of(
                                    "Return the %s, none larger than %n.",
                                    "Replace each of the %s above %n by %n."),
                            List.of(
                                    "    return [min(%S, %n) for %S in %s]\n",
                                    "    return [%n if %S > %n else %S for %S in %s]\n"),
                            xs -> n -> xs.stream().map(x -> Math.min(x, n)).toList()),
                    new Shape(
                            "raise-each",
                            2,
                            "raise_%s_to_%n",
                            "list[int]",
                            List.of(
                                    "Return the %s, none smaller than %n.",
                                    "Replace each of the %s below %n by %n."),
                            List.of(
                                    "    return [max(%S, %n) for %S in %s]\n",
                                    "    return [%n if %S < %n else %S for %S in %s]\n"),
                            xs -> n -> xs.stream().map(x -> Math.max(x, n)).toList()),
                    new Shape(
                            "remainders",
                            2,
                            "remainders_of_%s_by_%n",
                            "list[int]",
                            List.of(
                                    "Return what is left of each of the %s when divided by %n.",
                                    "Return the remainder of each %S divided by %n."),
                            List.of("    return [%S % %n for %S in %s]\n"),
                            xs -> n -> xs.stream().map(x -> Math.floorMod(x, n)).toList()),
                    new Shape(
                            "distance",
                            2,
                            "distance_of_%s_from_%n",
                            "list[int]",
                            List.of(
                                    "Return how far each of the %s is from %n.",
                                    "Return the distance of each %S from %n."),
                            List.of("    return [abs(%S - %n) for %S in %s]\n"),
                            xs -> n -> xs.stream().map(x -> Math.abs(x - n)).toList()),
                    new Shape(
                            "running-largest",
                            3,
                            "running_largest_of_%s",
                            "list[int]",
                            List.of(
                                    "Return the largest of the %s so far, at each place.",
                                    "For each place, return the largest %S up to there."),
                            List.of(
                                    "    result = []\n    best = None\n    for %S in %s:\n        if best is None or %S > best:\n            best = %S\n        result.append(best)\n    return result\n"),
                            xs ->
                                    n -> {
                                        List<Integer> best = new ArrayList<>();
                                        xs.forEach(
                                                x ->
                                                        best.add(
                                                                best.isEmpty()
                                                                        ? x
                                                                        : Math.max(
                                                                                x,
                                                                                best.getLast())));
                                        return best;
                                    }),
                    new Shape(
                            "running-total",
                            3,
                            "running_total_of_%s",
                            "list[int]",
                            List.of(
                                    "Return the total of the %s so far, at each place.",
                                    "For each place, return the sum of the %s up to there."),
                            List.of(
                                    "    result = []\n    total = 0\n    for %S in %s:\n        total += %S\n        result.append(total)\n    return result\n"),
                            xs ->
                                    n -> {
                                        List<Integer> totals = new ArrayList<>();
                                        xs.forEach(
                                                x ->
                                                        totals.add(
                                                                x
                                                                        + (totals.isEmpty()
                                                                                ? 0
                                                                                : totals
                                                                                        .getLast())));
                                        return totals;
                                    }),
                    new Shape(
                            "running-total-from",
                            3,
                            "running_total_of_%s_from_%n",
                            "list[int]",
                            List.of(
                                    "Return the total of the %s so far, at each place, starting from %n.",
                                    "Starting with %n, add the %s one by one and return each total."),
                            List.of(
                                    "    result = []\n    total = %n\n    for %S in %s:\n        total += %S\n        result.append(total)\n    return result\n"),
                            xs ->
                                    n -> {
                                        List<Integer> totals = new ArrayList<>();
                                        xs.forEach(
                                                x ->
                                                        totals.add(
                                                                x
                                                                        + (totals.isEmpty()
                                                                                ? n
                                                                                : totals
                                                                                        .getLast())));
                                        return totals;
                                    }),
                    new Shape(
                            "differences",
                            3,
                            "differences_of_%s",
                            "list[int]",
                            List.of(
                                    "Return the difference of each of the %s to the one before.",
                                    "Return how much the %s change from one to the next."),
                            List.of("    return [%s[i] - %s[i - 1] for i in range(1, len(%s))]\n"),
                            xs ->
                                    n -> {
                                        List<Integer> steps = new ArrayList<>();
                                        for (int i = 1; i < xs.size(); i++) {
                                            steps.add(xs.get(i) - xs.get(i - 1));
                                        }
                                        return steps;
                                    }),
                    new Shape(
                            "jumps",
                            3,
                            "count_jumps_of_%n_in_%s",
                            "int",
                            List.of(
                                    "Count how often one of the %s is more than %n above the one before.",
                                    "Return how many times the %s rise by more than %n."),
                            List.of(
                                    "    count = 0\n    for i in range(1, len(%s)):\n        if %s[i] - %s[i - 1] > %n:\n            count += 1\n    return count\n"),
                            xs ->
                                    n -> {
                                        int jumps = 0;
                                        for (int i = 1; i < xs.size(); i++) {
                                            jumps += xs.get(i) - xs.get(i - 1) > n ? 1 : 0;
                                        }
                                        return jumps;
                                    }),
                    new Shape(
                            "count-each",
                            3,
                            "count_each_of_%s",
                            "dict[int, int]",
                            List.of(
                                    "Return how often each of the %s occurs.",
                                    "Count each of the %s in a dictionary."),
                            List.of(
                                    "    counts = {}\n    for %S in %s:\n        counts[%S] = counts.get(%S, 0) + 1\n    return counts\n"),
                            xs ->
                                    n -> {
                                        Map<Integer, Integer> counts = new LinkedHashMap<>();
                                        xs.forEach(x -> counts.merge(x, 1, Integer::sum));
                                        return counts;
                                    }),
                    new Shape(
                            "more-than-n-times",
                            3,
                            "%s_seen_%n_times",
                            "list[int]",
                            List.of(
                                    "Return the %s that occur at least %n times, each once, in order.",
                                    "List each of the %s that is seen %n times or more."),
                            List.of(
                                    "    result = []\n    for %S in %s:\n        if %s.count(%S) >= %n and %S not in result:\n            result.append(%S)\n    return result\n"),
                            xs ->
                                    n -> {
                                        Map<Integer, Integer> counts = new HashMap<>();
                                        xs.forEach(x -> counts.merge(x, 1, Integer::sum));
                                        return new LinkedHashSet<>(xs)
                                                .stream().filter(x -> counts.get(x) >= n).toList();
                                    }));

    static Exercise any(Pick pick) {
        Shape shape = pick.of(SHAPES);
        Noun noun = pick.of(Noun.NUMBERS);
        boolean small =
                List.of(
                                "take-first",
                                "skip-first",
                                "every-nth",
                                "top",
                                "bottom",
                                "more-than-n-times")
                        .contains(shape.family());
        int n = small ? pick.between(2, 9) : pick.between(2, 50);
        Function<String, String> fill =
                s ->
                        s.replace("%nth", ordinal(n))
                                .replace("%n", "" + n)
                                .replace("%s", noun.plural())
                                .replace("%S", noun.singular());
        return new Exercise(
                shape.family(),
                shape.level(),
                fill.apply(shape.name()),
                noun.plural(),
                noun.plural() + ": list[int]) -> " + shape.result(),
                shape.says().stream().map(fill).toList(),
                shape.bodies().stream().map(fill).toList(),
                NumberLists.cases(
                        pick,
                        List.of(n, 1, n, n + 1, 2 * n + 3),
                        xs -> shape.answer().apply(xs).apply(n)));
    }

    private static String ordinal(int n) {
        return n == 2 ? "2nd" : n == 3 ? "3rd" : n + "th";
    }
}

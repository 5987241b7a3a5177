import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Exercises on one number: two steps in a row, a choice, a limit, a question.
final class Scalars {
    private static final List<String> NAMES = List.of("x", "n", "value", "number", "amount");

    private Scalars() {}

    static Exercise any(Pick pick) {
        return switch (pick.between(0, 7)) {
            case 0, 1, 2 -> twoSteps(pick);
            case 3, 4, 5 -> choice(pick);
            case 6 -> question(pick);
            default -> limits(pick);
        };
    }

    private static Exercise twoSteps(Pick pick) {
        String x = pick.of(NAMES);
        Change one = Change.any(pick);
        Change two = Change.any(pick);
        List<String> says = new ArrayList<>();
        for (String first : one.says()) {
            for (String second : two.says()) {
                String a = capital(first.formatted(x));
                says.add(a + ", then " + second.formatted("the result") + ".");
                says.add(a + " and " + second.formatted("that") + ".");
            }
        }
        return new Exercise(
                "two-steps-" + one.kind(),
                2,
                one.verb() + "_then_" + two.verb(),
                x,
                x + ": int) -> int",
                says,
                List.of(
                        "    return " + two.on(one.on(x)) + "\n",
                        "    " + x + " = " + one.on(x) + "\n    return " + two.on(x) + "\n",
                        "    result = " + one.on(x) + "\n    return " + two.on("result") + "\n"),
                cases(pick, List.of(1), v -> two.apply().applyAsInt(one.apply().applyAsInt(v))));
    }

    private static Exercise choice(Pick pick) {
        String x = pick.of(NAMES);
        Condition c = Condition.any(pick);
        Change yes = Change.any(pick);
        Change no = Change.any(pick);
        List<String> says = new ArrayList<>();
        for (String phrase : c.phrases()) {
            String when =
                    phrase.startsWith("multiples")
                            ? "a multiple of" + c.name().replaceAll(".*_", " ")
                            : phrase;
            says.add(
                    capital(yes.says().getFirst().formatted(x))
                            + " if it is "
                            + when
                            + ", otherwise "
                            + no.says().getFirst().formatted("it")
                            + ".");
            says.add(
                    "If "
                            + x
                            + " is "
                            + when
                            + ", "
                            + yes.says().getLast().formatted("it")
                            + "; else "
                            + no.says().getLast().formatted("it")
                            + ".");
        }
        return new Exercise(
                "choice-" + c.kind(),
                3,
                yes.verb() + "_if_" + c.name() + "_else_" + no.verb(),
                x,
                x + ": int) -> int",
                says,
                List.of(
                        "    if "
                                + c.on(x)
                                + ":\n        return "
                                + yes.on(x)
                                + "\n    return "
                                + no.on(x)
                                + "\n",
                        "    if "
                                + c.on(x)
                                + ":\n        return "
                                + yes.on(x)
                                + "\n    else:\n        return "
                                + no.on(x)
                                + "\n",
                        "    return " + yes.on(x) + " if " + c.on(x) + " else " + no.on(x) + "\n"),
                cases(
                        pick,
                        c.near(),
                        v ->
                                c.test().test(v)
                                        ? yes.apply().applyAsInt(v)
                                        : no.apply().applyAsInt(v)));
    }

    private static Exercise question(Pick pick) {
        String x = pick.of(NAMES);
        Condition a = Condition.any(pick);
        Condition b = Condition.any(pick);
        boolean both = pick.oneIn(2);
        String word = both ? "and" : "or";
        return new Exercise(
                "question-" + word,
                2,
                "is_" + a.name() + "_" + word + "_" + b.name(),
                x,
                x + ": int) -> bool",
                List.of(
                        "Tell whether "
                                + x
                                + " is "
                                + a.phrases().getFirst()
                                + " "
                                + word
                                + " "
                                + b.phrases().getFirst()
                                + ".",
                        "Return True if "
                                + x
                                + " is "
                                + a.phrases().getLast()
                                + " "
                                + word
                                + " "
                                + b.phrases().getLast()
                                + "."),
                List.of("    return " + a.on(x) + " " + word + " " + b.on(x) + "\n"),
                cases(
                        pick,
                        join(a.near(), b.near()),
                        v ->
                                both
                                        ? a.test().test(v) && b.test().test(v)
                                        : a.test().test(v) || b.test().test(v)));
    }

    private static Exercise limits(Pick pick) {
        String x = pick.of(NAMES);
        int low = pick.between(2, 60);
        int high = low + pick.between(3, 38);
        return new Exercise(
                "limits",
                2,
                "keep_between_" + low + "_and_" + high,
                x,
                x + ": int) -> int",
                List.of(
                        "Return " + x + ", but at least " + low + " and at most " + high + ".",
                        "Limit " + x + " to the range from " + low + " to " + high + "."),
                List.of(
                        "    return max(" + low + ", min(" + x + ", " + high + "))\n",
                        "    if "
                                + x
                                + " < "
                                + low
                                + ":\n        return "
                                + low
                                + "\n    if "
                                + x
                                + " > "
                                + high
                                + ":\n        return "
                                + high
                                + "\n    return "
                                + x
                                + "\n"),
                cases(
                        pick,
                        List.of(low - 1, low, low + 1, high, high + 1),
                        v -> Math.clamp(v, low, high)));
    }

    private static List<Exercise.Case> cases(
            Pick pick, List<Integer> near, IntFunction<Object> answer) {
        List<Integer> inputs = new ArrayList<>(near);
        inputs.addAll(List.of(0, -7));
        for (int i = 0; i < 4; i++) {
            inputs.add(pick.between(-40, 130));
        }
        return inputs.stream()
                .distinct()
                .map(v -> new Exercise.Case("" + v, Python.of(answer.apply(v))))
                .toList();
    }

    private static List<Integer> join(List<Integer> a, List<Integer> b) {
        List<Integer> joined = new ArrayList<>(a);
        joined.addAll(b);
        return joined;
    }

    static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}

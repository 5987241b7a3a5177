import java.util.List;
import java.util.function.IntUnaryOperator;

/// Something done to a number.
///
/// @param kind `double`, `add`, ...
/// @param verb in a function's name: `add_7`
/// @param noun in a function's name after "sum of": `doubles`
/// @param says the imperative: `add 7 to %s`
/// @param python the expression, with `%s` for the number; binds like a product or tighter where
///   `tight`
record Change(
        String kind,
        String verb,
        String noun,
        List<String> says,
        String python,
        IntUnaryOperator apply) {
    String on(String expression) {
        return python.formatted(expression.matches("\\w+") ? expression : "(" + expression + ")");
    }

    static Change any(Pick pick) {
        int n = pick.between(2, 50);
        int k = pick.between(3, 12);
        return switch (pick.between(0, 8)) {
            case 0 ->
                    new Change(
                            "double",
                            "double",
                            "doubles",
                            List.of("double %s", "multiply %s by 2"),
                            "%s * 2",
                            x -> 2 * x);
            case 1 ->
                    new Change(
                            "square",
                            "square",
                            "squares",
                            List.of("square %s", "multiply %s by itself"),
                            "%s ** 2",
                            x -> x * x);
            case 2, 3 ->
                    new Change(
                            "add",
                            "add_" + n,
                            "",
                            List.of("add " + n + " to %s", "increase %s by " + n),
                            "%s + " + n,
                            x -> x + n);
            case 4, 5 ->
                    new Change(
                            "subtract",
                            "subtract_" + n,
                            "",
                            List.of("subtract " + n + " from %s", "decrease %s by " + n),
                            "%s - " + n,
                            x -> x - n);
            case 6, 7 ->
                    new Change(
                            "multiply",
                            "multiply_by_" + k,
                            "",
                            List.of("multiply %s by " + k, "make %s " + k + " times as large"),
                            "%s * " + k,
                            x -> x * k);
            default ->
                    new Change(
                            "negate",
                            "negate",
                            "negatives",
                            List.of("negate %s", "change the sign of %s"),
                            "-%s",
                            x -> -x);
        };
    }
}

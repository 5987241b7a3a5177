import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// A condition on a number.
///
/// @param kind `over`, `even`, ...
/// @param name how it appears in a function's name: `over_30`
/// @param phrases how it is said: `greater than 30`
/// @param sign the test that follows the variable in Python: ` > 30`
/// @param wrong tests that look alike and mean something else
/// @param near values on both sides of the border
record Condition(
        String kind,
        String name,
        List<String> phrases,
        String sign,
        List<String> wrong,
        List<Integer> near,
        IntPredicate test) {
    String on(String variable) {
        return variable + sign;
    }

    /// The opposite test, in Python.
    String not(String variable) {
        return "not " + variable + sign;
    }

    static Condition any(Pick pick) {
        int n = pick.between(2, 50);
        int k = pick.between(3, 12);
        return switch (pick.between(0, 11)) {
            case 0, 1 -> over(n);
            case 2, 3 -> under(n);
            case 4 -> atLeast(n);
            case 5 -> atMost(n);
            case 6 -> equal(n);
            case 7 -> other(n);
            case 8 -> parity("even", " % 2 == 0", " % 2 == 1", 0);
            case 9 -> parity("odd", " % 2 == 1", " % 2 == 0", 1);
            case 10 -> multiple(k);
            default -> pick.oneIn(2) ? positive() : negative();
        };
    }

    static Condition over(int n) {
        return new Condition(
                "over",
                "over_" + n,
                List.of("greater than " + n, "over " + n, "more than " + n, "above " + n),
                " > " + n,
                wrong(n, "<", ">="),
                List.of(n - 1, n, n + 1),
                x -> x > n);
    }

    static Condition under(int n) {
        return new Condition(
                "under",
                "under_" + n,
                List.of("less than " + n, "under " + n, "smaller than " + n, "below " + n),
                " < " + n,
                wrong(n, ">", "<="),
                List.of(n - 1, n, n + 1),
                x -> x < n);
    }

    static Condition atLeast(int n) {
        return new Condition(
                "at-least",
                "at_least_" + n,
                List.of("at least " + n, n + " or more", "no less than " + n),
                " >= " + n,
                wrong(n, "<", ">"),
                List.of(n - 1, n, n + 1),
                x -> x >= n);
    }

    static Condition atMost(int n) {
        return new Condition(
                "at-most",
                "at_most_" + n,
                List.of("at most " + n, n + " or less", "no more than " + n),
                " <= " + n,
                wrong(n, ">", "<"),
                List.of(n - 1, n, n + 1),
                x -> x <= n);
    }

    static Condition equal(int n) {
        return new Condition(
                "equal",
                "equal_to_" + n,
                List.of("equal to " + n, "exactly " + n),
                " == " + n,
                wrong(n, "!=", ">"),
                List.of(n - 1, n, n, n + 1),
                x -> x == n);
    }

    static Condition other(int n) {
        return new Condition(
                "other",
                "not_" + n,
                List.of("not equal to " + n, "different from " + n, "not " + n),
                " != " + n,
                wrong(n, "==", "<"),
                List.of(n - 1, n, n, n + 1),
                x -> x != n);
    }

    static Condition multiple(int k) {
        return new Condition(
                "multiple",
                "multiple_of_" + k,
                List.of("divisible by " + k, "multiples of " + k, "a multiple of " + k),
                " % " + k + " == 0",
                List.of(" % " + k + " == 1", " % " + (k + 1) + " == 0", " % " + k + " != 0"),
                List.of(k, 2 * k, k + 1, 3 * k - 1),
                x -> x % k == 0);
    }

    static Condition positive() {
        return new Condition(
                "positive",
                "positive",
                List.of("positive", "greater than zero"),
                " > 0",
                List.of(" < 0", " >= 0"),
                List.of(-1, 0, 1),
                x -> x > 0);
    }

    static Condition negative() {
        return new Condition(
                "negative",
                "negative",
                List.of("negative", "less than zero"),
                " < 0",
                List.of(" > 0", " <= 0"),
                List.of(-1, 0, 1),
                x -> x < 0);
    }

    private static Condition parity(String name, String sign, String opposite, int remainder) {
        return new Condition(
                name,
                name,
                List.of(name),
                sign,
                List.of(opposite),
                List.of(2, 3, 8, 11),
                x -> Math.floorMod(x, 2) == remainder);
    }

    private static List<String> wrong(int n, String... signs) {
        List<String> wrong = new ArrayList<>();
        for (String sign : signs) {
            wrong.add(" " + sign + " " + n);
        }
        wrong.add(" " + signs[0] + " " + (n + 3));
        return wrong;
    }
}

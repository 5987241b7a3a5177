import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/// Exercises on lists of words and on one text.
final class Words {
    private static final List<String> SAMPLE =
            List.of(
                    "apple",
                    "sea",
                    "tiger",
                    "blue",
                    "a",
                    "garden",
                    "moon",
                    "tea",
                    "river",
                    "stone",
                    "banana",
                    "",
                    "level",
                    "otter",
                    "green",
                    "oak",
                    "elephant",
                    "ant",
                    "noon",
                    "winter",
                    "sun",
                    "rope",
                    "butter",
                    "egg",
                    "lamp",
                    "dog",
                    "planet");
    private static final List<String> LETTERS =
            List.of("a", "b", "d", "e", "g", "i", "l", "m", "n", "o", "p", "r", "s", "t", "u", "w");

    private Words() {}

    /// A condition on a word.
    private record Trait(
            String kind, String name, List<String> phrases, String python, Predicate<String> test) {
        static Trait any(Pick pick) {
            int n = pick.between(2, 9);
            String c = pick.of(LETTERS);
            return switch (pick.between(0, 5)) {
                case 0 ->
                        new Trait(
                                "longer",
                                "longer_than_" + n,
                                List.of(
                                        "longer than " + n + " letters",
                                        "with more than " + n + " letters"),
                                "len(%s) > " + n,
                                w -> w.length() > n);
                case 1 ->
                        new Trait(
                                "shorter",
                                "shorter_than_" + n,
                                List.of(
                                        "shorter than " + n + " letters",
                                        "with fewer than " + n + " letters"),
                                "len(%s) < " + n,
                                w -> w.length() < n);
                case 2 ->
                        new Trait(
                                "of-length",
                                "of_length_" + n,
                                List.of(
                                        "exactly " + n + " letters long",
                                        "with exactly " + n + " letters"),
                                "len(%s) == " + n,
                                w -> w.length() == n);
                case 3 ->
                        new Trait(
                                "starting",
                                "starting_with_" + c,
                                List.of("starting with '" + c + "'", "that begin with '" + c + "'"),
                                "%s.startswith('" + c + "')",
                                w -> w.startsWith(c));
                case 4 ->
                        new Trait(
                                "ending",
                                "ending_with_" + c,
                                List.of("ending with '" + c + "'", "that end with '" + c + "'"),
                                "%s.endswith('" + c + "')",
                                w -> w.endsWith(c));
                default ->
                        new Trait(
                                "containing",
                                "with_" + c,
                                List.of("containing '" + c + "'", "that contain '" + c + "'"),
                                "'" + c + "' in %s",
                                w -> w.contains(c));
            };
        }

        String on(String variable) {
            return python.formatted(variable);
        }
    }

    /// Something done to a word.
    private record Turn(
            String kind, String name, String says, String python, Function<String, Object> apply) {
        static Turn any(Pick pick) {
            int n = pick.between(2, 5);
            return switch (pick.between(0, 4)) {
                case 0 ->
                        new Turn(
                                "upper",
                                "upper",
                                "in upper case",
                                "%s.upper()",
                                w -> w.toUpperCase(Locale.ROOT));
                case 1 ->
                        new Turn(
                                "reversed",
                                "reversed",
                                "written backwards",
                                "%s[::-1]",
                                w -> new StringBuilder(w).reverse().toString());
                case 2 ->
                        new Turn(
                                "doubled",
                                "repeated_" + n,
                                "repeated " + n + " times",
                                "%s * " + n,
                                w -> w.repeat(n));
                case 3 ->
                        new Turn(
                                "start",
                                "start_" + n,
                                "cut to the first " + n + " letters",
                                "%s[:" + n + "]",
                                w -> w.substring(0, Math.min(n, w.length())));
                default ->
                        new Turn("length", "length", "as their lengths", "len(%s)", String::length);
            };
        }

        String on(String variable) {
            return python.formatted(variable);
        }
    }

    static Exercise any(Pick pick) {
        return switch (pick.between(0, 5)) {
            case 0, 1 -> filtered(pick);
            case 2, 3 -> turned(pick);
            default -> text(pick);
        };
    }

    private static Exercise filtered(Pick pick) {
        Noun noun = pick.of(Noun.WORDS);
        Trait trait = Trait.any(pick);
        String x = noun.singular();
        String xs = noun.plural();
        boolean count = pick.oneIn(2);
        List<String> says = new ArrayList<>();
        for (String phrase : trait.phrases()) {
            says.add(
                    count
                            ? "Count the " + xs + " " + phrase + "."
                            : "Return the " + xs + " " + phrase + ".");
            says.add(
                    count
                            ? "Return the number of " + xs + " " + phrase + "."
                            : "Keep only the " + xs + " " + phrase + ".");
        }
        String loop = "    for " + x + " in " + xs + ":\n        if " + trait.on(x) + ":\n";
        List<String> bodies =
                count
                        ? List.of(
                                "    count = 0\n"
                                        + loop
                                        + "            count += 1\n    return count\n",
                                "    return sum(1 for "
                                        + x
                                        + " in "
                                        + xs
                                        + " if "
                                        + trait.on(x)
                                        + ")\n")
                        : List.of(
                                "    result = []\n"
                                        + loop
                                        + "            result.append("
                                        + x
                                        + ")\n    return result\n",
                                "    return ["
                                        + x
                                        + " for "
                                        + x
                                        + " in "
                                        + xs
                                        + " if "
                                        + trait.on(x)
                                        + "]\n");
        return new Exercise(
                (count ? "count-words-" : "list-words-") + trait.kind(),
                2,
                (count ? "count_" : "list_") + xs + "_" + trait.name(),
                xs,
                xs + ": list[str]) -> " + (count ? "int" : "list[str]"),
                says,
                bodies,
                cases(
                        pick,
                        words -> {
                            List<String> kept = words.stream().filter(trait.test()).toList();
                            return count ? (Object) kept.size() : kept;
                        }));
    }

    private static Exercise turned(Pick pick) {
        Noun noun = pick.of(Noun.WORDS);
        Trait trait = Trait.any(pick);
        Turn turn = Turn.any(pick);
        String x = noun.singular();
        String xs = noun.plural();
        List<String> says = new ArrayList<>();
        for (String phrase : trait.phrases()) {
            says.add("Return the " + xs + " " + phrase + ", " + turn.says() + ".");
            says.add(
                    "List the "
                            + xs
                            + " "
                            + phrase
                            + ", each "
                            + turn.says().replace("their lengths", "its length")
                            + ".");
        }
        return new Exercise(
                "words-" + turn.kind(),
                3,
                turn.name() + "_" + xs + "_" + trait.name(),
                xs,
                xs + ": list[str]) -> list",
                says,
                List.of(
                        "    result = []\n    for "
                                + x
                                + " in "
                                + xs
                                + ":\n        if "
                                + trait.on(x)
                                + ":\n            result.append("
                                + turn.on(x)
                                + ")\n    return result\n",
                        "    return ["
                                + turn.on(x)
                                + " for "
                                + x
                                + " in "
                                + xs
                                + " if "
                                + trait.on(x)
                                + "]\n"),
                cases(
                        pick,
                        words -> words.stream().filter(trait.test()).map(turn.apply()).toList()));
    }

    /// One step on one text.
    private static Exercise text(Pick pick) {
        String x = pick.of(List.of("text", "word", "line", "name"));
        String c = pick.of(LETTERS);
        String d = pick.of(LETTERS.stream().filter(l -> !l.equals(c)).toList());
        int n = pick.between(2, 9);
        return switch (pick.between(0, 6)) {
            case 0 ->
                    one(
                            "count-letter",
                            1,
                            "count_" + c + "_in_" + x,
                            x,
                            "int",
                            List.of(
                                    "Return how often '" + c + "' occurs in the " + x + ".",
                                    "Count the letter '" + c + "' in the " + x + "."),
                            List.of(
                                    "    return " + x + ".count('" + c + "')\n",
                                    "    count = 0\n    for letter in "
                                            + x
                                            + ":\n        if letter == '"
                                            + c
                                            + "':\n            count += 1\n    return count\n"),
                            pick,
                            w -> (int) w.chars().filter(k -> k == c.charAt(0)).count());
            case 1 ->
                    one(
                            "remove-letter",
                            1,
                            "remove_" + c + "_from_" + x,
                            x,
                            "str",
                            List.of(
                                    "Return the " + x + " without the letter '" + c + "'.",
                                    "Remove every '" + c + "' from the " + x + "."),
                            List.of(
                                    "    return " + x + ".replace('" + c + "', '')\n",
                                    "    return ''.join(letter for letter in "
                                            + x
                                            + " if letter != '"
                                            + c
                                            + "')\n"),
                            pick,
                            w -> w.replace(c, ""));
            case 2 ->
                    one(
                            "replace-letter",
                            2,
                            "replace_" + c + "_by_" + d + "_in_" + x,
                            x,
                            "str",
                            List.of(
                                    "Replace every '" + c + "' in the " + x + " by '" + d + "'.",
                                    "Return the "
                                            + x
                                            + " with '"
                                            + d
                                            + "' in place of '"
                                            + c
                                            + "'."),
                            List.of("    return " + x + ".replace('" + c + "', '" + d + "')\n"),
                            pick,
                            w -> w.replace(c, d));
            case 3 ->
                    one(
                            "repeat",
                            1,
                            "repeat_" + x + "_" + n + "_times",
                            x,
                            "str",
                            List.of(
                                    "Return the " + x + " repeated " + n + " times.",
                                    "Write the " + x + " " + n + " times in a row."),
                            List.of("    return " + x + " * " + n + "\n"),
                            pick,
                            w -> w.repeat(n));
            case 4 ->
                    one(
                            "first-letters",
                            1,
                            "first_" + n + "_letters_of_" + x,
                            x,
                            "str",
                            List.of(
                                    "Return the first " + n + " letters of the " + x + ".",
                                    "Cut the " + x + " after " + n + " letters."),
                            List.of("    return " + x + "[:" + n + "]\n"),
                            pick,
                            w -> w.substring(0, Math.min(n, w.length())));
            case 5 ->
                    one(
                            "without-first",
                            1,
                            x + "_without_first_" + n,
                            x,
                            "str",
                            List.of(
                                    "Return the " + x + " without its first " + n + " letters.",
                                    "Drop the first " + n + " letters of the " + x + "."),
                            List.of("    return " + x + "[" + n + ":]\n"),
                            pick,
                            w -> w.substring(Math.min(n, w.length())));
            default ->
                    one(
                            "surround",
                            2,
                            "put_" + c + "_around_" + x,
                            x,
                            "str",
                            List.of(
                                    "Return the " + x + " with '" + c + "' before and after it.",
                                    "Put the letter '" + c + "' on both sides of the " + x + "."),
                            List.of("    return '" + c + "' + " + x + " + '" + c + "'\n"),
                            pick,
                            w -> c + w + c);
        };
    }

    private static Exercise one(
            String family,
            int level,
            String name,
            String x,
            String result,
            List<String> says,
            List<String> bodies,
            Pick pick,
            Function<String, Object> answer) {
        List<Exercise.Case> cases = new ArrayList<>();
        for (String w :
                List.of(
                        "",
                        "banana",
                        "aabbddeeggiill",
                        "mmnnoopprrssttuuww",
                        pick.of(SAMPLE),
                        pick.of(SAMPLE) + pick.of(SAMPLE))) {
            cases.add(new Exercise.Case(Python.of(w), Python.of(answer.apply(w))));
        }
        return new Exercise(
                family,
                level,
                name,
                x,
                x + ": str) -> " + result,
                says,
                bodies,
                cases.stream().distinct().toList());
    }

    private static List<Exercise.Case> cases(Pick pick, Function<List<String>, Object> answer) {
        List<List<String>> inputs = new ArrayList<>();
        inputs.add(List.of());
        inputs.add(SAMPLE);
        for (int i = 0; i < 4; i++) {
            List<String> words = new ArrayList<>();
            int n = pick.between(3, 7);
            for (int k = 0; k < n; k++) {
                words.add(pick.of(SAMPLE));
            }
            inputs.add(words);
        }
        return inputs.stream()
                .map(w -> new Exercise.Case(Python.of(w), Python.of(answer.apply(w))))
                .toList();
    }
}

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes an exercise as it should not be: still looking like code, but teaching nothing, or
/// something false.
final class Spoilt {
    private Spoilt() {}

    static Sample of(Exercise e, Pick pick) {
        int lot = pick.between(1, 100);
        if (lot <= 30) {
            return wrongDocstring(e, pick);
        }
        if (lot <= 52) {
            return flipped(e, pick);
        }
        if (lot <= 64) {
            return meaningless(e, pick);
        }
        if (lot <= 71) {
            return unfinished(e, pick);
        }
        if (lot <= 79) {
            return contradicting(e, pick);
        }
        if (lot <= 84) {
            return copied(e, pick);
        }
        if (lot <= 88) {
            return truncated(e, pick);
        }
        return Noise.any(pick);
    }

    /// The docstring of another function.
    private static Sample wrongDocstring(Exercise e, Pick pick) {
        Exercise other = Tasks.any(pick);
        String docstring = pick.of(other.docstrings());
        String text =
                e.signature(pick.oneIn(5))
                        + "    \"\"\""
                        + docstring
                        + "\"\"\"\n"
                        + pick.of(e.bodies());
        return spoilt(
                e,
                text,
                "wrong-docstring",
                1,
                pick,
                "The docstring describes another function than the code below it.",
                "Says one thing and does another; a reader would learn it wrong.",
                "Description and body do not belong together.");
    }

    /// One operator or constant is wrong.
    private static Sample flipped(Exercise e, Pick pick) {
        String body = pick.of(e.bodies());
        String wrong = flip(body, pick);
        if (wrong.equals(body)) {
            return wrongDocstring(e, pick);
        }
        return spoilt(
                e,
                e.text(pick.oneIn(5), pick.of(e.docstrings()), wrong),
                "flipped",
                1,
                pick,
                "The comparison or the constant is not the one the docstring names.",
                "Nearly right, and therefore misleading: the code does not do what it says.",
                "A wrong operator hides in code that looks fine.");
    }

    private static final Pattern SIGN =
            Pattern.compile(" (<=|>=|==|!=|<|>|\\+=|-=|\\+|-|\\*) (\\w+)");
    private static final Pattern NUMBER = Pattern.compile("\\b([2-9]|[1-9]\\d)\\b");

    static String flip(String body, Pick pick) {
        List<String> variants = new ArrayList<>();
        Matcher sign = SIGN.matcher(body);
        while (sign.find()) {
            String other =
                    switch (sign.group(1)) {
                        case "<" -> ">";
                        case ">" -> "<";
                        case "<=" -> ">";
                        case ">=" -> "<";
                        case "==" -> "!=";
                        case "!=" -> "==";
                        case "+=" -> sign.group(2).equals("1") ? "-=" : "-=";
                        case "-=" -> "+=";
                        case "+" -> "-";
                        case "-" -> "+";
                        default -> "+";
                    };
            variants.add(body.substring(0, sign.start(1)) + other + body.substring(sign.end(1)));
        }
        Matcher number = NUMBER.matcher(body);
        while (number.find()) {
            int n = Integer.parseInt(number.group(1));
            int m = Math.max(2, pick.oneIn(2) ? n + pick.between(1, 9) : pick.between(2, 99));
            if (m != n) {
                variants.add(body.substring(0, number.start()) + m + body.substring(number.end()));
            }
        }
        for (String[] swap :
                new String[][] {
                    {"max(", "min("},
                    {"min(", "max("},
                    {"any(", "all("},
                    {"all(", "any("},
                    {"startswith", "endswith"},
                    {"endswith", "startswith"},
                    {"reverse=True", "reverse=False"}
                }) {
            if (body.contains(swap[0])) {
                variants.add(body.replace(swap[0], swap[1]));
            }
        }
        return variants.isEmpty() ? body : pick.of(variants);
    }

    /// No docstring, no names.
    private static Sample meaningless(Exercise e, Pick pick) {
        String body = pick.of(e.bodies());
        List<String> short_ =
                new ArrayList<>(List.of("a", "b", "c", "q", "tmp", "foo", "v1", "zz", "data2"));
        String name =
                pick.of(List.of("f", "func", "do_it", "process", "handle", "calc", "run", "helper"))
                        + (pick.oneIn(2) ? "" : "_" + pick.between(1, 99));
        String parameter = short_.remove(pick.between(0, short_.size() - 1));
        String text = "def " + name + "(" + e.parameters() + "):\n" + body;
        text = text.replaceAll("\\b" + e.parameters() + "\\b", parameter);
        for (String inner :
                List.of(
                        "total",
                        "count",
                        "result",
                        "best",
                        "letter",
                        "counts",
                        "last",
                        singular(e))) {
            if (!inner.isEmpty() && text.contains(inner)) {
                text =
                        text.replaceAll(
                                "\\b" + inner + "\\b(?!\\()",
                                short_.remove(pick.between(0, short_.size() - 1)));
            }
            if (short_.isEmpty()) {
                break;
            }
        }
        return spoilt(
                e,
                text,
                "meaningless-names",
                2,
                pick,
                "It runs, but no name says what it is for.",
                "Code without a description or a telling name: a reader must guess.",
                "Works perhaps, explains nothing.");
    }

    private static String singular(Exercise e) {
        Matcher m = Pattern.compile("for (\\w+) in").matcher(String.join("", e.bodies()));
        return m.find() ? m.group(1) : "";
    }

    private static Sample unfinished(Exercise e, Pick pick) {
        String body =
                pick.of(
                        List.of(
                                "    pass\n",
                                "    # TODO\n    pass\n",
                                "    # TODO: implement\n    return None\n",
                                "    raise NotImplementedError\n",
                                "    ...\n",
                                "    return 0  # FIXME\n"));
        return spoilt(
                e,
                e.text(pick.oneIn(5), pick.of(e.docstrings()), body),
                "unfinished",
                pick.oneIn(2) ? 1 : 0,
                pick,
                "A task without its solution.",
                "The body is still to be written: nothing to learn from.",
                "Only a stub.");
    }

    /// Comments and leftovers that speak against the code.
    private static Sample contradicting(Exercise e, Pick pick) {
        Exercise other = Tasks.any(pick);
        String leftover =
                pick.of(
                        List.of(
                                "    # " + pick.of(other.docstrings()) + "\n",
                                "    # old version, do not use\n    x = "
                                        + pick.between(2, 99)
                                        + "\n    x = x * "
                                        + pick.between(2, 9)
                                        + "\n",
                                "    # this should be the other way round?\n",
                                "    if False:\n        return " + pick.between(2, 99) + "\n",
                                "    # was: "
                                        + pick.of(other.bodies())
                                                .strip()
                                                .lines()
                                                .findFirst()
                                                .orElse("")
                                        + "\n"));
        String body = flip(pick.of(e.bodies()), pick);
        return spoilt(
                e,
                e.prompt(false, pick.of(e.docstrings())) + "\n" + leftover + body,
                "contradicting",
                pick.oneIn(3) ? 2 : 1,
                pick,
                "Comments and code contradict each other.",
                "Dead code and doubtful comments bury what it does, which is not what it says.",
                "Left half-edited: the reader cannot tell which line counts.");
    }

    /// The same function pasted twice under numbered names.
    private static Sample copied(Exercise e, Pick pick) {
        String body = pick.of(e.bodies());
        String first =
                "def " + e.name() + "_" + pick.between(1, 4) + "(" + e.parameters() + "):\n" + body;
        String second =
                "def "
                        + e.name()
                        + "_"
                        + pick.between(5, 9)
                        + "("
                        + e.parameters()
                        + "):\n"
                        + flip(body, pick);
        return spoilt(
                e,
                first + "\n" + second,
                "copy-paste",
                1,
                pick,
                "Pasted twice with small unexplained changes.",
                "Two near copies and no word on the difference.");
    }

    private static Sample truncated(Exercise e, Pick pick) {
        String text = e.text(false, pick.of(e.docstrings()), pick.of(e.bodies()));
        int end = pick.between(text.length() / 3, text.length() * 4 / 5);
        return spoilt(
                e,
                text.substring(0, end).stripTrailing() + "\n",
                "truncated",
                1,
                pick,
                "Breaks off in the middle.",
                "A fragment: the part that matters is missing.");
    }

    private static Sample spoilt(
            Exercise e, String text, String kind, int label, Pick pick, String... why) {
        return new Sample(text, e.family(), e.level(), kind, label, pick.of(List.of(why)));
    }
}

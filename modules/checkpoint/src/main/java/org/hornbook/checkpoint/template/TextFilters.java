package org.hornbook.checkpoint.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hornbook.checkpoint.template.Filters.Filter;
import org.hornbook.checkpoint.template.Value.None;
import org.hornbook.checkpoint.template.Value.Text;

/// Filters that make texts of texts.
final class TextFilters {
    private static final int LEEWAY = 5; // characters a text may be too long for `truncate`
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}_]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD_BEGINS = Pattern.compile("[-\\s({\\[<]+");

    private TextFilters() {}

    static Map<String, Filter> all() {
        return Map.ofEntries(
                Map.entry("upper", plain("upper", Cases::upper)),
                Map.entry("lower", plain("lower", Cases::lower)),
                Map.entry("capitalize", plain("capitalize", Cases::capitalize)),
                Map.entry("title", plain("title", TextFilters::title)),
                Map.entry("string", (p, v, a) -> v instanceof Text t ? t : new Text(p.text(v))),
                Map.entry("trim", TextFilters::trim),
                Map.entry("replace", TextFilters::replace),
                Map.entry("indent", TextFilters::indent),
                Map.entry("center", TextFilters::center),
                Map.entry("truncate", TextFilters::truncate),
                Map.entry("format", TextFilters::format),
                Map.entry("wordcount", TextFilters::words),
                Map.entry("urlencode", TextFilters::urlencode),
                Map.entry("safe", (p, v, a) -> new Text(p.text(v), true)),
                Map.entry("escape", TextFilters::escape),
                Map.entry("e", TextFilters::escape),
                Map.entry("forceescape", (p, v, a) -> Markup.escape(p.text(v))));
    }

    private static Filter plain(String name, UnaryOperator<String> change) {
        return (python, value, given) -> {
            given.bind(name, 0);
            String made = change.apply(python.text(value));
            python.budget().text(made.length());
            return new Text(made, value instanceof Text text && text.safe());
        };
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        var border = WORD_BEGINS.matcher(text);
        int from = 0;
        while (border.find()) {
            word(text.substring(from, border.start()), out);
            out.append(border.group());
            from = border.end();
        }
        word(text.substring(from), out);
        return out.toString();
    }

    private static void word(String word, StringBuilder out) {
        if (!word.isEmpty()) {
            int first = Character.charCount(word.codePointAt(0));
            out.append(Cases.upper(word.substring(0, first)));
            out.append(Cases.lower(word.substring(first)));
        }
    }

    private static Value trim(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("trim", 0, "chars");
        String chars = to.get("chars", None.NONE) == None.NONE ? null : to.text("chars", "");
        return python.made(Pieces.strip(python.text(value), chars, true, true));
    }

    private static Value replace(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("replace", 2, "old", "new", "count");
        int count = to.get("count", None.NONE) == None.NONE ? -1 : to.integer("count", -1);
        return new Text(
                Pieces.replace(
                        python,
                        python.text(value),
                        python.text(to.get("old")),
                        python.text(to.get("new")),
                        count));
    }

    private static Value indent(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("indent", 0, "width", "first", "blank");
        String by;
        if (to.get("width") instanceof Text text) {
            by = text.text();
        } else {
            int width = Math.max(0, to.integer("width", 4));
            python.budget().text(width);
            by = " ".repeat(width);
        }
        Text all = (Text) python.arithmetic().binary("+", value, new Text("\n"));
        List<String> lines = Pieces.lines(all.text(), false);
        python.budget().text(all.text().length() + (long) by.length() * lines.size());
        boolean blank = to.truth("blank", false);
        StringBuilder out = new StringBuilder(to.truth("first", false) ? by : "");
        for (int i = 0; i < lines.size(); i++) {
            boolean indented = i > 0 && (blank || !lines.get(i).isEmpty());
            out.append(i == 0 ? "" : "\n").append(indented ? by : "").append(lines.get(i));
        }
        return new Text(out.toString(), all.safe());
    }

    private static Value center(Python python, Value value, Arguments given) {
        Value width = given.bind("center", 0, "width").get("width", Value.Int.of(80));
        return Padding.method(python, "center", python.text(value), Arguments.of(width));
    }

    private static Value truncate(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("truncate", 0, "length", "killwords", "end", "leeway");
        int length = to.integer("length", 255);
        String end = to.text("end", "...");
        int leeway =
                to.get("leeway", None.NONE) == None.NONE ? LEEWAY : to.integer("leeway", LEEWAY);
        int ends = CodePoints.length(end);
        if (length < ends || leeway < 0) {
            throw TemplateException.value(
                    "truncate needs a length of at least " + ends + " and no negative leeway");
        }
        int whole = Math.toIntExact(python.length(value));
        if (whole <= length + (long) leeway) {
            return value;
        }
        if (!(value instanceof Text text)) {
            throw TemplateException.type("truncate needs a text, not '" + value.type() + "'");
        }
        String kept = CodePoints.between(text.text(), 0, length - ends);
        if (!to.truth("killwords", false) && kept.lastIndexOf(' ') >= 0) {
            kept = kept.substring(0, kept.lastIndexOf(' '));
        }
        return python.made(kept + end);
    }

    private static Value format(Python python, Value value, Arguments given) {
        if (!given.positional().isEmpty() && !given.named().isEmpty()) {
            throw TemplateException.type(
                    "format takes either positional or keyword arguments, not both");
        }
        Value right = new Value.Items(given.positional(), true);
        if (!given.named().isEmpty()) {
            Dict dict = new Dict();
            given.named().forEach(dict::put);
            right = dict;
        }
        Text text = value instanceof Text t ? t : new Text(python.text(value));
        return new PercentFormat(python).of(text, right);
    }

    private static Value words(Python python, Value value, Arguments given) {
        given.bind("wordcount", 0);
        return Value.Int.of(WORD.matcher(python.text(value)).results().count());
    }

    private static Value escape(Python python, Value value, Arguments given) {
        given.bind("escape", 0);
        return value instanceof Text text && text.safe() ? text : Markup.escape(python.text(value));
    }

    private static Value urlencode(Python python, Value value, Arguments given) {
        given.bind("urlencode", 0);
        if (value instanceof Text || !Python.iterable(value)) {
            return python.made(quoted(python.text(value), true));
        }
        List<Value> pairs = value instanceof Dict dict ? dict.pairs() : python.items(value);
        return python.made(
                pairs.stream()
                        .map(python::items)
                        .map(
                                pair -> {
                                    if (pair.size() != 2) {
                                        throw TemplateException.value("urlencode needs pairs");
                                    }
                                    return quoted(python.text(pair.get(0)), false)
                                            + "="
                                            + quoted(python.text(pair.get(1)), false);
                                })
                        .collect(Collectors.joining("&")));
    }

    private static String quoted(String text, boolean path) {
        String encoded =
                URLEncoder.encode(text, StandardCharsets.UTF_8)
                        .replace("*", "%2A")
                        .replace("%7E", "~");
        return path ? encoded.replace("+", "%20").replace("%2F", "/") : encoded;
    }
}

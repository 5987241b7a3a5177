package org.hornbook.checkpoint.template;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.hornbook.checkpoint.template.Value.Bool;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.None;
import org.hornbook.checkpoint.template.Value.Text;

/// The methods of `str`.
final class TextMethods {
    private TextMethods() {}

    /// Null where there is no such method.
    static Methods.Method of(Text self, String name) {
        TextMethod method = find(name);
        return method == null
                ? null
                : (python, given) -> {
                    python.budget().read(self.text().length());
                    return safeAs(self, method.call(python, self.text(), given));
                };
    }

    /// Texts made of a safe text are safe too.
    private static Value safeAs(Text self, Value result) {
        if (!self.safe()) {
            return result;
        }
        return switch (result) {
            case Text text -> new Text(text.text(), true);
            case Items items ->
                    new Items(
                            items.items().stream().map(i -> safeAs(self, i)).toList(),
                            items.tuple());
            default -> result;
        };
    }

    interface TextMethod {
        Value call(Python python, String self, Arguments given);
    }

    private static TextMethod find(String name) {
        return switch (name) {
            case "upper" -> plain(name, Cases::upper);
            case "lower" -> plain(name, Cases::lower);
            case "casefold" -> plain(name, Cases::fold);
            case "title" -> plain(name, Cases::title);
            case "capitalize" -> plain(name, Cases::capitalize);
            case "swapcase" -> plain(name, Cases::swap);
            case "strip" -> (p, s, a) -> p.made(Pieces.strip(s, chars(name, a), true, true));
            case "lstrip" -> (p, s, a) -> p.made(Pieces.strip(s, chars(name, a), true, false));
            case "rstrip" -> (p, s, a) -> p.made(Pieces.strip(s, chars(name, a), false, true));
            case "split" -> (p, s, a) -> split(p, s, a.bind(name, 0, "sep", "maxsplit"), false);
            case "rsplit" -> (p, s, a) -> split(p, s, a.bind(name, 0, "sep", "maxsplit"), true);
            case "splitlines" ->
                    (p, s, a) -> {
                        boolean ends = a.bind(name, 0, "keepends").truth("keepends", false);
                        return texts(p, Pieces.lines(s, ends));
                    };
            case "partition" -> (p, s, a) -> partition(p, s, a, false);
            case "rpartition" -> (p, s, a) -> partition(p, s, a, true);
            case "replace" -> TextMethods::replace;
            case "join" -> TextMethods::join;
            case "format" -> (p, s, a) -> p.made(new BraceFormat(p).of(s, a));
            case "format_map" ->
                    (p, s, a) -> p.made(new BraceFormat(p).of(s, ofMap(a.placed(name, 1, "m"))));
            case "center", "ljust", "rjust", "zfill" -> (p, s, a) -> Padding.method(p, name, s, a);
            case "expandtabs" -> Padding::tabs;
            case "removeprefix" ->
                    (p, s, a) -> {
                        String prefix = a.placed(name, 1, "prefix").text("prefix", "");
                        return p.made(s.startsWith(prefix) ? s.substring(prefix.length()) : s);
                    };
            case "removesuffix" ->
                    (p, s, a) -> {
                        String end = a.placed(name, 1, "suffix").text("suffix", "");
                        return p.made(
                                s.endsWith(end) ? s.substring(0, s.length() - end.length()) : s);
                    };
            case "startswith", "endswith", "find", "rfind", "index", "rindex", "count" ->
                    (p, s, a) -> TextSearch.method(p, name, s, a);
            default -> name.startsWith("is") ? test(name) : null;
        };
    }

    private static TextMethod plain(String name, java.util.function.UnaryOperator<String> change) {
        return (python, self, given) -> {
            given.placed(name, 0);
            return python.made(change.apply(self));
        };
    }

    private static TextMethod test(String name) {
        return TextTests.has(name)
                ? (python, self, given) -> {
                    given.placed(name, 0);
                    return Bool.of(TextTests.holds(name, self));
                }
                : null;
    }

    private static String chars(String name, Arguments given) {
        Arguments.Bound to = given.placed(name, 0, "chars");
        return to.get("chars", None.NONE) == None.NONE ? null : to.text("chars", "");
    }

    static Items texts(Python python, List<String> texts) {
        return python.list(texts.stream().<Value>map(Text::new).toList());
    }

    private static Value split(Python python, String self, Arguments.Bound to, boolean last) {
        boolean spaces = to.get("sep", None.NONE) == None.NONE;
        int most = to.integer("maxsplit", -1);
        int limit = most < 0 ? Integer.MAX_VALUE : most;
        if (spaces) {
            return texts(python, Pieces.words(self, limit, last));
        }
        String sep = to.text("sep", "");
        if (sep.isEmpty()) {
            throw TemplateException.value("empty separator");
        }
        return texts(python, Pieces.split(self, sep, limit, last));
    }

    private static Value partition(Python python, String self, Arguments given, boolean last) {
        String sep = given.placed("partition", 1, "sep").text("sep", "");
        if (sep.isEmpty()) {
            throw TemplateException.value("empty separator");
        }
        int at = last ? self.lastIndexOf(sep) : self.indexOf(sep);
        Text all = new Text(self);
        if (at < 0) {
            return last
                    ? Items.tuple(Text.EMPTY, Text.EMPTY, all)
                    : Items.tuple(all, Text.EMPTY, Text.EMPTY);
        }
        return Items.tuple(
                new Text(self.substring(0, at)),
                new Text(sep),
                new Text(self.substring(at + sep.length())));
    }

    private static Value replace(Python python, String self, Arguments given) {
        Arguments.Bound to = given.placed("replace", 2, "old", "new", "count");
        return new Text(
                Pieces.replace(
                        python,
                        self,
                        to.text("old", ""),
                        to.text("new", ""),
                        to.integer("count", -1)));
    }

    private static Value join(Python python, String self, Arguments given) {
        Value of = given.placed("join", 1, "iterable").get("iterable");
        if (!Python.iterable(of)) {
            throw TemplateException.type("can only join an iterable");
        }
        StringBuilder out = new StringBuilder();
        int count = 0;
        for (Iterator<Value> all = python.each(of); all.hasNext(); count++) {
            if (!(all.next() instanceof Text text)) {
                throw TemplateException.type(
                        "sequence item " + count + ": expected a str instance");
            }
            String before = count == 0 ? "" : self;
            python.budget().text((long) before.length() + text.text().length());
            out.append(before).append(text.text());
        }
        return python.made(out.toString());
    }

    private static Arguments ofMap(Arguments.Bound to) {
        if (!(to.get("m") instanceof Dict dict)) {
            throw TemplateException.type("format_map() needs a mapping");
        }
        var named = new java.util.LinkedHashMap<String, Value>();
        for (Value key : dict.keys()) {
            if (key instanceof Text text) {
                named.put(text.text(), dict.get(key));
            }
        }
        return new Arguments(List.of(), named);
    }

    static boolean anyOf(Value prefix, java.util.function.Predicate<String> holds, String name) {
        return switch (prefix) {
            case Text text -> holds.test(text.text());
            case Items items when items.tuple() ->
                    items.items().stream().anyMatch(i -> anyOf(i, holds, name));
            case Value.Undefined undefined ->
                    throw TemplateException.type(
                            name + "() got something that " + undefined.words());
            default ->
                    throw TemplateException.type(
                            name
                                    + " first arg must be str or a tuple of str, not "
                                    + prefix.type());
        };
    }

    /// For tests of a single character.
    static boolean all(String text, java.util.function.IntPredicate holds) {
        return !text.isEmpty() && Arrays.stream(text.codePoints().toArray()).allMatch(holds);
    }
}

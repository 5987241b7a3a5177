package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.hornbook.checkpoint.template.Value.Text;

/// `tojson` as transformers has it: Python's `json.dumps`, nothing escaped for HTML.
///
/// @param indent what a level is indented by; null for one line
record JsonText(
        Python python, boolean ascii, String indent, String itemEnd, String keyEnd, boolean sorts) {
    static Value of(Python python, Value value, Arguments given) {
        Arguments.Bound to =
                given.bind("tojson", 0, "ensure_ascii", "indent", "separators", "sort_keys");
        String indent =
                switch (to.get("indent", Value.None.NONE)) {
                    case Value.None none -> null;
                    case Text text -> text.text();
                    default -> {
                        int width = Math.max(0, to.integer("indent", 0));
                        python.budget().text(width);
                        yield " ".repeat(width);
                    }
                };
        String itemEnd = indent == null ? ", " : ",";
        String keyEnd = ": ";
        if (to.get("separators", Value.None.NONE) != Value.None.NONE) {
            List<Value> both = python.items(to.get("separators"));
            if (both.size() != 2) {
                throw TemplateException.value("the separators of tojson must be two");
            }
            itemEnd = python.text(both.get(0));
            keyEnd = python.text(both.get(1));
        }
        JsonText json =
                new JsonText(
                        python,
                        to.truth("ensure_ascii", false),
                        indent,
                        itemEnd,
                        keyEnd,
                        to.truth("sort_keys", false));
        StringBuilder out = new StringBuilder();
        json.write(value, out, 0);
        return new Text(out.toString());
    }

    private void write(Value value, StringBuilder out, int depth) {
        int before = out.length();
        python.budget().step();
        python.budget().down();
        switch (value) {
            case Text text -> quoted(text.text(), out);
            case Value.Int number -> out.append(Numbers.shown(number.value()));
            case Value.Real real -> out.append(real(real.value()));
            case Value.Bool bool -> out.append(bool == Value.Bool.TRUE ? "true" : "false");
            case Value.None none -> out.append("null");
            case Value.Items items -> list(items, out, depth);
            case Dict dict -> dict(dict, out, depth);
            default ->
                    throw TemplateException.type(
                            "Object of type " + value.type() + " is not JSON serializable");
        }
        python.budget().up();
        if (!(value instanceof Dict || value instanceof Value.Items)) {
            python.budget().text(out.length() - before);
        }
    }

    private static String real(double value) {
        if (Double.isFinite(value)) {
            return Numbers.shown(value);
        }
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    private void list(Value.Items items, StringBuilder out, int depth) {
        out.append('[');
        Iterator<Value> all = items.items().iterator();
        for (boolean first = true; all.hasNext(); first = false) {
            begin(out, first, depth + 1);
            write(all.next(), out, depth + 1);
        }
        end(out, items.items().isEmpty(), depth, ']');
    }

    private record Pair(Value key, Value value) {}

    private void dict(Dict dict, StringBuilder out, int depth) {
        out.append('{');
        List<Pair> pairs = new ArrayList<>();
        dict.keys().forEach(k -> pairs.add(new Pair(k, dict.get(k))));
        if (sorts) {
            Comparator<Value> order = (a, b) -> python.comparison().order("<", a, b);
            pairs.sort(Comparator.comparing(Pair::key, order));
        }
        boolean first = true;
        for (Pair pair : pairs) {
            begin(out, first, depth + 1);
            quoted(key(pair.key()), out);
            out.append(keyEnd);
            write(pair.value(), out, depth + 1);
            first = false;
        }
        end(out, first, depth, '}');
    }

    private static String key(Value key) {
        return switch (key) {
            case Text text -> text.text();
            case Value.Int number -> Numbers.shown(number.value());
            case Value.Real number -> real(number.value());
            case Value.Bool bool -> bool == Value.Bool.TRUE ? "true" : "false";
            case Value.None none -> "null";
            default ->
                    throw TemplateException.type(
                            "keys must be str, int, float, bool or None, not " + key.type());
        };
    }

    private void begin(StringBuilder out, boolean first, int depth) {
        out.append(first ? "" : itemEnd);
        line(out, depth);
    }

    private void end(StringBuilder out, boolean empty, int depth, char bracket) {
        if (!empty) {
            line(out, depth);
        }
        out.append(bracket);
    }

    private void line(StringBuilder out, int depth) {
        if (indent != null) {
            python.budget().text(1 + (long) indent.length() * depth);
            out.append('\n').repeat(indent, depth);
        }
    }

    private void quoted(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> {
                    if (c < 0x20 || (ascii && c > 0x7e)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

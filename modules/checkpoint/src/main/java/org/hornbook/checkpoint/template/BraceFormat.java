package org.hornbook.checkpoint.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.checkpoint.template.Value.Text;

/// `'{} of {name:>5}'.format(a, name=b)`
final class BraceFormat {
    private static final Pattern STEP =
            Pattern.compile("\\.(?<name>[^.\\[]+)|\\[(?<key>[^\\]]+)\\]");

    private final Python python;
    private int automatic;
    private boolean numbered;

    BraceFormat(Python python) {
        this.python = python;
    }

    String of(String format, Arguments given) {
        return filled(format, given, 0);
    }

    private String filled(String format, Arguments given, int depth) {
        if (depth > 1) {
            throw TemplateException.value("Max string recursion exceeded");
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at);
            boolean twice = at + 1 < format.length() && format.charAt(at + 1) == c;
            if (c != '{' && c != '}') {
                out.append(c);
                at++;
            } else if (twice) {
                out.append(c);
                at += 2;
            } else if (c == '}') {
                throw TemplateException.value("Single '}' encountered in format string");
            } else {
                int end = closing(format, at);
                String piece = field(format.substring(at + 1, end), given, depth);
                python.budget().text(piece.length());
                out.append(piece);
                at = end + 1;
            }
        }
        return out.toString();
    }

    private static int closing(String format, int open) {
        int depth = 0;
        for (int i = open; i < format.length(); i++) {
            depth += format.charAt(i) == '{' ? 1 : format.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw TemplateException.value(
                open + 1 == format.length()
                        ? "Single '{' encountered in format string"
                        : "expected '}' before end of string");
    }

    private String field(String field, Arguments given, int depth) {
        int colon = colon(field);
        String before = colon < 0 ? field : field.substring(0, colon);
        int mark = before.indexOf('!');
        char conversion = 0;
        if (mark >= 0) {
            if (mark + 2 != before.length()) {
                throw TemplateException.value("a conversion in a format needs one character");
            }
            conversion = before.charAt(mark + 1);
        }
        Value value = value(mark < 0 ? before : before.substring(0, mark), given);
        String spec = colon < 0 ? "" : filled(field.substring(colon + 1), given, depth + 1);
        Value shown =
                switch (conversion) {
                    case 0 -> value;
                    case 's' -> new Text(python.text(value));
                    case 'r', 'a' -> new Text(python.shown(value));
                    default ->
                            throw TemplateException.value(
                                    "Unknown conversion specifier '" + conversion + "'");
                };
        return spec.isEmpty() ? python.text(shown) : FormatSpec.of(spec).format(python, shown);
    }

    private static int colon(String field) {
        int brackets = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ':' && brackets <= 0) {
                return i;
            }
        }
        return -1;
    }

    private Value value(String path, Arguments given) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        Value value = first(path.substring(0, end), given);
        Matcher step = STEP.matcher(path);
        for (int at = end; at < path.length(); at = step.end()) {
            if (!step.find(at) || step.start() != at) {
                throw TemplateException.value("the format field '" + path + "' cannot be read");
            }
            String key = step.group("key");
            value =
                    step.group("name") != null
                            ? python.attributes().attribute(value, step.group("name"))
                            : python.attributes()
                                    .item(
                                            value,
                                            key.matches("[0-9]{1,9}")
                                                    ? Value.Int.of(Long.parseLong(key))
                                                    : new Text(key));
        }
        return value;
    }

    private Value first(String name, Arguments given) {
        boolean number = name.matches("[0-9]{1,9}");
        if (name.isEmpty() || number) {
            if (numbered && name.isEmpty() || number && automatic > 0) {
                throw TemplateException.value(
                        "cannot switch between automatic and manual field numbering");
            }
            numbered |= number;
            int place = number ? Integer.parseInt(name) : automatic++;
            if (place >= given.positional().size()) {
                throw TemplateException.value(
                        "Replacement index " + place + " out of range for positional args tuple");
            }
            return given.positional().get(place);
        }
        Value found = given.named().get(name);
        if (found == null) {
            throw TemplateException.value("there is no key " + Quoted.of(name));
        }
        return found;
    }
}

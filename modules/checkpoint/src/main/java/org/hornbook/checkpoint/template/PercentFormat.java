package org.hornbook.checkpoint.template;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.Text;

/// `'%s of %d' % (a, b)`
final class PercentFormat {
    private static final Pattern FIELD =
            Pattern.compile(
                    "%(?:\\((?<key>[^)]*)\\))?(?<flags>[-+ #0]*)(?<width>\\*|[0-9]{0,7})"
                            + "(?:\\.(?<precision>\\*|[0-9]{0,7}))?[hlL]?(?<type>.)?",
                    Pattern.DOTALL);

    private final Python python;
    private List<Value> values;
    private int used;
    private boolean safe;

    PercentFormat(Python python) {
        this.python = python;
    }

    Value of(Text format, Value right) {
        safe = format.safe();
        boolean several = right instanceof Items items && items.tuple();
        values = several ? ((Items) right).items() : List.of(right);
        boolean mapping =
                right instanceof Dict
                        || right instanceof Items && !several
                        || right instanceof Value.Range
                        || right instanceof Value.Undefined;
        StringBuilder out = new StringBuilder();
        Matcher field = FIELD.matcher(format.text());
        int from = 0;
        boolean keyed = false;
        while (field.find(from)) {
            out.append(format.text(), from, field.start());
            keyed |= field.group("key") != null;
            String piece = piece(field, right);
            python.budget().text(piece.length());
            out.append(piece);
            from = field.end();
        }
        if (!keyed && !mapping && used < values.size()) {
            throw TemplateException.type("not all arguments converted during string formatting");
        }
        python.budget().text((long) out.length() + format.text().length() - from);
        return new Text(out.append(format.text(), from, format.text().length()).toString(), safe);
    }

    private String piece(Matcher field, Value right) {
        if (field.group("type") == null) {
            throw TemplateException.value("incomplete format");
        }
        char type = field.group("type").charAt(0);
        String flags = field.group("flags");
        int width = size(field.group("width"), 0);
        boolean left = flags.contains("-") || width < 0;
        int precision =
                field.group("precision") == null ? -1 : size("0" + field.group("precision"), -1);
        if (type == '%') {
            return "%";
        }
        Value value = field.group("key") == null ? next() : keyed(right, field.group("key"));
        boolean text = "srac".indexOf(type) >= 0;
        char sign = flags.contains("+") ? '+' : flags.contains(" ") ? ' ' : '-';
        boolean zero = flags.contains("0") && !left && !text;
        FormatSpec spec =
                new FormatSpec(
                        zero ? "0" : " ",
                        left ? "<" : zero ? "=" : ">",
                        text ? '-' : sign,
                        flags.contains("#"),
                        Math.abs(width),
                        "",
                        type == 'd' || type == 'i' || type == 'u' ? -1 : precision,
                        switch (type) {
                            case 'r', 'a' -> 's';
                            case 'i', 'u' -> 'd';
                            case 'c' -> 's';
                            default -> type;
                        });
        return spec.format(python, converted(type, value));
    }

    private int size(String written, int otherwise) {
        if (written.endsWith("*")) {
            return next() instanceof Value.Int number ? Numbers.index(number.value()) : otherwise;
        }
        return written.isEmpty() ? otherwise : Integer.parseInt(written);
    }

    private Value converted(char type, Value value) {
        return switch (type) {
            case 's' -> new Text(shown(value));
            case 'r', 'a' -> new Text(python.shown(value));
            case 'd', 'i', 'u' -> whole(value);
            case 'f', 'F', 'e', 'E', 'g', 'G' -> {
                if (!Comparison.isNumber(value)) {
                    throw notNumber("must be real number, not ", value);
                }
                yield python.arithmetic().binary("*", new Value.Real(1), value);
            }
            case 'x', 'X', 'o' -> {
                if (value instanceof Value.Real || !Comparison.isNumber(value)) {
                    throw notNumber("%" + type + " format: an integer is required, not ", value);
                }
                yield new Value.Int(Comparison.integer(value));
            }
            case 'c' -> character(value);
            default -> throw TemplateException.value("unsupported format character '" + type + "'");
        };
    }

    private String shown(Value value) {
        if (!safe) {
            return python.text(value);
        }
        return value instanceof Text text
                ? Markup.text(text)
                : Markup.escape(python.text(value)).text();
    }

    private static Value character(Value value) {
        if (value instanceof Text text && CodePoints.length(text.text()) == 1) {
            return text;
        }
        if (value instanceof Value.Int number
                && Character.isValidCodePoint(Numbers.index(number.value()))) {
            return new Text(Character.toString(number.value().intValue()));
        }
        throw TemplateException.type("%c requires int or char");
    }

    private Value whole(Value value) {
        if (value instanceof Value.Real real && Double.isFinite(real.value())) {
            return new Value.Int(new java.math.BigDecimal(real.value()).toBigInteger());
        }
        if (!Comparison.isNumber(value) || value instanceof Value.Real) {
            throw notNumber("%d format: a real number is required, not ", value);
        }
        return new Value.Int(Comparison.integer(value));
    }

    private static TemplateException notNumber(String words, Value value) {
        return TemplateException.type(words + value.type());
    }

    private Value next() {
        if (used >= values.size()) {
            throw TemplateException.type("not enough arguments for format string");
        }
        return values.get(used++);
    }

    private static Value keyed(Value right, String key) {
        if (!(right instanceof Dict dict)) {
            throw TemplateException.type("format requires a mapping");
        }
        Value found = dict.get(key);
        if (found == null) {
            throw TemplateException.value("there is no key " + Quoted.of(key));
        }
        return found;
    }
}

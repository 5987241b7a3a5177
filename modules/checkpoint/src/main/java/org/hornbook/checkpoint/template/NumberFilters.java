package org.hornbook.checkpoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import org.hornbook.checkpoint.template.Filters.Filter;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Real;
import org.hornbook.checkpoint.template.Value.Text;

/// Filters that make numbers.
final class NumberFilters {
    private NumberFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "int", NumberFilters::integer,
                "float", NumberFilters::real,
                "abs", NumberFilters::abs,
                "round", NumberFilters::round,
                "filesizeformat", NumberFilters::size);
    }

    private static Value integer(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("int", 0, "default", "base");
        Value otherwise = to.get("default", Int.of(0));
        int base = to.integer("base", 10);
        return switch (value) {
            case Text text -> {
                if (base != 0 && (base < 2 || base > 36)) {
                    yield otherwise;
                }
                var whole = Numbers.parse(text.text(), base);
                if (whole.isPresent()) {
                    yield new Int(whole.get());
                }
                yield Numbers.parseReal(text.text())
                        .filter(Double::isFinite)
                        .<Value>map(d -> new Int(whole(d)))
                        .orElse(otherwise);
            }
            case Int number -> number;
            case Value.Bool bool -> Int.of(bool.ordinal());
            case Real real when Double.isFinite(real.value()) -> new Int(whole(real.value()));
            case Value.Undefined undefined -> throw undefined.fault();
            case Real real when Double.isInfinite(real.value()) ->
                    throw TemplateException.value("cannot convert float infinity to integer");
            default -> otherwise;
        };
    }

    private static BigInteger whole(double value) {
        return new BigDecimal(value).toBigInteger();
    }

    private static Value real(Python python, Value value, Arguments given) {
        Value otherwise = given.bind("float", 0, "default").get("default", new Real(0));
        return switch (value) {
            case Text text ->
                    Numbers.parseReal(text.text()).<Value>map(Real::new).orElse(otherwise);
            case Value.Undefined undefined -> throw undefined.fault();
            default ->
                    Comparison.isNumber(value)
                            ? python.arithmetic().binary("*", new Real(1), value)
                            : otherwise;
        };
    }

    private static Value abs(Python python, Value value, Arguments given) {
        given.bind("abs", 0);
        return switch (value) {
            case Int number -> new Int(number.value().abs());
            case Real number -> new Real(Math.abs(number.value()));
            case Value.Bool bool -> Int.of(bool.ordinal());
            case Value.Undefined undefined -> throw undefined.fault();
            default ->
                    throw TemplateException.type(
                            "bad operand type for abs(): '" + value.type() + "'");
        };
    }

    private static Value round(Python python, Value value, Arguments given) {
        Arguments.Bound to = given.bind("round", 0, "precision", "method");
        int digits = Math.clamp(to.integer("precision", 0), -400, 400);
        String method = to.text("method", "common");
        if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
            throw TemplateException.value("method must be common, ceil or floor");
        }
        if (value instanceof Value.Undefined undefined) {
            throw undefined.fault();
        }
        if (!Comparison.isNumber(value)) {
            throw TemplateException.type(
                    "type " + value.type() + " doesn't define __round__ method");
        }
        if (method.equals("common")) {
            return common(value, digits);
        }
        double power = Math.pow(10, digits);
        Value scaled =
                python.arithmetic()
                        .binary(
                                "*",
                                value,
                                digits >= 0
                                        ? new Int(BigInteger.TEN.pow(digits))
                                        : new Real(power));
        double number =
                scaled instanceof Real real
                        ? real.value()
                        : Comparison.integer(scaled).doubleValue();
        finite(number);
        double rounded = method.equals("ceil") ? Math.ceil(number) : Math.floor(number);
        return new Real((rounded == 0 ? 0.0 : rounded) / power);
    }

    private static Value common(Value value, int digits) {
        if (value instanceof Real real) {
            if (!Double.isFinite(real.value())) {
                return real;
            }
            double rounded =
                    new BigDecimal(real.value())
                            .setScale(digits, RoundingMode.HALF_EVEN)
                            .doubleValue();
            return new Real(Math.copySign(rounded, real.value()));
        }
        BigInteger number = Comparison.integer(value);
        return new Int(
                digits >= 0
                        ? number
                        : new BigDecimal(number)
                                .setScale(digits, RoundingMode.HALF_EVEN)
                                .toBigInteger());
    }

    private static void finite(double value) {
        if (!Double.isFinite(value)) {
            throw TemplateException.value("cannot convert float infinity or nan to integer");
        }
    }

    private static Value size(Python python, Value value, Arguments given) {
        boolean binary = given.bind("filesizeformat", 0, "binary").truth("binary", false);
        Value number = real(python, value, Arguments.of(Value.None.NONE));
        if (!(number instanceof Real real)) {
            throw TemplateException.value("filesizeformat needs a number");
        }
        double bytes = real.value();
        int base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return new Text("1 Byte");
        }
        if (bytes < base) {
            return new Text((long) bytes + " Bytes");
        }
        String prefixes = "kMGTPEZY";
        double unit = base;
        int at = 0;
        while (at < prefixes.length() - 1 && bytes >= unit * base) {
            unit *= base;
            at++;
        }
        String prefix = prefixes.substring(at, at + 1);
        return new Text(
                FormatSpec.fixed(bytes / unit, 1)
                        + " "
                        + (binary
                                ? prefix.toUpperCase(java.util.Locale.ROOT) + "iB"
                                : prefix + "B"));
    }
}

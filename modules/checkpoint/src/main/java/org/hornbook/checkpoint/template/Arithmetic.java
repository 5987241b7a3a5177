package org.hornbook.checkpoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.Real;
import org.hornbook.checkpoint.template.Value.Text;

/// `+ - * / // % **` of Python's values.
final class Arithmetic {
    private final Python python;

    Arithmetic(Python python) {
        this.python = python;
    }

    Value binary(String operator, Value left, Value right) {
        if (operator.equals("%") && left instanceof Text text) {
            return new PercentFormat(python).of(text, right);
        }
        for (Value side : List.of(left, right)) {
            if (side instanceof Value.Undefined undefined) {
                throw undefined.fault();
            }
        }
        if (Comparison.isNumber(left) && Comparison.isNumber(right)) {
            return left instanceof Real || right instanceof Real
                    ? new Real(reals(operator, real(left), real(right)))
                    : integers(operator, Comparison.integer(left), Comparison.integer(right));
        }
        return switch (operator) {
            case "+" -> plus(left, right);
            case "*" -> times(left, right);
            default -> throw unsupported(operator, left, right);
        };
    }

    private Value plus(Value left, Value right) {
        if (left instanceof Text a && right instanceof Text b) {
            python.budget().text((long) a.text().length() + b.text().length());
            if (a.safe() == b.safe()) {
                return new Text(a.text().concat(b.text()), a.safe());
            }
            return new Text(Markup.text(a).concat(Markup.text(b)), true);
        }
        if (left instanceof Items a && right instanceof Items b && a.tuple() == b.tuple()) {
            List<Value> all = new ArrayList<>(a.items().size() + b.items().size());
            all.addAll(a.items());
            all.addAll(b.items());
            python.budget().steps(all.size());
            return new Items(all, a.tuple());
        }
        if (left instanceof Text) {
            throw TemplateException.type(
                    "can only concatenate str (not \"" + right.type() + "\") to str");
        }
        if (left instanceof Items) {
            throw TemplateException.type(
                    String.format(
                            "can only concatenate %s (not \"%s\") to %s",
                            left.type(), right.type(), left.type()));
        }
        throw unsupported("+", left, right);
    }

    private Value times(Value left, Value right) {
        if (right instanceof Text || right instanceof Items) {
            return left instanceof Text || left instanceof Items || !isCount(left)
                    ? repeated(left, right)
                    : repeated(right, left);
        }
        return repeated(left, right);
    }

    private static boolean isCount(Value value) {
        return value instanceof Int || value instanceof Value.Bool;
    }

    private Value repeated(Value of, Value by) {
        if (!isCount(by) || !(of instanceof Text || of instanceof Items)) {
            if (of instanceof Text || of instanceof Items) {
                throw TemplateException.type(
                        "can't multiply sequence by non-int of type '" + by.type() + "'");
            }
            throw unsupported("*", of, by);
        }
        BigInteger count = Comparison.integer(by).max(BigInteger.ZERO);
        long times = count.bitLength() > 31 ? Integer.MAX_VALUE : count.longValue();
        if (of instanceof Text text) {
            python.budget().text(text.text().length() * times);
            return new Text(
                    text.text().isEmpty() ? "" : text.text().repeat((int) times), text.safe());
        }
        Items items = (Items) of;
        python.budget().steps(items.items().size() * times);
        List<Value> all = new ArrayList<>();
        for (long i = 0; i < times && !items.items().isEmpty(); i++) {
            all.addAll(items.items());
        }
        return new Items(all, items.tuple());
    }

    private Value integers(String operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case "+" -> number(a.add(b));
            case "-" -> number(a.subtract(b));
            case "*" -> number(a.multiply(b));
            case "/" -> new Real(quotient(a, b));
            case "//" -> number(floor(a, nonZero(b, "integer division or modulo by zero")));
            case "%" -> {
                nonZero(b, "integer modulo by zero");
                yield number(a.subtract(floor(a, b).multiply(b)));
            }
            case "**" -> power(a, b);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private Value number(BigInteger value) {
        python.budget().bits(value.bitLength());
        return new Int(value);
    }

    private static BigInteger floor(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return parts[1].signum() != 0 && parts[1].signum() != b.signum()
                ? parts[0].subtract(BigInteger.ONE)
                : parts[0];
    }

    private static BigInteger nonZero(BigInteger value, String otherwise) {
        if (value.signum() == 0) {
            throw TemplateException.value(otherwise);
        }
        return value;
    }

    private static double quotient(BigInteger a, BigInteger b) {
        nonZero(b, "division by zero");
        if (a.bitLength() <= 53 && b.bitLength() <= 53) {
            return a.doubleValue() / b.doubleValue();
        }
        double result =
                new BigDecimal(a).divide(new BigDecimal(b), new MathContext(60)).doubleValue();
        if (Double.isInfinite(result)) {
            throw TemplateException.value("integer division result too large for a float");
        }
        return result;
    }

    private Value power(BigInteger a, BigInteger b) {
        if (b.signum() < 0) {
            if (a.signum() == 0) {
                throw TemplateException.value("0.0 cannot be raised to a negative power");
            }
            return new Real(reals("**", a.doubleValue(), b.doubleValue()));
        }
        if (a.abs().bitLength() <= 1) {
            boolean odd = b.testBit(0);
            return b.signum() == 0 ? Int.of(1) : odd ? new Int(a) : new Int(a.abs());
        }
        python.budget().bits(b.bitLength() > 31 ? Long.MAX_VALUE : a.bitLength() * b.longValue());
        return new Int(a.pow(b.intValue()));
    }

    private static double real(Value value) {
        if (value instanceof Real real) {
            return real.value();
        }
        double result = Comparison.integer(value).doubleValue();
        if (Double.isInfinite(result)) {
            throw TemplateException.value("int too large to convert to float");
        }
        return result;
    }

    private static double reals(String operator, double a, double b) {
        if (b == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw TemplateException.value(
                    operator.equals("/")
                            ? "float division by zero"
                            : operator.equals("%")
                                    ? "float modulo"
                                    : "float floor division by zero");
        }
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> floorDivided(a, b);
            case "%" -> remainder(a, b);
            default -> power(a, b);
        };
    }

    private static double remainder(double a, double b) {
        double rest = a % b;
        if (rest == 0) {
            return Math.copySign(0.0, b);
        }
        return (rest < 0) != (b < 0) ? rest + b : rest;
    }

    private static double floorDivided(double a, double b) {
        double rest = a % b;
        double quotient = (a - rest) / b;
        if (rest != 0 && (rest < 0) != (b < 0)) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0.0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double power(double a, double b) {
        if (a == 0 && b < 0) {
            throw TemplateException.value("0.0 cannot be raised to a negative power");
        }
        if (a == 1 || b == 0) {
            return 1;
        }
        if (a < 0 && Double.isFinite(a) && Double.isFinite(b) && b != Math.rint(b)) {
            throw TemplateException.value("complex numbers are not supported");
        }
        double result = Math.pow(a, b);
        if (Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b)) {
            throw TemplateException.value("the result of ** is too large");
        }
        return result;
    }

    Value sign(boolean minus, Value of) {
        return switch (of) {
            case Real real -> minus ? new Real(-real.value()) : real;
            case Int number -> minus ? new Int(number.value().negate()) : number;
            case Value.Bool bool -> Int.of(minus ? -bool.ordinal() : bool.ordinal());
            case Value.Undefined undefined -> throw undefined.fault();
            default ->
                    throw TemplateException.type(
                            "bad operand type for unary "
                                    + (minus ? "-" : "+")
                                    + ": '"
                                    + of.type()
                                    + "'");
        };
    }

    private static TemplateException unsupported(String operator, Value left, Value right) {
        return TemplateException.type(
                String.format(
                        "unsupported operand type(s) for %s: '%s' and '%s'",
                        operator.equals("**") ? "** or pow()" : operator,
                        left.type(),
                        right.type()));
    }
}

package org.hornbook.checkpoint.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.hornbook.checkpoint.template.Value.Bool;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.Real;
import org.hornbook.checkpoint.template.Value.Text;

/// Which values Python finds equal, less, or inside of another.
final class Comparison {
    private final Budget budget;
    private final Python python;

    Comparison(Budget budget, Python python) {
        this.budget = budget;
        this.python = python;
    }

    boolean holds(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            default -> ordered(operator, left, right);
        };
    }

    boolean equal(Value left, Value right) {
        budget.step();
        budget.down();
        try {
            return same(left, right);
        } finally {
            budget.up();
        }
    }

    private boolean same(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return compare(left, right).filter(c -> c == 0).isPresent();
        }
        return switch (left) {
            case Text a when right instanceof Text b -> a.text().equals(b.text());
            case Items a when right instanceof Items b ->
                    a.tuple() == b.tuple() && equal(a.items(), b.items());
            case Dict a when right instanceof Dict b -> equal(a, b);
            case Value.Range a when right instanceof Value.Range b ->
                    a.length() == b.length()
                            && (a.length() == 0
                                    || (a.start() == b.start()
                                            && (a.length() == 1 || a.step() == b.step())));
            case Value.View a when right instanceof Value.View b && a.part() == b.part() ->
                    a.part() != Value.View.Part.VALUES
                            && a.of().size() == b.of().size()
                            && a.items().stream().allMatch(i -> contains(b, i));
            case Value.Undefined a -> right instanceof Value.Undefined;
            default -> left == right;
        };
    }

    private boolean equal(List<Value> a, List<Value> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean equal(Dict a, Dict b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Value key : a.keys()) {
            Value other = b.get(key);
            if (other == null || !equal(a.get(key), other)) {
                return false;
            }
        }
        return true;
    }

    private boolean ordered(String operator, Value left, Value right) {
        int order = 0;
        if (isNumber(left) && isNumber(right)) {
            Optional<Integer> numbers = compare(left, right);
            if (numbers.isEmpty()) {
                return false;
            }
            order = numbers.get();
        } else {
            order = order(operator, left, right);
        }
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /// Less than zero where `left` comes first.
    int order(String operator, Value left, Value right) {
        budget.step();
        if (isNumber(left) && isNumber(right)) {
            return compare(left, right).orElse(0);
        }
        if (left instanceof Text a && right instanceof Text b) {
            return codePoints(a.text(), b.text());
        }
        if (left instanceof Items a && right instanceof Items b && a.tuple() == b.tuple()) {
            Iterator<Value> second = b.items().iterator();
            for (Value item : a.items()) {
                if (!second.hasNext()) {
                    return 1;
                }
                Value other = second.next();
                if (!equal(item, other)) {
                    return order(operator, item, other);
                }
            }
            return second.hasNext() ? -1 : 0;
        }
        for (Value side : List.of(left, right)) {
            if (side instanceof Value.Undefined undefined) {
                throw undefined.fault();
            }
        }
        throw TemplateException.type(
                String.format(
                        "'%s' not supported between instances of '%s' and '%s'",
                        operator, left.type(), right.type()));
    }

    private static int codePoints(String a, String b) {
        int mismatch = java.util.Arrays.mismatch(a.toCharArray(), b.toCharArray());
        if (mismatch < 0 || mismatch >= Math.min(a.length(), b.length())) {
            return Integer.compare(a.length(), b.length());
        }
        int at =
                mismatch > 0 && Character.isHighSurrogate(a.charAt(mismatch - 1))
                        ? mismatch - 1
                        : mismatch;
        return Integer.compare(a.codePointAt(at), b.codePointAt(at));
    }

    /// Whether `item in container`.
    boolean contains(Value container, Value item) {
        return switch (container) {
            case Text text when item instanceof Text part -> {
                budget.read(text.text().length());
                yield text.text().contains(part.text());
            }
            case Text text ->
                    throw TemplateException.type(
                            "'in <string>' requires string as left operand, not " + item.type());
            case Dict dict -> dict.get(item) != null;
            case Value.View view when view.part() == Value.View.Part.KEYS ->
                    view.of().get(item) != null;
            case Value.Undefined undefined when undefined.unsafe() -> throw undefined.fault();
            default -> {
                if (!Python.iterable(container)) {
                    throw TemplateException.type(
                            "argument of type '" + container.type() + "' is not iterable");
                }
                for (Iterator<Value> all = python.each(container); all.hasNext(); ) {
                    if (equal(all.next(), item)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    static boolean isNumber(Value value) {
        return value instanceof Int || value instanceof Real || value instanceof Bool;
    }

    /// Empty where one is no number (`nan`).
    private static Optional<Integer> compare(Value left, Value right) {
        if (left instanceof Real || right instanceof Real) {
            double a = left instanceof Real real ? real.value() : Double.NEGATIVE_INFINITY;
            double b = right instanceof Real real ? real.value() : Double.NEGATIVE_INFINITY;
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return Optional.empty();
            }
            boolean exact =
                    (!(left instanceof Real) || Double.isFinite(a))
                            && (!(right instanceof Real) || Double.isFinite(b));
            if (!exact) {
                double x = left instanceof Real ? a : 0;
                double y = right instanceof Real ? b : 0;
                return Optional.of(Double.compare(x, y));
            }
            return Optional.of(decimal(left).compareTo(decimal(right)));
        }
        return Optional.of(integer(left).compareTo(integer(right)));
    }

    private static BigDecimal decimal(Value value) {
        return value instanceof Real real
                ? new BigDecimal(real.value())
                : new BigDecimal(integer(value));
    }

    /// Of an int or a bool.
    static BigInteger integer(Value value) {
        return value instanceof Bool bool
                ? BigInteger.valueOf(bool.ordinal())
                : ((Int) value).value();
    }
}

package org.hornbook.checkpoint.template;

import java.util.Set;
import org.hornbook.checkpoint.template.Value.Bool;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Items;
import org.hornbook.checkpoint.template.Value.Real;
import org.hornbook.checkpoint.template.Value.Text;

/// Jinja's tests: what may follow `is`.
final class Tests {
    private static final Set<String> ALONE =
            Set.of(
                    "defined",
                    "undefined",
                    "none",
                    "string",
                    "number",
                    "integer",
                    "float",
                    "boolean",
                    "true",
                    "false",
                    "mapping",
                    "iterable",
                    "sequence",
                    "callable",
                    "escaped",
                    "odd",
                    "even",
                    "lower",
                    "upper",
                    "filter",
                    "test");
    private static final Set<String> WITH_ANOTHER =
            Set.of(
                    "eq",
                    "==",
                    "equalto",
                    "ne",
                    "!=",
                    "lt",
                    "<",
                    "lessthan",
                    "le",
                    "<=",
                    "gt",
                    ">",
                    "greaterthan",
                    "ge",
                    ">=",
                    "in",
                    "sameas",
                    "divisibleby");

    private Tests() {}

    static boolean has(String name) {
        return ALONE.contains(name) || WITH_ANOTHER.contains(name);
    }

    static boolean holds(Python python, String name, Value value, Arguments given) {
        python.budget().step();
        if (ALONE.contains(name)) {
            given.bind(name, 0);
            return alone(python, name, value);
        }
        if (!WITH_ANOTHER.contains(name)) {
            throw new TemplateException(
                    TemplateException.Kind.SYNTAX, "there is no test '" + name + "'", 0);
        }
        return compared(python, name, value, given.bind(name, 1, "other").get("other"));
    }

    private static boolean alone(Python python, String name, Value value) {
        return switch (name) {
            case "defined" -> !(value instanceof Value.Undefined);
            case "undefined" -> value instanceof Value.Undefined;
            case "none" -> value == Value.None.NONE;
            case "string" -> value instanceof Text;
            case "number" -> Comparison.isNumber(value);
            case "integer" -> value instanceof Int;
            case "float" -> value instanceof Real;
            case "boolean" -> value instanceof Bool;
            case "true" -> value == Bool.TRUE;
            case "false" -> value == Bool.FALSE;
            case "mapping" -> value instanceof Dict;
            case "iterable" -> Python.iterable(value);
            case "sequence" -> sequence(value);
            case "callable" -> value instanceof Value.Callable || value instanceof Value.Undefined;
            case "escaped" -> value instanceof Text text && text.safe();
            case "odd" -> rest(python, value, 2, 1);
            case "even" -> rest(python, value, 2, 0);
            case "lower" -> TextTests.holds("islower", python.text(value));
            case "upper" -> TextTests.holds("isupper", python.text(value));
            case "filter" -> Dict.key(value) instanceof String filter && Filters.has(filter);
            default -> Dict.key(value) instanceof String test && has(test);
        };
    }

    private static boolean sequence(Value value) {
        return switch (value) {
            case Text text -> true;
            case Items items -> true;
            case Dict dict -> true;
            case Value.Range range -> true;
            case OrderFilters.GroupPair pair -> true;
            case Value.Undefined undefined -> true;
            default -> false;
        };
    }

    private static boolean rest(Python python, Value value, long by, long wanted) {
        Value rest = python.arithmetic().binary("%", value, Int.of(by));
        return python.comparison().equal(rest, Int.of(wanted));
    }

    private static boolean compared(Python python, String name, Value value, Value other) {
        Comparison comparison = python.comparison();
        return switch (name) {
            case "eq", "==", "equalto" -> comparison.holds("==", value, other);
            case "ne", "!=" -> comparison.holds("!=", value, other);
            case "lt", "<", "lessthan" -> comparison.holds("<", value, other);
            case "le", "<=" -> comparison.holds("<=", value, other);
            case "gt", ">", "greaterthan" -> comparison.holds(">", value, other);
            case "ge", ">=" -> comparison.holds(">=", value, other);
            case "in" -> comparison.contains(other, value);
            case "sameas" -> same(value, other);
            default -> {
                Value rest = python.arithmetic().binary("%", value, other);
                yield comparison.equal(rest, Int.of(0));
            }
        };
    }

    private static boolean same(Value value, Value other) {
        return value == other
                || (value instanceof Int a && other instanceof Int b && a.equals(b))
                || (value instanceof Text a && other instanceof Text b && a.equals(b));
    }
}

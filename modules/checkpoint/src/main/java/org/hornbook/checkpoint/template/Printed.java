package org.hornbook.checkpoint.template;

import java.util.Iterator;
import java.util.List;

/// Values as Python's `str` and `repr` write them.
final class Printed {
    private static final int DEEPEST = 200;

    private final Budget budget;

    Printed(Budget budget) {
        this.budget = budget;
    }

    String text(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Undefined undefined -> "";
            default -> shown(value);
        };
    }

    String shown(Value value) {
        StringBuilder out = new StringBuilder();
        write(value, out, 0);
        budget.text(out.length());
        return out.toString();
    }

    private void write(Value value, StringBuilder out, int depth) {
        budget.step();
        if (depth > DEEPEST) {
            throw TemplateException.limit("a value is nested too deeply to be printed");
        }
        switch (value) {
            case Value.Text text -> {
                String quoted = Quoted.of(text.text());
                budget.text(quoted.length());
                out.append(text.safe() ? "Markup(" + quoted + ")" : quoted);
            }
            case Value.Int number -> out.append(Numbers.shown(number.value()));
            case Value.Real real -> out.append(Numbers.shown(real.value()));
            case Value.Bool bool -> out.append(bool == Value.Bool.TRUE ? "True" : "False");
            case Value.None none -> out.append("None");
            case Value.Undefined undefined -> out.append("Undefined");
            case Value.Items items -> items(items, out, depth);
            case Dict dict -> dict(dict, out, depth);
            case Value.View view -> {
                out.append(view.type()).append("([");
                list(view.items(), out, depth);
                out.append("])");
            }
            case Value.Range range -> {
                out.append("range(").append(range.start()).append(", ").append(range.stop());
                out.append(range.step() == 1 ? "" : ", " + range.step()).append(')');
            }
            case Namespace namespace -> {
                out.append("<Namespace ");
                dict(namespace.attributes(), out, depth);
                out.append('>');
            }
            case OrderFilters.GroupPair group -> write(group.pair(), out, depth);
            case Value.Thing thing -> out.append(thing.shown());
            case Value.Stream stream -> out.append("<").append(stream.type()).append(" object>");
            case Value.Callable callable -> out.append("<function>");
            case Value.Slice slice -> out.append("slice");
        }
    }

    private void items(Value.Items items, StringBuilder out, int depth) {
        out.append(items.tuple() ? '(' : '[');
        list(items.items(), out, depth);
        out.append(items.tuple() && items.items().size() == 1 ? "," : "");
        out.append(items.tuple() ? ')' : ']');
    }

    private void list(List<Value> items, StringBuilder out, int depth) {
        Iterator<Value> all = items.iterator();
        while (all.hasNext()) {
            write(all.next(), out, depth + 1);
            out.append(all.hasNext() ? ", " : "");
        }
    }

    private void dict(Dict dict, StringBuilder out, int depth) {
        out.append('{');
        List<Value> keys = dict.keys();
        List<Value> values = dict.values();
        for (int i = 0; i < keys.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            write(keys.get(i), out, depth + 1);
            out.append(": ");
            write(values.get(i), out, depth + 1);
        }
        out.append('}');
    }
}

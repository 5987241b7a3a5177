package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.checkpoint.template.Expression.*;
import org.hornbook.checkpoint.template.Value.Bool;
import org.hornbook.checkpoint.template.Value.None;
import org.hornbook.checkpoint.template.Value.Text;

/// Finds the values of expressions.
final class Evaluator {
    private final Python python;
    private int line;

    Evaluator(Python python) {
        this.python = python;
    }

    /// Of what was evaluated last.
    int line() {
        return line;
    }

    void line(int now) {
        line = now;
    }

    Value value(Expression expression, Scope scope) {
        python.budget().step();
        python.budget().down();
        Value value = found(expression, scope);
        python.budget().up();
        return value;
    }

    private Value found(Expression expression, Scope scope) {
        return switch (expression) {
            case Constant constant -> constant.value();
            case Name name -> {
                Value value = scope.find(name.name());
                yield value == null ? Value.Undefined.name(name.name()) : value;
            }
            case Attribute attribute -> {
                Value of = value(attribute.of(), scope);
                line = attribute.line();
                yield python.attributes().attribute(of, attribute.name());
            }
            case Item item -> item(item, scope);
            case SliceOf slice ->
                    new Value.Slice(
                            part(slice.start(), scope),
                            part(slice.stop(), scope),
                            part(slice.step(), scope));
            case Call call -> call(call, Map.of(), scope);
            case Filtered filtered -> filtered(filtered, null, scope);
            case Tested tested -> {
                Value of = value(tested.of(), scope);
                Arguments given = given(tested.given(), scope);
                line = tested.line();
                yield Bool.of(Tests.holds(python, tested.name(), of, given));
            }
            case Compared compared -> Bool.of(holds(compared, scope));
            case Binary binary -> {
                Value left = value(binary.left(), scope);
                Value right = value(binary.right(), scope);
                line = binary.line();
                yield python.arithmetic().binary(binary.operator(), left, right);
            }
            case Joined joined -> joined(joined, scope);
            case Not not -> Bool.of(!truth(not.of(), scope));
            case And and -> {
                Value left = value(and.left(), scope);
                yield truth(left) ? value(and.right(), scope) : left;
            }
            case Or or -> {
                Value left = value(or.left(), scope);
                yield truth(left) ? left : value(or.right(), scope);
            }
            case Either either -> either(either, scope);
            case Sign sign -> {
                Value of = value(sign.of(), scope);
                line = sign.line();
                yield python.arithmetic().sign(sign.minus(), of);
            }
            case ListOf list -> new Value.Items(values(list.items(), scope), list.tuple());
            case DictOf dict -> {
                Dict made = new Dict();
                for (Pair pair : dict.pairs()) {
                    Value key = value(pair.key(), scope);
                    made.put(key, value(pair.value(), scope));
                }
                yield made;
            }
        };
    }

    boolean truth(Expression expression, Scope scope) {
        return truth(value(expression, scope));
    }

    private static boolean truth(Value value) {
        return Truth.of(value);
    }

    private List<Value> values(List<Expression> expressions, Scope scope) {
        List<Value> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(value(expression, scope));
        }
        return values;
    }

    private Value part(Optional<Expression> expression, Scope scope) {
        return expression.isPresent() ? value(expression.get(), scope) : None.NONE;
    }

    private Value item(Item item, Scope scope) {
        Value of = value(item.of(), scope);
        Value key = value(item.key(), scope);
        line = item.line();
        if (!(key instanceof Value.Slice slice)) {
            return python.attributes().item(of, key);
        }
        try {
            return python.attributes().slice(of, slice);
        } catch (TemplateException e) {
            // Jinja works out what is constant beforehand, and finds such an item undefined
            if (e.kind() == TemplateException.Kind.TYPE && Mentions.constant(item)) {
                return python.attributes().missing(of, key);
            }
            throw e;
        }
    }

    /// @param more arguments that are given by name beside those of the call
    Value call(Call call, Map<String, Value> more, Scope scope) {
        Value of = value(call.of(), scope);
        Arguments given = given(call.given(), scope);
        if (!more.isEmpty()) {
            Map<String, Value> named = new LinkedHashMap<>(given.named());
            named.putAll(more);
            given = new Arguments(given.positional(), named);
        }
        line = call.line();
        return python.call(of, given);
    }

    /// A chain of filters; `input` is what the first one works on where it names nothing itself.
    Value filtered(Expression chain, Value input, Scope scope) {
        if (!(chain instanceof Filtered filtered)) {
            return value(chain, scope);
        }
        Value of =
                filtered.of().isEmpty()
                        ? input
                        : input == null
                                ? value(filtered.of().get(), scope)
                                : filtered(filtered.of().get(), input, scope);
        Arguments given = given(filtered.given(), scope);
        line = filtered.line();
        return Filters.apply(python, filtered.name(), of, given);
    }

    private Arguments given(Given given, Scope scope) {
        if (given == Given.NOTHING) {
            return Arguments.NONE;
        }
        List<Value> positional = values(given.positional(), scope);
        Map<String, Value> named = new LinkedHashMap<>();
        for (Keyword keyword : given.named()) {
            if (named.put(keyword.name(), value(keyword.value(), scope)) != null) {
                throw TemplateException.type(
                        "the keyword argument '" + keyword.name() + "' is repeated");
            }
        }
        if (given.list().isPresent()) {
            python.each(value(given.list().get(), scope)).forEachRemaining(positional::add);
        }
        if (given.dict().isPresent()) {
            if (!(value(given.dict().get(), scope) instanceof Dict dict)) {
                throw TemplateException.type("what follows ** must be a mapping");
            }
            for (Value key : dict.keys()) {
                if (!(key instanceof Text name)) {
                    throw TemplateException.type("keywords must be strings");
                }
                if (named.put(name.text(), dict.get(key)) != null) {
                    throw TemplateException.type(
                            "got multiple values for keyword argument '" + name.text() + "'");
                }
            }
        }
        return new Arguments(positional, named);
    }

    private boolean holds(Compared compared, Scope scope) {
        Value left = value(compared.first(), scope);
        for (Comparand comparand : compared.rest()) {
            Value right = value(comparand.with(), scope);
            line = compared.line();
            if (!python.comparison().holds(comparand.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private Value joined(Joined joined, Scope scope) {
        StringBuilder text = new StringBuilder();
        for (Expression part : joined.parts()) {
            String piece = python.text(value(part, scope));
            python.budget().text(piece.length());
            text.append(piece);
        }
        return python.made(text.toString());
    }

    private Value either(Either either, Scope scope) {
        if (truth(either.test(), scope)) {
            return value(either.then(), scope);
        }
        return either.otherwise().isPresent()
                ? value(either.otherwise().get(), scope)
                : new Value.Undefined("the inline if was false and has no else part", false);
    }
}

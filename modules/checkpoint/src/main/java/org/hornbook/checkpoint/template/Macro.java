package org.hornbook.checkpoint.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.checkpoint.template.Statement.Signature;
import org.hornbook.checkpoint.template.Value.Text;

/// A macro with the names around it. Calling it gives the text its body makes.
record Macro(Executor executor, Signature signature, List<Statement> body, Scope around)
        implements Value.CallableThing {
    @Override
    public Value call(Python python, Arguments given) {
        Scope scope = executor.inner(body, around);
        Map<String, Value> named = new LinkedHashMap<>(given.named());
        bind(given.positional(), named, scope);
        python.budget().enter();
        String made = executor.captured(body, scope);
        python.budget().leave();
        return new Text(made);
    }

    private void bind(List<Value> positional, Map<String, Value> named, Scope scope) {
        List<String> parameters = signature.parameters();
        int required = parameters.size() - signature.defaults().size();
        boolean explicitCaller = parameters.contains("caller");
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i);
            Value value = i < positional.size() ? positional.get(i) : named.remove(name);
            if (value == null && i >= required) {
                value = executor.value(signature.defaults().get(i - required), scope);
            } else if (value == null) {
                value = new Value.Undefined("the parameter '" + name + "' was not provided", false);
            }
            scope.put(name, value);
        }
        if (signature.uses().contains("caller") && !explicitCaller) {
            Value caller = named.remove("caller");
            scope.put(
                    "caller",
                    caller == null ? new Value.Undefined("there is no caller", false) : caller);
        }
        rest(positional, named, scope);
    }

    private void rest(List<Value> positional, Map<String, Value> named, Scope scope) {
        int count = signature.parameters().size();
        if (signature.uses().contains("kwargs")) {
            Dict dict = new Dict();
            named.forEach(dict::put);
            scope.put("kwargs", dict);
        } else if (!named.isEmpty()) {
            throw TemplateException.type(
                    "the macro '"
                            + signature.name()
                            + "' takes no keyword argument '"
                            + named.keySet().iterator().next()
                            + "'");
        }
        List<Value> more =
                positional.size() > count
                        ? positional.subList(count, positional.size())
                        : List.of();
        if (signature.uses().contains("varargs")) {
            scope.put("varargs", new Value.Items(more, true));
        } else if (!more.isEmpty()) {
            throw TemplateException.type(
                    "the macro '"
                            + signature.name()
                            + "' takes not more than "
                            + count
                            + " argument(s)");
        }
    }

    @Override
    public Optional<Value> attribute(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "name" -> new Text(signature.name());
                    case "arguments" ->
                            new Value.Items(
                                    signature.parameters().stream().<Value>map(Text::new).toList(),
                                    true);
                    case "caller" -> Value.Bool.of(signature.uses().contains("caller"));
                    case "catch_kwargs" -> Value.Bool.of(signature.uses().contains("kwargs"));
                    case "catch_varargs" -> Value.Bool.of(signature.uses().contains("varargs"));
                    default -> null;
                });
    }

    @Override
    public String type() {
        return "jinja2.runtime.Macro";
    }

    @Override
    public String shown() {
        return "<Macro " + Quoted.of(signature.name()) + ">";
    }
}

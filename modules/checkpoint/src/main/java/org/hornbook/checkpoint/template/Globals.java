package org.hornbook.checkpoint.template;

import java.time.ZonedDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.hornbook.checkpoint.template.Value.Callable;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.Text;

/// The functions that every template knows.
final class Globals {
    private Globals() {}

    static void into(Scope scope) {
        scope.put("self", new Self());
        scope.put("range", (Callable) Ranges::range);
        scope.put("dict", (Callable) Globals::dict);
        scope.put("namespace", (Callable) (python, given) -> new Namespace(dict(python, given)));
        scope.put("joiner", (Callable) Globals::joiner);
        scope.put("cycler", (Callable) Globals::cycler);
        scope.put("raise_exception", (Callable) Globals::raise);
        scope.put("strftime_now", (Callable) Globals::now);
    }

    private static Dict dict(Python python, Arguments given) {
        if (given.positional().size() > 1) {
            throw TemplateException.type("dict expected at most 1 argument");
        }
        Dict made = new Dict();
        for (Value value : given.positional()) {
            switch (value) {
                case Dict dict -> made.putAll(dict);
                default -> pairs(python, value, made);
            }
        }
        given.named().forEach(made::put);
        return made;
    }

    private static void pairs(Python python, Value value, Dict made) {
        for (Iterator<Value> all = python.each(value); all.hasNext(); ) {
            List<Value> pair = python.items(all.next());
            if (pair.size() != 2) {
                throw TemplateException.value("a dict is made of pairs");
            }
            made.put(pair.get(0), pair.get(1));
        }
    }

    private static Value raise(Python python, Arguments given) {
        Value message = given.bind("raise_exception", 1, "message").get("message");
        throw new TemplateException(TemplateException.Kind.RAISED, python.text(message), 0);
    }

    private static Value now(Python python, Arguments given) {
        String format = given.bind("strftime_now", 1, "format").text("format", "");
        python.budget().read(format.length());
        return python.made(Strftime.of(ZonedDateTime.now(python.clock()), format));
    }

    /// Nothing at first, then a separator.
    private static Value joiner(Python python, Arguments given) {
        Value between = given.bind("joiner", 0, "sep").get("sep", new Text(", "));
        boolean[] used = {false};
        return (Callable)
                (p, none) -> {
                    none.bind("joiner", 0);
                    Value piece = used[0] ? between : Text.EMPTY;
                    used[0] = true;
                    return piece;
                };
    }

    private static Value cycler(Python python, Arguments given) {
        if (given.positional().isEmpty() || !given.named().isEmpty()) {
            throw TemplateException.type("at least one item has to be provided");
        }
        return new Cycler(given.positional());
    }

    /// The template itself, whose blocks Jinja calls by name.
    private record Self() implements Value.Thing {
        @Override
        public Optional<Value> attribute(String name) {
            throw TemplateException.refused("a chat template calls none of its blocks by name");
        }

        @Override
        public String type() {
            return "jinja2.runtime.TemplateReference";
        }
    }

    private static final class Cycler implements Value.Thing {
        private final List<Value> items;
        private int at;

        Cycler(List<Value> items) {
            this.items = items;
        }

        @Override
        public Optional<Value> attribute(String name) {
            return Optional.ofNullable(
                    switch (name) {
                        case "current" -> items.get(at);
                        case "pos" -> Int.of(at);
                        case "items" -> new Value.Items(items, true);
                        case "next" -> (Callable) (python, none) -> next(none);
                        case "reset" ->
                                (Callable)
                                        (python, none) -> {
                                            none.bind("reset", 0);
                                            at = 0;
                                            return Value.None.NONE;
                                        };
                        default -> null;
                    });
        }

        private Value next(Arguments none) {
            none.bind("next", 0);
            Value item = items.get(at);
            at = (at + 1) % items.size();
            return item;
        }

        @Override
        public String type() {
            return "jinja2.utils.Cycler";
        }
    }
}

package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hornbook.checkpoint.template.Statement.*;
import org.hornbook.checkpoint.template.Value.Text;

/// Does what statements say, and gathers the text they make.
final class Executor {
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private final Python python;
    private final Evaluator evaluator;
    private final Scope root;
    private final FirstMentions mentions;
    private StringBuilder out = new StringBuilder();

    Executor(Python python, Scope root, FirstMentions mentions) {
        this.python = python;
        this.evaluator = new Evaluator(python);
        this.root = root;
        this.mentions = mentions;
    }

    /// The whole text. Throws `TemplateException` with its line.
    String text(List<Statement> template) {
        try {
            run(template, inner(template, root));
            return out.toString();
        } catch (TemplateException e) {
            throw e.at(evaluator.line());
        } catch (StackOverflowError e) {
            throw TemplateException.limit("the chat template is nested too deeply")
                    .at(evaluator.line());
        }
    }

    /// The text that a body makes.
    String captured(List<Statement> body, Scope scope) {
        StringBuilder before = out;
        out = new StringBuilder();
        run(body, scope);
        String made = out.toString();
        out = before;
        return made;
    }

    Value value(Expression expression, Scope scope) {
        return evaluator.value(expression, scope);
    }

    /// A scope for a body. Names that the body sets before it reads them are not there until then,
    /// whatever they are around it.
    Scope inner(List<Statement> body, Scope around) {
        Scope scope = around.inner();
        for (String name : mentions.hidden(body)) {
            scope.put(name, Value.Undefined.name(name));
        }
        return scope;
    }

    private void print(String text) {
        python.budget().text(text.length());
        out.append(text);
    }

    private Flow run(List<Statement> body, Scope scope) {
        python.budget().down();
        Flow flow = Flow.ON;
        for (int i = 0; i < body.size() && flow == Flow.ON; i++) {
            flow = run(body.get(i), scope);
        }
        python.budget().up();
        return flow;
    }

    private Flow run(Statement statement, Scope scope) {
        python.budget().step();
        evaluator.line(statement.line());
        switch (statement) {
            case Data data -> print(data.text());
            case Print print -> print(python.text(evaluator.value(print.value(), scope)));
            case If choice -> {
                return choice(choice, scope);
            }
            case For loop -> loop(loop, evaluator.value(loop.over(), scope), 0, scope);
            case Statement.Set set -> put(set.target(), evaluator.value(set.value(), scope), scope);
            case SetBlock block -> {
                return setBlock(block, scope);
            }
            case With with -> {
                Scope inner = inner(with.body(), scope);
                List<Value> values = new ArrayList<>();
                with.values().forEach(v -> values.add(evaluator.value(v, scope)));
                for (int i = 0; i < values.size(); i++) {
                    put(with.targets().get(i), values.get(i), inner);
                }
                return run(with.body(), inner);
            }
            case MacroOf macro ->
                    scope.put(
                            macro.signature().name(),
                            new Macro(this, macro.signature(), macro.body(), scope));
            case CallBlock block -> {
                Value caller = new Macro(this, block.signature(), block.body(), scope);
                print(python.text(evaluator.call(block.call(), Map.of("caller", caller), scope)));
            }
            case FilterBlock block -> {
                return filterBlock(block, scope);
            }
            case Block block ->
                    print(
                            captured(
                                    block.body(),
                                    inner(block.body(), block.scoped() ? scope : root(scope))));
            case Generation generation ->
                    print(captured(generation.body(), inner(generation.body(), scope)));
            case Break end -> {
                return Flow.BREAK;
            }
            case Continue next -> {
                return Flow.CONTINUE;
            }
            case Refused refused -> throw TemplateException.refused(refused.words());
        }
        return Flow.ON;
    }

    private Scope root(Scope scope) {
        return scope.below(root);
    }

    private Flow choice(If choice, Scope scope) {
        for (Branch branch : choice.branches()) {
            evaluator.line(branch.line());
            if (evaluator.truth(branch.test(), scope)) {
                return run(branch.body(), scope);
            }
        }
        return run(choice.otherwise(), scope);
    }

    private Flow setBlock(SetBlock block, Scope scope) {
        StringBuilder before = out;
        out = new StringBuilder();
        Flow flow = run(block.body(), inner(block.body(), scope));
        Value made = new Text(out.toString());
        out = before;
        if (flow == Flow.ON) {
            put(
                    block.target(),
                    block.filter().isEmpty()
                            ? made
                            : evaluator.filtered(block.filter().get(), made, scope),
                    scope);
        }
        return flow;
    }

    private Flow filterBlock(FilterBlock block, Scope scope) {
        StringBuilder before = out;
        out = new StringBuilder();
        Scope inner = inner(block.body(), scope);
        Flow flow = run(block.body(), inner);
        Value made = new Text(out.toString());
        out = before;
        if (flow == Flow.ON) {
            print(python.text(evaluator.filtered(block.filter(), made, inner)));
        }
        return flow;
    }

    private void loop(For loop, Value over, int depth, Scope scope) {
        Iterator<Value> all = python.each(over);
        Value items = over;
        if (loop.test().isPresent()) {
            all = tested(loop, all, scope);
            items = Value.Stream.generator(all);
        }
        Loop state =
                new Loop(
                        python,
                        items,
                        all,
                        depth,
                        loop.recursive() ? (next, level) -> again(loop, next, level, scope) : null);
        boolean none = true;
        while (state.advance()) {
            python.budget().step();
            Scope inner = inner(loop.body(), scope);
            inner.put("loop", state);
            put(loop.target(), state.current(), inner);
            Flow flow = run(loop.body(), inner);
            none &= flow != Flow.ON; // as in Jinja, where an end by break or continue is none
            if (flow == Flow.BREAK) {
                break;
            }
        }
        if (none) {
            run(loop.otherwise(), inner(loop.otherwise(), scope));
        }
    }

    private Value again(For loop, Value over, int depth, Scope scope) {
        python.budget().enter();
        StringBuilder before = out;
        out = new StringBuilder();
        loop(loop, over, depth, scope);
        String made = out.toString();
        out = before;
        python.budget().leave();
        return new Text(made);
    }

    private Iterator<Value> tested(For loop, Iterator<Value> all, Scope scope) {
        return new Chosen(
                all,
                item -> {
                    Scope inner = scope.inner();
                    put(loop.target(), item, inner);
                    return evaluator.truth(loop.test().orElseThrow(), inner);
                });
    }

    private void put(Target target, Value value, Scope scope) {
        switch (target) {
            case Target.Variable variable -> scope.put(variable.name(), value);
            case Target.Part part -> {
                if (!(scope.find(part.namespace()) instanceof Namespace namespace)) {
                    throw TemplateException.type(
                            "an attribute can be set of a namespace only, and '"
                                    + part.namespace()
                                    + "' is none");
                }
                namespace.put(part.name(), value);
            }
            case Target.Several several -> {
                int wanted = several.parts().size();
                if (!Python.iterable(value)) {
                    throw TemplateException.type(
                            "cannot unpack non-iterable " + value.type() + " object");
                }
                List<Value> values = python.items(value);
                if (values.size() != wanted) {
                    throw TemplateException.value(
                            String.format(
                                    "%s values to unpack: %d where %d are needed",
                                    values.size() > wanted ? "too many" : "not enough",
                                    values.size(),
                                    wanted));
                }
                for (int i = 0; i < wanted; i++) {
                    put(several.parts().get(i), values.get(i), scope);
                }
            }
        }
    }
}

package org.hornbook.checkpoint.template;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A chat template, in the dialect of Jinja that transformers renders: Jinja2's immutable sandbox
/// with `trim_blocks`, `lstrip_blocks`, loop controls, `raise_exception`, `strftime_now`, JSON not
/// escaped for HTML, and the `generation` tag passed through. The text is the same to the byte as
/// Python's, and what raises there raises here.
///
/// What is rendered is data: a text that holds braces is never read as a template. Templates come
/// with models from anywhere, so they can neither change what they are given nor reach anything
/// else, and steps, depth and text are bounded.
public final class ChatTemplate {
    private final List<Statement> statements;
    private final FirstMentions mentions;

    private ChatTemplate(List<Statement> statements) {
        this.statements = statements;
        this.mentions = FirstMentions.of(statements);
    }

    /// Throws `TemplateException` where `text` is no template.
    public static ChatTemplate parse(String text) {
        try {
            return new ChatTemplate(StatementParser.parse(text));
        } catch (StackOverflowError e) {
            throw TemplateException.limit("the chat template is nested too deeply");
        }
    }

    /// Renders with what templates are given: `messages`, `bos_token`, `add_generation_prompt` and
    /// so on. Values are those of JSON: null, `String`, `Boolean`, whole and real numbers, `Map`
    /// and `Iterable`. Throws `TemplateException` where the template raises or asks for too much.
    public String render(Map<String, ?> given, Clock clock) {
        Scope scope = Scope.root();
        Globals.into(scope);
        given.forEach((name, value) -> scope.put(name, FromJava.of(value)));
        return new Executor(new Python(new Budget(), clock), scope, mentions).text(statements);
    }

    /// Renders at the time of this machine.
    public String render(Map<String, ?> given) {
        return render(given, Clock.systemDefaultZone());
    }
}

package org.hornbook.checkpoint.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTemplateTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "chat-templates");

    @ParameterizedTest
    @ValueSource(strings = {"expressions", "features", "families"})
    void whatPythonRendersIsRenderedAndWhatItRaisesIsRaised(String file) throws IOException {
        List<Renderings> all = Renderings.read(GOLDEN.resolve(file + ".jsonl.gz"));
        assertThat(all).isNotEmpty();
        assertThat(all.stream().flatMap(r -> r.differences().stream())).isEmpty();
    }

    @Test
    void aMessageSaysTheLineInPlainWords() {
        assertThatThrownBy(() -> ChatTemplate.parse("a\n{% if x %}\n{{ 1 + }}\n{% endif %}"))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "'}}', the border of a print tag stands where an expression is needed (line"
                                + " 3 of the chat template)");
        assertThatThrownBy(() -> render("{% for m in messages %}\n\n{{ m.x.y }}\n{% endfor %}"))
                .hasMessage("'dict object' has no attribute 'x' (line 3 of the chat template)");
        assertThatThrownBy(() -> render("\n{{ raise_exception('Roles must alternate') }}"))
                .hasMessage("Roles must alternate (line 2 of the chat template)");
    }

    @Test
    void aKindTellsWhatWentWrong() {
        assertThat(kind("{{ raise_exception('x') }}")).isEqualTo(TemplateException.Kind.RAISED);
        assertThat(kind("{{ x.y }}")).isEqualTo(TemplateException.Kind.UNDEFINED);
        assertThat(kind("{{ 1 + 'a' }}")).isEqualTo(TemplateException.Kind.TYPE);
        assertThat(kind("{{ 1 // 0 }}")).isEqualTo(TemplateException.Kind.VALUE);
        assertThat(kind("{% if %}")).isEqualTo(TemplateException.Kind.SYNTAX);
        assertThat(kind("{% include 'x' %}")).isEqualTo(TemplateException.Kind.REFUSED);
        assertThat(kind("{{ messages.append(1) }}")).isEqualTo(TemplateException.Kind.REFUSED);
        assertThat(kind("{{ range(1000000) }}")).isEqualTo(TemplateException.Kind.LIMIT);
    }

    @Test
    void whatAUserTypesIsNeverATemplate() {
        String typed = "{{ bos_token }}{% for x in y %}{# z #}{{ raise_exception('no') }}";
        String template =
                "{% set t %}{{ messages[0].content }}{% endset %}{% macro m(x) %}{{ x }}{% endmacro"
                        + " %}{{ m(t) }}{{ t|trim }}{{ '%s'|format(t) }}{{ '{}'.format(t) }}";
        assertThat(render(template, typed)).isEqualTo(typed.repeat(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
                "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
                "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = ns.l + ns.l"
                        + " %}{% endfor %}",
                "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l]"
                        + " %}{% endfor %}{{ ns.l }}",
                "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l]"
                        + " %}{% endfor %}{{ ns.l|tojson }}",
                "{% set ns = namespace(l=[1],k=[1]) %}{% for i in range(99) %}{% set ns.l = [ns.l,"
                        + " ns.l] %}{% set ns.k = [ns.k, ns.k] %}{% endfor %}{{ ns.l == ns.k }}",
                "{% set ns = namespace(l=[1]) %}{% for i in range(9999) %}{% set ns.l = [ns.l]"
                        + " %}{% endfor %}{{ ns.l }}",
                "{% set ns = namespace(t='ab') %}{% for i in range(99) %}{% set ns.t = ns.t ~ ns.t"
                        + " %}{% endfor %}",
                "{{ 'a' * 1000000000000 }}",
                "{{ [1] * 1000000000000 }}",
                "{{ ('a' * 4000000).replace('', 'b' * 4000000) }}",
                "{{ ('a' * 4000000).join('b' * 4000000) }}",
                "{{ 'a'.center(2000000000) }}",
                "{{ '%9999999d' % 1 }}",
                "{{ '{:9999999}'.format(1) }}",
                "{{ '{:.9999999f}'.format(1.5) }}",
                "{{ 9 ** 99999999 }}",
                "{{ 9 ** (9 ** 99) }}",
                "{% for i in range(99999) %}{{ 'a' * 9999 }}{% endfor %}",
                "{% set t = 'é' * 4000000 %}{% for i in range(100000) %}{{ t[-1] }}{% endfor %}",
                "{% set t = 'a' * 4000000 %}{% for i in range(100000) %}{{ 'b' in t }}{% endfor %}",
                "{% set t = 'a' * 4000000 %}{% for i in range(100000) %}{{ t|length }}{% endfor %}",
                "{{ ('x\n' * 1000000) | indent(1000000) }}",
                "{{ [1]|batch(2000000000, 0)|list }}",
                "{{ [1]|slice(2000000000)|list }}",
                "{{ range(100000)|map('string')|join('x' * 100000) }}",
                "{{ [1]|tojson(indent=2000000000) }}"
            })
    void aHostileTemplateIsStopped(String template) {
        assertThat(kind(template)).isEqualTo(TemplateException.Kind.LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{'a':", "not ", "- ", "a if ", "a(", "a[", "{% if a %}"})
    void aDeepTemplateIsRefusedAndDoesNotOverflow(String piece) {
        String text =
                piece.startsWith("{%") ? piece.repeat(100_000) : "{{ " + piece.repeat(100_000);
        assertThatThrownBy(() -> ChatTemplate.parse(text)).isInstanceOf(TemplateException.class);
    }

    @Test
    void longChainsAreRefusedOrRenderedButDoNotOverflow() {
        for (String piece : List.of(" + 1", " ~ 1", " and 1", ".a", "|string", " is odd", "(1)")) {
            String text = "{{ 1" + piece.repeat(100_000) + " }}";
            try {
                ChatTemplate.parse(text).render(Map.of());
            } catch (TemplateException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void mutatedTemplatesRenderOrSayWhyNot() throws IOException {
        List<Renderings> families = Renderings.read(GOLDEN.resolve("families.jsonl.gz"));
        RandomGenerator random = new SplittableRandom(7);
        String pieces = "{}%#-+|().,[]'\"= \nabnots10";
        for (int i = 0; i < 3000; i++) {
            Renderings one = families.get(random.nextInt(families.size()));
            StringBuilder text = new StringBuilder(one.template());
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
                    default -> text.setCharAt(at, pieces.charAt(random.nextInt(pieces.length())));
                }
            }
            try {
                ChatTemplate.parse(text.toString())
                        .render(one.cases().get(random.nextInt(one.cases().size())).context());
            } catch (TemplateException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void valuesOfJsonKeepTheirKinds() {
        Map<String, Object> given = new HashMap<>();
        given.put("none", null);
        given.put("whole", 2);
        given.put("real", 2.0);
        given.put("large", new java.math.BigInteger("123456789012345678901234567890"));
        given.put("list", new ArrayList<>(List.of(true, "x")));
        assertThat(
                        ChatTemplate.parse("{{ [none, whole, real, large, list] }}{{ whole / 1 }}")
                                .render(given))
                .isEqualTo("[None, 2, 2.0, 123456789012345678901234567890, [True, 'x']]2.0");
    }

    private static TemplateException.Kind kind(String template) {
        return catchThrowableOfType(TemplateException.class, () -> render(template)).kind();
    }

    private static String render(String template) {
        return render(template, "Hi");
    }

    private static String render(String template, String content) {
        return ChatTemplate.parse(template)
                .render(
                        Map.of("messages", List.of(Map.of("role", "user", "content", content))),
                        Renderings.CLOCK);
    }
}

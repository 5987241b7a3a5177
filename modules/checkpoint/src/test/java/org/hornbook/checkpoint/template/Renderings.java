package org.hornbook.checkpoint.template;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.hornbook.store.Json;

/// What Python's Jinja2 made of templates under the settings of transformers; a file of lines
/// `{"name", "template", "cases": [{"context", "output", "error"}]}`.
record Renderings(String name, String template, List<Case> cases) {
    /// `output` is null where rendering raised `error`.
    record Case(Map<String, Object> context, String output, String error) {
        Case in(Case other) {
            return new Case(other.context(), output, error);
        }
    }

    /// The time at which Python rendered them.
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T05:00:00Z"), ZoneOffset.UTC);

    static List<Renderings> read(Path file) throws IOException {
        List<Renderings> all = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Renderings next = Json.mapper().readValue(line, new TypeReference<>() {});
                all.add(all.isEmpty() ? next : next.within(all.getFirst()));
            }
        }
        return all;
    }

    /// Cases without a context have that of the file's first one.
    private Renderings within(Renderings first) {
        return new Renderings(
                name,
                template,
                cases.stream()
                        .map(c -> c.context() != null ? c : c.in(first.cases().getFirst()))
                        .toList());
    }

    /// One sentence for each case that renders otherwise than in Python.
    List<String> differences() {
        List<String> wrong = new ArrayList<>();
        Parsed parsed = Parsed.of(template);
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            String made = rendered(parsed, one.context());
            String wanted = one.output() == null ? "raised" : "made " + one.output();
            if (!(one.output() == null ? made.startsWith("raised") : made.equals(wanted))) {
                wrong.add(
                        String.format(
                                "%s, case %d: %s%n  here %s%n  there %s",
                                name,
                                i,
                                template.length() > 200 ? "" : template,
                                made,
                                one.output() == null ? one.error() : wanted));
            }
        }
        return wrong;
    }

    /// @param fault null where it is a template
    private record Parsed(ChatTemplate template, TemplateException fault) {
        static Parsed of(String text) {
            try {
                return new Parsed(ChatTemplate.parse(text), null);
            } catch (TemplateException e) {
                return new Parsed(null, e);
            }
        }
    }

    private static String rendered(Parsed parsed, Map<String, Object> context) {
        if (parsed.fault() != null) {
            return "raised " + parsed.fault().getMessage();
        }
        try {
            return "made " + parsed.template().render(context, CLOCK);
        } catch (TemplateException e) {
            return "raised " + e.getMessage();
        }
    }
}

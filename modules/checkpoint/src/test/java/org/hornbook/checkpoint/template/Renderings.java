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
    record Case(Map<String, Object> context, String output, String error) {}

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
                all.add(Json.mapper().readValue(line, new TypeReference<>() {}));
            }
        }
        return all;
    }

    /// One sentence for each case that renders otherwise than in Python.
    List<String> differences() {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            String made = rendered(one.context());
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

    private String rendered(Map<String, Object> context) {
        try {
            return "made " + ChatTemplate.parse(template).render(context, CLOCK);
        } catch (TemplateException e) {
            return "raised " + e.getMessage();
        }
    }
}

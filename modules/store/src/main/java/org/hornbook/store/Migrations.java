package org.hornbook.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The numbered SQL scripts of one room, applied once each, in order, inside one transaction.
///
/// Scripts lie beside the room's repository as `migrations/001.sql`, `002.sql`, ... Statements end
/// with `;` at the end of a line; a line that begins with `--` is a comment. A script that has been
/// released is never edited.
public record Migrations(String room, List<String> scripts) {
    public Migrations {
        scripts = List.copyOf(scripts);
    }

    /// Reads `migrations/001.sql` up to `count` from the package of `anchor`.
    public static Migrations beside(Class<?> anchor, String room, int count) {
        List<String> scripts = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            scripts.add(read(anchor, "migrations/%03d.sql".formatted(number)));
        }
        return new Migrations(room, scripts);
    }

    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (line.isBlank() || line.strip().startsWith("--")) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.stripTrailing().endsWith(";")) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        if (!statement.isEmpty()) {
            throw new IllegalArgumentException("migration ends without ';': " + statement);
        }
        return statements;
    }

    private static String read(Class<?> anchor, String name) {
        try (InputStream in = anchor.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no " + name + " beside " + anchor.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

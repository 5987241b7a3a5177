package org.hornbook.label.rubric;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.corpus.CorpusId;
import org.hornbook.label.Rubric;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;

/// The rubrics of a workspace in all their versions, those that come with the program among them. A
/// version is never changed: what is saved is the next one.
public final class RubricRepository {
    private final Database database;

    public RubricRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return Migrations.beside(RubricRepository.class, "label.rubric", 1);
    }

    /// All versions, by name and version.
    public List<KeptRubric> all() {
        return database.read(RubricRepository::all);
    }

    /// The newest version of each name.
    public List<KeptRubric> latest() {
        Map<String, KeptRubric> latest = new LinkedHashMap<>();
        all().forEach(k -> latest.put(k.rubric().name(), k));
        return List.copyOf(latest.values());
    }

    /// The versions of one name, the oldest first; empty if there is none.
    public List<KeptRubric> versions(String name) {
        return all().stream().filter(k -> k.rubric().name().equals(name)).toList();
    }

    /// A rubric by `name` (its newest version) or `name@version`. Throws `IllegalArgumentException`
    /// that says which there are.
    public Rubric require(String title) {
        int at = title.lastIndexOf('@');
        String name = at < 0 ? title : title.substring(0, at);
        List<KeptRubric> versions = versions(name);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no rubric "
                            + name
                            + ": there are "
                            + String.join(
                                    ", ", latest().stream().map(k -> k.rubric().name()).toList()));
        }
        if (at < 0) {
            return versions.getLast().rubric();
        }
        return versions.stream()
                .map(KeptRubric::rubric)
                .filter(r -> r.title().equals(title))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no "
                                                + title
                                                + ": "
                                                + name
                                                + " has version 1 to "
                                                + versions.getLast().rubric().version()));
    }

    /// Keeps the words of `changed` as the next version of its name; `from` is the version that was
    /// changed. If the newest version says just that, it stays the newest, and is returned.
    public Rubric save(Rubric changed, Rubric from) {
        return database.write(
                t -> {
                    Connection c = t.connection();
                    List<Rubric> versions = named(c, changed.name());
                    if (versions.isEmpty()) {
                        throw new IllegalArgumentException(
                                "there is no rubric " + changed.name() + " to change: copy one");
                    }
                    if (versions.getLast().sameWords(changed)) {
                        return versions.getLast();
                    }
                    Rubric next = changed.as(changed.name(), versions.getLast().version() + 1);
                    insert(c, next, from);
                    return next;
                });
    }

    /// Keeps the words of `from` under another name, as its version 1. Throws
    /// `IllegalArgumentException` if the name is taken.
    public Rubric copy(Rubric from, String name) {
        Rubric copy = from.as(name.strip(), 1);
        return database.write(
                t -> {
                    if (!named(t.connection(), copy.name()).isEmpty()) {
                        throw new IllegalArgumentException(
                                "there is a rubric " + copy.name() + " already");
                    }
                    insert(t.connection(), copy, from);
                    return copy;
                });
    }

    /// Keeps what a trial of two rubrics gave.
    public void put(CorpusId corpus, RubricTrial trial) {
        database.write(
                t -> {
                    try (PreparedStatement s =
                            t.connection()
                                    .prepareStatement(
                                            "INSERT INTO rubric_trial(corpus_id, first, second,"
                                                    + " made, report) VALUES(?,?,?,?,?)")) {
                        s.setLong(1, corpus.value());
                        s.setString(2, trial.first().rubric());
                        s.setString(3, trial.second().rubric());
                        s.setString(4, Instant.now().toString());
                        s.setString(5, Json.write(trial));
                        return s.executeUpdate();
                    }
                });
    }

    /// The trials on documents of a corpus, the newest first.
    public List<RubricTrial> trials(CorpusId corpus) {
        return database.read(
                c -> {
                    if (!there(c)) {
                        return List.of();
                    }
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT report FROM rubric_trial WHERE corpus_id = ? ORDER BY id"
                                            + " DESC")) {
                        s.setLong(1, corpus.value());
                        List<RubricTrial> trials = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                trials.add(Json.read(rows.getString(1), RubricTrial.class));
                            }
                        }
                        return trials;
                    }
                });
    }

    private static List<Rubric> named(Connection c, String name) throws SQLException {
        return all(c).stream().map(KeptRubric::rubric).filter(r -> r.name().equals(name)).toList();
    }

    private static List<KeptRubric> all(Connection c) throws SQLException {
        List<KeptRubric> all = new ArrayList<>();
        String origin =
                there(c)
                        ? "rubric_origin"
                        : "(SELECT '' name, 0 version, '' from_name, 0 from_version, '' made)";
        try (PreparedStatement s =
                        c.prepareStatement(
                                "SELECT r.content, o.from_name || '@' || o.from_version, o.made,"
                                        + " ifnull(l.n, 0) FROM rubric r LEFT JOIN "
                                        + origin
                                        + " o ON o.name = r.name AND o.version = r.version LEFT JOIN"
                                        + " (SELECT rubric_id, count(*) n FROM label WHERE value IS"
                                        + " NOT NULL GROUP BY rubric_id) l ON l.rubric_id = r.id");
                ResultSet rows = s.executeQuery()) {
            while (rows.next()) {
                all.add(
                        new KeptRubric(
                                Json.read(rows.getString(1), Rubric.class),
                                Optional.ofNullable(rows.getString(2)),
                                Optional.ofNullable(rows.getString(3)).map(Instant::parse),
                                rows.getLong(4)));
            }
        }
        for (Rubric shipped : Rubric.shipped()) {
            if (all.stream().noneMatch(k -> k.rubric().title().equals(shipped.title()))) {
                all.add(new KeptRubric(shipped, Optional.empty(), Optional.empty(), 0));
            }
        }
        all.sort(
                Comparator.comparing((KeptRubric k) -> k.rubric().name())
                        .thenComparing(k -> k.rubric().version()));
        return all;
    }

    /// A workspace opened to be read may be older than these tables.
    private static boolean there(Connection c) throws SQLException {
        try (PreparedStatement s =
                        c.prepareStatement(
                                "SELECT 1 FROM sqlite_master WHERE name = 'rubric_origin'");
                ResultSet rows = s.executeQuery()) {
            return rows.next();
        }
    }

    private static void insert(Connection c, Rubric rubric, Rubric from) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("INSERT INTO rubric(name, version, content) VALUES(?,?,?)")) {
            s.setString(1, rubric.name());
            s.setInt(2, rubric.version());
            s.setString(3, Json.write(rubric));
            s.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("cannot store the rubric " + rubric.title(), e);
        }
        try (PreparedStatement s =
                c.prepareStatement("INSERT INTO rubric_origin VALUES(?,?,?,?,?)")) {
            s.setString(1, rubric.name());
            s.setInt(2, rubric.version());
            s.setString(3, from.name());
            s.setInt(4, from.version());
            s.setString(5, Instant.now().toString());
            s.executeUpdate();
        }
    }
}

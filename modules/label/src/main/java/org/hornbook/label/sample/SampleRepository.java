package org.hornbook.label.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.job.Provenance;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Migrations;
import org.hornbook.store.Sha256;
import org.hornbook.store.StoreException;

/// Draws samples of documents and keeps them, with how far people have come with each.
public final class SampleRepository {
    private static final String ALL =
            "SELECT id, corpus_id, name, plan, provenance, made FROM sample ";

    private final Database database;
    private final CorpusRepository corpora;
    private final ColumnRepository columns;

    public SampleRepository(Database database, CorpusRepository corpora) {
        this.database = database;
        this.corpora = corpora;
        this.columns = new ColumnRepository(database);
    }

    public static Migrations migrations() {
        return Migrations.beside(SampleRepository.class, "label.sample", 1);
    }

    /// Draws documents; nothing is stored. Throws `IllegalArgumentException` if the plan speaks of
    /// what is not there.
    public List<DocumentId> draw(Corpus corpus, Sample.Plan plan) {
        return draw(corpus, plan, columns.load(corpus.id()));
    }

    /// The same from columns that are loaded already.
    public List<DocumentId> draw(Corpus corpus, Sample.Plan plan, ColumnCache picture) {
        DocumentQuery query = corpora.standing(corpus.id(), DocumentQuery.parse(plan.query()));
        BitSet rows = picture.select(query, columns.texts(corpus.id(), () -> true));
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            boolean left =
                    !plan.without().isEmpty() && picture.label(plan.without(), row).isPresent()
                            || !plan.of().isEmpty() && picture.label(plan.of(), row).isEmpty();
            if (left) {
                rows.clear(row);
            }
        }
        return Drawing.draw(picture, rows, plan.whom(), plan.size(), plan.seed());
    }

    /// Draws documents and keeps them under `name`. Throws `IllegalArgumentException` if the name
    /// is taken, or nothing was found.
    public Sample keep(Corpus corpus, String name, Sample.Plan plan) {
        return keep(corpus, name, plan, draw(corpus, plan));
    }

    /// Keeps documents that `plan` has drawn.
    public Sample keep(Corpus corpus, String name, Sample.Plan plan, List<DocumentId> documents) {
        if (documents.isEmpty()) {
            throw new IllegalArgumentException(
                    "no document of " + corpus.name() + " was found " + plan.words());
        }
        String named = name.strip();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("a sample needs a name");
        }
        Instant now = Instant.now();
        return database.write(
                t -> {
                    Connection c = t.connection();
                    Provenance provenance = provenance(c, corpus, plan, documents);
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "INSERT INTO sample(corpus_id, name, plan, provenance, made)"
                                            + " VALUES(?,?,?,?,?) ON CONFLICT DO NOTHING RETURNING"
                                            + " id")) {
                        s.setLong(1, corpus.id().value());
                        s.setString(2, named);
                        s.setString(3, Json.write(plan));
                        s.setString(4, Json.write(provenance));
                        s.setString(5, now.toString());
                        try (ResultSet rows = s.executeQuery()) {
                            if (!rows.next()) {
                                throw new IllegalArgumentException(
                                        "there is a sample "
                                                + named
                                                + " of "
                                                + corpus.name()
                                                + " already");
                            }
                            SampleId id = new SampleId(rows.getLong(1));
                            documents(c, id, documents);
                            return new Sample(
                                    id, corpus.id(), named, plan, documents, provenance, now);
                        }
                    }
                });
    }

    /// Which documents there were, and what was said of them, is told by figures of the store.
    private static Provenance provenance(
            Connection c, Corpus corpus, Sample.Plan plan, List<DocumentId> documents)
            throws SQLException {
        StringBuilder ids = new StringBuilder();
        documents.forEach(d -> ids.append(d.value()).append('\n'));
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT documents || ' ' || ifnull(digest, '') FROM corpus WHERE id = ?")) {
            s.setLong(1, corpus.id().value());
            try (ResultSet rows = s.executeQuery()) {
                return Provenance.here(
                        Map.of(
                                "corpus",
                                corpus.name() + ' ' + (rows.next() ? rows.getString(1) : ""),
                                "drawn",
                                Sha256.of(ids.toString())),
                        plan,
                        plan.seed());
            }
        }
    }

    private static void documents(Connection c, SampleId id, List<DocumentId> documents)
            throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("INSERT INTO sample_document VALUES(?,?,?)")) {
            for (int place = 0; place < documents.size(); place++) {
                s.setLong(1, id.value());
                s.setInt(2, place);
                s.setLong(3, documents.get(place).value());
                s.addBatch();
            }
            s.executeBatch();
        }
    }

    /// The samples of a corpus, the newest first.
    public List<Sample> all(CorpusId corpus) {
        return list(ALL + "WHERE corpus_id = ? ORDER BY id DESC", corpus.value(), null);
    }

    public Optional<Sample> find(CorpusId corpus, String name) {
        return list(ALL + "WHERE corpus_id = ? AND name = ?", corpus.value(), name).stream()
                .findFirst();
    }

    /// Throws `IllegalArgumentException` that says which there are.
    public Sample require(Corpus corpus, String name) {
        return find(corpus.id(), name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no sample "
                                                + name
                                                + " of "
                                                + corpus.name()
                                                + ": there are "
                                                + all(corpus.id()).stream()
                                                        .map(Sample::name)
                                                        .toList()));
    }

    /// A name that no sample of the corpus has: `base`, or `base 2` and so on.
    public String free(CorpusId corpus, String base) {
        List<String> taken = all(corpus).stream().map(Sample::name).toList();
        String name = base;
        for (int i = 2; taken.contains(name); i++) {
            name = base + " " + i;
        }
        return name;
    }

    /// Stores how far someone has come with a sample.
    public void put(Sample.Place place) {
        database.write(
                t -> {
                    try (PreparedStatement s =
                            t.connection()
                                    .prepareStatement(
                                            "INSERT OR REPLACE INTO sample_place VALUES(?,?,?,?)")) {
                        s.setLong(1, place.sample().value());
                        s.setString(2, place.who());
                        s.setInt(3, place.at());
                        s.setString(4, Instant.now().toString());
                        return s.executeUpdate();
                    }
                });
    }

    /// The sample of the corpus that someone worked on last, if it is not done yet.
    public Optional<Sample.Place> unfinished(CorpusId corpus, String who) {
        return database.read(
                c -> {
                    if (!there(c)) {
                        return Optional.empty();
                    }
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT p.sample_id, p.at, (SELECT count(*) FROM"
                                            + " sample_document d WHERE d.sample_id = p.sample_id)"
                                            + " FROM sample_place p JOIN sample s ON s.id ="
                                            + " p.sample_id WHERE s.corpus_id = ? AND p.who = ?"
                                            + " ORDER BY p.moved DESC LIMIT 1")) {
                        s.setLong(1, corpus.value());
                        s.setString(2, who);
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.next() && rows.getInt(2) < rows.getInt(3)
                                    ? Optional.of(
                                            new Sample.Place(
                                                    new SampleId(rows.getLong(1)),
                                                    who,
                                                    rows.getInt(2)))
                                    : Optional.empty();
                        }
                    }
                });
    }

    /// How far someone has come with a sample; 0 if they have not begun.
    public int at(SampleId sample, String who) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT at FROM sample_place WHERE sample_id = ? AND who = ?")) {
                        s.setLong(1, sample.value());
                        s.setString(2, who);
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.next() ? rows.getInt(1) : 0;
                        }
                    }
                });
    }

    public Sample get(SampleId id) {
        return list(ALL + "WHERE id = ?", id.value(), null).stream()
                .findFirst()
                .orElseThrow(() -> new StoreException("there is no sample " + id.value()));
    }

    private List<Sample> list(String sql, long number, String name) {
        return database.read(
                c -> {
                    List<Sample> samples = new ArrayList<>();
                    if (!there(c)) {
                        return samples;
                    }
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, number);
                        if (name != null) {
                            s.setString(2, name);
                        }
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                SampleId id = new SampleId(rows.getLong(1));
                                samples.add(
                                        new Sample(
                                                id,
                                                new CorpusId(rows.getLong(2)),
                                                rows.getString(3),
                                                Json.read(rows.getString(4), Sample.Plan.class),
                                                documents(c, id),
                                                Json.read(rows.getString(5), Provenance.class),
                                                Instant.parse(rows.getString(6))));
                            }
                        }
                    }
                    return samples;
                });
    }

    /// A workspace opened to be read may be older than these tables.
    private static boolean there(Connection c) throws SQLException {
        try (PreparedStatement s =
                        c.prepareStatement("SELECT 1 FROM sqlite_master WHERE name = 'sample'");
                ResultSet rows = s.executeQuery()) {
            return rows.next();
        }
    }

    private static List<DocumentId> documents(Connection c, SampleId id) throws SQLException {
        List<DocumentId> documents = new ArrayList<>();
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT doc_id FROM sample_document WHERE sample_id = ? ORDER BY place")) {
            s.setLong(1, id.value());
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    documents.add(new DocumentId(rows.getLong(1)));
                }
            }
        }
        return documents;
    }
}

package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns that are read again take what has not changed from before.
class ColumnReloadTest {
    @TempDir Path folder;
    private Place place;
    private ColumnRepository repository;
    private CorpusId corpus;
    private ColumnCache before;

    @BeforeEach
    void open() throws Exception {
        place = new Place(folder);
        bring("one", 20);
        repository = new ColumnRepository(place.database);
        corpus = place.corpora.require("c").id();
        before = repository.load(corpus);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void whereNothingHasChangedNothingIsRead() {
        assertThat(again()).isSameAs(before);
    }

    @Test
    void aLabelAndAScoreThatCameAreThere() {
        new OpinionRepository(place.database)
                .put(Map.of(before.id(3), 4), Map.of(before.id(5), 2.5));
        ColumnCache after = again();
        assertThat(after.label("me", 3)).hasValue(4);
        assertThat(after.score("ngram", 5)).isEqualTo(2.5);
        assertThat(after.field("kind", 7)).isEqualTo(before.field("kind", 7));
        assertThat(again(after)).isSameAs(after);
    }

    @Test
    void documentsThatCameAreThere() throws Exception {
        bring("two", 5);
        ColumnCache after = again();
        assertThat(after.size()).isEqualTo(25);
        BitSet all = after.select(new DocumentQuery.All(), m -> new long[0]);
        assertThat(after.facets("kind", all)).containsEntry("two", 5L).containsEntry("one", 20L);
    }

    private ColumnCache again() {
        return again(before);
    }

    private ColumnCache again(ColumnCache from) {
        return repository.load(corpus, Optional.of(from));
    }

    private void bring(String kind, int count) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(
                    "{\"text\": \"%s number %d\", \"kind\": \"%s\"}%n".formatted(kind, i, kind));
        }
        Path file = folder.resolve(kind + ".jsonl");
        Files.writeString(file, lines);
        place.bring(file);
    }
}

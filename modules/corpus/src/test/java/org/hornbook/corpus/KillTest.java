package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hornbook.job.ChildJvm;
import org.hornbook.job.JobState;
import org.hornbook.job.ParentWatch;
import org.hornbook.job.Reuse;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    private static final int KILLS = 20;
    private static final int ROWS = 24_000; // enough to learn a text model, and to drop the keys
    private static final List<String> WORDS =
            List.of("search", "binary tree", "한국어 문장", "中文文本", "list", "naïve", "sorted");

    @TempDir Path folder;

    @Test
    void anImportKilledAtTwentyRandomMomentsComesToTheSameContent() throws Exception {
        Path file = rows();
        String whole = content(finish(Files.createDirectory(folder.resolve("whole")), file));
        Random moments = new Random();
        int kills = 0;
        for (int attempt = 0; kills < KILLS; attempt++) {
            Path place = Files.createDirectory(folder.resolve("killed" + attempt));
            boolean ended = false;
            while (kills < KILLS && !ended) {
                ended = importFor(moments.nextInt(700), place, file);
                kills += ended ? 0 : 1;
                assertThat(new IntegrityRepository(place.resolve("corpus.db")).wrong()).isEmpty();
            }
            assertThat(content(finish(place, file))).isEqualTo(whole);
        }
    }

    /// Lets a process of its own import for so long, then kills it. Returns whether it had ended.
    private boolean importFor(int millis, Path place, Path file) throws Exception {
        try (ChildJvm child =
                ChildJvm.start(
                        Importing.class,
                        List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "--enable-native-access=ALL-UNNAMED"),
                        List.of(place.toString(), file.toString()),
                        Map.of(),
                        folder.resolve("log"))) {
            child.out().readLine();
            boolean ended =
                    child.process().waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
            child.process().destroyForcibly().waitFor();
            return ended;
        }
    }

    /// Imports, printing a line when it begins.
    static final class Importing {
        public static void main(String[] arguments) throws Exception {
            ParentWatch.endWithParent();
            try (Place place = new Place(Path.of(arguments[0]))) {
                System.out.println("begins");
                run(place, Path.of(arguments[1]));
            }
        }
    }

    private static Place finish(Path folder, Path file) throws Exception {
        Place place = new Place(folder);
        run(place, file);
        return place;
    }

    private static void run(Place place, Path file) throws Exception {
        JobState<ImportReport> end =
                place.runner()
                        .submit(
                                new ImportJob(place.corpora, ImportPlan.of(file, "c")),
                                Reuse.FINISHED)
                        .await();
        assertThat(end).isInstanceOf(JobState.Succeeded.class);
    }

    /// All that can be asked of the corpus, as one line.
    private static String content(Place place) {
        try (place) {
            CorpusId corpus = place.corpora.require("c").id();
            StringBuilder all = new StringBuilder();
            DocumentId at = DocumentId.START;
            for (Page page;
                    !(page = place.corpora.page(corpus, new DocumentQuery.All(), at, 5_000))
                            .documents()
                            .isEmpty();
                    at = page.next()) {
                page.documents().forEach(all::append);
            }
            StringBuilder line = new StringBuilder(Sha256.of(all.toString()));
            line.append(' ').append(place.corpora.require("c").documents());
            for (String words : WORDS) {
                DocumentQuery query = new DocumentQuery.TextMatch(words, false);
                line.append(' ').append(place.corpora.count(corpus, query));
                line.append('/')
                        .append(place.corpora.page(corpus, query, DocumentId.START, 3).next());
            }
            return line.append(place.corpora.ids(corpus, List.of("k7", "k23999", "no"))).toString();
        }
    }

    private Path rows() throws Exception {
        Random random = new Random(3);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            StringBuilder text = new StringBuilder();
            for (int w = 4 + random.nextInt(12); w > 0; w--) {
                text.append(WORDS.get(random.nextInt(WORDS.size())))
                        .append(random.nextInt(30))
                        .append(' ');
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            String key = random.nextInt(50) == 0 ? "same" : "k" + i;
            rows.add(Json.write(Map.of("id", key, "text", text, "n", "" + i % 7)));
            if (random.nextInt(40) == 0) {
                rows.add(rows.get(random.nextInt(rows.size())));
            }
            if (random.nextInt(200) == 0) {
                rows.add("{ broken");
            }
        }
        return Files.write(folder.resolve("k.jsonl"), rows);
    }
}

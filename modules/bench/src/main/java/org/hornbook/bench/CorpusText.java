package org.hornbook.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Documents of about 2 KB as JSON lines: code, English, Korean and Chinese with the columns web
/// corpora have. Words follow Zipf's law over made-up vocabularies, so that texts compress about as
/// real ones do (zstd at level 3, one by one: about a half of their size). The same for one seed
/// everywhere.
final class CorpusText {
    /// Stands in one document of five.
    static final String COMMON = "lantern";

    /// Stands in one document of two thousand.
    static final String RARE = "astrolabe";

    private static final int BYTES = 2_000;
    private static final String[] SOURCES = {
        "web", "github", "books", "wiki", "forum", "news", "papers", "exercises"
    };
    private static final String[] LICENCES = {"mit", "apache-2.0", "cc-by", "bsd", "none"};
    private static final String FUNCTION_WORDS =
            "the of and to in a is that for it as was with be by on not he his but at are this have from"
                    + " or had an they which one you were all her she there would their we him been has when"
                    + " who will no more if out so up said what its about than into them can only other time";

    private final SplittableRandom random = new SplittableRandom(20_261_125);
    private final String[] english = latin(24_000);
    private final String[] korean = korean(12_000);
    private final String[] chinese = chinese(3_500);
    private final String[] names = names(4_000);
    private final StringBuilder text = new StringBuilder(4_096);

    /// Writes `documents` of them and returns the bytes of all texts together.
    long write(Path file, int documents) throws IOException {
        long bytes = 0;
        StringBuilder line = new StringBuilder(4_096);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int i = 0; i < documents; i++) {
                String language = next();
                bytes += text.toString().getBytes(StandardCharsets.UTF_8).length;
                line.setLength(0);
                row(i, language, line);
                out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes;
    }

    private void row(int i, String language, StringBuilder line) {
        line.append("{\"id\": \"")
                .append("%016x-%04x".formatted(random.nextLong(), i & 0xffff))
                .append("\", \"url\": \"https://")
                .append(names[zipf(names.length)])
                .append(".example/")
                .append(names[random.nextInt(names.length)])
                .append('/')
                .append(i)
                .append("\", \"lang\": \"")
                .append(language)
                .append("\", \"source\": \"")
                .append(SOURCES[zipf(SOURCES.length)])
                .append("\", \"license\": \"")
                .append(LICENCES[random.nextInt(LICENCES.length)])
                .append("\", \"year\": ")
                .append(2010 + random.nextInt(16))
                .append(", \"stars\": ")
                .append(zipf(20_000))
                .append(", \"language_score\": ")
                .append(random.nextInt(500, 1000) / 1000.0)
                .append(", \"text\": \"");
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                default -> line.append(c);
            }
        }
        line.append("\"}\n");
    }

    /// Puts the next document into `text` and returns its language.
    private String next() {
        text.setLength(0);
        if (random.nextInt(5) == 0) {
            text.append(COMMON).append(' ');
        }
        if (random.nextInt(2_000) == 0) {
            text.append(RARE).append(' ');
        }
        int size = BYTES / 2 + random.nextInt(BYTES);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> code(size);
            case 4, 5, 6, 7 -> prose("en", english, " ", size, 12);
            case 8 -> prose("ko", korean, " ", size * 2 / 5, 9);
            default -> prose("zh", chinese, "", size / 3, 18);
        };
    }

    private String prose(String language, String[] words, String between, int size, int sentence) {
        int left = sentence;
        while (text.length() < size) {
            text.append(words[zipf(words.length)]);
            if (--left <= 0) {
                boolean end = random.nextInt(6) == 0;
                text.append(language.equals("zh") ? end ? "。\n\n" : "。" : end ? ".\n\n" : ". ");
                left = sentence / 2 + random.nextInt(sentence);
            } else {
                text.append(language.equals("zh") && random.nextInt(9) == 0 ? "，" : between);
            }
        }
        return language;
    }

    private String code(int size) {
        text.append("import ").append(name()).append("\nfrom ").append(name()).append(" import ");
        text.append(name()).append("\n\n\n");
        while (text.length() < size) {
            String first = name();
            String second = name();
            text.append("def ").append(name()).append('_').append(name()).append('(');
            text.append(first).append(", ").append(second).append("=").append(zipf(100));
            text.append("):\n    \"\"\"");
            for (int i = 4 + random.nextInt(9); i > 0; i--) {
                text.append(english[zipf(english.length)]).append(i > 1 ? " " : ".\"\"\"\n");
            }
            for (int i = 2 + random.nextInt(6); i > 0; i--) {
                statement(first, second);
            }
            text.append("    return ").append(first).append("\n\n\n");
        }
        return "python";
    }

    private void statement(String first, String second) {
        String other = name();
        switch (random.nextInt(5)) {
            case 0 ->
                    text.append("    %s = %s(%s, %d)\n".formatted(other, name(), first, zipf(90)));
            case 1 ->
                    text.append("    for %s in %s.%s():\n".formatted(other, second, name()))
                            .append("        %s += %s[%s]\n".formatted(first, second, other));
            case 2 ->
                    text.append("    if %s.%s > %d:\n".formatted(first, other, zipf(1_000)))
                            .append("        return None\n");
            case 3 -> text.append("    self.%s = %s or \"%s\"\n".formatted(other, first, name()));
            default -> text.append("    %s.append(%s - %s)\n".formatted(second, first, other));
        }
    }

    private String name() {
        return names[zipf(names.length)];
    }

    /// A place below `n`; place k comes about as often as 1 / (k + 2).
    private int zipf(int n) {
        return Math.min(n - 1, (int) (2 * Math.pow((n + 2) / 2.0, random.nextDouble())) - 2);
    }

    private String[] latin(int n) {
        String[] known = FUNCTION_WORDS.split(" ");
        String[] starts = "b c d f g h l m n p r s t v w st tr pl gr ch sh th br cl".split(" ");
        String[] middles = "a e i o u ea ou ai ee io".split(" ");
        String[] ends = "n r s t l d m nd st ck ng ll ss nt rt".split(" ");
        String[] words = new String[n];
        for (int i = 0; i < n; i++) {
            StringBuilder word = new StringBuilder();
            for (int s = 1 + random.nextInt(3); s > 0; s--) {
                word.append(starts[random.nextInt(starts.length)])
                        .append(middles[random.nextInt(middles.length)]);
            }
            word.append(ends[random.nextInt(ends.length)]);
            words[i] = i < known.length ? known[i] : word.toString();
        }
        return words;
    }

    private String[] names(int n) {
        String[] names = new String[n];
        for (int i = 0; i < n; i++) {
            String word = english[100 + random.nextInt(english.length - 100)];
            names[i] =
                    random.nextInt(3) == 0
                            ? word + "_" + english[100 + random.nextInt(2_000)]
                            : word;
        }
        return names;
    }

    private String[] korean(int n) {
        String[] words = new String[n];
        for (int i = 0; i < n; i++) {
            StringBuilder word = new StringBuilder();
            for (int s = 1 + random.nextInt(4); s > 0; s--) {
                int block = (zipf(19) * 21 + zipf(21)) * 28 + (random.nextBoolean() ? 0 : zipf(28));
                word.append((char) (0xac00 + block));
            }
            words[i] = word.toString();
        }
        return words;
    }

    /// Words of one or two characters.
    private String[] chinese(int n) {
        String[] words = new String[n];
        for (int i = 0; i < n; i++) {
            char first = (char) (0x4e00 + random.nextInt(5_000));
            words[i] =
                    i % 2 == 0 ? "" + first : first + "" + (char) (0x4e00 + random.nextInt(5_000));
        }
        return words;
    }
}

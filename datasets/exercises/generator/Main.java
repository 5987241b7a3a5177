import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Makes the sample corpus `exercises`: small Python exercises, clean and spoilt, labels for a part
/// of them, and held-out exercises that occur in no document. One seed gives the same bytes.
///
/// `java datasets/exercises/generator/Main.java --seed 1 --documents 22000 --labels 2000 --held-out
/// 240 --out datasets/exercises`
public final class Main {
    private static final double CLEAN = 0.3;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        TreeMap<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
        int documents = Integer.parseInt(options.getOrDefault("--documents", "22000"));
        int labels = Integer.parseInt(options.getOrDefault("--labels", "2000"));
        int heldOut = Integer.parseInt(options.getOrDefault("--held-out", "240"));
        Path out =
                Files.createDirectories(
                        Path.of(options.getOrDefault("--out", "datasets/exercises")));

        HeldOut kept = HeldOut.draw(heldOut, Pick.seeded(seed));
        List<Sample> samples = documents(documents, kept, Pick.seeded(seed + 1));
        TreeMap<String, String> hashes = new TreeMap<>();
        write(out, "held-out.jsonl.gz", kept.lines(Pick.seeded(seed + 2)), hashes);
        write(out, "documents.jsonl.gz", documentLines(samples), hashes);
        write(out, "labels.jsonl.gz", labelLines(samples, labels, Pick.seeded(seed + 3)), hashes);
        Files.writeString(
                out.resolve("dataset.json"), manifest(seed, samples, labels, heldOut, hashes));
        System.out.println(count(samples));
    }

    private static List<Sample> documents(int count, HeldOut kept, Pick pick) {
        Set<String> seen = new HashSet<>();
        List<Sample> samples = new ArrayList<>();
        while (samples.size() < count) {
            Exercise e = Tasks.any(pick);
            Sample sample = pick.chance(CLEAN) ? Clean.of(e, pick) : Spoilt.of(e, pick);
            if (!kept.givenAwayBy(sample.text()) && seen.add(sample.text())) {
                samples.add(sample);
            }
        }
        return samples;
    }

    private static List<String> documentLines(List<Sample> samples) {
        List<String> lines = new ArrayList<>();
        for (Sample s : samples) {
            lines.add(
                    new Row()
                            .put("id", id(lines.size()))
                            .put("text", s.text())
                            .put("family", s.family())
                            .put("level", s.level())
                            .put("kind", s.kind())
                            .toString());
        }
        return lines;
    }

    /// Labels of a plain random sample.
    private static List<String> labelLines(List<Sample> samples, int count, Pick pick) {
        Set<Integer> chosen = new HashSet<>();
        List<String> lines = new ArrayList<>();
        while (chosen.size() < count) {
            int i = pick.between(0, samples.size() - 1);
            if (chosen.add(i)) {
                Sample s = samples.get(i);
                lines.add(
                        new Row()
                                .put("id", id(i))
                                .put("label", s.label())
                                .put("rationale", s.rationale())
                                .put("annotator", "template")
                                .toString());
            }
        }
        return lines;
    }

    private static String id(int index) {
        return "ex-%06d".formatted(index + 1);
    }

    private static TreeMap<String, Integer> count(List<Sample> samples) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        samples.forEach(s -> counts.merge(s.kind(), 1, Integer::sum));
        return counts;
    }

    private static String manifest(
            long seed,
            List<Sample> samples,
            int labels,
            int heldOut,
            TreeMap<String, String> hashes) {
        StringBuilder text = new StringBuilder("{\n  \"name\": \"exercises\",\n");
        text.append(
                "  \"description\": \"Small Python exercises, clean and spoilt in many ways, made by a program to show the effect of filtering.\",\n");
        text.append("  \"licence\": \"Apache-2.0\",\n  \"seed\": ").append(seed).append(",\n");
        text.append("  \"documents\": ")
                .append(samples.size())
                .append(",\n  \"labels\": ")
                .append(labels)
                .append(",\n  \"heldOut\": ")
                .append(heldOut)
                .append(",\n");
        text.append("  \"families\": ")
                .append(samples.stream().map(Sample::family).distinct().count())
                .append(",\n");
        text.append("  \"kinds\": ")
                .append(object(count(samples), ""))
                .append(",\n  \"files\": ")
                .append(object(hashes, "\""))
                .append("\n}\n");
        return text.toString();
    }

    private static String object(TreeMap<String, ?> map, String quote) {
        List<String> parts = new ArrayList<>();
        map.forEach((k, v) -> parts.add("    \"" + k + "\": " + quote + v + quote));
        return "{\n" + String.join(",\n", parts) + "\n  }";
    }

    private static void write(
            Path folder, String name, List<String> lines, TreeMap<String, String> hashes)
            throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new BestGzip(Files.newOutputStream(file))) {
            for (String line : lines) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            hashes.put(
                    name,
                    HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(Files.readAllBytes(file))));
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /// Gzip at its smallest; the header holds no time, so the same content gives the same bytes.
    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}

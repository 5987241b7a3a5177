package org.hornbook.app.view.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hornbook.store.Json;

/// The samples of a run, as `samples.jsonl` beside its states. Lines are only added; of two about
/// the same step and prompt the later one holds. Waits for files.
record SampleFile(Path file) {
    static SampleFile in(Path run) {
        return new SampleFile(run.resolve("samples.jsonl"));
    }

    /// By step and prompt.
    record Key(int step, String id) {}

    /// All samples. A line that was cut off is left out.
    Map<Key, Sample> read() throws IOException {
        Map<Key, Sample> samples = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    Sample sample = Json.read(line, Sample.class);
                    samples.put(new Key(sample.step(), sample.id()), sample);
                } catch (IllegalArgumentException e) {
                    continue;
                }
            }
        }
        return samples;
    }

    void add(Sample sample) throws IOException {
        Files.writeString(
                file,
                Json.write(sample) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    static List<Integer> steps(Map<Key, Sample> samples) {
        TreeSet<Integer> steps = new TreeSet<>();
        samples.keySet().forEach(k -> steps.add(k.step()));
        return List.copyOf(steps);
    }
}

package org.hornbook.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hornbook.store.Json;

/// What a training child is told, as `run.json` in the run's folder.
///
/// @param shard folder of the token shard
/// @param checkpoint where the finished model goes
public record RunPlan(String name, TrainingConfig config, String shard, String checkpoint) {
    static final String FILE = "run.json";

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(FILE), Json.write(this));
    }

    static RunPlan read(Path folder) throws IOException {
        return Json.read(Files.readString(folder.resolve(FILE)), RunPlan.class);
    }
}

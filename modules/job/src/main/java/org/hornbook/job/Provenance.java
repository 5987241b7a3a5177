package org.hornbook.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.hornbook.store.Json;

/// Where a result came from: enough to make it again and to see why two results differ.
///
/// @param inputs name of each input to its SHA-256 (or another content name)
/// @param config every setting that changes the result
/// @param seed of every random stream; 0 where none is used
/// @param codeVersion the program's version
/// @param device `cpu, 2 threads` or the name of an accelerator
public record Provenance(
        Map<String, String> inputs,
        JsonNode config,
        long seed,
        String codeVersion,
        String jdk,
        String os,
        String device) {
    public Provenance {
        inputs = Map.copyOf(inputs);
    }

    /// Of this program on this machine's processor. `config` is a record or a map.
    public static Provenance here(Map<String, String> inputs, Object config, long seed) {
        String version = Provenance.class.getPackage().getImplementationVersion();
        return new Provenance(
                new TreeMap<>(inputs),
                Json.tree(config),
                seed,
                version == null ? "development" : version,
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "cpu, " + Runtime.getRuntime().availableProcessors() + " threads");
    }

    Provenance with(JsonNode otherConfig) {
        return new Provenance(inputs, otherConfig, seed, codeVersion, jdk, os, device);
    }
}

package org.hornbook.checkpoint;

import java.util.ArrayList;
import java.util.List;

/// How the vectors of a text's tokens become one vector, in the order in which
/// sentence-transformers puts the results of several ways one behind the other.
public enum Pooling {
    CLS("cls", "pooling_mode_cls_token"),
    MAX("max", "pooling_mode_max_tokens"),
    MEAN("mean", "pooling_mode_mean_tokens"),
    MEAN_SQRT_LENGTH("mean_sqrt_len_tokens", "pooling_mode_mean_sqrt_len_tokens"),
    WEIGHTED_MEAN("weightedmean", "pooling_mode_weightedmean_tokens"),
    LAST_TOKEN("lasttoken", "pooling_mode_lasttoken");

    private final String name;
    private final String flag;

    Pooling(String name, String flag) {
        this.name = name;
        this.flag = flag;
    }

    /// Reads `1_Pooling/config.json` in either dialect: `pooling_mode` with a name or a list of
    /// names, or a flag for each way; the mean where nothing is said.
    static List<Pooling> read(JsonFields json) {
        List<Pooling> chosen = new ArrayList<>();
        if (json.object().path("pooling_mode").isTextual()) {
            chosen.add(named(json, json.object().path("pooling_mode").asText()));
        }
        if (json.object().path("pooling_mode").isArray()) {
            json.object().path("pooling_mode").forEach(n -> chosen.add(named(json, n.asText())));
        }
        if (json.find("pooling_mode").isEmpty()) {
            for (Pooling one : values()) {
                if (json.flag(one.flag, false)) {
                    chosen.add(one);
                }
            }
        }
        return chosen.isEmpty() ? List.of(MEAN) : List.copyOf(chosen);
    }

    private static Pooling named(JsonFields json, String name) {
        for (Pooling one : values()) {
            if (one.name.equals(name)) {
                return one;
            }
        }
        throw json.wrong(
                "pooling_mode", "cls, max, mean, mean_sqrt_len_tokens, weightedmean or lasttoken");
    }
}

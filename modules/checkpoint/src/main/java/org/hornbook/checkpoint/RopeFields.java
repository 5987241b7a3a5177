package org.hornbook.checkpoint;

import java.util.List;
import java.util.Optional;

/// The rotary part of a config.json: `rope_parameters` of transformers 5, or `rope_theta`,
/// `partial_rotary_factor` and `rope_scaling` of transformers 4.
record RopeFields(JsonFields config, JsonFields newer, Optional<JsonFields> scaling) {
    private static final double ROUNDING = 1e-9;

    static RopeFields of(JsonFields config) {
        JsonFields newer = config.findObject("rope_parameters").orElse(config);
        Optional<JsonFields> scaling =
                config.findObject("rope_parameters").or(() -> config.findObject("rope_scaling"));
        return new RopeFields(config, newer, scaling);
    }

    /// For heads of `headDim`; `maxPositions` is the longest text.
    Rotary rotary(int headDim, int maxPositions, double usualTheta) {
        double partial =
                newer.findDouble("partial_rotary_factor")
                        .or(() -> config.findDouble("partial_rotary_factor"))
                        .orElse(1.0);
        double theta =
                newer.findDouble("rope_theta")
                        .or(() -> config.findDouble("rope_theta"))
                        .orElse(usualTheta);
        if (!(partial > 0 && partial <= 1)) {
            throw new IllegalArgumentException(
                    "partial_rotary_factor " + partial + " is outside (0, 1]");
        }
        int dim = (int) Math.floor(headDim * partial + ROUNDING);
        return new Rotary(dim, false, theta, scaling(maxPositions));
    }

    private Rotary.Scaling scaling(int maxPositions) {
        if (scaling.isEmpty()) {
            return new Rotary.Scaling.None();
        }
        JsonFields json = scaling.get();
        String kind = json.findText("rope_type").or(() -> json.findText("type")).orElse("default");
        return switch (kind) {
            case "default" -> new Rotary.Scaling.None();
            case "linear" -> new Rotary.Scaling.Linear(json.needDouble("factor"));
            case "llama3" ->
                    new Rotary.Scaling.Llama3(
                            json.needDouble("factor"),
                            json.needDouble("low_freq_factor"),
                            json.needDouble("high_freq_factor"),
                            original(json, maxPositions));
            case "longrope", "su" -> longRope(json, maxPositions);
            default ->
                    throw new IllegalArgumentException(
                            "rope scaling \"" + kind + "\" is none of linear, llama3 and longrope");
        };
    }

    private Rotary.Scaling longRope(JsonFields json, int maxPositions) {
        int original = original(json, maxPositions);
        double factor =
                json.findDouble("factor").orElse(Math.max(1, maxPositions / (double) original));
        double magnitude = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
        return new Rotary.Scaling.LongRope(
                factors(json, "short_factor"),
                factors(json, "long_factor"),
                original,
                json.findDouble("attention_factor").orElse(magnitude));
    }

    private static List<Double> factors(JsonFields json, String key) {
        return json.findDoubles(key).orElseThrow(() -> json.missing(key));
    }

    private int original(JsonFields json, int maxPositions) {
        String key = "original_max_position_embeddings";
        return config.findInt(key).or(() -> json.findInt(key)).orElse(maxPositions);
    }
}

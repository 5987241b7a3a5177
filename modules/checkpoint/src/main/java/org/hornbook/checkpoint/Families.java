package org.hornbook.checkpoint;

import java.util.List;
import java.util.stream.Collectors;

/// The architectures that can be read.
final class Families {
    private static final List<Family> ALL =
            List.of(
                    new PhiFamily(),
                    new Phi3Family(),
                    new LlamaFamily(),
                    new FalconFamily(),
                    new CodeGenFamily());

    private Families() {}

    /// By `model_type`. Throws `CheckpointException`, naming those that can be read.
    static Family of(JsonFields json) {
        String type = json.findText("model_type").orElseThrow(() -> json.missing("model_type"));
        return ALL.stream()
                .filter(family -> family.types().contains(type))
                .findFirst()
                .orElseThrow(
                        () ->
                                new CheckpointException(
                                        json.file()
                                                + ": model_type is \""
                                                + type
                                                + "\", and only these can be read: "
                                                + ALL.stream()
                                                        .map(Family::title)
                                                        .collect(Collectors.joining("; "))));
    }
}

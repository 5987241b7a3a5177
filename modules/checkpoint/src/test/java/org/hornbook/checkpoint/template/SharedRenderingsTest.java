package org.hornbook.checkpoint.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The templates of public model repositories. They belong to their authors and are not part of
/// this project: where they do not lie beside it, this test is skipped.
class SharedRenderingsTest {
    private static final Path FILE =
            Path.of(System.getProperty("hornbook.home"))
                    .toAbsolutePath()
                    .normalize()
                    .resolveSibling("shared")
                    .resolve("chat-templates")
                    .resolve("renderings.jsonl.gz");

    @Test
    void templatesOfPublicModelsRenderAsInPython() throws IOException {
        Assumptions.assumeTrue(
                Files.isRegularFile(FILE),
                "the renderings of public models' templates are not beside the project");
        List<Renderings> all = Renderings.read(FILE);
        assertThat(all.stream().flatMap(r -> r.differences().stream())).isEmpty();
        assertThat(all.stream().mapToInt(r -> r.cases().size()).sum()).isGreaterThan(4000);
    }
}

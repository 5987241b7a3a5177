package org.hornbook.app.view.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTrashTest {
    @TempDir Path workspace;

    @Test
    void whatIsPutInComesBackAsItWas() throws Exception {
        Path folder = checkpoint("small", "weights");
        CheckpointTrash trash = new CheckpointTrash(workspace);
        CheckpointTrash.Trashed put = trash.put(folder);
        assertThat(folder).doesNotExist();
        assertThat(put.name()).isEqualTo("small");
        assertThat(put.from()).isEqualTo("checkpoints/small");
        assertThat(trash.all()).containsExactly(put);
        assertThat(trash.restore(put)).isEqualTo(folder);
        assertThat(folder.resolve("model.safetensors")).hasContent("weights");
        assertThat(folder.resolve("more/deep.txt")).hasContent("deep");
        assertThat(trash.all()).isEmpty();
        assertThat(workspace.resolve("trash/checkpoints")).isEmptyDirectory();
    }

    @Test
    void itOverwritesNothingWhenItRestores() throws Exception {
        CheckpointTrash trash = new CheckpointTrash(workspace);
        CheckpointTrash.Trashed put = trash.put(checkpoint("small", "old"));
        Path again = checkpoint("small", "new");
        assertThatThrownBy(() -> trash.restore(put)).hasMessageContaining("not overwritten");
        assertThat(again.resolve("model.safetensors")).hasContent("new");
        assertThat(trash.all()).containsExactly(put);
    }

    @Test
    void twoOfOneNameInOneSecondAreKeptApart() throws Exception {
        CheckpointTrash trash = new CheckpointTrash(workspace);
        CheckpointTrash.Trashed first = trash.put(checkpoint("small", "first"));
        CheckpointTrash.Trashed second = trash.put(checkpoint("small", "second"));
        assertThat(first.entry()).isNotEqualTo(second.entry());
        assertThat(trash.all()).containsExactlyInAnyOrder(first, second);
        assertThat(trash.restore(second).resolve("model.safetensors")).hasContent("second");
    }

    @Test
    void aMoveThatWasCutOffLosesNothing() throws Exception {
        Path folder = checkpoint("small", "weights");
        CheckpointTrash trash = new CheckpointTrash(workspace);
        CheckpointTrash.Trashed put = trash.put(folder);
        // Killed after the note was written, before the folder was moved.
        Files.move(workspace.resolve("trash/checkpoints").resolve(put.entry()), folder);
        assertThat(trash.all()).isEmpty();
        assertThat(folder.resolve("model.safetensors")).hasContent("weights");
        assertThat(trash.put(folder).name()).isEqualTo("small");
        assertThat(trash.all()).hasSize(1);
    }

    @Test
    void anEmptiedTrashHoldsNothing() throws Exception {
        CheckpointTrash trash = new CheckpointTrash(workspace);
        trash.put(checkpoint("one", "1"));
        trash.put(checkpoint("two", "2"));
        trash.empty();
        assertThat(trash.all()).isEmpty();
        assertThat(workspace.resolve("trash/checkpoints")).isEmptyDirectory();
        trash.empty();
    }

    @Test
    void aFolderThatIsNotOfTheWorkspaceIsRefused(@TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("config.json"), "{}");
        CheckpointTrash trash = new CheckpointTrash(workspace);
        assertThatThrownBy(() -> trash.put(elsewhere))
                .hasMessageContaining("no checkpoint of the workspace");
        assertThat(elsewhere.resolve("config.json")).exists();
    }

    private Path checkpoint(String name, String weights) throws Exception {
        Path folder = Files.createDirectories(workspace.resolve("checkpoints").resolve(name));
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(folder.resolve("model.safetensors"), weights);
        Files.createDirectories(folder.resolve("more"));
        Files.writeString(folder.resolve("more/deep.txt"), "deep");
        return folder;
    }
}

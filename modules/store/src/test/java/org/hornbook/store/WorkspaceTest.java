package org.hornbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir Path folder;

    @Test
    void aSecondWriterIsToldWhoHoldsTheWorkspace() {
        try (Workspace first = open(Access.WRITE, "hornbook demo")) {
            assertThat(first.folder()).isEqualTo(folder);
            assertThatThrownBy(() -> open(Access.WRITE, "hornbook train"))
                    .isInstanceOf(WorkspaceBusyException.class)
                    .hasMessageContaining(
                            "`hornbook demo` (process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aWorkspaceCanBeWrittenAgainOnceItsWriterIsGone() {
        open(Access.WRITE, "first").close();
        open(Access.WRITE, "second").close();
    }

    @Test
    void manyMayReadWhileOneWrites() {
        try (Workspace writer = open(Access.WRITE, "writer");
                Workspace one = open(Access.READ, "one");
                Workspace two = open(Access.READ, "two")) {
            assertThat(List.of(one, two)).allMatch(w -> w.database().access() == Access.READ);
            assertThat(writer.folder("shards")).isDirectory();
        }
    }

    @Test
    void aWorkspaceIsMarkedByAFileOfItsNameThatADoubleClickCanOpen() throws Exception {
        Path home = folder.resolve("My work");
        Workspace.open(home, Access.WRITE, List.of(), "first").close();
        assertThat(home.resolve("My work.hornbook")).isRegularFile();
    }

    @Test
    void aWorkspaceThatWasRenamedKeepsTheMarkItHas() throws Exception {
        Files.writeString(folder.resolve("old.hornbook"), "mine");
        open(Access.WRITE, "first").close();
        try (var entries = Files.list(folder)) {
            assertThat(entries.filter(e -> e.toString().endsWith(Workspace.MARK)))
                    .containsExactly(folder.resolve("old.hornbook"));
        }
        assertThat(folder.resolve("old.hornbook")).hasContent("mine");
    }

    @Test
    void readingLeavesNoMark() {
        open(Access.WRITE, "first").close();
        folder.resolve(folder.getFileName() + Workspace.MARK).toFile().delete();
        open(Access.READ, "reader").close();
        assertThat(folder.resolve(folder.getFileName() + Workspace.MARK)).doesNotExist();
    }

    @Test
    void readingWhereThereIsNoWorkspaceNamesTheNextStep() {
        assertThatThrownBy(() -> open(Access.READ, "reader"))
                .hasMessageContaining("no workspace in")
                .hasMessageContaining("hornbook demo");
    }

    private Workspace open(Access access, String holder) {
        return Workspace.open(folder, access, List.of(), holder);
    }
}

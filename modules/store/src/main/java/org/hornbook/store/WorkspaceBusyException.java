package org.hornbook.store;

import java.nio.file.Path;

/// Another process writes to this workspace; `holder` says which command, in which process, since
/// when.
public final class WorkspaceBusyException extends RuntimeException {
    private final String holder;

    WorkspaceBusyException(Path folder, String holder) {
        super(
                "workspace "
                        + folder
                        + " is being written by "
                        + holder
                        + ": wait for it to finish, stop it, or choose another --workspace");
        this.holder = holder;
    }

    public String holder() {
        return holder;
    }
}

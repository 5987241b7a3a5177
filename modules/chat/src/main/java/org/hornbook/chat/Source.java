package org.hornbook.chat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Where a model is found: what a pane of a conversation is set to. Which model it really was, an
/// `Author` says.
///
/// @param name as a person calls it: the checkpoint's or the endpoint's name
/// @param folder of a checkpoint outside the workspace, else empty
public record Source(Kind kind, String name, String folder) {
    /// Where models are.
    public enum Kind {
        /// A checkpoint of the workspace.
        CHECKPOINT,
        /// A checkpoint in a folder elsewhere.
        FOLDER,
        /// Behind an address; its key is kept elsewhere and never part of a conversation.
        REMOTE
    }

    public static Source checkpoint(String name) {
        return new Source(Kind.CHECKPOINT, name, "");
    }

    public static Source folder(String name, String folder) {
        return new Source(Kind.FOLDER, name, folder);
    }

    public static Source remote(String name) {
        return new Source(Kind.REMOTE, name, "");
    }

    /// The keys of some sources.
    public static Set<String> keys(List<Source> sources) {
        return sources.stream().map(Source::key).collect(Collectors.toSet());
    }

    /// Names it among all sources.
    public String key() {
        return kind + ":" + (kind == Kind.FOLDER ? folder : name);
    }
}

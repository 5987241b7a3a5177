package org.hornbook.app.view.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hornbook.classify.ClassifierManifest;

/// A classifier on its way into a file, or out of one.
///
/// @param offered what a chosen file holds; empty where none is looked at
/// @param runs whether it is being written or brought in
/// @param said what was done last, in words; empty for nothing
/// @param written the file that was written last
record ExchangeState(Optional<Offered> offered, boolean runs, String said, Optional<Path> written) {
    static final ExchangeState NONE =
            new ExchangeState(Optional.empty(), false, "", Optional.empty());

    /// What a file holds.
    ///
    /// @param taken the names of the classifiers here
    /// @param corpora those it can be shown with
    /// @param corpus the one it learned from, if it is here
    /// @param encoder whether the model it reads is here; true if it reads none
    record Offered(
            Path file,
            ClassifierManifest manifest,
            List<String> taken,
            List<String> corpora,
            Optional<String> corpus,
            boolean encoder) {
        /// Its own name, or one like it that is free.
        String freeName() {
            String name = manifest.name();
            for (int i = 2; taken.contains(name); i++) {
                name = manifest.name() + "-" + i;
            }
            return name;
        }
    }

    ExchangeState offering(Optional<Offered> next) {
        return new ExchangeState(next, false, said, written);
    }

    ExchangeState running(boolean on) {
        return new ExchangeState(offered, on, said, written);
    }

    ExchangeState saying(String words, Optional<Path> file) {
        return new ExchangeState(Optional.empty(), false, words, file);
    }
}

package org.hornbook.checkpoint;

import java.util.Set;

/// What a kind of files calls the tensors of `ModelParameters`.
@FunctionalInterface
interface TensorPlaces {
    /// The stored place of `parameter`; `stored` are the names in the files, for kinds with several
    /// layouts.
    StoredRows place(ModelConfig config, Parameter parameter, Set<String> stored);
}

package org.hornbook.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The weights of a checkpoint as its files store them; nothing may be read after `close`.
interface StoredWeights extends Tensors, AutoCloseable {
    /// How the values of `name` are stored, as `BF16` or `Q4_K`.
    String storedAs(String name);

    /// What the writers of the files noted.
    Map<String, String> notes();

    /// The files that hold the weights, in a fixed order.
    List<Path> files() throws IOException;

    @Override
    void close();
}

package org.hornbook.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The weights of a checkpoint as its files store them; nothing may be read after `close`.
interface StoredWeights extends Tensors, AutoCloseable {
    /// How the values of `name` are stored, as `BF16` or `Q4_K`.
    String storedAs(String name);

    /// How many numbers the files hold, by the element type they are stored in, such as `F32`.
    default SortedMap<String, Long> elements() {
        SortedMap<String, Long> elements = new TreeMap<>();
        for (String name : names()) {
            elements.merge(storedAs(name), new Parameter(name, shape(name)).size(), Long::sum);
        }
        return elements;
    }

    /// What the writers of the files noted.
    Map<String, String> notes();

    /// The files that hold the weights, in a fixed order.
    List<Path> files() throws IOException;

    @Override
    void close();
}

package org.hornbook.checkpoint;

import java.io.IOException;

/// Values that are handed over stretch by stretch, so that a large tensor never lies whole on the
/// heap.
@FunctionalInterface
interface FloatSource {
    void writeTo(Sink sink) throws IOException;

    /// Takes the first `count` of `values`; the array may be changed afterwards.
    @FunctionalInterface
    interface Sink {
        void put(float[] values, int count) throws IOException;
    }

    static FloatSource of(float[] values) {
        return sink -> sink.put(values, values.length);
    }

    default FloatSource then(FloatSource next) {
        return sink -> {
            writeTo(sink);
            next.writeTo(sink);
        };
    }
}

package org.hornbook.checkpoint;

import java.nio.file.Path;
import java.util.OptionalInt;

/// A decoder that came as an ONNX graph, as Microsoft's packages do: it is run as it is, in the
/// precision it was made in. Keys and values are `(1, keyValueHeads, capacity, headDim)` for each
/// layer, and past and present may be the same buffers.
///
/// @param half whether keys, values and logits are 16-bit floats; else 32-bit
/// @param vocabulary columns of the logits
/// @param context the longest sequence, in tokens
/// @param switchesAfter the longest text that is turned by the numbers for short ones; empty if all
///   are turned alike. A longer one is told by the length of its mask
public record ReadyGraph(
        Path file,
        GraphNames names,
        boolean half,
        int layers,
        int keyValueHeads,
        int headDim,
        int vocabulary,
        int context,
        OptionalInt switchesAfter) {}

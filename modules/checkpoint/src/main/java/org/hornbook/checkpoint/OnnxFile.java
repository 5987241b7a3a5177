package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A .onnx file that came from elsewhere, read without running it. Tensors in it are not copied:
/// they are stretches of the mapped file, and gone when this is closed.
record OnnxFile(Path file, ModelProto model, MappedFile mapped) implements AutoCloseable {
    /// Throws `CheckpointException`, in one sentence, if it is missing, cut short or no ONNX.
    static OnnxFile open(Path file) {
        return MappedFile.open(
                file,
                mapped -> {
                    if (mapped.bytes().byteSize() > Integer.MAX_VALUE) {
                        throw new CheckpointException(
                                file
                                        + " has more than 2 GB: an ONNX graph keeps such weights"
                                        + " beside it");
                    }
                    return new OnnxFile(file, parsed(file, mapped), mapped);
                });
    }

    private static ModelProto parsed(Path file, MappedFile mapped) {
        try {
            CodedInputStream in =
                    UnsafeByteOperations.unsafeWrap(mapped.bytes().asByteBuffer()).newCodedInput();
            in.enableAliasing(true);
            return ModelProto.parseFrom(in);
        } catch (IOException e) {
            throw new CheckpointException(
                    file + " is cut short or no ONNX graph that can be read", e);
        }
    }

    /// Whether `name` names a file beside this one, and none elsewhere.
    static boolean plain(String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
    }

    /// The file beside this one that holds the values of `tensor`; empty if this one does. Throws
    /// `CheckpointException` if its values cannot be there.
    Optional<Path> dataOf(TensorProto tensor) {
        if (tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL) {
            return Optional.empty();
        }
        String place = entry(tensor, "location").orElse("");
        if (!plain(place)) {
            throw wrong(tensor, "lies in \"" + printable(place) + "\", which is no file beside it");
        }
        Path data = file.resolveSibling(place);
        long from = number(tensor, "offset").orElse(0L);
        long length = number(tensor, "length").orElse(bytes(tensor));
        long there;
        try {
            there = Files.isRegularFile(data) ? Files.size(data) : -1;
        } catch (IOException e) {
            throw new CheckpointException(data + " cannot be read: " + e.getMessage(), e);
        }
        if (there < 0) {
            throw new CheckpointException(data + " is missing, and " + file + " needs it");
        }
        if (length != bytes(tensor) || from < 0 || length < 0 || from > there - length) {
            throw wrong(
                    tensor,
                    "should lie at bytes "
                            + from
                            + " to "
                            + (from + length)
                            + " of "
                            + place
                            + ", which holds "
                            + there
                            + ": it is cut short or damaged");
        }
        return Optional.of(data);
    }

    private static Optional<String> entry(TensorProto tensor, String key) {
        return tensor.getExternalDataList().stream()
                .filter(e -> e.getKey().equals(key))
                .map(StringStringEntryProto::getValue)
                .findFirst();
    }

    private Optional<Long> number(TensorProto tensor, String key) {
        try {
            return entry(tensor, key).map(Long::parseLong);
        } catch (NumberFormatException e) {
            throw wrong(tensor, "has a wrong " + key + " of its values");
        }
    }

    /// How many values `tensor` has.
    long size(TensorProto tensor) {
        long size = 1;
        try {
            for (long dim : tensor.getDimsList()) {
                if (dim < 0) {
                    throw wrong(tensor, "has a dimension of " + dim);
                }
                size = Math.multiplyExact(size, dim);
            }
        } catch (ArithmeticException e) {
            throw wrong(tensor, "has a shape that overflows");
        }
        return size;
    }

    /// How many bytes the values of `tensor` take where they lie raw.
    long bytes(TensorProto tensor) {
        try {
            return Math.ceilDiv(Math.multiplyExact(size(tensor), bits(tensor)), 8);
        } catch (ArithmeticException e) {
            throw wrong(tensor, "has a shape that overflows");
        }
    }

    private long bits(TensorProto tensor) {
        return switch (tensor.getDataType()) {
            case 1, 6, 12 -> 32; // FLOAT, INT32, UINT32
            case 2, 3, 9, 17, 18, 19, 20 -> 8; // UINT8, INT8, BOOL, floats of 8 bits
            case 4, 5, 10, 16 -> 16; // UINT16, INT16, FLOAT16, BFLOAT16
            case 7, 11, 13 -> 64; // INT64, DOUBLE, UINT64
            case 21, 22, 23 -> 4; // UINT4, INT4, FLOAT4
            default ->
                    throw wrong(
                            tensor, "has the type " + tensor.getDataType() + ", which is unknown");
        };
    }

    /// Looks whether the values of a tensor that lies in this file are all there.
    void checkInline(TensorProto tensor) {
        long size = size(tensor);
        long there =
                tensor.hasRawData()
                        ? tensor.getRawData().size()
                        : typed(tensor) == size ? bytes(tensor) : -1;
        if (there != bytes(tensor)) {
            throw wrong(tensor, "does not hold as many values as its shape says");
        }
    }

    /// How many values stand in the fields of their own type.
    private long typed(TensorProto tensor) {
        return switch (tensor.getDataType()) {
            case 1 -> tensor.getFloatDataCount();
            case 7 -> tensor.getInt64DataCount();
            case 11 -> tensor.getDoubleDataCount();
            case 12, 13 -> tensor.getUint64DataCount();
            case 21, 22, 23 -> size(tensor) == 0 ? 0 : -1;
            default -> tensor.getInt32DataCount();
        };
    }

    private CheckpointException wrong(TensorProto tensor, String what) {
        return new CheckpointException(
                file + ": tensor " + printable(tensor.getName()) + " " + what);
    }

    /// A name that somebody else chose, fit for a sentence.
    static String printable(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "\u2026" : clean;
    }

    @Override
    public void close() {
        mapped.close();
    }
}

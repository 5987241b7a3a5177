package org.hornbook.infer;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;

/// A graph loaded into ONNX Runtime.
public final class OnnxModel implements AutoCloseable {
    private static final int ALIGNMENT = 64; // bytes

    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxModel(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /// On the processor. `threads` is how many compute one call together.
    public static OnnxModel open(Path graph, int threads) {
        return open(graph, threads, new Device(Device.Kind.CPU, ""));
    }

    static OnnxModel open(Path graph, int threads, Device device) {
        OrtEnvironment environment = Quiet.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            device.addTo(options);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return new OnnxModel(environment, environment.createSession(graph.toString(), options));
        } catch (OrtException e) {
            throw new IllegalStateException(graph + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    /// The first line of what the runtime says.
    static String sentence(Exception e) {
        String message = String.valueOf(e.getMessage()).strip();
        String line = message.lines().findFirst().orElse(message).replaceAll("\\p{Cntrl}", "?");
        return line.length() > 400 ? line.substring(0, 400) + "\u2026" : line;
    }

    public OrtSession session() {
        return session;
    }

    /// Of the numbers of the input `name`.
    OnnxJavaType inputType(String name) {
        try {
            NodeInfo input = session.getInputInfo().get(name);
            return ((TensorInfo) input.getInfo()).type;
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    public OnnxTensor ints(IntBuffer direct, long... shape) {
        try {
            return OnnxTensor.createTensor(environment, direct, shape);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    public OnnxTensor longs(LongBuffer direct, long... shape) {
        try {
            return OnnxTensor.createTensor(environment, direct, shape);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    public OnnxTensor floats(ByteBuffer direct, long... shape) {
        try {
            return OnnxTensor.createTensor(environment, direct.asFloatBuffer(), shape);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /// 16-bit floats.
    OnnxTensor halves(ByteBuffer direct, long... shape) {
        return tensor(direct, OnnxJavaType.FLOAT16, shape);
    }

    OnnxTensor tensor(ByteBuffer direct, OnnxJavaType type, long... shape) {
        try {
            return OnnxTensor.createTensor(environment, direct, shape, type);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Native memory that lives as long as `arena`, seen by the runtime without a copy.
    public static ByteBuffer memory(Arena arena, long values, ValueLayout type) {
        return arena.allocate(Math.multiplyExact(values, type.byteSize()), ALIGNMENT)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.hornbook.infer;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.EnumSet;

/// What models are run on: a CUDA device where the runtime that was found can use one, else the
/// processor. The keys and values of a text stay in the memory of the processor either way.
///
/// @param because why it is this one, a clause
public record Device(Kind kind, String because) {
    /// `cpu` has models run on the processor even where there is another device.
    public static final String PROPERTY = "hornbook.device";

    public enum Kind {
        CPU("CPU"),
        CUDA("CUDA");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// Tries a device.
    @FunctionalInterface
    interface Trial {
        void use() throws OrtException;
    }

    private static final class Found {
        private static final Device DEVICE =
                choose(
                        System.getProperty(PROPERTY, ""),
                        OrtEnvironment.getAvailableProviders(),
                        Device::tryCuda);
    }

    /// The device of this process, found out the first time.
    public static Device chosen() {
        return Found.DEVICE;
    }

    static Device choose(String asked, EnumSet<OrtProvider> providers, Trial cuda) {
        if (asked.equalsIgnoreCase("cpu")) {
            return new Device(Kind.CPU, "it was asked for");
        }
        if (!providers.contains(OrtProvider.CUDA)) {
            return new Device(Kind.CPU, "ONNX Runtime is here without its CUDA part");
        }
        try {
            cuda.use();
            return new Device(Kind.CUDA, "ONNX Runtime has its CUDA part");
        } catch (OrtException e) {
            return new Device(Kind.CPU, "CUDA cannot be used: " + OnnxModel.sentence(e));
        }
    }

    private static void tryCuda() throws OrtException {
        Quiet.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            addCuda(options);
        }
    }

    /// Has a session run on it as far as it can.
    void addTo(OrtSession.SessionOptions options) throws OrtException {
        if (kind == Kind.CUDA) {
            addCuda(options);
        }
    }

    /// With 32-bit floats multiplied as such.
    private static void addCuda(OrtSession.SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            cuda.add("use_tf32", "0");
            options.addCUDA(cuda);
        }
    }

    /// `on CPU, 2 threads`
    public String words(int threads) {
        return kind == Kind.CPU
                ? "on CPU, " + threads + (threads == 1 ? " thread" : " threads")
                : "on CUDA";
    }
}

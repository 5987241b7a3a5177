package org.hornbook.infer;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/// ONNX Runtime as it must be here: it reports to nobody. Since 1.29 its builds for Linux and macOS
/// write a device id into the home of the person and send what models they run to their maker,
/// unless an environment variable says otherwise when the library starts. A Java process cannot set
/// its own environment, so the C library is asked to.
final class Quiet {
    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private Quiet() {}

    static OrtEnvironment environment() {
        forbid();
        OrtEnvironment environment = OrtEnvironment.getEnvironment("hornbook");
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime would not be quiet", e);
        }
        return environment;
    }

    private static void forbid() {
        boolean windows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(VARIABLE);
            MemorySegment value = arena.allocateFrom("1");
            MemorySegment function =
                    linker.defaultLookup()
                            .find(windows ? "_putenv_s" : "setenv")
                            .orElseThrow(() -> new IllegalStateException("no setenv"));
            if (windows) {
                int status =
                        (int)
                                linker.downcallHandle(
                                                function,
                                                FunctionDescriptor.of(
                                                        ValueLayout.JAVA_INT,
                                                        ValueLayout.ADDRESS,
                                                        ValueLayout.ADDRESS))
                                        .invokeExact(name, value);
                check(status);
            } else {
                int status =
                        (int)
                                linker.downcallHandle(
                                                function,
                                                FunctionDescriptor.of(
                                                        ValueLayout.JAVA_INT,
                                                        ValueLayout.ADDRESS,
                                                        ValueLayout.ADDRESS,
                                                        ValueLayout.JAVA_INT))
                                        .invokeExact(name, value, 1);
                check(status);
            }
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the environment could not be set", e);
        }
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("the environment could not be set: " + status);
        }
    }
}

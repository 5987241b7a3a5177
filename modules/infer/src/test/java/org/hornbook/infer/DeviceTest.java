package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class DeviceTest {
    private static final EnumSet<OrtProvider> BOTH = EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA);
    private static final Device.Trial WORKS = () -> {};

    @Test
    void cudaIsTakenWhereTheRuntimeHasItAndItWorks() {
        assertThat(Device.choose("", BOTH, WORKS).kind()).isEqualTo(Device.Kind.CUDA);
    }

    @Test
    void withoutItsCudaPartTheRuntimeRunsOnTheProcessor() {
        Device device =
                Device.choose(
                        "",
                        EnumSet.of(OrtProvider.CPU),
                        () -> {
                            throw new AssertionError("it must not be tried");
                        });
        assertThat(device.kind()).isEqualTo(Device.Kind.CPU);
        assertThat(device.because()).isEqualTo("ONNX Runtime is here without its CUDA part");
        assertThat(device.words(2)).isEqualTo("on CPU, 2 threads");
    }

    @Test
    void aDeviceThatDoesNotWorkIsLeftAndTheReasonKept() {
        Device device =
                Device.choose(
                        "",
                        BOTH,
                        () -> {
                            throw new OrtException("no device was found\nat line 3");
                        });
        assertThat(device)
                .isEqualTo(new Device(Device.Kind.CPU, "CUDA cannot be used: no device was found"));
    }

    @Test
    void theProcessorIsTakenWhereItIsAskedFor() {
        assertThat(Device.choose("CPU", BOTH, WORKS))
                .isEqualTo(new Device(Device.Kind.CPU, "it was asked for"));
    }

    @Test
    void onThisMachineModelsRunOnWhatWasFound() {
        assertThat(Device.chosen()).isSameAs(Device.chosen());
        assertThat(Device.chosen().because()).isNotEmpty();
    }
}

package org.hornbook.infer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What memory this machine, or the container around this process, has.
public final class MachineMemory {
    private static final Path LINUX = Path.of("/proc/meminfo");
    private static final long LEAST_SPARED = 1L << 30; // for this program and others
    private static final int PART_SPARED = 4;

    private MachineMemory() {}

    /// Bytes that models may take together: all but a quarter, or but 1 GiB where that is more.
    public static long forModels() {
        long total = total();
        return Math.max(total / 2, total - Math.max(LEAST_SPARED, total / PART_SPARED));
    }

    /// Bytes that programs could still be given without swapping, as Linux reckons them; where
    /// nobody says, all there is.
    public static long available() {
        try {
            return Files.isReadable(LINUX)
                    ? Files.readAllLines(LINUX).stream()
                            .filter(line -> line.startsWith("MemAvailable:"))
                            .mapToLong(MachineMemory::bytes)
                            .findFirst()
                            .orElse(total())
                    : total();
        } catch (IOException e) {
            return total();
        }
    }

    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }

    private static long total() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}

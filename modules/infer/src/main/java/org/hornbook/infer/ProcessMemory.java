package org.hornbook.infer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process holds of the machine's memory.
final class ProcessMemory {
    private static final Path LINUX = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /// Bytes that are resident; 0 where the system does not tell.
    static long resident() {
        try {
            return Files.isReadable(LINUX)
                    ? Files.readAllLines(LINUX).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                            .findFirst()
                            .orElse(0)
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}

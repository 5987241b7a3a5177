package org.hornbook.bench;

final class RoundingBench {
    RoundingBench(java.nio.file.Path folder) {}

    void run() {}
}

package org.hornbook.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hornbook.classify.ClassifyRepository;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.ImportReport;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.corpus.clean.RemovalRepository;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.label.LabelRepository;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;

/// An import in a process of its own, so that its processor time and memory are its own: arguments
/// are the file, the database, and `raw` if it should end before the search index. Prints one line
/// of figures for `Figures.read`.
final class ImportChild {
    static final List<Migrations> ROOMS =
            List.of(
                    JobRepository.migrations(),
                    CorpusRepository.migrations(),
                    RejectedRepository.migrations(),
                    RemovalRepository.migrations(),
                    LabelRepository.migrations(),
                    ClassifyRepository.migrations());

    static final String RAW = "raw";

    private ImportChild() {}

    public static void main(String[] arguments) throws Exception {
        try (Database database = Database.open(Path.of(arguments[1]), Access.WRITE, ROOMS);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            Clock start = Clock.now();
            JobHandle<ImportReport> job =
                    runner.submit(
                            new ImportJob(
                                    new CorpusRepository(database),
                                    ImportPlan.of(Path.of(arguments[0]), "bench")),
                            Reuse.NEVER);
            Clock read = null;
            long writtenRaw = 0;
            while (!job.state().ended()) {
                if (read == null
                        && job.state() instanceof JobState.Running<ImportReport>(var now, var pace)
                        && now.message().equals("making them searchable")) {
                    read = Clock.now();
                    writtenRaw = written();
                    if (arguments.length > 2 && arguments[2].equals(RAW)) {
                        System.out.println(raw(start, read));
                        System.out.flush();
                        Runtime.getRuntime().halt(0); // as a kill would: nothing waits for an end
                    }
                }
                Thread.sleep(5);
            }
            Clock end = Clock.now();
            if (!(job.state() instanceof JobState.Succeeded<ImportReport>(var report, var again))) {
                throw new IllegalStateException("the import failed: " + job.state());
            }
            System.out.println(
                    raw(start, read)
                            .put("documents", report.added())
                            .put("textBytes", report.bytes())
                            .put("indexSeconds", end.since(read))
                            .put("indexCpu", end.cpuSince(read))
                            .put("startCpu", start.cpu() / 1e9)
                            .put("rawWritten", writtenRaw)
                            .put("indexWritten", written() - writtenRaw)
                            .put("heapPeak", heapPeak())
                            .put("residentPeak", residentPeak()));
        }
    }

    private static Figures raw(Clock start, Clock read) {
        return new Figures()
                .put("rawSeconds", read.since(start))
                .put("rawCpu", read.cpuSince(start));
    }

    /// A moment, by the wall and by the processor time of this process.
    record Clock(long wall, long cpu) {
        static Clock now() {
            return new Clock(
                    System.nanoTime(),
                    ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                            .getProcessCpuTime());
        }

        double since(Clock before) {
            return (wall - before.wall) / 1e9;
        }

        double cpuSince(Clock before) {
            return (cpu - before.cpu) / 1e9;
        }
    }

    /// The most that the pools of the heap held, garbage included, in bytes.
    static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /// Bytes this process has handed to the system to be written; 0 where the system does not say.
    private static long written() throws IOException {
        return number(Path.of("/proc/self/io"), "wchar:");
    }

    /// The most memory the process held, in bytes; 0 where the system does not say.
    static long residentPeak() throws IOException {
        return number(Path.of("/proc/self/status"), "VmHWM:") << 10;
    }

    private static long number(Path file, String name) throws IOException {
        return !Files.exists(file)
                ? 0
                : Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(name))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0);
    }
}

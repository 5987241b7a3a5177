package org.hornbook.hub;

import static org.hornbook.hub.HubException.Kind;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;

/// Downloads files of a repository into the shared cache, several at a time. The files themselves
/// say how far it is: cancelled or killed, it goes on with the bytes that are missing. Its
/// provenance names the commit and never a token.
public final class DownloadJob implements Job<DownloadReport> {
    public static final String KIND = "hub.download";
    private static final long TICK_MILLIS = 200;
    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final HubSettings settings;
    private final Patience patience;
    private final DownloadPlan plan;
    private final Room room;

    /// How much room a disk has.
    @FunctionalInterface
    interface Room {
        long bytes(FileStore store) throws IOException;
    }

    /// What a resumed run must know of the first.
    ///
    /// @param had bytes that were in the cache before the first run: they are no part of the work
    record Reached(long had) {}

    public DownloadJob(HubSettings settings, DownloadPlan plan) {
        this(settings, Patience.USUAL, plan, FileStore::getUsableSpace);
    }

    DownloadJob(HubSettings settings, Patience patience, DownloadPlan plan, Room room) {
        this.settings = settings;
        this.patience = patience;
        this.plan = plan;
        this.room = room;
    }

    public DownloadPlan plan() {
        return plan;
    }

    @Override
    public JobSpec spec() {
        HubRepository repository = plan.repository();
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("kind", repository.kind().word());
        config.put("repository", repository.id());
        config.put("revision", repository.revision());
        config.put("include", plan.choice().include());
        config.put("files", plan.files().size());
        config.put("to", plan.to().map(Path::toString).orElse(""));
        return JobSpec.of(
                        KIND,
                        "download " + repository,
                        Provenance.here(Map.of("commit", plan.commit()), config, 0))
                .noting(Map.of("endpoint", settings.endpoint().toString()));
    }

    @Override
    public Class<DownloadReport> resultType() {
        return DownloadReport.class;
    }

    @Override
    public DownloadReport run(JobContext context) throws Exception {
        try (Hub hub = new Hub(settings, patience)) {
            return run(context, hub);
        }
    }

    private DownloadReport run(JobContext context, Hub hub) throws Exception {
        HubCache cache = hub.cache();
        HubRepository repository = plan.repository();
        List<HubFile> missing = new ArrayList<>();
        long here = 0; // bytes of files that are whole
        long parts = 0; // bytes of files that are not
        Set<String> counted = new HashSet<>();
        for (HubFile file : plan.files()) {
            if (cache.find(repository, plan.commit(), file).isPresent()) {
                cache.link(repository, plan.commit(), file);
                here += file.size();
            } else {
                missing.add(file);
                if (counted.add(file.hash())) {
                    Path part = cache.part(repository, file.hash());
                    parts += Math.min(file.size(), BlobDownload.size(part));
                }
            }
        }
        long whole = here;
        Reached reached =
                context.cursor().map(c -> c.as(Reached.class)).orElseGet(() -> new Reached(whole));
        Work work = new Work(Cursor.of(reached), Math.min(reached.had(), here), here + parts);
        context.commit(work.cursor(), progress(work, here + parts, 0, ""), JobContext.Work.NOTHING);
        checkRoom(cache, plan.bytes() - here - parts);
        if (!settings.offline()) {
            cache.note(repository, plan.commit());
        }
        long fetched = missing.isEmpty() ? 0 : fetch(context, hub, missing, work);
        copyOut(context, cache, work);
        return new DownloadReport(
                repository.id(),
                repository.kind(),
                repository.revision(),
                plan.commit(),
                plan.folder(cache).toString(),
                plan.files().stream().map(HubFile::path).toList(),
                plan.bytes(),
                fetched,
                plan.files().size() - missing.size());
    }

    /// @param had bytes that do not count as work
    /// @param start bytes that were there when this run began
    private record Work(Cursor cursor, long had, long start) {}

    private long fetch(JobContext context, Hub hub, List<HubFile> missing, Work work)
            throws Exception {
        try (Downloads downloads = new Downloads(hub, plan, missing)) {
            context.onCancel(downloads::stop);
            long committed = System.nanoTime();
            int finished = 0;
            while (!downloads.awaitEnd(TICK_MILLIS)) {
                Progress now =
                        progress(
                                work,
                                work.start() + downloads.came(),
                                plan.files().size() - missing.size() + downloads.finished(),
                                downloads.doing());
                long time = System.nanoTime();
                boolean due =
                        downloads.finished() > finished && time - committed > COMMIT_NANOS / 5;
                if (due || time - committed > COMMIT_NANOS) {
                    committed = time;
                    finished = downloads.finished();
                    context.commit(work.cursor(), now, JobContext.Work.NOTHING);
                } else {
                    context.report(now);
                }
            }
            context.checkCancelled();
            downloads.failure();
            context.report(
                    progress(work, work.start() + downloads.came(), plan.files().size(), ""));
            return downloads.fetched();
        }
    }

    private Progress progress(Work work, long there, int files, String doing) {
        String of =
                plan.files().size() == 1
                        ? plan.files().getFirst().name()
                        : String.format(
                                Locale.ROOT, "%,d of %,d files", files, plan.files().size());
        return Progress.of(
                        Math.clamp(there - work.had(), 0, plan.bytes() - work.had()),
                        plan.bytes() - work.had(),
                        "bytes")
                .saying(doing.isEmpty() ? of : of + ", " + doing);
    }

    /// Nothing begins that the disk cannot hold.
    private void checkRoom(HubCache shared, long toCome) throws IOException {
        Path cache = HubCache.existing(shared.folder());
        long copies = 0;
        FileStore store = Files.getFileStore(cache);
        if (plan.to().isPresent()) {
            Path out = HubCache.existing(plan.to().get());
            for (HubFile file : plan.files()) {
                copies +=
                        Math.max(
                                0,
                                file.size()
                                        - BlobDownload.size(plan.to().get().resolve(file.path())));
            }
            if (!Files.getFileStore(out).equals(store)) {
                need(copies, Files.getFileStore(out), out);
                copies = 0;
            }
        }
        need(toCome + copies, store, cache);
    }

    private void need(long bytes, FileStore store, Path place) throws IOException {
        long free = room.bytes(store);
        if (bytes > 0 && free < bytes + (16L << 20)) {
            throw new HubException(
                    Kind.DISK_FULL,
                    String.format(
                            Locale.ROOT,
                            "%s needs %,d MB more in %s, and the disk has %,d MB left: free some space, or"
                                    + " choose fewer files",
                            plan.repository(),
                            bytes / 1_000_000 + 1,
                            place,
                            free / 1_000_000));
        }
    }

    private void copyOut(JobContext context, HubCache cache, Work work) throws IOException {
        Optional<Path> to = plan.to();
        if (to.isEmpty()) {
            return;
        }
        int done = 0;
        for (HubFile file : plan.files()) {
            Path from = cache.link(plan.repository(), plan.commit(), file);
            Path out = to.get().resolve(file.path());
            context.report(progress(work, plan.bytes(), done++, "copying " + file.name()));
            Files.createDirectories(out.getParent());
            Path next = out.resolveSibling(out.getFileName() + ".part");
            Files.copy(from.toRealPath(), next, StandardCopyOption.REPLACE_EXISTING);
            Files.move(
                    next, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

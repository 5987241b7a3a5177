package org.hornbook.job;

/// Ends a child process soon after its parent is gone, however the parent went.
public final class ParentWatch {
    static final String PARENT = "hornbook.parent";

    private ParentWatch() {}

    /// Starts a daemon thread that looks for the parent twice a second and halts this process
    /// without it.
    public static void endWithParent() {
        String parent = System.getProperty(PARENT);
        if (parent == null) {
            return;
        }
        long pid = Long.parseLong(parent);
        Thread.ofPlatform().daemon(true).name("hornbook-parent-watch").start(() -> watch(pid));
    }

    private static void watch(long pid) {
        ProcessHandle parent = ProcessHandle.of(pid).orElse(null);
        while (parent != null && parent.isAlive()) {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                return;
            }
        }
        Runtime.getRuntime().halt(3);
    }
}

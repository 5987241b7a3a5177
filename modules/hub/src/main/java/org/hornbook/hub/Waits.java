package org.hornbook.hub;

/// Hears why nothing happens for a while: `the Hub asks to wait 30 s`. Empty words end it.
@FunctionalInterface
public interface Waits {
    Waits SILENT = words -> {};

    void told(String words);
}

package org.hornbook.app.view.jobs;

import org.hornbook.job.JobRecord;

/// Where a job stands, as a person sees it: with an icon, a word and a colour.
public enum Stage {
    RUNNING("fth-play", "acc"),
    WAITING("fth-clock", "acc"),
    DONE("fth-check", "keep"),
    STOPPED("fth-pause", "review"),
    INTERRUPTED("fth-alert-triangle", "review"),
    FAILED("fth-x", "drop");

    private final String icon;
    private final String tone;

    Stage(String icon, String tone) {
        this.icon = icon;
        this.tone = tone;
    }

    String icon() {
        return icon;
    }

    String tone() {
        return tone;
    }

    /// Whether it has not ended.
    boolean open() {
        return this == RUNNING || this == WAITING;
    }

    /// Whether it ended before it was done.
    boolean resumable() {
        return this == STOPPED || this == INTERRUPTED || this == FAILED;
    }

    static Stage of(JobRecord.Status status) {
        return switch (status) {
            case RUNNING -> RUNNING;
            case SUCCEEDED -> DONE;
            case CANCELLED -> STOPPED;
            case FAILED -> FAILED;
            case INTERRUPTED -> INTERRUPTED;
        };
    }
}

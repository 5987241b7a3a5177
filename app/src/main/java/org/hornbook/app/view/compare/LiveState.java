package org.hornbook.app.view.compare;

/// What the live head does.
///
/// @param share of the features read, 0-1; while reading
/// @param looks how many labels differ from those it began with
/// @param seconds the last training took
record LiveState(Stage stage, double share, int looks, double seconds) {
    enum Stage {
        OFF,
        READING,
        TRAINING,
        LIVE
    }

    static final LiveState OFF = new LiveState(Stage.OFF, 0, 0, 0);

    boolean on() {
        return stage != Stage.OFF;
    }
}

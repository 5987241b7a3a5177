package org.hornbook.app.desk;

/// The views of the sidebar, in order.
public enum Place {
    HOME("fth-home"),
    CORPORA("fth-book"),
    LABELS("fth-tag"),
    COMPARE("fth-bar-chart"),
    TRAIN("fth-trending-up"),
    CHAT("fth-message-square"),
    MODELS("fth-box"),
    JOBS("fth-clock");

    private final String icon;

    Place(String icon) {
        this.icon = icon;
    }

    public String icon() {
        return icon;
    }

    public String title() {
        return Texts.of("place." + name().toLowerCase(java.util.Locale.ROOT));
    }
}

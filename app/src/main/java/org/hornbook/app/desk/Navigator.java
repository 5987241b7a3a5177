package org.hornbook.app.desk;

/// How views reach each other.
public interface Navigator {
    void go(Place place);

    /// Goes to `place` with an errand.
    void go(Place place, Errand errand);

    /// Opens the settings.
    void settings();
}

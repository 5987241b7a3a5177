package org.hornbook.app.window;

import javafx.animation.AnimationTimer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;

/// Says when something stands on the screen, for those who measure: with the system property
/// `hornbook.started`, a line of its name and the milliseconds since 1970 is added to that file.
/// Without the property nothing is done.
final class Started extends AnimationTimer {
    private static final String PROPERTY = "hornbook.started";

    private final String name;
    private final BooleanSupplier when;
    private int frames;

    private Started(String name, BooleanSupplier when) {
        this.name = name;
        this.when = when;
    }

    /// Notes `name` with the second frame that begins once `when` holds: the first has been drawn
    /// by then. To be called on the FX thread.
    static void note(String name, BooleanSupplier when) {
        if (System.getProperty(PROPERTY) != null) {
            new Started(name, when).start();
        }
    }

    @Override
    public void handle(long now) {
        if (when.getAsBoolean() && ++frames == 2) {
            stop();
            try {
                Files.writeString(
                        Path.of(System.getProperty(PROPERTY)),
                        name + " " + System.currentTimeMillis() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

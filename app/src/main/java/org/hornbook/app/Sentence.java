package org.hornbook.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;

/// What went wrong, in one sentence for a person.
public final class Sentence {
    private Sentence() {}

    /// Says it without a stack trace.
    public static String of(Throwable e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> "no permission to read " + denied.getFile();
            case ExecutionException wrapped when wrapped.getCause() != null ->
                    of(wrapped.getCause());
            case OutOfMemoryError memory ->
                    "not enough memory ("
                            + memory.getMessage()
                            + "): set HORNBOOK_MEMORY, for example to 4g";
            case IOException io when io.getMessage() != null -> io.getMessage();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}

package org.hornbook.job;

import org.hornbook.store.Json;

/// Where a job stopped, in words of its own: usually a record written as JSON.
public record Cursor(String text) {
    public static Cursor of(Object value) {
        return new Cursor(Json.write(value));
    }

    public <T> T as(Class<T> type) {
        return Json.read(text, type);
    }
}

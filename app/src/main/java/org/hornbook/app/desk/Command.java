package org.hornbook.app.desk;

import javafx.scene.input.KeyCombination;

import java.util.function.BooleanSupplier;

/// Something a person can have done, from a menu, a key or the palette.
///
/// @param id unchanging, for tests and for what was used lately
/// @param group the heading it stands under, such as `Go`
/// @param key null if it has none
/// @param enabled asked each time it is offered
public record Command(
        String id,
        String group,
        String title,
        KeyCombination key,
        BooleanSupplier enabled,
        Runnable action) {
    /// A command whose title and group are the texts of `command.<id>` and `command.group.<group>`.
    public static Command of(String id, String group, String key, Runnable action) {
        return of(id, group, key, () -> true, action);
    }

    public static Command of(
            String id, String group, String key, BooleanSupplier enabled, Runnable action) {
        return new Command(
                id,
                Texts.of("command.group." + group),
                Texts.of("command." + id),
                key == null ? null : KeyCombination.valueOf(key),
                enabled,
                action);
    }

    /// The key as it is printed beside the title; empty if there is none.
    public String keyText() {
        return key == null ? "" : key.getDisplayText();
    }
}

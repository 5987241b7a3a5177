package org.hornbook.chat;

/// A prompt to choose.
///
/// @param title what it is called in a list
/// @param form it is meant for
/// @param task the exercise it puts; empty for none
public record Prompt(String title, String text, Form form, String task) {
    private static final int TITLE = 70;

    /// A prompt that is called by its first line.
    public static Prompt of(String text, Form form) {
        String line = text.strip().lines().findFirst().orElse("");
        return new Prompt(
                line.length() <= TITLE ? line : line.substring(0, TITLE - 1) + "\u2026",
                text,
                form,
                "");
    }
}

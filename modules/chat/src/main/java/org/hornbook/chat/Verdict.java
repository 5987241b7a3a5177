package org.hornbook.chat;

/// What became of a program that a model wrote, when it was run against the tests of its task.
///
/// @param outcome one word, `passed` if every test held; empty if it was not run
/// @param why what failed, else empty
public record Verdict(String outcome, String why) {
    public static final Verdict NONE = new Verdict("", "");

    public boolean given() {
        return !outcome.isEmpty();
    }

    public boolean passed() {
        return outcome.equals("passed");
    }
}

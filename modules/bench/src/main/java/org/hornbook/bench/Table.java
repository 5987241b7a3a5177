package org.hornbook.bench;

import java.util.ArrayList;
import java.util.List;

/// What was measured, beside a peer and the goal.
final class Table {
    private final List<String[]> lines = new ArrayList<>();

    Table() {
        this("DuckDB", "goal, at most");
    }

    Table(String peer, String goal) {
        lines.add(new String[] {"", "Hornbook", peer, "ratio", goal});
    }

    void line(String what, Object ours, Object theirs, String goal) {
        line(what, ours, theirs, "", goal);
    }

    void line(String what, Object ours, Object theirs, String ratio, String goal) {
        lines.add(new String[] {what, "" + ours, "" + theirs, ratio, goal});
    }

    void ratio(String what, double ours, double theirs, String goal) {
        lines.add(
                new String[] {
                    what,
                    "%,.1f".formatted(ours),
                    "%,.1f".formatted(theirs),
                    "%.2f".formatted(ours / theirs),
                    goal
                });
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        for (String[] line : lines) {
            table.append("| %-62s | %18s | %18s | %6s | %-14s |%n".formatted((Object[]) line));
            if (table.indexOf("|--") < 0) {
                table.append("|---|--:|--:|--:|---|%n".formatted());
            }
        }
        return table.toString();
    }
}

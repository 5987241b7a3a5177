import java.util.List;

/// What fills repositories beside code that teaches: settings, headers, logs.
final class Noise {
    private static final List<String> KEYS =
            List.of(
                    "timeout", "retries", "port", "width", "height", "margin", "workers", "limit",
                    "offset", "depth", "rate", "level");
    private static final List<String> MODULES =
            List.of(
                    "os",
                    "sys",
                    "re",
                    "json",
                    "math",
                    "time",
                    "random",
                    "logging",
                    "itertools",
                    "functools",
                    "collections",
                    "pathlib");
    private static final List<String> EVENTS =
            List.of(
                    "started",
                    "connected",
                    "retrying",
                    "saved",
                    "skipped",
                    "closed",
                    "loaded",
                    "expired");

    private Noise() {}

    static Sample any(Pick pick) {
        return switch (pick.between(0, 3)) {
            case 0 -> settings(pick);
            case 1 -> headers(pick);
            case 2 -> log(pick);
            default -> table(pick);
        };
    }

    private static Sample settings(Pick pick) {
        StringBuilder text =
                new StringBuilder(pick.of(List.of("CONFIG", "DEFAULTS", "SETTINGS", "OPTIONS")))
                        .append(" = {\n");
        for (int i = pick.between(3, 7); i > 0; i--) {
            text.append("    '")
                    .append(pick.of(KEYS))
                    .append('_')
                    .append(pick.between(1, 99))
                    .append("': ")
                    .append(pick.between(2, 999))
                    .append(",\n");
        }
        return noise(
                text.append("}\n").toString(),
                "config",
                pick,
                "A table of settings; nothing is taught.",
                "Configuration values without context.");
    }

    private static Sample headers(Pick pick) {
        StringBuilder text =
                new StringBuilder(
                        pick.of(
                                List.of(
                                        "# Licensed under the terms given in the file COPYING.\n# No warranty of any kind.\n",
                                        "# All rights reserved. Do not edit.\n# Generated on day "
                                                + pick.between(1, 365)
                                                + ".\n",
                                        "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n")));
        for (int i = pick.between(3, 7); i > 0; i--) {
            text.append(
                            pick.oneIn(2)
                                    ? "import " + pick.of(MODULES)
                                    : "from " + pick.of(MODULES) + " import *")
                    .append('\n');
        }
        return noise(
                text.append("VERSION = ").append(pick.between(1, 99)).append('\n').toString(),
                "licence-imports",
                pick,
                "A licence note and imports, no code.",
                "Header lines only.");
    }

    private static Sample log(Pick pick) {
        StringBuilder text = new StringBuilder();
        int second = pick.between(10, 40);
        for (int i = pick.between(4, 7); i > 0; i--) {
            second += pick.between(0, 3);
            text.append("12:")
                    .append(pick.between(10, 59))
                    .append(':')
                    .append(second)
                    .append(" INFO worker ")
                    .append(pick.between(1, 9))
                    .append(' ')
                    .append(pick.of(EVENTS))
                    .append('\n');
        }
        return noise(
                text.toString(),
                "log",
                pick,
                "Lines of a log.",
                "Output of some program; nothing to learn.");
    }

    private static Sample table(Pick pick) {
        StringBuilder text =
                new StringBuilder(pick.of(List.of("TABLE", "ROWS", "DATA", "LOOKUP")))
                        .append(" = [\n");
        for (int i = pick.between(3, 6); i > 0; i--) {
            text.append("    (")
                    .append(pick.between(0, 99))
                    .append(", ")
                    .append(pick.between(0, 99))
                    .append(", ")
                    .append(pick.between(0, 99))
                    .append("),\n");
        }
        return noise(
                text.append("]\n").toString(),
                "data-table",
                pick,
                "Numbers without a word on what they are.",
                "A bare table.");
    }

    private static Sample noise(String text, String kind, Pick pick, String... why) {
        return new Sample(text, kind, 0, kind, 0, pick.of(List.of(why)));
    }
}

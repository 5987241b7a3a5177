package org.hornbook.checkpoint.template;

import org.hornbook.checkpoint.template.Value.Bool;
import org.hornbook.checkpoint.template.Value.Int;
import org.hornbook.checkpoint.template.Value.None;

/// `find`, `index`, `count`, `startswith` and their like, within a part of a text.
final class TextSearch {
    private TextSearch() {}

    static Value method(Python python, String name, String self, Arguments given) {
        Arguments.Bound to = given.placed(name, 1, "part", "start", "end");
        int length = CodePoints.length(self);
        int start = place(to, "start", 0, length);
        int end = place(to, "end", length, length);
        boolean outside = start > length || start > end;
        String within = outside ? "" : CodePoints.between(self, start, Math.min(end, length));
        return switch (name) {
            case "startswith" ->
                    Bool.of(
                            TextMethods.anyOf(
                                    to.get("part"), p -> !outside && within.startsWith(p), name));
            case "endswith" ->
                    Bool.of(
                            TextMethods.anyOf(
                                    to.get("part"), p -> !outside && within.endsWith(p), name));
            case "count" -> Int.of(outside ? 0 : count(within, to.text("part", "")));
            default -> found(name, within, to.text("part", ""), start, outside);
        };
    }

    private static int place(Arguments.Bound to, String name, int otherwise, int length) {
        if (to.get(name, None.NONE) == None.NONE) {
            return otherwise;
        }
        int place = to.integer(name, otherwise);
        return place < 0 ? Math.max(0, place + length) : place;
    }

    private static int count(String text, String part) {
        if (part.isEmpty()) {
            return CodePoints.length(text) + 1;
        }
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static Value found(
            String name, String within, String part, int start, boolean outside) {
        int at = -1;
        if (!outside) {
            at = name.startsWith("r") ? within.lastIndexOf(part) : within.indexOf(part);
        }
        if (at < 0 && name.endsWith("index")) {
            throw TemplateException.value("substring not found");
        }
        return Int.of(at < 0 ? -1 : start + within.codePointCount(0, at));
    }
}

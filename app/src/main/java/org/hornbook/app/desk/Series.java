package org.hornbook.app.desk;

import java.util.LinkedHashMap;
import java.util.Map;

/// Which colour belongs to whom: an annotator, a classifier, a run keeps its colour in every view.
public final class Series {
    private final Map<String, Token> given = new LinkedHashMap<>();

    /// The colour of `name`, the next free one on first use.
    public Token of(String name) {
        return given.computeIfAbsent(name, n -> Token.SERIES[given.size() % Token.SERIES.length]);
    }
}

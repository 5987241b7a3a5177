package org.hornbook.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Named numbers that one process tells another in a line.
final class Figures {
    private static final String BEGIN = "figures: ";

    private final Map<String, Double> numbers = new LinkedHashMap<>();

    Figures put(String name, double value) {
        numbers.put(name, value);
        return this;
    }

    double get(String name) {
        Double value = numbers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no figure " + name + " in " + numbers.keySet());
        }
        return value;
    }

    static boolean is(String line) {
        return line.startsWith(BEGIN);
    }

    static Figures read(String line) {
        Figures figures = new Figures();
        for (String pair : line.substring(BEGIN.length()).split(" ")) {
            figures.put(
                    pair.substring(0, pair.indexOf('=')),
                    Double.parseDouble(pair.substring(pair.indexOf('=') + 1)));
        }
        return figures;
    }

    @Override
    public String toString() {
        return BEGIN
                + numbers.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(" "));
    }
}

package org.hornbook.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hornbook.store.Json;

/// What models cost, each row with the day it was taken: prices change, so a row is a start for the
/// estimate, and a person's own row goes before it.
public record PriceList(List<Row> rows) {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /// Dollars for a million tokens.
    ///
    /// @param taken the day it was read, such as `2026-05-07`
    /// @param from where: `you`, or whose list it was
    public record Row(String model, double prompt, double completion, String taken, String from) {
        public Price price() {
            return new Price(prompt, completion);
        }
    }

    public PriceList {
        rows = List.copyOf(rows);
    }

    /// The prices that come with the program.
    public static PriceList shipped() {
        try (InputStream in = PriceList.class.getResourceAsStream("prices.json")) {
            return new PriceList(List.of(Json.mapper().readValue(in, Row[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException("the list of prices is damaged", e);
        }
    }

    /// This list with `own` rows in place of those for the same model.
    public PriceList with(List<Row> own) {
        List<Row> all = new ArrayList<>(rows);
        all.removeIf(r -> own.stream().anyMatch(o -> o.model().equals(r.model())));
        all.addAll(own);
        all.sort(Comparator.comparing(Row::model));
        return new PriceList(all);
    }

    /// The row for a model: by its name, else without the part before a slash, else without the
    /// date at its end (`gpt-4o-2024-08-06`).
    public Optional<Row> row(String model) {
        String bare = model.replaceFirst("^.*/", "");
        String undated = bare.replaceFirst("-\\d{4}-?\\d{2}-?\\d{2}$", "");
        return named(model).or(() -> named(bare)).or(() -> named(undated));
    }

    private Optional<Row> named(String model) {
        return rows.stream().filter(r -> r.model().equalsIgnoreCase(model)).findFirst();
    }

    /// The price of a model at an address: nothing on this machine, else as the list says; empty if
    /// it is not known.
    public Optional<Price> price(String endpoint, String model) {
        return here(endpoint) ? Optional.of(Price.FREE) : row(model).map(Row::price);
    }

    /// Whether the address is of this machine.
    public static boolean here(String endpoint) {
        try {
            String host = URI.create(endpoint).getHost();
            return host != null && HERE.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

package org.hornbook.app.view.corpora;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Bars;
import org.hornbook.app.kit.Parts;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Spread;

/// What the documents found are like; every bar is a filter when it is clicked.
final class Facets {
    private static final int VALUES = 6;
    private static final double BAR = 34;
    private static final double WIDTH = 204;

    private final Desk desk;
    private final Consumer<String> narrow;
    private final VBox box = new VBox(14);
    private final ScrollPane node = new ScrollPane(box);
    private CorporaState.Facts shown;

    /// `narrow` hears the part of a query that a bar stands for.
    Facets(Desk desk, Consumer<String> narrow) {
        this.desk = desk;
        this.narrow = narrow;
        node.setFitToWidth(true);
        node.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        node.setId("facets");
    }

    void fontSize(double size) {
        double wide = WIDTH * Math.max(1, size / 13);
        node.setPrefWidth(wide);
        node.setMinWidth(wide);
    }

    Node node() {
        return node;
    }

    void show(CorporaState.Facts facts) {
        if (facts.equals(shown)) {
            return;
        }
        shown = facts;
        box.getChildren().clear();
        facts.scores().forEach(this::scores);
        facts.labels().forEach((who, counts) -> labels(who, counts, facts.documents()));
        facts.fields().forEach((field, values) -> values(field, values, facts.documents()));
        facts.spreads().forEach(this::spread);
        lengths(facts.lengths());
    }

    private void group(String title, Node... nodes) {
        Label label = Parts.text(title, "hb-muted", "hb-small");
        VBox group = new VBox(2, label);
        group.getChildren().addAll(nodes);
        box.getChildren().add(group);
    }

    private void values(String field, Map<String, Long> values, long all) {
        List<Map.Entry<String, Long>> most = values.entrySet().stream().limit(VALUES).toList();
        if (values.size() == 1 && all == most.getFirst().getValue()) {
            return;
        }
        Node[] rows =
                most.stream()
                        .map(
                                e ->
                                        row(
                                                e.getKey(),
                                                e.getValue(),
                                                all,
                                                asked(field, e.getKey()),
                                                true))
                        .toArray(Node[]::new);
        group(field, rows);
        if (values.size() > VALUES) {
            Label more =
                    Parts.text(
                            Texts.of("corpora.facet.more", Words.count(values.size() - VALUES)),
                            "hb-muted",
                            "hb-small",
                            "hb-facet-more");
            more.setId("facet-more-" + field);
            ((VBox) box.getChildren().getLast())
                    .getChildren()
                    .add(
                            Parts.clickable(
                                    more,
                                    m ->
                                            AllValues.show(
                                                    m,
                                                    field,
                                                    values,
                                                    v -> narrow.accept(asked(field, v)))));
        }
    }

    private void labels(String who, Map<Integer, Long> counts, long all) {
        Node[] rows =
                counts.entrySet().stream()
                        .sorted(java.util.Comparator.comparing(e -> -e.getKey()))
                        .map(
                                e ->
                                        e.getKey() == Integer.MIN_VALUE
                                                ? row(
                                                        Texts.of("corpora.facet.without"),
                                                        e.getValue(),
                                                        all,
                                                        "-has:label(" + who + ")",
                                                        false)
                                                : row(
                                                        String.valueOf(e.getKey()),
                                                        e.getValue(),
                                                        all,
                                                        "label:" + who + "=" + e.getKey(),
                                                        true))
                        .toArray(Node[]::new);
        group(Texts.of("corpora.facet.label", who), rows);
    }

    private void scores(String classifier, long[] counts) {
        Bars bars = new Bars(desk.theme());
        double step = 5.0 / counts.length;
        bars.show(counts, i -> words(i * step, (i + 1) * step));
        bars.onChosen(
                i ->
                        narrow.accept(
                                String.format(
                                        Locale.ROOT,
                                        "score:%s>=%.2f score:%s<%.2f",
                                        classifier,
                                        i * step,
                                        classifier,
                                        i == counts.length - 1 ? 99 : (i + 1) * step)));
        group(Texts.of("corpora.facet.score", classifier), bars, ends("0", "5"));
    }

    private void lengths(long[] all) {
        int last = all.length;
        while (last > 1 && all[last - 1] == 0) {
            last--;
        }
        long[] counts = Arrays.copyOf(all, last);
        Bars bars = new Bars(desk.theme());
        bars.setId("facet-length");
        bars.show(
                counts,
                i -> Texts.of("corpora.facet.length.step", Words.compact(ColumnCache.lengthOf(i))));
        bars.onChosen(
                i -> {
                    String from = "length>=" + (long) Math.ceil(ColumnCache.lengthOf(i));
                    String to = "length<" + (long) Math.ceil(ColumnCache.lengthOf(i + 1));
                    narrow.accept(i == 0 ? to : i == counts.length - 1 ? from : from + " " + to);
                });
        group(
                Texts.of("corpora.facet.length"),
                bars,
                ends("0", Words.compact(ColumnCache.lengthOf(last))));
    }

    private void spread(String field, Spread spread) {
        int last = spread.counts().length - 1;
        if (last < 1) {
            return;
        }
        Bars bars = new Bars(desk.theme());
        bars.setId("facet-spread-" + field);
        bars.show(
                spread.counts(),
                i ->
                        i == last
                                ? Texts.of("corpora.facet.from", number(spread.from(i)))
                                : number(spread.from(i)) + "\u2013" + number(spread.from(i + 1)));
        bars.onChosen(
                i -> {
                    String from = compares(field, DocumentQuery.Sign.AT_LEAST, spread.from(i));
                    String to = compares(field, DocumentQuery.Sign.LESS, spread.from(i + 1));
                    narrow.accept(i == 0 ? to : i == last ? from : from + " " + to);
                });
        group(field, bars, ends(number(spread.from(0)), number(spread.from(last + 1))));
    }

    private static String compares(String field, DocumentQuery.Sign sign, double value) {
        return new DocumentQuery.FieldCompares(field, sign, value).text();
    }

    private static String number(double value) {
        return Math.abs(value) >= 10_000 ? Words.compact(value) : plain(value);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.valueOf((long) value)
                : String.valueOf((float) value);
    }

    private static Node ends(String left, String right) {
        return Parts.row(
                0,
                Parts.text(left, "hb-muted", "hb-small"),
                Parts.spacer(),
                Parts.text(right, "hb-muted", "hb-small"));
    }

    private Node row(String name, long count, long all, String part, boolean strong) {
        Label words = Parts.text(name);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        Region track = new Region();
        track.getStyleClass().add("hb-gauge-track");
        track.setMinSize(BAR, 6);
        track.setMaxSize(BAR, 6);
        Region share = new Region();
        share.getStyleClass().add(strong ? "hb-facet-bar" : "hb-facet-quiet");
        double wide = all == 0 ? 0 : Math.max(1.5, BAR * count / all);
        share.setMinSize(wide, 6);
        share.setMaxSize(wide, 6);
        StackPane gauge = new StackPane(track, share);
        gauge.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        gauge.setMinWidth(BAR);
        gauge.setMaxHeight(6);
        HBox row = Parts.row(6, words, gauge, number(count, all));
        row.getStyleClass().add("hb-facet");
        javafx.scene.control.Tooltip.install(
                row, new javafx.scene.control.Tooltip(name + ": " + Words.count(count)));
        row.setAccessibleText(name + " " + Words.count(count));
        return Parts.clickable(row, r -> narrow.accept(part));
    }

    /// As wide as the largest, so that the bars of all values begin below one another.
    private static Node number(long count, long all) {
        Label number = Parts.muted(Words.count(count));
        Label widest = Parts.muted(Words.count(all));
        widest.setVisible(false);
        StackPane place = new StackPane(widest, number);
        place.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        place.setMinWidth(Region.USE_PREF_SIZE);
        return place;
    }

    private static String words(double from, double to) {
        return String.format(Locale.ROOT, "%.2f\u2013%.2f", from, to);
    }

    /// The query that asks for a value of a field.
    static String asked(String field, String value) {
        return new DocumentQuery.FieldEquals(field, value).text();
    }
}

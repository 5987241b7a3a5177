package org.hornbook.app.view.home;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.hornbook.app.JobSummary;
import org.hornbook.app.Overview;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Token;
import org.hornbook.app.kit.Curve;
import org.hornbook.app.kit.CurveChart;
import org.hornbook.app.kit.IntervalChart;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.TableSheet;
import org.hornbook.classify.Evaluation;
import org.hornbook.corpus.Corpus;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.job.JobRecord;
import org.hornbook.train.TrainReport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The funnel from documents to a model that was tried, one next step, what the kept documents are
/// worth, and what happened lately.
public final class HomeView implements Screen {
    private static final double LATELY_ROW = 51;
    private static final double ABOVE_LATELY = 310;

    private final Desk desk;
    private final HomeViewModel model;
    private final VBox box = new VBox();
    private final IntervalChart worth;
    private final CurveChart losses;
    private boolean front;

    public HomeView(Desk desk) {
        this.desk = desk;
        this.model = new HomeViewModel(desk);
        this.worth = new IntervalChart(desk.theme());
        this.losses = new CurveChart(desk.theme());
        box.getStyleClass().add("hb-view");
        box.setFocusTraversable(true);
        box.setOnDragOver(HomeView::accepts);
        box.setOnDragDropped(
                e ->
                        desk.navigator()
                                .go(
                                        Place.CORPORA,
                                        new Errand.Import(
                                                e.getDragboard().getFiles().stream()
                                                        .map(java.io.File::toPath)
                                                        .toList())));
        model.state().show(this::show);
        box.heightProperty()
                .addListener(
                        o -> javafx.application.Platform.runLater(() -> show(model.state().get())));
        desk.follow(
                () -> {
                    if (front) {
                        model.refresh();
                    }
                });
    }

    private static void accepts(DragEvent e) {
        if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
        }
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void shown() {
        front = true;
        model.refresh();
    }

    @Override
    public void hidden() {
        front = false;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                Command.of(
                        "home.next",
                        "do",
                        "R",
                        () ->
                                model.state()
                                        .get()
                                        .overview()
                                        .filter(o -> o.documents() > 0)
                                        .ifPresent(o -> go(NextStep.of(o)))));
    }

    private void go(NextStep step) {
        if (step.errand() == null) {
            desk.navigator().go(step.place());
        } else {
            desk.navigator().go(step.place(), step.errand());
        }
    }

    private void show(HomeState state) {
        if (state.walk().isPresent()) {
            box.getChildren().setAll(walk(state.walk().get()));
        } else if (state.overview().isEmpty()) {
            box.getChildren().setAll(Parts.muted(Texts.of("loading")));
        } else if (state.overview().get().documents() == 0) {
            box.getChildren().setAll(welcome());
        } else {
            overview(state.overview().get());
        }
    }

    private Node welcome() {
        Button sample = Parts.primary(Texts.of("home.welcome.sample"), "", model::walk);
        sample.setId("home-sample");
        Button own =
                Parts.button(
                        Texts.of("home.welcome.own"),
                        () -> desk.navigator().go(Place.CORPORA, new Errand.Import(List.of())));
        own.setId("home-own");
        VBox all = Parts.empty("fth-book-open", Texts.of("home.welcome.words"), sample, own);
        Label title = Parts.title(Texts.of("home.welcome.title"));
        all.getChildren().addFirst(title);
        all.getChildren()
                .add(
                        Parts.paragraph(
                                Texts.of("home.welcome.sample.words"), "hb-muted", "hb-small"));
        VBox.setVgrow(all, Priority.ALWAYS);
        return all;
    }

    private Node walk(HomeState.Walk walk) {
        VBox lines = new VBox(6);
        lines.setId("home-walk");
        for (HomeState.Line line : walk.lines()) {
            Label label = Parts.paragraph(line.words(), line.heading() ? "hb-heading" : "hb-muted");
            if (line.heading()) {
                label.setStyle("-fx-padding: 10 0 0 0;");
            }
            lines.getChildren().add(label);
        }
        if (!walk.failed().isEmpty()) {
            lines.getChildren()
                    .addAll(
                            Parts.paragraph(walk.failed(), "hb-bad"),
                            Parts.row(
                                    8,
                                    Parts.primary(Texts.of("home.walk.again"), "", model::walk)));
        }
        ScrollPane scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.setVvalue(1);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox card =
                Parts.card(
                        Parts.row(
                                10,
                                Parts.heading(Texts.of("home.walk.title")),
                                Parts.muted(Texts.of("home.walk.words"))),
                        scroll);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private void overview(Overview o) {
        Label title =
                Parts.title(
                        String.join(
                                " \u00b7 ",
                                o.corpora().stream().limit(3).map(Corpus::name).toList()));
        HBox head = Parts.row(12, title, Parts.muted(Texts.of("home.from", desk.session().name())));
        head.setAlignment(Pos.BASELINE_LEFT);
        HBox below = new HBox(12, worthCard(o), lately(o));
        VBox.setVgrow(below, Priority.ALWAYS);
        box.getChildren().setAll(head, funnel(o), next(NextStep.of(o)), below);
    }

    private Node funnel(Overview o) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("hb-funnel");
        grid.setId("funnel");
        List<Node> cards =
                List.of(
                        stage(
                                "documents",
                                Words.count(o.documents()),
                                Words.bytes(o.characters()),
                                () -> desk.navigator().go(Place.CORPORA)),
                        stage(
                                "labelled",
                                Words.count(o.labelled()),
                                labelled(o),
                                () -> desk.navigator().go(Place.LABELS)),
                        stage(
                                "classifier",
                                o.classifier()
                                        .map(c -> "F1 " + Words.share(c.evaluation().f1()))
                                        .orElse("\u2013"),
                                o.classifier().map(c -> classifier(c.evaluation(), o)).orElse(""),
                                () -> desk.navigator().go(Place.COMPARE)),
                        stage(
                                "kept",
                                o.kept().map(k -> Words.count(k.documents())).orElse("\u2013"),
                                o.kept()
                                        .map(
                                                k ->
                                                        Words.percent(
                                                                        (double) k.documents()
                                                                                / Math.max(
                                                                                        1,
                                                                                        o.keptOf()))
                                                                + " \u00b7 "
                                                                + Words.bytes(k.characters()))
                                        .orElse(""),
                                () -> desk.navigator().go(Place.COMPARE)),
                        stage(
                                "trained",
                                o.runs().isEmpty()
                                        ? "\u2013"
                                        : Texts.of("home.runs", o.runs().size()),
                                o.runs().isEmpty() ? "" : trained(o.runs()),
                                () -> desk.navigator().go(Place.TRAIN)),
                        stage(
                                "tried",
                                tried(o.results()),
                                o.results().isEmpty()
                                        ? ""
                                        : Texts.of("home.of", o.results().getFirst().of()),
                                () -> desk.navigator().go(Place.CHAT)));
        for (int i = 0; i < cards.size(); i++) {
            Node card = cards.get(i);
            GridPane.setHgrow(card, Priority.ALWAYS);
            grid.add(card, i, 0);
            javafx.scene.layout.ColumnConstraints wide =
                    new javafx.scene.layout.ColumnConstraints();
            wide.setPercentWidth(100.0 / cards.size());
            grid.getColumnConstraints().add(wide);
        }
        cards.getLast().getStyleClass().add("last");
        return grid;
    }

    private static String labelled(Overview o) {
        return o.agreement()
                .map(
                        a ->
                                Texts.of(
                                        "home.labelled.agree",
                                        o.annotators().size(),
                                        Words.share(a.agreement().weightedKappa())))
                .orElse(
                        o.annotators().isEmpty()
                                ? ""
                                : Texts.of("home.labelled.by", o.annotators().size()));
    }

    private static String classifier(Evaluation e, Overview o) {
        return Words.interval(e.f1Low(), e.f1High())
                + " \u00b7 "
                + o.imitated().map(a -> Texts.of("home.imitates", a)).orElse("");
    }

    private static String trained(List<TrainReport> runs) {
        TrainReport best =
                runs.stream().min(Comparator.comparingDouble(TrainReport::lastLoss)).orElseThrow();
        return Words.compact(best.parameters())
                + " \u00b7 "
                + String.format(Locale.ROOT, "loss %.2f", best.lastLoss());
    }

    private static String tried(List<EvalResult> results) {
        return switch (results.size()) {
            case 0 -> "\u2013";
            case 1 -> String.valueOf(results.getFirst().passed());
            default -> results.getLast().passed() + " : " + results.getFirst().passed();
        };
    }

    private Node stage(String key, String figure, String words, Runnable action) {
        Label big = Parts.text(figure, "hb-figure");
        big.setId("funnel-" + key);
        Label small = Parts.text(words, "hb-muted", "hb-small");
        Hyperlink link = Parts.link(Texts.of("home." + key + ".go"), action);
        VBox card =
                new VBox(
                        Parts.text(Texts.of("home." + key), "hb-muted", "hb-small"),
                        big,
                        small,
                        link);
        VBox.setMargin(link, new javafx.geometry.Insets(6, 0, 0, -1));
        card.getStyleClass().add("hb-stage-card");
        card.setMaxWidth(Double.MAX_VALUE);
        return card;
    }

    private Node next(NextStep step) {
        Button button = Parts.primary(step.button(), "R", () -> go(step));
        button.setId("home-next");
        Label words = Parts.paragraph(step.words());
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = Parts.row(12, Parts.text(Texts.of("home.next"), "hb-strong"), words, button);
        row.getStyleClass().add("hb-banner");
        return row;
    }

    private Node worthCard(Overview o) {
        VBox card = new VBox(6);
        card.getStyleClass().add("hb-card");
        HBox.setHgrow(card, Priority.ALWAYS);
        if (o.results().isEmpty() && o.runs().isEmpty()) {
            card.getChildren()
                    .setAll(
                            Parts.heading(Texts.of("home.worth")),
                            Parts.empty("fth-trending-up", Texts.of("home.worth.empty")));
            return card;
        }
        Label about =
                Parts.text(
                        Texts.of(
                                "home.worth.words",
                                o.results().isEmpty() ? 0 : o.results().getFirst().of()),
                        "hb-muted");
        about.setMinWidth(0);
        HBox head =
                Parts.row(
                        10,
                        Parts.heading(Texts.of("home.worth")),
                        about,
                        Parts.spacer(),
                        TableSheet.link(worth));
        List<IntervalChart.Bar> bars = new ArrayList<>();
        List<EvalResult> results =
                o.results().subList(Math.max(0, o.results().size() - 4), o.results().size());
        for (EvalResult r : results.reversed()) {
            bars.add(
                    new IntervalChart.Bar(
                            r.name(),
                            Texts.of("home.worth.of", r.passed(), r.of()),
                            r.low(),
                            r.share(),
                            r.high(),
                            desk.series().of(r.name())));
        }
        worth.show(bars);
        VBox.setVgrow(losses, Priority.ALWAYS);
        losses(o.runs());
        card.getChildren().add(head);
        if (!bars.isEmpty()) {
            Label verdict = Parts.paragraph(verdict(results), "hb-strong");
            verdict.setId("home-verdict");
            card.getChildren().addAll(verdict, worth);
        }
        card.getChildren()
                .addAll(
                        Parts.row(
                                10,
                                Parts.heading(Texts.of("home.loss")),
                                Parts.muted(Texts.of("home.loss.words"))),
                        losses);
        return card;
    }

    private static String verdict(List<EvalResult> results) {
        if (results.size() < 2) {
            return Texts.of("home.verdict.one");
        }
        EvalResult best = results.getLast();
        EvalResult other = results.getFirst();
        return best.low() > other.high()
                ? Texts.of("home.verdict.better", best.name(), other.name())
                : Texts.of("home.verdict.open", best.name(), other.name());
    }

    private void losses(List<TrainReport> runs) {
        List<TrainReport> newest = runs.stream().limit(4).toList();
        desk.read(
                () -> {
                    List<Curve> curves = new ArrayList<>();
                    for (JobRecord job : desk.bench().jobs().all()) {
                        if (job.kind().equals("train.run")) {
                            newest.stream()
                                    .filter(r -> job.title().equals("train " + r.name()))
                                    .findFirst()
                                    .ifPresent(r -> curves.add(curve(job, r)));
                        }
                    }
                    return curves;
                },
                curves ->
                        losses.show(
                                curves.stream().map(c -> recolour(c).smoothed(0.9)).toList(),
                                List.of(),
                                CurveChart.Frame.FITTED
                                        .logarithmic(true)
                                        .named("", v -> Words.compact(v))));
    }

    private Curve recolour(Curve c) {
        return Curve.of(c.name(), desk.series().of(c.name()), c.x(), c.y());
    }

    private Curve curve(JobRecord job, TrainReport r) {
        var points = desk.bench().jobs().metric(job.id(), "loss");
        double perStep = (double) r.tokens() / Math.max(1, r.steps());
        return Curve.of(
                r.name(),
                Token.S1,
                points.keySet().stream().mapToDouble(s -> s * perStep).toArray(),
                points.values().stream().mapToDouble(v -> v).toArray());
    }

    /// As many as fit.
    private long lately() {
        return Math.max(3, (long) ((box.getHeight() - ABOVE_LATELY) / LATELY_ROW));
    }

    private Node lately(Overview o) {
        VBox card = new VBox(4, Parts.heading(Texts.of("home.lately")));
        card.setMinHeight(0);
        card.getStyleClass().add("hb-card");
        card.setPrefWidth(332);
        card.setMinWidth(260);
        for (JobRecord job : o.jobs().stream().limit(lately()).toList()) {
            Label title = Parts.text(job.title());
            title.setMinWidth(0);
            Label said = Parts.text(JobSummary.of(job), "hb-muted", "hb-small");
            said.setMinWidth(0);
            VBox words = new VBox(title, said);
            HBox.setHgrow(words, Priority.ALWAYS);
            words.setMinWidth(0);
            Label when =
                    Parts.text(
                            Words.ago(
                                    Duration.between(
                                            job.ended().orElse(job.started()), Instant.now())),
                            "hb-muted",
                            "hb-small");
            when.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
            HBox row = Parts.row(12, Parts.icon(icon(job)), words, when);
            row.getStyleClass().add("hb-line");
            card.getChildren()
                    .add(
                            Parts.clickable(
                                    row,
                                    r ->
                                            desk.navigator()
                                                    .go(
                                                            Place.JOBS,
                                                            new Errand.ShowJob(
                                                                    job.fingerprint()))));
        }
        return card;
    }

    private static String icon(JobRecord job) {
        return switch (job.kind().split("\\.")[0]) {
            case "corpus" -> "fth-book";
            case "label" -> "fth-tag";
            case "classifier", "classify" -> "fth-bar-chart";
            case "train" -> "fth-trending-up";
            default -> "fth-check-circle";
        };
    }
}

package org.hornbook.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.hornbook.app.Workbench;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.classify.CompareReport;
import org.hornbook.classify.FilteredSet;
import org.hornbook.classify.Threshold;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
    private static final String ME = System.getProperty("user.name", "me");

    @TempDir Path folder;
    private Hand hand;
    private Workbench bench;
    private Corpus corpus;
    private Annotator author;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
        Desk desk = hand.desk();
        bench = desk.bench();
        corpus = bench.corpora().require("lessons");
        author = bench.labels().annotator("author-a").orElseThrow();
        hand.go(Place.COMPARE);
        hand.untilSees("#compare-bars");
    }

    @AfterEach
    void close() {
        hand.close();
    }

    private TrainedClassifier classifier() {
        return bench.classifiers().find("lessons-ngram").orElseThrow();
    }

    private CompareReport report(Threshold threshold) {
        return CompareReport.of(
                new CompareReport.Names("lessons", "author-a", "lessons-ngram"),
                bench.labels().settled(corpus.id(), author.id()),
                bench.classifiers().heldOut(classifier().id()),
                bench.classifiers().scores(classifier().id(), corpus.id()),
                threshold,
                3,
                400,
                new CompareReport.Shown() {
                    @Override
                    public String key(DocumentId document) {
                        return bench.corpora().get(document).key();
                    }

                    @Override
                    public String text(DocumentId document) {
                        return bench.corpora().get(document).text();
                    }
                });
    }

    private void showsWhatTheReportSays(Threshold threshold) {
        CompareReport r = report(threshold);
        hand.until(
                "the line keeps " + r.kept().documents(),
                () ->
                        hand.text("#line-documents")
                                .equals(Words.count(r.kept().documents()) + " documents"));
        hand.settle();
        assertThat(hand.text("#line-precision"))
                .matches(figure("precision", r.evaluation().precision()));
        assertThat(hand.text("#line-recall")).matches(figure("recall", r.evaluation().recall()));
        hand.until(
                "F1 is the report's",
                () ->
                        hand.text("#compare-f1")
                                .startsWith(
                                        "F1 "
                                                + Words.share(r.evaluation().f1())
                                                + " "
                                                + Words.interval(
                                                        r.evaluation().f1Low(),
                                                        r.evaluation().f1High())));
        assertThat(hand.text("#compare-auc"))
                .startsWith("AUC " + Words.share(r.evaluation().auc()));
    }

    /// A figure as it stands there, alone or with how it changed.
    private static String figure(String name, double value) {
        return java.util.regex.Pattern.quote(name + " " + Words.share(value))
                + "( [+\u2212\u00b1]\\.\\d{3})?";
    }

    /// Clicks the cell of a label and a score.
    private void clickCell(int label, int score) {
        Node grid = hand.find("#compare-grid", Node.class);
        double width = grid.getBoundsInLocal().getWidth();
        double height = grid.getBoundsInLocal().getHeight();
        double side = Math.floor(Math.min(72, Math.min((width - 24) / 6, (height - 24) / 6)));
        hand.clickInside(
                "#compare-grid",
                (24 + (score + 0.5) * side) / width,
                (5 - label + 0.5) * side / height);
    }

    @Test
    void theTopLineSaysWhoIsComparedOnWhichDocumentsAndThatPeopleAgreeNoBetterThanTheCeiling() {
        assertThat(hand.text("#compare-held")).isEqualTo("308 held-out documents, 5 folds");
        assertThat(hand.text("#compare-ceiling")).startsWith("people agree at .");
        showsWhatTheReportSays(new Threshold.AtLeast(2.5));
    }

    @Test
    void aCellShowsItsDocumentsTheLargestDifferenceFirst() {
        CompareReport r = report(new Threshold.AtLeast(2.5));
        List<CompareReport.Disagreement> cell =
                r.disagreements().stream()
                        .filter(d -> d.label() == 4 && Math.round(d.score()) == 3)
                        .toList();
        assertThat(cell).isNotEmpty();
        clickCell(4, 3);
        hand.untilReads("Label 4, score 2.5\u20133.5");
        assertThat(hand.text("#compare-place")).contains("1 of " + cell.size());
        assertThat(hand.text("#compare-text")).startsWith(cell.getFirst().text().strip());
        assertThat(hand.text("#compare-opinions"))
                .contains("author-a 4")
                .contains("lessons-ngram " + Words.figure(cell.getFirst().score()));
        hand.press(KeyCode.RIGHT);
        hand.untilReads("Label 4, score 3.5\u20134.5");
    }

    @Test
    void movingTheThresholdByKeysChangesTheNumbersToThoseOfTheReport() {
        hand.click("#line-by-score");
        hand.clickInside("#compare-bars", 0.5, 0.5);
        String before = hand.text("#line-documents");
        hand.press(KeyCode.HOME);
        showsWhatTheReportSays(new Threshold.AtLeast(0));
        for (int i = 0; i < 8; i++) {
            hand.press(KeyCode.SHIFT, KeyCode.RIGHT);
        }
        showsWhatTheReportSays(new Threshold.AtLeast(2));
        hand.press(KeyCode.END);
        for (int i = 0; i < 10; i++) {
            hand.press(KeyCode.LEFT);
        }
        showsWhatTheReportSays(new Threshold.AtLeast(4.5));
        assertThat(hand.text("#line-documents")).isNotEqualTo(before);
        hand.write("#line-value", "2.25");
        hand.press(KeyCode.ENTER);
        showsWhatTheReportSays(new Threshold.AtLeast(2.25));
    }

    @Test
    void theLineCanBeAShareOfTheDocuments() {
        hand.click("#line-by-share");
        hand.write("#line-value", "30%");
        hand.press(KeyCode.ENTER);
        showsWhatTheReportSays(new Threshold.TopFraction(0.3));
        hand.press(KeyCode.LEFT);
        showsWhatTheReportSays(new Threshold.TopFraction(0.31));
    }

    @Test
    void keepTheseMakesASetOfExactlyTheDocumentsAnnounced() {
        hand.write("#line-value", "2.8");
        hand.press(KeyCode.ENTER);
        hand.press(KeyCode.K);
        hand.untilSees("#keep-name");
        assertThat(hand.text("#keep-name")).isEqualTo("lessons-kept-2");
        hand.write("#keep-name", "best-lessons");
        String announced = hand.text("#keep-go");
        hand.click("#keep-go");
        hand.untilSees("#keep-made");
        FilteredSet set = bench.sets().find("best-lessons").orElseThrow();
        assertThat(announced).isEqualTo("Keep " + Words.count(set.documents()) + " documents");
        assertThat(hand.text("#line-documents"))
                .isEqualTo(Words.count(set.documents()) + " documents");
        assertThat(set.cutoff()).isEqualTo(2.8);
        hand.click("#keep-train");
        hand.until("the train view is in front", () -> !hand.sees("#compare-bars"));
    }

    @Test
    void aNameThatIsTakenReplacesTheSetAndSaysSo() {
        hand.click("#compare-keep");
        hand.write("#keep-name", "lessons-kept");
        assertThat(hand.text("#keep-go")).startsWith("Replace with ");
        hand.write("#keep-name", "lessons");
        assertThat(hand.find("#keep-go", Node.class).isDisabled()).isTrue();
        hand.press(KeyCode.ESCAPE);
        hand.until("the name is not asked any more", () -> !hand.sees("#keep-name"));
        assertThat(bench.sets().all()).hasSize(1);
    }

    @Test
    void aSecondLookByKeyIsStoredShownAndUndoneAndTheAuthorsLabelIsKept() {
        CompareReport.Disagreement worst =
                report(new Threshold.AtLeast(2.5)).disagreements().getFirst();
        assertThat(hand.text("#compare-text")).startsWith(worst.text().strip());
        int other = worst.label() == 2 ? 3 : 2;
        hand.press(KeyCode.getKeyCode(String.valueOf(other)));
        hand.untilReads("You said " + other + " where author-a said " + worst.label());
        Label mine = bench.labels().of(worst.document()).get(ME);
        assertThat(mine.value()).isEqualTo(other);
        assertThat(mine.secondLook()).isTrue();
        assertThat(bench.labels().of(worst.document()).get("author-a").value())
                .isEqualTo(worst.label());
        assertThat(hand.text("#compare-place")).contains("2 of");
        hand.untilSees("#compare-settled");
        assertThat(hand.text("#compare-settled")).isEqualTo("with 1 second look");
        hand.untilSees("#compare-live");
        hand.press(KeyCode.P);
        hand.untilReads("1 of");
        assertThat(hand.text("#compare-opinions"))
                .contains("author-a " + worst.label())
                .contains(ME + " " + other);
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.untilReads(other + " taken back: author-a's " + worst.label() + " stands");
        assertThat(bench.labels().of(worst.document())).doesNotContainKey(ME);
        hand.until("no second look is counted", () -> !hand.sees("#compare-settled"));
        showsWhatTheReportSays(new Threshold.AtLeast(2.5));
    }

    @Test
    void retrainingByAClickUpdatesTheFiguresAndShowsHowTheyChanged() throws Exception {
        String before = classifier().fingerprint();
        for (int i = 0; i < 6; i++) {
            Optional<Label> label =
                    Optional.of(report(new Threshold.AtLeast(2.5)).disagreements().getFirst())
                            .map(d -> bench.labels().of(d.document()).get("author-a"));
            int value = label.orElseThrow().value() >= 3 ? 1 : 5;
            hand.press(KeyCode.getKeyCode(String.valueOf(value)));
        }
        hand.click("#compare-retrain");
        hand.until(
                "it is retrained and has scored again",
                120,
                () ->
                        hand.text("#compare-retrain").startsWith("Retrain T")
                                || hand.text("#compare-retrain").equals("Retrain"));
        hand.settle();
        assertThat(hand.notice()).isEmpty();
        assertThat(classifier().fingerprint()).isNotEqualTo(before);
        assertThat(bench.classifiers().countScores(classifier().id())).isEqualTo(308);
        showsWhatTheReportSays(new Threshold.AtLeast(2.5));
        assertThat(hand.text("#compare-f1"))
                .matches("F1 \\.\\d\\d \\S+ [+\u2212\u00b1]\\.\\d\\d\\d");
        assertThat(hand.text("#line-documents")).endsWith(" documents");
    }

    @Test
    void theHomeViewSendsToTheLargestDisagreementsAndASecondLookSettlesThem() {
        int open = org.hornbook.app.Overview.read(bench).disagreements();
        clickCell(5, 5);
        hand.untilReads("Label 5, score from 4.5");
        Hand.onFx(
                () -> {
                    hand.desk().navigator().go(Place.COMPARE, new Errand.Review());
                    return null;
                });
        hand.untilReads("Largest disagreements");
        hand.until(
                "the list is shown",
                () -> hand.text("#compare-title").equals("Largest disagreements"));
        hand.settle();
        hand.press(KeyCode.DIGIT4);
        hand.settle();
        assertThat(org.hornbook.app.Overview.read(bench).disagreements()).isEqualTo(open - 1);
    }

    @Test
    void documentsJustAboveAndBelowTheLineAreShownOnDemandAndCanBeOpened() {
        hand.press(KeyCode.L);
        hand.untilReads("Just dropped");
        hand.until("twenty documents are shown", () -> hand.count(".hb-beside") == 20);
        hand.click(".hb-beside");
        hand.until("one is opened", () -> hand.text("#compare-title").equals("At the line"));
        assertThat(hand.text("#compare-place")).isEqualTo("20 documents \u00b7 1 of 20");
    }

    @Test
    void everyCurveCanBeShownAndReadAsATable() {
        for (String tab : List.of("roc", "calibration", "scores", "pr")) {
            hand.click("#curve-" + tab);
            assertThat(hand.text("#compare-curve-words")).isNotEmpty();
        }
        hand.click("#curve-scores");
        assertThat(hand.sees("#compare-histograms")).isTrue();
        assertThat(hand.notice()).isEmpty();
    }

    @Test
    void anotherAnnotatorCanBeComparedWithTheSameClassifier() {
        Hand.onFx(
                () -> {
                    @SuppressWarnings("unchecked")
                    var box =
                            (javafx.scene.control.ComboBox<String>)
                                    hand.find("#compare-annotator", Node.class);
                    box.setValue("author-b");
                    return null;
                });
        hand.untilReads("308 held-out documents");
        hand.until(
                "author-b's opinion is shown",
                () ->
                        hand.sees("#compare-opinions")
                                && hand.text("#compare-opinions").startsWith("author-b"));
    }

    @Test
    void aKeyRetrainsTheHeadAtOnceAndUndoTakesBackLabelAndHead() {
        String stored = classifier().fingerprint();
        String f1 = hand.text("#compare-f1");
        String auc = hand.text("#compare-auc");
        CompareReport.Disagreement worst =
                report(new Threshold.AtLeast(2.5)).disagreements().getFirst();
        hand.press(KeyCode.getKeyCode(worst.label() >= 3 ? "0" : "5"));
        hand.until(
                "the head has learned from it",
                120,
                () ->
                        hand.sees("#compare-live")
                                && hand.text("#compare-live-words")
                                        .startsWith("Learned from 1 second look"));
        hand.until(
                "every figure shows its change",
                () ->
                        hand.text("#compare-auc").matches("AUC \\.\\d\\d [+\u2212\u00b1]\\.\\d{3}")
                                && hand.text("#line-precision")
                                        .matches("precision \\.\\d\\d [+\u2212\u00b1]\\.\\d{3}"));
        assertThat(hand.text("#compare-crossed")).contains("crossed the line");
        assertThat(hand.text("#compare-held")).isEqualTo("308 held-out documents, 5 folds");
        assertThat(classifier().fingerprint()).isEqualTo(stored);
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.until("nothing is live", () -> !hand.sees("#compare-live"));
        hand.until(
                "the figures are what they were",
                () ->
                        hand.text("#compare-f1").startsWith(f1)
                                && hand.text("#compare-auc").startsWith(auc));
        assertThat(bench.labels().of(worst.document())).doesNotContainKey(ME);
        hand.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        hand.until(
                "it is live again",
                60,
                () ->
                        hand.sees("#compare-live")
                                && hand.text("#compare-live-words")
                                        .startsWith("Learned from 1 second look"));
        assertThat(bench.labels().of(worst.document())).containsKey(ME);
        assertThat(hand.notice()).isEmpty();
    }
}

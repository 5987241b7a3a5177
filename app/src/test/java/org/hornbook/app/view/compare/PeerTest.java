package org.hornbook.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import org.hornbook.app.Agreements;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.PairAgreement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {
    @TempDir Path folder;
    private Hand hand;
    private Workbench bench;
    private PairAgreement pair;
    private Map<String, Map<DocumentId, Integer>> said;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
        bench = hand.desk().bench();
        Corpus corpus = bench.corpora().require("lessons");
        said = new Agreements(bench).said(corpus);
        pair = PairAgreement.of("author-a", said.get("author-a"), "author-b", said.get("author-b"));
        hand.go(Place.COMPARE);
        hand.untilSees("#compare-bars");
    }

    @AfterEach
    void close() {
        hand.close();
    }

    private void beside(String who) {
        Hand.onFx(
                () -> {
                    @SuppressWarnings("unchecked")
                    ComboBox<String> box =
                            (ComboBox<String>) hand.find("#compare-beside-whom", Node.class);
                    box.setValue(who);
                    return null;
                });
        hand.settle();
    }

    @Test
    void anAnnotatorStandsWhereTheScoreStoodWithKappaWeightedKappaAndAlpha() {
        assertThat(hand.text("#grid-kappa")).startsWith("\u03ba .");
        beside("author-b");
        hand.until(
                "kappa is theirs",
                () ->
                        hand.text("#grid-kappa")
                                .equals(
                                        "\u03ba "
                                                + Words.share(pair.kappa().value())
                                                + " "
                                                + Words.interval(
                                                        pair.kappa().low(), pair.kappa().high())));
        assertThat(hand.text("#grid-weighted"))
                .startsWith("weighted \u03ba " + Words.share(pair.weightedKappa().value()));
        assertThat(hand.text("#grid-alpha")).isEqualTo("\u03b1 " + Words.share(pair.alpha()));
        assertThat(hand.text("#compare-near-words"))
                .isEqualTo(
                        "Rows: author-a, columns: author-b; 308 documents, "
                                + Words.percent(pair.exact().value())
                                + " the same.");
        hand.focus("#compare-grid");
        for (int i = 0; i < 5; i++) {
            hand.press(KeyCode.UP);
        }
        for (int i = 0; i < 4; i++) {
            hand.press(KeyCode.RIGHT);
        }
        List<DocumentId> apart =
                said.get("author-a").entrySet().stream()
                        .filter(e -> e.getValue() == 5)
                        .map(Map.Entry::getKey)
                        .filter(d -> said.get("author-b").get(d) == 4)
                        .toList();
        assertThat(apart).isNotEmpty();
        hand.until(
                "their documents are listed",
                () -> hand.text("#compare-title").equals("author-a 5, author-b 4"));
        assertThat(hand.text("#compare-place")).contains("1 of " + apart.size());
        assertThat(hand.text("#compare-opinions")).contains("author-a 5", "author-b 4");
        beside("");
        hand.until("the scores are back", () -> !hand.sees("#grid-alpha"));
    }

    @Test
    void everyChartSaysWherePeopleAgreeOrThatItHasNoSuchMark() {
        assertThat(hand.text("#compare-curve-words")).contains("as far as people agree");
        hand.click("#curve-roc");
        assertThat(hand.text("#compare-curve-words")).contains("author-b, as if a classifier");
        hand.click("#curve-calibration");
        assertThat(hand.text("#compare-curve-words")).contains("agreement has no mark here");
        hand.click("#curve-scores");
        assertThat(hand.text("#compare-curve-words"))
                .contains("the mean label of author-b on the same documents");
    }

    @Test
    void kappaBrierAndCalibrationErrorShowHowASecondLookChangesThem() {
        hand.click("#curve-calibration");
        assertThat(hand.text("#curve-brier")).startsWith("Brier .");
        hand.press(KeyCode.DIGIT0);
        hand.until(
                "each shows its change",
                120,
                () ->
                        changed("#curve-brier")
                                && changed("#curve-ece")
                                && changed("#grid-kappa")
                                && changed("#grid-weighted"));
        hand.press(KeyCode.CONTROL, KeyCode.Z);
        hand.until("nothing is live", () -> !hand.sees("#compare-live"));
    }

    private boolean changed(String figure) {
        return hand.text(figure).matches(".* [+\u2212\u00b1]\\.\\d{3}");
    }
}

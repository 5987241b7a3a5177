package org.hornbook.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

class ThemeTest {
    private static final List<Token> GROUNDS = List.of(Token.BG, Token.PANEL, Token.SIDE);

    /// Every colour words are written in, with the grounds they stand on.
    private static final Map<Token, List<Token>> WORDS =
            Map.ofEntries(
                    Map.entry(
                            Token.INK,
                            List.of(
                                    Token.BG,
                                    Token.PANEL,
                                    Token.SIDE,
                                    Token.SELECT,
                                    Token.HOVER,
                                    Token.ACCBG,
                                    Token.CODEBG,
                                    Token.MARK)),
                    Map.entry(
                            Token.MUT,
                            List.of(
                                    Token.BG,
                                    Token.PANEL,
                                    Token.SIDE,
                                    Token.SELECT,
                                    Token.HOVER,
                                    Token.ACCBG,
                                    Token.CODEBG)),
                    Map.entry(
                            Token.ACC,
                            List.of(
                                    Token.BG,
                                    Token.PANEL,
                                    Token.SIDE,
                                    Token.SELECT,
                                    Token.HOVER,
                                    Token.ACCBG)),
                    Map.entry(Token.ON_ACC, List.of(Token.ACC)),
                    Map.entry(Token.KEEP, List.of(Token.PANEL, Token.BG, Token.KEEPBG)),
                    Map.entry(Token.DROP, List.of(Token.PANEL, Token.BG, Token.SIDE, Token.DROPBG)),
                    Map.entry(Token.REVIEW, List.of(Token.PANEL, Token.BG, Token.REVIEWBG)),
                    Map.entry(Token.KEYWORD, List.of(Token.CODEBG, Token.MARK)),
                    Map.entry(Token.STRING, List.of(Token.CODEBG, Token.MARK)),
                    Map.entry(Token.NUMBER, List.of(Token.CODEBG, Token.MARK)),
                    Map.entry(Token.COMMENT, List.of(Token.CODEBG, Token.MARK)));

    @ParameterizedTest
    @EnumSource(Theme.class)
    void wordsCanBeReadOnEveryGroundTheyStandOn(Theme theme) {
        WORDS.forEach(
                (ink, grounds) ->
                        grounds.forEach(
                                ground ->
                                        assertThat(
                                                        Contrast.ratio(
                                                                theme.color(ink),
                                                                theme.color(ground)))
                                                .as("%s: %s on %s", theme, ink, ground)
                                                .isGreaterThanOrEqualTo(Contrast.WORDS)));
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void iconsLinesAndBarsCanBeSeen(Theme theme) {
        List<Token> signs = new java.util.ArrayList<>(Arrays.asList(Token.SERIES));
        signs.addAll(
                List.of(Token.MUT, Token.ACC, Token.KEEP, Token.DROP, Token.REVIEW, Token.FAINT));
        for (Token sign : signs) {
            for (Token ground : GROUNDS) {
                assertThat(Contrast.ratio(theme.color(sign), theme.color(ground)))
                        .as("%s: %s on %s", theme, sign, ground)
                        .isGreaterThanOrEqualTo(Contrast.SIGNS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void namesInTheColourOfASeriesCanBeRead(Theme theme) {
        for (Token series : Token.SERIES) {
            assertThat(Contrast.ratio(theme.words(series), theme.color(Token.PANEL)))
                    .as("%s: words in %s", theme, series)
                    .isGreaterThanOrEqualTo(Contrast.WORDS);
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void noTwoSeriesLookAlike(Theme theme) {
        for (Token one : Token.SERIES) {
            for (Token other : Token.SERIES) {
                if (one != other) {
                    Color a = theme.color(one);
                    Color b = theme.color(other);
                    double apart =
                            Math.abs(a.getRed() - b.getRed())
                                    + Math.abs(a.getGreen() - b.getGreen())
                                    + Math.abs(a.getBlue() - b.getBlue());
                    assertThat(apart).as("%s: %s and %s", theme, one, other).isGreaterThan(0.2);
                }
            }
        }
    }

    @Test
    void theStyleSheetWritesWordsOnlyInColoursThatAreTested() throws IOException {
        TreeSet<String> used = new TreeSet<>();
        Matcher matcher =
                Pattern.compile("(?:-fx-text-fill|-fx-fill|-fx-prompt-text-fill): (-hb-[a-z0-9-]+)")
                        .matcher(sheet());
        while (matcher.find()) {
            used.add(matcher.group(1));
        }
        used.remove(Token.SELECT.css());
        used.remove(Token.PANEL.css());
        assertThat(used).isSubsetOf(WORDS.keySet().stream().map(Token::css).toList());
    }

    @Test
    void theStyleSheetNamesNoColourOfItsOwn() throws IOException {
        assertThat(
                        Pattern.compile("#[0-9a-fA-F]{3,8}\\b")
                                .matcher(sheet())
                                .results()
                                .map(r -> r.group()))
                .isEmpty();
    }

    private static String sheet() throws IOException {
        try (InputStream in =
                ThemeTest.class.getResourceAsStream("/org/hornbook/app/desktop/hornbook.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

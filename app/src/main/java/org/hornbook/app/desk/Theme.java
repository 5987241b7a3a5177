package org.hornbook.app.desk;

import javafx.scene.paint.Color;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Light and dark: every colour the app uses, in one place. Series are Okabe and Ito's
/// colour-blind-safe set, lightened in the dark and its pale ones darkened in the light; text
/// colours reach WCAG AA on their ground, which a test checks.
public enum Theme {
    LIGHT(
            """
            bg #fbfaf8, panel #ffffff, side #f4f2ee, line #e3dfd8, line2 #eeebe5, grid #ece9e3,
            ink #1f2328, mut #656970, faint #85888e, acc #1f5f8b, accbg #e8f0f6, on-acc #ffffff,
            select #eaf1f6, hover #f6f4f0, keep #00735a, keepbg #e1f3ec, drop #a84623, dropbg #f9e9e2,
            review #7a6000, reviewbg #f7f0d4, mark #fdeeb0, quiet-bar #d9d8d5, track #e3e0da,
            s1 #0072b2, s2 #d55e00, s3 #009e73, s4 #b8608f, s5 #b97f00, s6 #3690cb, s7 #6b6f76,
            codebg #f8f6f2, keyword #8b3a8b, string #2a7046, number #8f5400, comment #676a70
            """),
    DARK(
            """
            bg #15181c, panel #1b1f24, side #121518, line #2c3138, line2 #242930, grid #262b32,
            ink #e4e6e8, mut #9aa0a8, faint #7d838b, acc #6fb1de, accbg #1d3140, on-acc #0d141a,
            select #20303c, hover #20252b, keep #4cc39f, keepbg #17322b, drop #e8946c, dropbg #3b2419,
            review #d9bd4a, reviewbg #352f16, mark #40350f, quiet-bar #3b4148, track #2c3138,
            s1 #56b4e9, s2 #f08a4b, s3 #35c49a, s4 #e3a0c6, s5 #f0bf4c, s6 #8ecdf2, s7 #9aa0a8,
            codebg #171b20, keyword #d59bd5, string #86cfa0, number #e0b070, comment #9aa1aa
            """);

    private final Map<Token, String> hex = new EnumMap<>(Token.class);

    Theme(String colours) {
        for (String pair : colours.strip().split(",\\s*")) {
            String[] words = pair.strip().split(" ");
            hex.put(
                    Token.valueOf(words[0].toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
                    words[1]);
        }
        if (hex.size() != Token.values().length) {
            throw new IllegalStateException("a colour is missing");
        }
    }

    public Color color(Token token) {
        return Color.web(hex.get(token));
    }

    /// The colour of words in the colour of a series: as near to it as can be read on a card.
    public Color words(Token series) {
        return Contrast.readable(color(series), color(Token.PANEL), color(Token.INK));
    }

    /// `#rrggbb`
    public String hex(Token token) {
        return hex.get(token);
    }

    /// A style sheet that defines the tokens, as an address a scene can load.
    public String tokens() {
        String rules =
                Arrays.stream(Token.values())
                        .map(t -> t.css() + ": " + hex.get(t) + ";")
                        .collect(Collectors.joining(" ", ".root { ", " }"));
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(rules.getBytes(StandardCharsets.UTF_8));
    }
}

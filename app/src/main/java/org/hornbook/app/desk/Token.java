package org.hornbook.app.desk;

import java.util.Locale;

/// The colours of the app by what they are for. Style sheets know `BG` as `-hb-bg`.
public enum Token {
    BG,
    PANEL,
    SIDE,
    LINE,
    LINE2,
    GRID,
    INK,
    MUT,
    FAINT,
    ACC,
    ACCBG,
    ON_ACC,
    SELECT,
    HOVER,
    KEEP,
    KEEPBG,
    DROP,
    DROPBG,
    REVIEW,
    REVIEWBG,
    MARK,
    QUIET_BAR,
    TRACK,
    S1,
    S2,
    S3,
    S4,
    S5,
    S6,
    S7,
    CODEBG,
    KEYWORD,
    STRING,
    NUMBER,
    COMMENT;

    /// The colours of series, in the order they are given out.
    public static final Token[] SERIES = {S1, S2, S3, S4, S5, S6, S7};

    /// The name in style sheets.
    public String css() {
        return "-hb-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package org.hornbook.app.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Emoji in texts. A system's coloured ones are not drawn everywhere, so they are set in the
/// bundled monochrome face.
public final class Emoji {
    private static final int SYMBOLS = 0x1F000;
    private static final int SYMBOLS_END = 0x1FAFF;

    private Emoji() {}

    /// From where to where, in chars. A sequence with joiners is several runs: its parts are drawn
    /// one after the other.
    public record Run(int from, int to) {}

    /// Where emoji stand in `text`, in order.
    public static List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        int from = -1;
        for (int i = 0; i < text.length(); ) {
            int code = text.codePointAt(i);
            boolean emoji =
                    Character.isEmojiPresentation(code) || code >= SYMBOLS && code <= SYMBOLS_END;
            if (emoji && from < 0) {
                from = i;
            } else if (!emoji && from >= 0) {
                runs.add(new Run(from, i));
                from = -1;
            }
            i += Character.charCount(code);
        }
        if (from >= 0) {
            runs.add(new Run(from, text.length()));
        }
        return runs;
    }

    /// One line of text with its emoji; `style` is given to the rest.
    public static TextFlow line(String text, String style) {
        TextFlow flow = new TextFlow();
        flow.setMinWidth(TextFlow.USE_PREF_SIZE);
        int at = 0;
        for (Run run : runs(text)) {
            flow.getChildren().add(part(text.substring(at, run.from()), style));
            flow.getChildren().add(part(text.substring(run.from(), run.to()), "hb-emoji"));
            at = run.to();
        }
        flow.getChildren().add(part(text.substring(at), style));
        return flow;
    }

    private static Text part(String words, String style) {
        Text text = new Text(words);
        text.getStyleClass().addAll("hb-words", style);
        return text;
    }
}

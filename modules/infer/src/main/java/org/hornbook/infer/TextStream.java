package org.hornbook.infer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.hornbook.checkpoint.Tokenizer;

/// Turns tokens into text as they come. A character is told once all its bytes are there: while the
/// decoded end is U+FFFD, it waits. Only a window of the last tokens is decoded each time.
final class TextStream {
    private static final char UNFINISHED = '\ufffd';
    private static final int NARROW = 4; // tokens that a window keeps
    private static final int WIDE = 12; // tokens at which a window is narrowed
    private static final int ENDLESS = 64; // tokens after which unfinished bytes are told as such

    private final Tokenizer tokenizer;
    private final StopText text;
    private int[] tokens;
    private int count;
    private int from; // where the window begins
    private int shown; // characters of the window's text that are told

    /// The reply begins `skip` characters after `prompt`; what comes before them is told to nobody.
    TextStream(
            Tokenizer tokenizer,
            int[] prompt,
            int skip,
            List<String> stops,
            Consumer<String> onText) {
        this.tokenizer = tokenizer;
        this.text = new StopText(skip, stops, onText);
        int context = Math.min(NARROW, prompt.length);
        tokens = Arrays.copyOfRange(prompt, prompt.length - context, prompt.length + ENDLESS);
        count = context;
        shown = tokenizer.decode(tokens, 0, count).length();
    }

    /// False once a stop string has occurred.
    boolean add(int token) {
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * count);
        }
        tokens[count++] = token;
        String window = tokenizer.decode(tokens, from, count);
        int whole = window.length();
        while (whole > 0 && window.charAt(whole - 1) == UNFINISHED) {
            whole--;
        }
        boolean endless = count - from > ENDLESS;
        show(window, endless ? window.length() : whole);
        if (endless) {
            from = count;
            shown = 0;
        } else if (whole == window.length() && count - from > WIDE) {
            narrow();
        }
        return !text.stopped();
    }

    private void show(String window, int to) {
        if (to > shown) {
            text.add(window.substring(shown, to));
            shown = to;
        }
    }

    /// Begins the window at a token that begins a character, since the decoders of some tokenizers
    /// give up a whole run of bytes for one that is unfinished.
    private void narrow() {
        for (int kept = NARROW; kept < count - from; kept++) {
            String window = tokenizer.decode(tokens, count - kept, count);
            if (!window.isEmpty() && window.indexOf(UNFINISHED) < 0) {
                from = count - kept;
                shown = window.length();
                return;
            }
        }
    }

    /// Tells what is left, unfinished characters as U+FFFD, and returns the whole text.
    String finish() {
        String window = tokenizer.decode(tokens, from, count);
        show(window, window.length());
        return text.finish();
    }

    boolean stopped() {
        return text.stopped();
    }
}

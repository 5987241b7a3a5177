package org.hornbook.app.view.chat;

import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.infer.TokenChoice;

/// The tokens of a reply, one after the other: the less likely, the stronger marked; each says what
/// was likely in its place.
final class TokensFlow {
    private static final double[] LIKELY = {0.9, 0.5, 0.1}; // below: marked one step stronger

    private TokensFlow() {}

    static Node of(TokensViewModel.Weighed weighed) {
        if (weighed.opening()) {
            return Parts.paragraph(Texts.of("chat.tokens.asking"), "hb-muted", "hb-small");
        }
        if (!weighed.problem().isEmpty()) {
            return Parts.paragraph(weighed.problem(), "hb-bad", "hb-small");
        }
        FlowPane flow = new FlowPane(2, 2);
        flow.getStyleClass().add("hb-tokens");
        weighed.tokens().forEach(token -> flow.getChildren().add(token(token)));
        double nats = weighed.tokens().stream().mapToDouble(TokenChoice::logProbability).sum();
        String sum =
                weighed.tokens().isEmpty()
                        ? Texts.of("chat.tokens.none")
                        : Texts.of(
                                "chat.tokens.sum",
                                weighed.tokens().size(),
                                String.format(
                                        Locale.ROOT,
                                        "%.2f",
                                        Math.exp(-nats / weighed.tokens().size())));
        return new VBox(4, flow, Parts.paragraph(sum, "hb-muted", "hb-small"));
    }

    private static Node token(TokenChoice token) {
        double probability = Math.exp(token.logProbability());
        int step = 0;
        while (step < LIKELY.length && probability < LIKELY[step]) {
            step++;
        }
        Label label = new Label(visible(token.text()));
        label.getStyleClass().addAll("hb-token", "hb-token-" + step);
        String words =
                Texts.of("chat.tokens.one", visible(token.text()), percent(token.logProbability()))
                        + token.alternatives().stream()
                                .map(a -> visible(a.text()) + "  " + percent(a.logProbability()))
                                .collect(Collectors.joining("\n", "\n", ""));
        Tooltip tooltip = new Tooltip(words);
        tooltip.setShowDelay(Duration.millis(150));
        label.setTooltip(tooltip);
        label.setFocusTraversable(true);
        label.setAccessibleText(words);
        return label;
    }

    private static String percent(double logProbability) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * Math.exp(logProbability));
    }

    /// White space as something that can be seen.
    static String visible(String text) {
        return text.isEmpty()
                ? "\u2205"
                : text.replace(' ', '\u00b7').replace("\n", "\u23ce").replace("\t", "\u21e5");
    }
}

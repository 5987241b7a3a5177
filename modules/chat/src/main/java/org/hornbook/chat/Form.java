package org.hornbook.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hornbook.infer.Sampling;

/// How a prompt is put to a model that only continues text. Base models do not stop by themselves:
/// each form brings the texts at which a reply is over.
public enum Form {
    /// The prompt as it is; what came before is not part of it.
    COMPLETION,
    /// `{question}\n\nAnswer:`, as the phi-1.5 paper asks questions.
    QUESTION,
    /// `Alice: {prompt}\n\nBob:`, as the phi-1.5 paper chats.
    DIALOGUE,
    /// As the model's own chat template puts it; a model that has none is asked as in `QUESTION`.
    TEMPLATE;

    /// What was said before: a prompt, and the reply that one model gave.
    public record Exchange(String prompt, String reply) {}

    /// Whether a model sees what was said before.
    public boolean hasTurns() {
        return this != COMPLETION;
    }

    /// The text that a model without a template is to continue.
    public String text(List<Exchange> before, String prompt) {
        if (this == COMPLETION) {
            return prompt;
        }
        return before.stream()
                .map(e -> turn(e.prompt()) + " " + e.reply().strip() + "\n\n")
                .collect(Collectors.joining("", "", turn(prompt)));
    }

    /// Where a reply in this form is over, for a model without a template.
    public List<String> stops() {
        return switch (this) {
            case COMPLETION -> List.of();
            case QUESTION, TEMPLATE -> List.of("\nAnswer:", "\nQuestion:");
            case DIALOGUE -> List.of("\nAlice:", "\nBob:");
        };
    }

    /// The settings with this form's stop strings added.
    public Sampling heeded(Sampling sampling) {
        List<String> all = new ArrayList<>(sampling.stop());
        stops().stream().filter(s -> !all.contains(s)).forEach(all::add);
        return sampling.withStop(all);
    }

    private String turn(String prompt) {
        return this == DIALOGUE
                ? "Alice: " + prompt.strip() + "\n\nBob:"
                : prompt.strip() + "\n\nAnswer:";
    }
}

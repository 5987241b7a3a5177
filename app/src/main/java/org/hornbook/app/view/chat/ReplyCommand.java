package org.hornbook.app.view.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.app.CommandLine;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.Form;
import org.hornbook.chat.Source;
import org.hornbook.chat.Turn;
import org.hornbook.chat.TurnReply;
import org.hornbook.infer.Sampling;

/// The command line that has a reply of a checkpoint written again.
final class ReplyCommand {
    private ReplyCommand() {}

    /// @param template whether the model has a template of its own
    static String of(
            Path workspace,
            Conversation conversation,
            Turn turn,
            TurnReply reply,
            boolean template) {
        Source source = reply.source();
        Sampling s = reply.sampling();
        List<Form.Exchange> before = conversation.heard(turn.id(), source.key());
        boolean own = turn.form() == Form.TEMPLATE && template;
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "generate",
                                source.folder().isEmpty() ? source.name() : source.folder(),
                                "--prompt",
                                own ? turn.prompt() : turn.form().text(before, turn.prompt()),
                                "--max-tokens",
                                String.valueOf(s.maxTokens()),
                                "--temperature",
                                ChatWords.number(s.temperature())));
        if (s.temperature() > 0) {
            words.addAll(
                    List.of(
                            "--top-p",
                            ChatWords.number(s.topP()),
                            "--top-k",
                            String.valueOf(s.topK()),
                            "--seed",
                            String.valueOf(s.seed())));
        }
        if (s.temperature() > 0 && s.minP() > 0) {
            words.addAll(List.of("--min-p", ChatWords.number(s.minP())));
        }
        if (s.repetitionPenalty() != 1) {
            words.addAll(List.of("--repetition-penalty", ChatWords.number(s.repetitionPenalty())));
        }
        if (own) {
            words.add("--chat");
            before.forEach(e -> words.addAll(List.of("--said", e.prompt(), "--said", e.reply())));
        }
        List<String> stops = own ? s.stop() : turn.form().heeded(s).stop();
        stops.forEach(stop -> words.addAll(List.of("--stop", stop.replace("\n", "\\n"))));
        return CommandLine.of(workspace, words);
    }
}

package org.hornbook.app.view.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.app.CommandLine;
import org.hornbook.chat.Conversation;
import org.hornbook.chat.Source;
import org.hornbook.chat.Turn;
import org.hornbook.chat.TurnReply;
import org.hornbook.infer.Sampling;

/// The command line that has a reply of a checkpoint written again.
final class ReplyCommand {
    private ReplyCommand() {}

    static String of(Path workspace, Conversation conversation, Turn turn, TurnReply reply) {
        Source source = reply.source();
        Sampling s = reply.sampling();
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "generate",
                                source.folder().isEmpty() ? source.name() : source.folder(),
                                "--prompt",
                                turn.form()
                                        .text(
                                                conversation.heard(turn.id(), source.key()),
                                                turn.prompt()),
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
        s.stop().forEach(stop -> words.addAll(List.of("--stop", stop.replace("\n", "\\n"))));
        return CommandLine.of(workspace, words);
    }
}

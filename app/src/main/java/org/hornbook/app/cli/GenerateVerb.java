package org.hornbook.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hornbook.app.AddedModels;
import org.hornbook.app.Graphs;
import org.hornbook.app.Models;
import org.hornbook.app.OpenedModel;
import org.hornbook.chat.Comparison;
import org.hornbook.chat.Form;
import org.hornbook.chat.LocalVoice;
import org.hornbook.chat.NamedReply;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.TokenChoice;
import org.hornbook.infer.TurnGenerator;
import org.hornbook.infer.remote.Message;
import org.hornbook.infer.remote.Role;
import org.hornbook.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "generate",
        description =
                "Lets one or several checkpoints continue a prompt, streamed, one after another.")
final class GenerateVerb extends Verb {
    @Parameters(
            paramLabel = "CHECKPOINT",
            arity = "1..*",
            description = "names in the workspace, or folders")
    private List<String> checkpoints;

    @Option(names = "--prompt", required = true, description = "\\n in it is a new line")
    private String prompt;

    @Option(
            names = "--chat",
            description =
                    "the prompt is what a user says, and the model's own chat template puts it; one"
                            + " without a template is asked as Question/Answer")
    private boolean chat;

    @Option(
            names = "--system",
            paramLabel = "TEXT",
            description = "with --chat: what the model is told before the conversation")
    private String system;

    @Option(
            names = "--said",
            paramLabel = "TEXT",
            description =
                    "with --chat: what was said before, first by the user, then by the model, and so"
                            + " on; may be given several times")
    private List<String> said = new ArrayList<>();

    @Option(names = "--max-tokens", defaultValue = "200", description = "default: ${DEFAULT-VALUE}")
    private int maxTokens;

    @Option(
            names = "--temperature",
            defaultValue = "0",
            description = "0 always takes the most likely token; default: ${DEFAULT-VALUE}")
    private double temperature;

    @Option(names = "--top-p", defaultValue = "1")
    private double topP;

    @Option(names = "--top-k", defaultValue = "0", description = "0 keeps all")
    private int topK;

    @Option(
            names = "--min-p",
            defaultValue = "0",
            description =
                    "keeps tokens at least that many times as likely as the likeliest; 0 keeps all")
    private double minP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "above 1, tokens that occurred already become less likely")
    private double repetitionPenalty;

    @Option(
            names = "--logprobs",
            paramLabel = "N",
            defaultValue = "0",
            description = "tells with each token the N likeliest ones and their log-probabilities")
    private int alternatives;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description = "ends the reply; may be given several times")
    private List<String> stop = new ArrayList<>();

    @Option(names = "--threads")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin private PrecisionOptions precision;

    @Override
    void run(Console console) throws Exception {
        if (!chat && (system != null || !said.isEmpty())) {
            throw new IllegalArgumentException("--system and --said need --chat");
        }
        Sampling sampling =
                new Sampling(
                        maxTokens,
                        temperature,
                        topP,
                        topK,
                        minP,
                        repetitionPenalty,
                        seed,
                        stop.stream().map(GenerateVerb::unescaped).toList(),
                        alternatives);
        try (Models models = new Models(() -> Graphs.of(workspaceFolder()))) {
            List<Models.Lent> lent = new ArrayList<>();
            try {
                for (String checkpoint : checkpoints) {
                    lent.add(
                            models.open(
                                    checkpoint,
                                    folder(checkpoint),
                                    threads,
                                    precision.precision(
                                            folder(checkpoint), Graphs.of(workspaceFolder())),
                                    PrecisionOptions.told(console)));
                }
                compare(console, lent.stream().map(Models.Lent::model).toList(), sampling);
            } finally {
                lent.forEach(Models.Lent::close);
            }
        }
    }

    private void compare(Console console, List<OpenedModel> models, Sampling sampling) {
        List<Comparison.Speaker> speakers =
                models.stream()
                        .map(m -> new Comparison.Speaker(m.name(), m.fingerprint(), speech(m)))
                        .toList();
        String[] speaking = {""};
        String text = unescaped(prompt);
        Comparison comparison =
                Comparison.of(
                        text,
                        sampling,
                        speakers,
                        (speaker, piece) -> {
                            if (!console.json()) {
                                if (!speaking[0].equals(speaker.model())) {
                                    speaking[0] = speaker.model();
                                    console.out()
                                            .print(
                                                    "\n["
                                                            + speaker.model()
                                                            + " "
                                                            + speaker.fingerprint().substring(0, 4)
                                                            + "]\n"
                                                            + text);
                                }
                                console.out().print(piece);
                                console.out().flush();
                            }
                        });
        StringBuilder words = new StringBuilder("\n");
        for (NamedReply reply : comparison.replies()) {
            words.append(
                    String.format(
                            Locale.ROOT,
                            "%n%s: %d tokens, first after %.3f s, then %.0f tokens a second",
                            reply.model(),
                            reply.reply().tokens(),
                            reply.reply().secondsToFirst(),
                            reply.reply().tokensPerSecond()));
            reply.reply().choices().forEach(choice -> words.append(line(choice)));
        }
        console.report(comparison, words.toString());
    }

    /// `"return" -0.12 "return" -0.12, "pass" -2.40`
    private static String line(TokenChoice choice) {
        return String.format(
                Locale.ROOT,
                "%n  %s %.3f   %s",
                Json.write(choice.text()),
                choice.logProbability(),
                choice.alternatives().stream()
                        .map(
                                a ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s %.3f",
                                                Json.write(a.text()),
                                                a.logProbability()))
                        .collect(Collectors.joining(", ")));
    }

    private Comparison.Speech speech(OpenedModel model) {
        if (!chat) {
            return model.text()::reply;
        }
        if (model.turns().isEmpty()) {
            if (system != null) {
                throw new IllegalArgumentException(
                        model.name() + " has no chat template: it has no place for --system");
            }
            return (text, sampling, onText) ->
                    model.text()
                            .reply(
                                    Form.TEMPLATE.text(exchanges(), text),
                                    Form.TEMPLATE.heeded(sampling),
                                    onText);
        }
        TurnGenerator own = model.turns().get();
        return (text, sampling, onText) -> {
            List<Message> turns = new ArrayList<>();
            if (system != null) {
                turns.add(new Message(Role.SYSTEM, unescaped(system)));
            }
            turns.addAll(LocalVoice.turns(exchanges(), text));
            return own.reply(turns, "", sampling, onText);
        };
    }

    private List<Form.Exchange> exchanges() {
        if (said.size() % 2 != 0) {
            throw new IllegalArgumentException(
                    "--said was given "
                            + said.size()
                            + " times; each of the user's needs the model's after it");
        }
        List<Form.Exchange> all = new ArrayList<>();
        for (int i = 0; i < said.size(); i += 2) {
            all.add(new Form.Exchange(unescaped(said.get(i)), unescaped(said.get(i + 1))));
        }
        return all;
    }

    private Path folder(String nameOrFolder) {
        Path here = workspaceFolder().resolve("checkpoints").resolve(nameOrFolder);
        return Checkpoint.isOne(here)
                ? here
                : new AddedModels(workspaceFolder())
                        .find(nameOrFolder)
                        .orElse(Path.of(nameOrFolder));
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }
}

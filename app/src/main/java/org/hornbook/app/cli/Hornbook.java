package org.hornbook.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The root of all verbs.
@Command(
        name = "hornbook",
        mixinStandardHelpOptions = true,
        version = "Hornbook 0.1.0",
        description =
                "A workbench for making small language models from textbook-like data: browse,"
                        + " label, classify, compare, keep, train, try.",
        subcommands = {
            DemoVerb.class,
            ImportVerb.class,
            RejectedVerb.class,
            CorporaVerb.class,
            SearchVerb.class,
            LabelsVerb.class,
            LabelVerb.class,
            RubricVerb.class,
            SampleVerb.class,
            EmbedVerb.class,
            ClassifierVerb.class,
            CompareVerb.class,
            ExportVerb.class,
            DownloadVerb.class,
            HubVerb.class,
            DuplicatesVerb.class,
            ContaminationVerb.class,
            LikeVerb.class,
            RemoveVerb.class,
            RestoreVerb.class,
            DecideVerb.class,
            WhyVerb.class,
            TrainVerb.class,
            ModelsVerb.class,
            ConvertVerb.class,
            GenerateVerb.class,
            LogitsVerb.class,
            CalibrateVerb.class,
            TryVerb.class,
            BenchVerb.class,
            JobsVerb.class,
            ScreenshotsVerb.class,
            RehearseVerb.class,
            HelpCommand.class,
        })
final class Hornbook implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do, for example `hornbook demo --workspace W`");
    }
}

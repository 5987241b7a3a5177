package org.hornbook.app.view.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.hornbook.app.CalibrateModel;
import org.hornbook.app.CalibrationTexts;
import org.hornbook.app.CommandLine;
import org.hornbook.app.ConvertModel;
import org.hornbook.app.Precisions;
import org.hornbook.app.Sentence;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.FxJobs;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.checkpoint.Precision;
import org.hornbook.job.Job;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;

/// Writes a model's graph in a precision and measures it; chooses the one it is opened in.
public final class PrecisionViewModel {
    private final Desk desk;
    private final Consumer<Runnable> tell;
    private final Value<PrecisionState> state = new Value<>(PrecisionState.NONE);

    /// @param tell reads the models anew, then does what it is given
    public PrecisionViewModel(Desk desk, Consumer<Runnable> tell) {
        this.desk = desk;
        this.tell = tell;
        desk.jobs()
                .running()
                .show(
                        jobs ->
                                state.update(
                                        s ->
                                                new PrecisionState(
                                                        going(jobs),
                                                        calibrating(jobs),
                                                        s.wrong())));
    }

    public Value<PrecisionState> state() {
        return state;
    }

    private static List<PrecisionState.Going> going(List<FxJobs.Running> jobs) {
        List<PrecisionState.Going> going = new ArrayList<>();
        for (FxJobs.Running job : jobs) {
            if (!job.handle().spec().kind().equals(ConvertModel.KIND) || job.state().ended()) {
                continue;
            }
            JsonNode config = job.handle().spec().provenance().config();
            String name = config.path("name").asText();
            Precision.Kind kind = kind(config.path("precision").asText());
            if (job.state() instanceof JobState.Running<?>(var done, var pace)) {
                double share = done.total() > 0 ? (double) done.done() / done.total() : -1;
                String words = done.total() > 0 ? Words.brief(done, pace) : done.message();
                going.add(new PrecisionState.Going(name, kind, words, share));
            } else {
                going.add(new PrecisionState.Going(name, kind, Texts.of("precision.waiting"), -1));
            }
        }
        return List.copyOf(going);
    }

    private static List<PrecisionState.Calibrating> calibrating(List<FxJobs.Running> jobs) {
        return jobs.stream()
                .filter(j -> j.handle().spec().kind().equals(CalibrateModel.KIND))
                .filter(j -> !j.state().ended())
                .map(
                        j ->
                                new PrecisionState.Calibrating(
                                        name(j),
                                        j.state() instanceof JobState.Running<?>(var done, var pace)
                                                ? Words.brief(done, pace)
                                                : Texts.of("precision.waiting")))
                .toList();
    }

    private static String name(FxJobs.Running job) {
        return job.handle().spec().provenance().config().path("name").asText();
    }

    /// Of `int4-32`.
    static Precision.Kind kind(String precision) {
        return Precision.Kind.of(precision.replaceFirst("-.*$", ""));
    }

    static String word(Precision.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// Begins; what was measured of the same content before is taken as it is.
    public void convert(Model model, Precision.Kind kind) {
        int threads = desk.settings().get().threads();
        begin(
                () ->
                        new ConvertModel(
                                model.name(),
                                model.folder(),
                                desk.bench().graphs(),
                                kind,
                                CalibrationTexts.shipped(),
                                threads));
    }

    /// Begins to round to 4 bits with regard to what the model computes on the sample texts.
    public void calibrate(Model model) {
        int threads = desk.settings().get().threads();
        begin(
                () ->
                        new CalibrateModel(
                                model.name(),
                                model.folder(),
                                desk.bench().graphs(),
                                CalibrationTexts.shipped(),
                                Precision.CALIBRATED_BLOCK,
                                org.hornbook.infer.calibrate.Texts.USUAL_PIECES,
                                threads));
    }

    private <R> void begin(Callable<Job<R>> making) {
        String holder = desk.holder().get();
        if (!holder.isEmpty()) {
            refuse(Texts.of("shell.busy", holder));
            return;
        }
        refuse("");
        desk.background()
                .run(
                        making,
                        job -> desk.start(() -> job, Reuse.FINISHED, this::told),
                        e -> refuse(Sentence.of(e)));
    }

    private <R> void told(JobState<R> job) {
        switch (job) {
            case JobState.Queued<R>() -> {}
            case JobState.Running<R> running -> {}
            case JobState.Cancelled<R>(var progress) -> refuse(Texts.of("precision.stopped"));
            case JobState.Failed<R>(var cause) -> refuse(Sentence.of(cause));
            case JobState.Succeeded<R>(var result, var recalled) -> tell.accept(() -> refuse(""));
        }
    }

    private void refuse(String why) {
        state.update(s -> new PrecisionState(s.going(), s.calibrating(), why));
    }

    /// Stops it; nothing half is left.
    public void stop(Model model, Precision.Kind kind) {
        desk.jobs().running().get().stream()
                .filter(j -> j.handle().spec().kind().equals(ConvertModel.KIND))
                .filter(
                        j -> {
                            JsonNode config = j.handle().spec().provenance().config();
                            return config.path("name").asText().equals(model.name())
                                    && kind(config.path("precision").asText()) == kind;
                        })
                .forEach(j -> j.handle().cancel());
    }

    /// Stops its calibration; layers that are finished are kept for the next time.
    public void stopCalibrating(Model model) {
        desk.jobs().running().get().stream()
                .filter(j -> j.handle().spec().kind().equals(CalibrateModel.KIND))
                .filter(j -> name(j).equals(model.name()))
                .forEach(j -> j.handle().cancel());
    }

    /// The model is opened in that precision from now on.
    public void choose(Model model, Precision.Kind kind) {
        desk.background()
                .run(
                        () -> {
                            new Precisions(desk.session().folder()).choose(model.name(), kind);
                            return true;
                        },
                        done -> tell.accept(() -> {}),
                        e -> refuse(Sentence.of(e)));
    }

    /// The command line that does the same.
    public String command(Model model, Precision.Kind kind) {
        return CommandLine.of(
                desk.session().folder(),
                List.of("convert", model.name(), "--precision", word(kind)));
    }

    /// The command line that calibrates it.
    public String calibration(Model model) {
        return CommandLine.of(desk.session().folder(), List.of("calibrate", model.name()));
    }
}

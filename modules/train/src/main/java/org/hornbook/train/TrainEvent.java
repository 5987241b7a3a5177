package org.hornbook.train;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What a training child says, one JSON object a line.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainEvent.Step.class, name = "step"),
    @JsonSubTypes.Type(value = TrainEvent.Validated.class, name = "validated"),
    @JsonSubTypes.Type(value = TrainEvent.Memory.class, name = "memory"),
    @JsonSubTypes.Type(value = TrainEvent.Saved.class, name = "saved"),
    @JsonSubTypes.Type(value = TrainEvent.Done.class, name = "done"),
    @JsonSubTypes.Type(value = TrainEvent.Stopped.class, name = "stopped"),
    @JsonSubTypes.Type(value = TrainEvent.Failed.class, name = "failed")
})
sealed interface TrainEvent {
    /// Step number `step` (1-based) is done. Speed and time are 0 if the step is told again.
    ///
    /// @param seconds of training so far, interruptions left out
    record Step(int step, double loss, double learningRate, double tokensPerSecond, double seconds)
            implements TrainEvent {}

    /// The loss after `step` on what is held out of the shard.
    record Validated(int step, double loss) implements TrainEvent {}

    /// What the process held of the machine's memory after `step`.
    record Memory(int step, long bytes) implements TrainEvent {}

    /// The state after `step` is on disk.
    record Saved(int step) implements TrainEvent {}

    record Done(TrainReport report) implements TrainEvent {}

    /// Asked to stop, and saved.
    record Stopped(int step) implements TrainEvent {}

    record Failed(String message) implements TrainEvent {}
}

package org.hornbook.label.rubric;

import java.time.Instant;
import java.util.Optional;
import org.hornbook.label.Rubric;

/// A version of a rubric with its history.
///
/// @param from `name@version` of the one it was changed or copied from; empty if it came with the
///   program
/// @param made when it was saved; empty likewise
/// @param labels how many labels were given under it
public record KeptRubric(
        Rubric rubric, Optional<String> from, Optional<Instant> made, long labels) {}

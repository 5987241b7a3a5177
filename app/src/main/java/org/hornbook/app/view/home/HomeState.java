package org.hornbook.app.view.home;

import org.hornbook.app.Overview;

import java.util.List;
import java.util.Optional;

/// What the home view shows.
///
/// @param overview empty while the first reading is under way
/// @param walk the sample walk, if it runs in this window
public record HomeState(Optional<Overview> overview, Optional<Walk> walk) {
    /// The sample walk under way.
    ///
    /// @param lines what its stages have said so far
    /// @param failed a sentence, empty if nothing has gone wrong
    public record Walk(List<Line> lines, String failed) {}

    /// One thing a stage said: its heading, or a result below it.
    public record Line(boolean heading, String words) {}

    HomeState with(Overview next) {
        return new HomeState(Optional.of(next), walk);
    }

    HomeState with(Walk next) {
        return new HomeState(overview, Optional.ofNullable(next));
    }
}

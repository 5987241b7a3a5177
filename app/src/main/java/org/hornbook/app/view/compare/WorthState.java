package org.hornbook.app.view.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hornbook.app.LabelWorth;

/// What labels have bought.
///
/// @param open whether the pane is to be seen
/// @param doing what runs, in words; empty if nothing does
/// @param share how much of it is done, 0-1; negative if that is not known
/// @param worth empty until a curve is measured
/// @param labels there are now
/// @param byDollars whether the axis is dollars, and not labels
/// @param dollars that are to be spent next
/// @param labelCost what one label costs, as a person says; empty for what was billed
record WorthState(
        boolean open,
        String doing,
        double share,
        Optional<LabelWorth> worth,
        int labels,
        boolean byDollars,
        double dollars,
        OptionalDouble labelCost) {
    static final WorthState FIRST =
            new WorthState(false, "", 0, Optional.empty(), 0, false, 10, OptionalDouble.empty());

    boolean runs() {
        return !doing.isEmpty();
    }

    /// Whether what labels cost is known, so that the axis can be dollars.
    boolean priced() {
        return worth.flatMap(LabelWorth::bill).filter(b -> b.perLabel() > 0).isPresent();
    }

    /// Labels that came after the curve was measured, or went.
    int since() {
        return worth.map(w -> labels - w.curve().curve().labels()).orElse(0);
    }

    WorthState open(boolean on) {
        return new WorthState(on, doing, share, worth, labels, byDollars, dollars, labelCost);
    }

    WorthState doing(String words, double done) {
        return new WorthState(open, words, done, worth, labels, byDollars, dollars, labelCost);
    }

    WorthState knowing(Optional<LabelWorth> next, int now) {
        return new WorthState(open, doing, share, next, now, byDollars, dollars, labelCost);
    }

    WorthState byDollars(boolean on) {
        return new WorthState(open, doing, share, worth, labels, on, dollars, labelCost);
    }

    WorthState spending(double next) {
        return new WorthState(open, doing, share, worth, labels, byDollars, next, labelCost);
    }

    WorthState costing(OptionalDouble next) {
        return new WorthState(open, doing, share, worth, labels, byDollars, dollars, next);
    }
}

package org.hornbook.app;

import java.util.Optional;
import org.hornbook.classify.Bill;
import org.hornbook.classify.CurveReport;
import org.hornbook.classify.Everything;
import org.hornbook.classify.Money;
import org.hornbook.label.Ceiling;

/// What labels have bought, and what more of them are expected to buy.
///
/// @param bill what they have cost; empty if nobody knows
/// @param ceiling how far a second opinion gets with the same labels; empty if there is none
/// @param next what the next dollars, or labels, are expected to buy
/// @param everything what it costs to have every document of the corpus labelled against scored;
///   empty where labels have no price
public record LabelWorth(
        CurveReport curve,
        Optional<Bill> bill,
        Optional<Ceiling> ceiling,
        Money next,
        Optional<Everything> everything) {}

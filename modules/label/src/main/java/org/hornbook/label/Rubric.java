package org.hornbook.label;

import java.util.List;

/// What an annotator is asked, and on which scale to answer. Versioned: a changed text is another
/// rubric.
///
/// @param name short, for lists: `fineweb-edu`
/// @param version from 1
/// @param text the guideline itself
/// @param lowest the least label
/// @param highest the greatest label
/// @param meanings one sentence for each label, from the least to the greatest
public record Rubric(
        String name, int version, String text, int lowest, int highest, List<String> meanings) {
    public Rubric {
        meanings = List.copyOf(meanings);
        if (highest - lowest + 1 != meanings.size()) {
            throw new IllegalArgumentException(
                    "scale " + lowest + ".." + highest + " with " + meanings.size() + " meanings");
        }
    }

    /// The additive 0-5 scale that FineWeb-Edu labelled web pages with (Penedo et al. 2024), in our
    /// own words.
    public static Rubric fineWebEdu() {
        return new Rubric(
                "fineweb-edu",
                1,
                "Judge how much a learner would gain from this text. Start from 0 and add a point for each of these that"
                        + " holds: it gives some basic information on a subject people study; it touches on teaching that"
                        + " subject, even if it is disorganised or mixed with other matter; it is fit for use in teaching,"
                        + " and introduces key concepts coherently; it is highly relevant and useful for learners, clear"
                        + " and well structured, with little that distracts; it is outstanding: thorough, easy to"
                        + " follow, with reasoning or worked examples all the way.",
                0,
                5,
                List.of(
                        "nothing to learn here",
                        "a little basic information",
                        "touches on teaching, but disorganised or superficial",
                        "fit for teaching; introduces key concepts coherently",
                        "highly relevant, clear and well structured",
                        "outstanding: thorough, focused, worked through"));
    }

    /// phi-1's question (Gunasekar et al. 2023): the educational value for a student whose goal is
    /// to learn basic coding concepts. The paper gives no scale; this one is ours.
    public static Rubric educationalValue() {
        return new Rubric(
                "educational-value",
                1,
                "Determine the educational value of this text for a student whose goal is to learn basic coding concepts."
                        + " Code that explains itself, does one thing, and whose names, comments and behaviour agree is"
                        + " worth much; configuration, boilerplate, unexplained fragments and code that contradicts its"
                        + " own description are worth little.",
                0,
                5,
                List.of(
                        "no value: data, configuration, boilerplate",
                        "hardly any: fragments, or misleading",
                        "some: code that works but explains nothing",
                        "useful: a concept can be learned with effort",
                        "good: clear, self-contained, names and comments agree",
                        "excellent: a textbook example"));
    }

    /// Whether `value` lies on the scale.
    public boolean admits(int value) {
        return value >= lowest && value <= highest;
    }
}

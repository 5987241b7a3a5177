package org.hornbook.label.sample;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// How documents are chosen for labelling. Only what is chosen at random stands for the corpus: the
/// others teach a classifier more for each label, and are to be left out when its quality is
/// measured.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Whom.Random.class, name = "random"),
    @JsonSubTypes.Type(value = Whom.Strata.class, name = "score"),
    @JsonSubTypes.Type(value = Whom.Unsure.class, name = "unsure"),
    @JsonSubTypes.Type(value = Whom.Disputed.class, name = "disagreement"),
    @JsonSubTypes.Type(value = Whom.Field.class, name = "field"),
    @JsonSubTypes.Type(value = Whom.HalfUnsure.class, name = "half-unsure")
})
public sealed interface Whom {
    /// Each with the same chance.
    record Random() implements Whom {}

    /// As many from each of `strata` equal steps of a classifier's scores, from the lowest to the
    /// highest; at random within a step. What a step has too few of is taken from the others.
    record Strata(String classifier, int strata) implements Whom {
        public Strata {
            if (strata < 2 || strata > 100) {
                throw new IllegalArgumentException(strata + " strata: 2 to 100");
            }
        }
    }

    /// Those whose score lies nearest the line, where a label tells a classifier most.
    record Unsure(String classifier, double line) implements Whom {}

    /// Those on which the voices differ most. A voice is an annotator, or `score:` and the name of
    /// a classifier; documents on which fewer than two of them speak, or all say the same, are not
    /// chosen.
    record Disputed(List<String> voices) implements Whom {
        static final String SCORE = "score:";

        public Disputed {
            voices = List.copyOf(voices);
            if (voices.size() < 2) {
                throw new IllegalArgumentException(
                        "a disagreement needs at least two voices: annotators, or score:CLASSIFIER");
            }
        }
    }

    /// As many of each value of a metadata field, such as the source; at random within a value.
    /// Documents without the field count as one value more.
    record Field(String field) implements Whom {}

    /// Half at random and half unsure, in turn.
    record HalfUnsure(String classifier, double line) implements Whom {}

    /// In a few words.
    default String words() {
        return switch (this) {
            case Random() -> "at random";
            case Strata(String classifier, int strata) ->
                    "from " + strata + " strata of the scores of " + classifier;
            case Unsure(String classifier, double line) ->
                    "where " + classifier + " is nearest " + line;
            case Disputed(List<String> voices) ->
                    "where " + String.join(" and ", voices) + " differ most";
            case Field(String field) -> "as many of each " + field;
            case HalfUnsure(String classifier, double line) ->
                    "half at random, half where " + classifier + " is nearest " + line;
        };
    }
}

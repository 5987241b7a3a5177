/// A document, with how it was made and what a fair reader would give it.
///
/// @param kind `clean`, or how it was spoilt
/// @param label 0-5, as in the rubric "educational value"
/// @param rationale why, in a sentence
record Sample(String text, String family, int level, String kind, int label, String rationale) {}

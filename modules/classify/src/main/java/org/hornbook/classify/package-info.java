/// The cheap classifier that imitates labels, and the comparison of the two.
///
/// A `FeatureExtractor` turns a text into numbers, a `Classifier` turns these into a score on the
/// labels' own scale, an `Evaluation` compares scores of held-out documents with their labels, a
/// `Threshold` cuts, and a `FilteredSet` is what was kept. The walk goes one way: labels, features,
/// scores, decision, filtered set.
package org.hornbook.classify;

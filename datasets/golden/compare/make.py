# Makes the fixture of the figures of `hornbook compare`. Needs scikit-learn==1.9.1, scipy==1.17.1, numpy. Run it in this folder.
#
# Worth keeping is a label of at least `keep_from`; kept is a score of at least `threshold`. The kappas are of the label and
# of the score rounded half up, drawn into the range of the labels that occur.
#
# Brier and ECE are of a calibrated probability that has not seen the row's label. The rows, in order, are split into five
# parts: the k-th row worth keeping, and the k-th that is not, are in part k mod 5, counted from 0. The probabilities of a
# part come from Platt's logistic curve in the score, fitted on the other four parts to his smoothed targets
# (N+ + 1) / (N+ + 2) and 1 / (N- + 2), without regularisation: scikit-learn's LogisticRegression, each row given once as
# positive with the target as its weight and once as negative with the rest.
#
# ECE = sum over ten bins [b/10, (b+1)/10) of the probability, the last one closed, of |sum of probabilities in the bin -
# number worth keeping in the bin| / n.
#
# A figure that has no value is null.
import json
import math
import warnings

import numpy as np
from scipy.stats import spearmanr
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (average_precision_score, brier_score_loss, cohen_kappa_score, f1_score, precision_score,
                             recall_score, roc_auc_score)

warnings.simplefilter("ignore")
rng = np.random.default_rng(6)


def platt(scores, positive, at):
    n, p = len(scores), int(positive.sum())
    target = np.where(positive, (p + 1) / (p + 2), 1 / (n - p + 2))
    shift, scale = scores.mean(), max(scores.std(), 1e-3)  # of no effect on the curve, only on how exactly it is found
    x = ((np.concatenate([scores, scores]) - shift) / scale).reshape(-1, 1)
    y = np.concatenate([np.ones(n), np.zeros(n)])
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-14, max_iter=1000)
    model.fit(x, y, sample_weight=np.concatenate([target, 1 - target]))
    return model.predict_proba(((at - shift) / scale).reshape(-1, 1))[:, 1]


def cross_fitted(scores, positive):
    part = np.zeros(len(scores), int)
    for kind in (True, False):
        rows = np.flatnonzero(positive == kind)
        part[rows] = np.arange(len(rows)) % 5
    probability = np.zeros(len(scores))
    for p in range(5):
        if (part == p).any():
            rest = part != p
            probability[part == p] = (platt(scores[rest], positive[rest], scores[part == p]) if rest.any() else 0.5)
    return probability


def figure(value):
    return None if value is None or math.isnan(value) else float(value)


def case(name, labels, scores, keep_from=3, threshold=2.5):
    labels, scores = np.asarray(labels), np.asarray(scores, float)
    positive, kept = labels >= keep_from, scores >= threshold
    rounded = np.clip(np.floor(scores + 0.5), labels.min(), labels.max()).astype(int)
    probability = cross_fitted(scores, positive)
    bins = np.minimum((probability * 10).astype(int), 9)
    ece = sum(abs(probability[bins == b].sum() - positive[bins == b].sum()) for b in range(10)) / len(labels)
    return {
        "name": name, "keepFrom": keep_from, "threshold": threshold, "labels": labels.tolist(), "scores": scores.tolist(),
        "precision": figure(precision_score(positive, kept, zero_division=0)),
        "recall": figure(recall_score(positive, kept, zero_division=0)),
        "f1": figure(f1_score(positive, kept, zero_division=0)),
        "auc": figure(roc_auc_score(positive, scores)) if positive.any() and not positive.all() else None,
        "averagePrecision": figure(average_precision_score(positive, scores)),
        "kappa": figure(cohen_kappa_score(rounded, labels)),
        "weightedKappa": figure(cohen_kappa_score(rounded, labels, weights="quadratic")),
        "spearman": figure(spearmanr(scores, labels).statistic),
        "brier": figure(brier_score_loss(positive.astype(int), probability, pos_label=1, labels=[0, 1])),
        "ece": figure(ece)}


def noisy(labels, spread, digits):
    return np.round(np.clip(labels + rng.normal(size=len(labels)) * spread, 0, 5), digits)


many = rng.integers(0, 6, 400)
rare = np.where(rng.random(150) < 0.08, rng.integers(3, 6, 150), rng.integers(0, 3, 150))
few = np.array([0, 4, 2, 5, 1, 3, 3, 0])
cases = [
    case("continuous", many, noisy(many, 1.1, 12)),
    case("ties", many, noisy(many, 1.1, 0)),
    case("rare", rare, noisy(rare, 0.9, 2)),
    case("another-line", many, noisy(many, 1.6, 1), keep_from=4, threshold=3.3),
    case("nothing-kept", many[:60], noisy(many[:60], 1, 2), threshold=6),
    case("few", few, noisy(few, 1, 2)),
    case("two", [1, 4], [3.0, 2.0]),
    case("perfect", [0, 1, 2, 3, 4, 5] * 5, [0.1, 1, 2.2, 3.1, 3.9, 5] * 5),
    case("all-worth-keeping", [3, 4, 5, 3, 4, 5, 3, 3, 4, 5], [3.1, 2.2, 4.5, 3, 3.3, 4, 1.5, 2.5, 4, 5]),
    case("none-worth-keeping", [0, 1, 2, 0, 1, 2, 0, 0, 1, 2], [0.1, 2.6, 1.5, 0, 1.3, 3, 1.5, 0.5, 1, 2]),
    case("one-label", [3] * 8, [3.1, 2.2, 4.5, 3, 3.3, 4, 1.5, 2.5]),
    case("one-score", [0, 1, 2, 3, 4, 5, 0, 3], [2.5] * 8),
]
json.dump(cases, open("cases.json", "w"))

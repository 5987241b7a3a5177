# Makes the fixtures of the linear head and of the figures. Needs scikit-learn==1.9.0, scipy, numpy. Run it in this folder.
import json

import numpy as np
from scipy.stats import spearmanr
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (average_precision_score, brier_score_loss, cohen_kappa_score, f1_score, precision_score,
                             r2_score, recall_score, roc_auc_score)

rng = np.random.default_rng(4)


def r(values, digits=6):
    return np.round(values, digits).tolist()


heads = []
for n, d, c in ((60, 5, 1.0), (200, 12, 0.1), (300, 20, 10.0)):
    x = np.round(rng.normal(size=(n, d)) * (rng.random((n, d)) < 0.6), 4).astype(np.float32).astype(float)
    y = (x @ rng.normal(size=d) + rng.normal(size=n) > 0.2).astype(int)
    model = LogisticRegression(C=c, solver="lbfgs", tol=1e-12, max_iter=100000).fit(x, y)
    heads.append({"x": x.tolist(), "y": y.tolist(), "c": c, "weights": model.coef_[0].tolist(), "bias": float(model.intercept_[0])})

figures = []
for n in (30, 250):
    labels = rng.integers(0, 6, n)
    scores = np.round(np.clip(labels + rng.normal(size=n) * 1.2, 0, 5), 2)  # ties on purpose
    positive = labels >= 3
    kept = scores >= 2.5
    low, high = labels.min(), labels.max()
    rounded = np.clip(np.floor(scores + 0.5), low, high).astype(int)
    probability = np.round(1 / (1 + np.exp(-(scores - 2.4))), 6)
    bins = np.minimum((probability * 10).astype(int), 9)
    ece = sum(abs(probability[bins == b].sum() - positive[bins == b].sum()) for b in range(10)) / n
    figures.append({
        "labels": labels.tolist(), "scores": scores.tolist(), "slope": 1.0, "offset": -2.4,
        "precision": precision_score(positive, kept), "recall": recall_score(positive, kept), "f1": f1_score(positive, kept),
        "auc": roc_auc_score(positive, scores), "ap": average_precision_score(positive, scores),
        "spearman": float(spearmanr(scores, labels).statistic), "kappa": cohen_kappa_score(rounded, labels, weights="quadratic"),
        "brier": float(np.mean((1 / (1 + np.exp(-(scores - 2.4))) - positive) ** 2)), "ece": float(ece)})

n = 600
x = np.round(rng.normal(size=(n, 8)), 4)
y = np.round(np.sin(x[:, 0]) * 2 + x[:, 1] * (x[:, 2] > 0) + rng.normal(size=n) * 0.2, 4)
forest = RandomForestRegressor(100, max_depth=12, min_samples_leaf=3, max_features=1 / 3, random_state=1).fit(x[:400], y[:400])
json.dump({"heads": heads, "figures": figures,
           "forest": {"x": x.tolist(), "y": y.tolist(), "train": 400, "r2": r2_score(y[400:], forest.predict(x[400:]))}}, open("golden.json", "w"))

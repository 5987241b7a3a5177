# Makes the fixtures of weighted heads and of calibration (weights.json). Needs scikit-learn==1.9.1, numpy. Run it in this folder.
import json

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(11)

heads = []
for n, d, c, weights in ((120, 6, 1.0, "balanced"), (200, 10, 0.3, "balanced"), (150, 8, 3.0, {0: 1.0, 1: 4.5}), (90, 30, 10.0, {0: 0.25, 1: 2.0})):
    x = np.round(rng.normal(size=(n, d)) * (rng.random((n, d)) < 0.5), 4).astype(np.float32).astype(float)
    y = (x @ rng.normal(size=d) + rng.normal(size=n) > 1.2).astype(int)
    model = LogisticRegression(C=c, class_weight=weights, solver="lbfgs", tol=1e-12, max_iter=100000).fit(x, y)
    heads.append({"x": x.tolist(), "y": y.tolist(), "c": c, "classWeights": weights if weights == "balanced" else ",".join(f"{k}={v}" for k, v in weights.items()),
                  "weights": model.coef_[0].tolist(), "bias": float(model.intercept_[0])})


class Scores(ClassifierMixin, BaseEstimator):
    """A classifier whose decision is its only feature."""

    def fit(self, x, y):
        self.classes_ = np.array([0, 1])
        self.is_fitted_ = True
        return self

    def predict(self, x):
        return (self.decision_function(x) > 2.5).astype(int)

    def decision_function(self, x):
        return np.asarray(x)[:, 0]


curves = []
for n, digits in ((40, 1), (300, 2), (1500, 6), (60, 0)):
    labels = rng.integers(0, 6, n)
    scores = np.round(np.clip(labels + rng.normal(size=n) * 1.3, 0, 5), digits)  # ties on purpose
    positive = (labels >= 3).astype(int)
    asked = np.round(np.linspace(-1, 6, 57), 3)
    scorer = Scores().fit(scores[:, None], positive)
    platt = CalibratedClassifierCV(FrozenEstimator(scorer), method="sigmoid", ensemble=False, cv=2).fit(scores[:, None], positive)
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(scores, positive)
    curves.append({"scores": scores.tolist(), "positive": positive.tolist(), "asked": asked.tolist(),
                   "platt": platt.predict_proba(asked[:, None])[:, 1].tolist(),
                   "isotonic": isotonic.predict(asked).tolist(),
                   "thresholds": isotonic.X_thresholds_.tolist()})
json.dump({"heads": heads, "curves": curves}, open("weights.json", "w"))

# Makes the fixtures of agreement figures. Needs scikit-learn==1.9.1, scipy==1.17.1, krippendorff==0.9.0,
# numpy==2.4.6. Run it in this folder.
import json
import random

import krippendorff
import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import cohen_kappa_score

random.seed(3)
cases = []
for n, spread in ((8, 1), (40, 1), (200, 2), (500, 5)):
    a = [random.randint(0, 5) for _ in range(n)]
    b = [min(5, max(0, x + random.randint(-spread, spread))) for x in a]
    cases.append({
        "a": a, "b": b,
        "kappa": cohen_kappa_score(a, b), "linear": cohen_kappa_score(a, b, weights="linear"),
        "quadratic": cohen_kappa_score(a, b, weights="quadratic"), "spearman": float(spearmanr(a, b).statistic)})
# Scales with steps that nobody used: the distance is one between labels, so the scale is named.
for n, labels, scale in ((60, [0, 2, 5], list(range(0, 6))), (90, [-2, -1, 3], list(range(-2, 4))), (300, [1, 9, 10], list(range(1, 11)))):
    a = [random.choice(labels) for _ in range(n)]
    b = [x if random.random() < 0.7 else random.choice(labels) for x in a]
    cases.append({
        "a": a, "b": b,
        "kappa": cohen_kappa_score(a, b, labels=scale), "linear": cohen_kappa_score(a, b, labels=scale, weights="linear"),
        "quadratic": cohen_kappa_score(a, b, labels=scale, weights="quadratic"), "spearman": float(spearmanr(a, b).statistic)})
json.dump(cases, open("cases.json", "w"))

# Several annotators, each of whom labelled a part; null where there is no label.
random.seed(5)
alphas = []
for annotators, units, missing, low, high, spread in (
        (2, 12, 0.0, 0, 5, 1), (3, 40, 0.2, 0, 5, 1), (5, 120, 0.5, 0, 5, 2), (4, 60, 0.3, 1, 10, 3), (8, 200, 0.8, -2, 3, 1), (3, 30, 0.1, 0, 1, 1)):
    truth = [random.randint(low, high) for _ in range(units)]
    given = [
        [None if random.random() < missing else min(high, max(low, t + random.randint(-spread, spread))) for t in truth]
        for _ in range(annotators)]
    data = np.array([[np.nan if v is None else v for v in row] for row in given], dtype=float)
    alphas.append({"given": given} | {
        level: float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))
        for level in ("nominal", "ordinal", "interval")})
json.dump(alphas, open("alpha.json", "w"))

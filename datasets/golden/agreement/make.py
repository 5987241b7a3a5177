# Makes the fixture of agreement figures. Needs scikit-learn==1.9.0, scipy. Run it in this folder.
import json
import random

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
json.dump(cases, open("cases.json", "w"))

# Makes the fixture of the heads on embeddings. Needs scikit-learn==1.9.1, numpy. Run it in this folder.
import base64
import json

import numpy as np
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.utils.class_weight import compute_sample_weight

rng = np.random.default_rng(11)
n, d = 400, 24
x = rng.normal(size=(n, d)).astype(np.float16).astype(np.float32)
x[:, 5] = 0.25  # a column that says nothing
latent = x @ rng.normal(size=d) * 0.4 + rng.normal(size=n)
labels = np.digitize(latent, np.quantile(latent, [0.35, 0.6, 0.8, 0.92, 0.98]))  # 0..5, the high ones rare
keep = 3
asked = rng.normal(size=(30, d)).astype(np.float16).astype(np.float32)


def head(model):
    return {"weights": model.coef_.ravel().tolist(), "bias": float(np.ravel(model.intercept_)[0])}


cases = []
for c in (0.1, 1.0, 100.0):
    for balanced in (False, True):
        model = LogisticRegression(C=c, solver="lbfgs", tol=1e-12, max_iter=100000, class_weight="balanced" if balanced else None)
        model.fit(x.astype(float), labels >= keep)
        cases.append({"kind": "linear", "strength": c, "balanced": balanced, "heads": [head(model)],
                      "scores": (keep - 1 + model.predict_proba(asked.astype(float))[:, 1]).tolist()})
for balanced in (False, True):
    weights = compute_sample_weight("balanced" if balanced else None, labels)
    steps = [LogisticRegression(C=1.0, solver="lbfgs", tol=1e-12, max_iter=100000).fit(x.astype(float), labels >= k, sample_weight=weights)
             for k in range(1, 6)]
    cases.append({"kind": "ordinal", "strength": 1.0, "balanced": balanced, "heads": [head(s) for s in steps],
                  "scores": sum(s.predict_proba(asked.astype(float))[:, 1] for s in steps).tolist()})
    for alpha in (1.0, 50.0):
        model = Ridge(alpha=alpha, solver="cholesky").fit(x.astype(float), labels, sample_weight=weights)
        cases.append({"kind": "regression", "strength": alpha, "balanced": balanced, "heads": [head(model)],
                      "scores": model.predict(asked.astype(float)).tolist()})
full = np.delete(x, 5, axis=1)
model = LinearRegression().fit(full.astype(float), labels)
plain = {"heads": [head(model)], "scores": model.predict(np.delete(asked, 5, axis=1).astype(float)).tolist()}
json.dump({"n": n, "d": d, "keep": keep, "x": base64.b64encode(x.astype("<f4").tobytes()).decode(), "labels": labels.tolist(),
           "asked": base64.b64encode(asked.astype("<f4").tobytes()).decode(), "cases": cases, "plain": plain}, open("heads.json", "w"))

# scikit-learn's heads on the rows that the bench wrote: heads.py rows.bin. Needs scikit-learn, numpy.
import sys
import time

import numpy as np
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LogisticRegression, Ridge

raw = open(sys.argv[1], "rb").read()
n, d = np.frombuffer(raw[:8], ">i4")
x = np.frombuffer(raw[8:8 + 4 * n * d], ">f4").reshape(n, d).astype(np.float32)
y = np.frombuffer(raw[8 + 4 * n * d:], ">i4").astype(np.int64)


def timed(name, model, target):
    start = time.perf_counter()
    model.fit(x, target)
    print(f"  scikit-learn {name:22} {time.perf_counter() - start:6.2f}", flush=True)


timed("LogisticRegression", LogisticRegression(C=1.0, max_iter=1000), y >= 3)
timed("LogisticRegression 1e-6", LogisticRegression(C=1.0, tol=1e-6, max_iter=1000), y >= 3)
timed("Ridge", Ridge(alpha=1.0), y)
trees = 4
start = time.perf_counter()
RandomForestRegressor(trees, max_depth=12, min_samples_leaf=3, max_features=1 / 3, n_jobs=-1).fit(x, y)
print(f"  scikit-learn forest of 100       {(time.perf_counter() - start) * 100 / trees:6.1f}  (estimated from {trees} trees)")

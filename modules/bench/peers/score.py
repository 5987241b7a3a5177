# Scoring by fastText and by scikit-learn's HashingVectorizer (word 1-2-grams) + SGD, to be run beside Hornbook's: same documents, same
# labels. Needs fasttext (0.9.3) and scikit-learn. Usage: score.py FOLDER TRAINING; FOLDER holds documents.txt, labels.txt and train.txt.
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import multiprocessing

import fasttext
import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import SGDClassifier

folder, training = sys.argv[1], int(sys.argv[2])
with open(os.path.join(folder, "documents.txt"), encoding="utf-8", newline="\n") as f:
    documents = f.read().split("\n")[:-1]
labels = np.loadtxt(os.path.join(folder, "labels.txt"), dtype=int)
BATCH = 1000
fork = multiprocessing.get_context("fork")

model = fasttext.train_supervised(os.path.join(folder, "train.txt"), wordNgrams=2, dim=100, lr=1.0, epoch=10, thread=1, seed=1, verbose=0)
vectorizer = HashingVectorizer(ngram_range=(1, 2), n_features=2 ** 18)
sgd = SGDClassifier(loss="log_loss", random_state=1).fit(vectorizer.transform(documents[:training]), labels[:training])


def fast(part):
    kept = []
    for i in range(0, len(part), BATCH):
        kept += [int(said[0][len("__label__"):]) for said in model.predict(part[i:i + BATCH])[0]]
    return kept


def scikit(part):
    kept = []
    for i in range(0, len(part), BATCH):
        kept += sgd.classes_[sgd.decision_function(vectorizer.transform(part[i:i + BATCH])).argmax(1)].tolist()
    return kept


def timed(work, processes, runs=3):
    if processes == 1:
        best = []
        for _ in range(runs):
            start = time.perf_counter()
            said = work(documents)
            best.append(time.perf_counter() - start)
        return len(documents) / sorted(best)[runs // 2], said
    # Each process has the documents already (fork), and says only when it is done.
    best = []
    for _ in range(runs):
        gate, done = fork.Barrier(processes + 1), fork.Barrier(processes + 1)

        def child(k):
            part = documents[k * len(documents) // processes:(k + 1) * len(documents) // processes]
            gate.wait()
            work(part)
            done.wait()

        children = [fork.Process(target=child, args=(k,)) for k in range(processes)]
        for c in children:
            c.start()
        gate.wait()
        start = time.perf_counter()
        done.wait()
        best.append(time.perf_counter() - start)
        for c in children:
            c.join()
    return len(documents) / sorted(best)[runs // 2], None


def f1(said):
    kept, worth = np.array(said[training:]) >= 3, labels[training:] >= 3
    return 2 * (kept & worth).sum() / max(1, kept.sum() + worth.sum())


figures = []
for name, work in (("fasttext", fast), ("sklearn", scikit)):
    one, said = timed(work, 1)
    two, _ = timed(work, 2)
    figures += [f"{name}.1={one}", f"{name}.2={two}", f"{name}.f1={f1(said)}"]
print("figures: " + " ".join(figures))

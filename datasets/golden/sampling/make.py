"""Makes cases.json: logits, the tokens before them, settings, and the probabilities with which transformers'
LogitsProcessors let each token be drawn.

    python make.py          (writes beside itself; a few seconds)

Pinned: torch==2.15.0 transformers==5.24.0
"""

import json
from pathlib import Path

import torch
import transformers
from transformers import (LogitsProcessorList, MinPLogitsWarper, RepetitionPenaltyLogitsProcessor, TemperatureLogitsWarper,
                          TopKLogitsWarper, TopPLogitsWarper)

assert transformers.__version__ == "5.24.0"
HERE = Path(__file__).parent
VOCABULARY = 60


def processors(temperature, top_k, top_p, min_p, penalty):
    """In the order of GenerationMixin._get_logits_processor."""
    chain = LogitsProcessorList()
    if penalty != 1:
        chain.append(RepetitionPenaltyLogitsProcessor(penalty=penalty))
    if temperature == 0:
        return chain  # greedy: the likeliest of what the penalty leaves
    if temperature != 1:
        chain.append(TemperatureLogitsWarper(temperature))
    if top_k:
        chain.append(TopKLogitsWarper(top_k))
    if top_p < 1:
        chain.append(TopPLogitsWarper(top_p))
    if min_p:
        chain.append(MinPLogitsWarper(min_p))
    return chain


def case(random, settings, spread):
    logits = (torch.randn(1, VOCABULARY, generator=random) * spread * 1000).round() / 1000
    before = torch.randint(0, VOCABULARY, (1, 12), generator=random)
    scores = processors(**settings)(before, logits.clone())
    if settings["temperature"] == 0:
        probabilities = torch.nn.functional.one_hot(scores.argmax(-1), VOCABULARY)[0].double()
    else:
        probabilities = scores.double().softmax(-1)[0]
    return {"logits": [round(float(x), 3) for x in logits[0]], "before": before[0].tolist(), **settings,
            "probabilities": {str(i): float(f"{float(p):.6g}") for i, p in enumerate(probabilities) if p > 1e-12}}


def main():
    random = torch.Generator().manual_seed(1)
    cases = []
    for temperature in (0, 0.3, 1, 2.5):
        for top_k in (0, 1, 7):
            for top_p in (1, 0.9, 0.35):
                for min_p in (0, 0.05, 0.6):
                    for penalty in (1, 1.3, 0.8):
                        settings = dict(temperature=temperature, top_k=top_k, top_p=top_p, min_p=min_p, penalty=penalty)
                        if temperature or (top_k, top_p, min_p) == (0, 1, 0):
                            cases.append(case(random, settings, 3))
    (HERE / "cases.json").write_text("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
    print(len(cases), "cases")


main()

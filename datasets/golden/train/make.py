# Makes the fixture of the training step: ten steps of a phi model in plain PyTorch, float32, with AdamW (weight decay on matrices
# only), gradient clipping and a linear schedule. Needs torch==2.15.0, safetensors==0.8.0. Run it in this folder.
import json

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

LAYERS, HIDDEN, HEADS, CONTEXT, VOCAB, BATCH, STEPS, WARMUP = 2, 32, 4, 16, 64, 4, 10, 3
RATE, DECAY, BETA1, BETA2, EPS, CLIP, ROTARY = 3e-3, 0.1, 0.9, 0.95, 1e-8, 1.0, 0.5
torch.manual_seed(5)
torch.use_deterministic_algorithms(True)

# The order of PhiScript.Layout: embedding; per layer LayerNorm, q|k|v, dense, fc1, fc2 (weight, bias each); LayerNorm; head.
shapes = [(VOCAB, HIDDEN)]
for _ in range(LAYERS):
    shapes += [(HIDDEN,), (HIDDEN,), (3 * HIDDEN, HIDDEN), (3 * HIDDEN,), (HIDDEN, HIDDEN), (HIDDEN,)]
    shapes += [(4 * HIDDEN, HIDDEN), (4 * HIDDEN,), (HIDDEN, 4 * HIDDEN), (HIDDEN,)]
shapes += [(HIDDEN,), (HIDDEN,), (VOCAB, HIDDEN), (VOCAB,)]
params = [torch.nn.Parameter(torch.randn(s) * 0.08 + (1.0 if len(s) == 1 and i in norms else 0.0))
          for norms in [{1 + 10 * l for l in range(LAYERS)} | {1 + 10 * LAYERS}] for i, s in enumerate(shapes)]
save_file({f"p{i:02d}": p.detach().clone() for i, p in enumerate(params)}, "init.safetensors")

head_dim = HIDDEN // HEADS
rotary = int(head_dim * ROTARY)
angles = torch.arange(CONTEXT)[:, None] * (1.0 / 10000 ** (torch.arange(0, rotary, 2) / rotary))
cos = torch.cat([angles, angles], -1).cos()
sin = torch.cat([angles, angles], -1).sin()


def rotate(x):
    r, rest = x[..., :rotary], x[..., rotary:]
    a, b = r.chunk(2, -1)
    return torch.cat([r * cos + torch.cat([-b, a], -1) * sin, rest], -1)


def logits(ids):
    x = F.embedding(ids, params[0])
    b, t = ids.shape
    for layer in range(LAYERS):
        p = params[1 + 10 * layer : 11 + 10 * layer]
        h = F.layer_norm(x, (HIDDEN,), p[0], p[1], 1e-5)
        q, k, v = F.linear(h, p[2], p[3]).view(b, t, 3, HEADS, head_dim).permute(2, 0, 3, 1, 4)
        scores = rotate(q) @ rotate(k).transpose(-1, -2) / head_dim**0.5
        scores = scores.masked_fill(torch.triu(torch.ones(t, t, dtype=torch.bool), 1), float("-inf"))
        a = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, HIDDEN)
        x = x + F.linear(a, p[4], p[5]) + F.linear(F.gelu(F.linear(h, p[6], p[7]), approximate="tanh"), p[8], p[9])
    return F.linear(F.layer_norm(x, (HIDDEN,), params[-4], params[-3], 1e-5), params[-2], params[-1])


optimiser = torch.optim.AdamW(
    [{"params": [p for p in params if p.dim() == 2], "weight_decay": DECAY},
     {"params": [p for p in params if p.dim() == 1], "weight_decay": 0.0}],
    lr=RATE, betas=(BETA1, BETA2), eps=EPS)
steps = []
for step in range(STEPS):
    rate = RATE * ((step + 1) / WARMUP if step < WARMUP else 1 - (step - WARMUP) / (STEPS - WARMUP))
    for group in optimiser.param_groups:
        group["lr"] = rate
    ids = torch.randint(0, VOCAB, (BATCH, CONTEXT + 1))
    ids[:, 1::2] = (ids[:, 0::2][:, : ids[:, 1::2].shape[1]] * 3 + 1) % VOCAB  # something to learn
    loss = F.cross_entropy(logits(ids[:, :-1]).reshape(-1, VOCAB), ids[:, 1:].reshape(-1))
    optimiser.zero_grad()
    loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(params, CLIP)
    optimiser.step()
    steps.append({"ids": ids.flatten().tolist(), "rate": rate, "loss": loss.item(), "norm": norm.item()})
probe = torch.arange(CONTEXT)[None] % VOCAB
with torch.no_grad():
    last = logits(probe)[0].flatten().tolist()
json.dump({"steps": steps, "probe": probe[0].tolist(), "logits": last}, open("steps.json", "w"))
print([round(s["loss"], 5) for s in steps])

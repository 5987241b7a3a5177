# The training step in plain PyTorch, to be run beside Hornbook's: same shape, same optimiser, random tokens. Needs torch.
import argparse
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

a = argparse.ArgumentParser()
for name, value in (("hidden", 128), ("context", 128), ("batch", 16), ("vocab", 1024), ("layers", 4), ("heads", 4), ("steps", 120), ("threads", 2)):
    a.add_argument("--" + name, type=int, default=value)
a.add_argument("--compile", action="store_true")
a = a.parse_args()
torch.set_num_threads(a.threads)
torch.manual_seed(1)
rotary = a.hidden // a.heads // 2


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(a.hidden)
        self.qkv = nn.Linear(a.hidden, 3 * a.hidden)
        self.dense = nn.Linear(a.hidden, a.hidden)
        self.fc1 = nn.Linear(a.hidden, 4 * a.hidden)
        self.fc2 = nn.Linear(4 * a.hidden, a.hidden)

    def forward(self, x, cos, sin):
        b, t, _ = x.shape
        h = self.norm(x)
        q, k, v = self.qkv(h).view(b, t, 3, a.heads, a.hidden // a.heads).permute(2, 0, 3, 1, 4)

        def rotate(z):
            r, rest = z[..., :rotary], z[..., rotary:]
            c, d = r.chunk(2, -1)
            return torch.cat([r * cos + torch.cat([-d, c], -1) * sin, rest], -1)

        o = F.scaled_dot_product_attention(rotate(q), rotate(k), v, is_causal=True).transpose(1, 2).reshape(b, t, a.hidden)
        return x + self.dense(o) + self.fc2(F.gelu(self.fc1(h), approximate="tanh"))


class Phi(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(a.vocab, a.hidden)
        self.blocks = nn.ModuleList(Block() for _ in range(a.layers))
        self.norm = nn.LayerNorm(a.hidden)
        self.head = nn.Linear(a.hidden, a.vocab)
        angles = torch.arange(a.context)[:, None] / 10000 ** (torch.arange(0, rotary, 2) / rotary)
        angles = torch.cat([angles, angles], -1)
        self.register_buffer("cos", angles.cos())
        self.register_buffer("sin", angles.sin())

    def forward(self, ids, target):
        x = self.embed(ids)
        for block in self.blocks:
            x = block(x, self.cos, self.sin)
        return F.cross_entropy(self.head(self.norm(x)).view(-1, a.vocab), target.reshape(-1))


phi = Phi()
step = torch.compile(phi) if a.compile else phi
optimiser = torch.optim.AdamW(phi.parameters(), lr=1e-3, betas=(0.9, 0.95), weight_decay=0.1, fused=True)
data = torch.randint(0, a.vocab, (a.batch, a.context + 1))
for n in range(a.steps + 5):
    if n == 5:
        start = time.time()
    loss = step(data[:, :-1], data[:, 1:])
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(phi.parameters(), 1.0)
    optimiser.step()
print(f"{a.steps * a.batch * a.context / (time.time() - start):,.0f} tokens/s, torch {torch.__version__}")

"""Makes the golden fixtures of ready ONNX packages (genai_config.json): small random models that the
model builder of onnxruntime-genai turns into packages, as Microsoft's are made, each with the logits
and greedy tokens that transformers computes in fp32 from the very weights.

    python make.py          (writes beside itself; a minute or two)

Pinned: torch==2.15.0 transformers==5.24.0 onnxruntime-genai==0.18.0 onnx==1.23.2 onnx-ir==1.1.0 onnxruntime==1.32.0
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
import transformers
from transformers import AutoModelForCausalLM

HERE = Path(__file__).parent
TOKENIZER = HERE.parent / "phi" / "tokenizer-llama-style" / "tokenizer.json"
assert transformers.__version__ == "5.24.0" and torch.__version__.startswith("2.15.0")
torch.use_deterministic_algorithms(True)
torch.set_num_threads(1)

GREEDY = 64  # tokens
MARGIN = 0.03  # least distance of the two best logits along the greedy path
ENDS = {2, 5}  # tokens that end a text in one of the packages: none of the greedy ones
CHAT = ("{% for m in messages %}{{ '<|' + m['role'] + '|>\\n' + m['content'] + '<|end|>\\n' }}{% endfor %}"
        "{{ '<|assistant|>\\n' }}")


def model(config, seed):
    random = torch.Generator().manual_seed(seed)
    network = AutoModelForCausalLM.from_config(config, attn_implementation="eager").float().eval()
    with torch.no_grad():
        for name, value in network.named_parameters():
            noise = torch.randn(value.shape, generator=random)
            if value.dim() == 1 and name.endswith("weight"):
                value.copy_(1 + 0.2 * noise)
            elif name.endswith("bias"):
                value.copy_(0.2 * noise)
            else:
                value.copy_(0.3 * noise)
    return network


def expected(network, seed, prompt):
    """What a forward pass over the whole sequence gives in fp32; None if the greedy path is not clear."""
    vocab = network.config.vocab_size
    ids = torch.randint(0, vocab, (1, prompt), generator=torch.Generator().manual_seed(seed))
    with torch.no_grad():
        logits = network(ids, use_cache=False).logits[0]
        tokens, margin = ids, float("inf")
        for _ in range(GREEDY):
            best = network(tokens, use_cache=False).logits[0, -1].topk(2)
            margin = min(margin, float(best.values[0] - best.values[1]))
            if margin < MARGIN:
                return None
            tokens = torch.cat([tokens, best.indices[:1].view(1, 1)], 1)
    greedy = tokens[0, prompt:].tolist()
    if len(set(greedy)) < 8 or set(greedy) & ENDS:
        return None
    print(f"margin {margin:.3f}, {len(set(greedy))} distinct greedy tokens", flush=True)
    return {"input_ids": ids[0].tolist(), "logits": [[float(f"{x:.6g}") for x in row] for row in logits.tolist()],
            "greedy": greedy}


def package(name, config, precision, provider, prompt=12, ends=None, options=()):
    if sys.argv[1:] and name not in sys.argv[1:]:
        return
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    for seed in range(1, 400):
        network = model(config, seed)
        if precision == "fp16":
            network = network.half().float()
        values = expected(network, seed, prompt)
        if values:
            break
    else:
        raise SystemExit(f"{name}: no seed has a clear greedy path")
    with tempfile.TemporaryDirectory() as inner:
        source = Path(inner) / "source"
        network.save_pretrained(source)
        saved = json.loads((source / "config.json").read_text())
        saved["original_max_position_embeddings"] = saved.get("original_max_position_embeddings") or saved["max_position_embeddings"]
        (source / "config.json").write_text(json.dumps(saved))
        shutil.copy(TOKENIZER, source / "tokenizer.json")
        (source / "tokenizer_config.json").write_text(json.dumps({
            "tokenizer_class": "PreTrainedTokenizerFast", "eos_token": "</s>", "chat_template": CHAT}))
        command = [sys.executable, "-m", "onnxruntime_genai.models.builder", "-i", str(source), "-o", str(folder),
                   "-p", precision, "-e", provider, "-c", str(Path(inner) / "cache")]
        if options:
            command += ["--extra_options", *options]
        subprocess.run(command, check=True)
    if ends is not None:
        path = folder / "genai_config.json"
        genai = json.loads(path.read_text())
        genai["model"]["eos_token_id"] = ends
        path.write_text(json.dumps(genai, indent=4) + "\n")
    (folder / "expected.json").write_text(json.dumps(values, separators=(",", ":")) + "\n")


COMMON = dict(bos_token_id=1, eos_token_id=2, pad_token_id=0)
VOCAB = 420
plain_rope = dict(rope_parameters=dict(rope_type="default", rope_theta=10000.0))


def phi3(**keys):
    defaults = dict(vocab_size=VOCAB, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4,
                    num_key_value_heads=2, max_position_embeddings=128, original_max_position_embeddings=128,
                    sliding_window=None)
    return transformers.Phi3Config(**{**defaults, **COMMON, **keys})


def longrope(pairs, original, longest):
    step = torch.linspace(0, 1, pairs)
    return dict(rope_parameters=dict(rope_type="longrope", type="longrope", rope_theta=10000.0,
                                     short_factor=[round(float(1 + 0.3 * x), 4) for x in step],
                                     long_factor=[round(float(1 + 5 * x), 4) for x in step],
                                     original_max_position_embeddings=original),
                original_max_position_embeddings=original, max_position_embeddings=longest)


# Phi-3-mini-4k: as many key as query heads, several ends in genai_config.json. (The builder leaves its window out.)
package("phi3-fp32", phi3(num_key_value_heads=4, **plain_rope), "fp32", "cpu", prompt=30, ends=[2, 5])
# Phi-3-mini-128k: the greedy path crosses the original length.
package("phi3-longrope-fp32", phi3(num_key_value_heads=4, **longrope(8, 40, 160)), "fp32", "cpu", prompt=20)
# phi-2: LayerNorm, partial rotary, biases.
package("phi2-fp32", transformers.PhiConfig(
    vocab_size=VOCAB, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=2,
    max_position_embeddings=128, rope_parameters=dict(rope_type="default", rope_theta=10000.0, partial_rotary_factor=0.5),
    **COMMON), "fp32", "cpu")
# Half precision, as for graphics cards: keys, values and logits too.
package("llama-fp16", transformers.LlamaConfig(
    vocab_size=VOCAB, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4,
    num_key_value_heads=2, max_position_embeddings=128, **plain_rope, **COMMON), "fp16", "cuda")
# int4, as for processors: weights in blocks of 32, accuracy level 4.
package("phi3-grouped-int4", phi3(**plain_rope), "int4", "cpu", options=["int4_accuracy_level=4", "int4_block_size=32"])

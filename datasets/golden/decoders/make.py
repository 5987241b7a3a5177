"""Makes the golden fixtures of every decoder architecture: small random models as save_pretrained
stores them, with the logits and greedy tokens that transformers computes from them in fp32.

    python make.py          (writes beside itself; some minutes)

Pinned: torch==2.15.0 transformers==5.24.0 safetensors==0.8.0
"""

import json
import shutil
import sys
from pathlib import Path

import torch
import transformers
from transformers import AutoModelForCausalLM

HERE = Path(__file__).parent
assert transformers.__version__ == "5.24.0" and torch.__version__.startswith("2.15.0")
torch.use_deterministic_algorithms(True)
torch.set_num_threads(1)

GREEDY = 64  # tokens
MARGIN = 0.02  # least distance of the two best logits along the greedy path


def model(config, seed):
    """A random model whose logits differ clearly: weights of std 0.3, biases and norms not trivial."""
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


def expected(folder, network, seed, prompt):
    """What a forward pass over the whole sequence gives in fp32, however many tokens there are."""
    fresh = AutoModelForCausalLM.from_config(network.config, attn_implementation="eager").float().eval()
    fresh.load_state_dict({name: value.float() for name, value in network.state_dict().items()})
    vocab = fresh.config.vocab_size
    ids = torch.randint(0, vocab, (1, prompt), generator=torch.Generator().manual_seed(seed))
    with torch.no_grad():
        logits = fresh(ids, use_cache=False).logits[0]
        tokens, margin = ids, float("inf")
        for _ in range(GREEDY):
            best = fresh(tokens, use_cache=False).logits[0, -1].topk(2)
            margin = min(margin, float(best.values[0] - best.values[1]))
            if margin < MARGIN:
                return False
            tokens = torch.cat([tokens, best.indices[:1].view(1, 1)], 1)
    greedy = tokens[0, prompt:].tolist()
    if len(set(greedy)) < 8:
        return False
    values = {
        "input_ids": ids[0].tolist(),
        "logits": [[float(f"{x:.6g}") for x in row] for row in logits.tolist()],
        "greedy": greedy,
    }
    (folder / "expected.json").write_text(json.dumps(values, separators=(",", ":")) + "\n")
    print(f"{folder.name}: margin {margin:.3f}, {len(set(greedy))} distinct greedy tokens", flush=True)
    return True


def plain(network, folder):
    network.save_pretrained(folder)


def sharded(network, folder):
    network.save_pretrained(folder, max_shard_size="40KB")


def older(**keys):
    """As transformers 4 wrote config.json: rope_theta, rope_scaling and torch_dtype at the top."""

    def save(network, folder):
        network.save_pretrained(folder)
        path = folder / "config.json"
        config = json.loads(path.read_text())
        rope = config.pop("rope_parameters")
        config["torch_dtype"] = config.pop("dtype")
        config["rope_theta"] = rope.pop("rope_theta")
        if "partial_rotary_factor" in rope:
            config["partial_rotary_factor"] = rope.pop("partial_rotary_factor")
        original = rope.pop("original_max_position_embeddings", None)
        if rope.get("rope_type") == "llama3":
            rope["original_max_position_embeddings"] = original
        elif original:
            config["original_max_position_embeddings"] = original
        config["rope_scaling"] = None if rope.get("rope_type") == "default" else rope
        config.update(keys)
        config["transformers_version"] = "4.45.0"
        path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")

    return save


def renamed(network, folder):
    """The config.json of the first longrope models: "type" in the place of "rope_type", and "su"."""
    older()(network, folder)
    path = folder / "config.json"
    config = json.loads(path.read_text())
    scaling = config["rope_scaling"]
    scaling.pop("rope_type")
    config["rope_scaling"] = {"type": "su", "short_factor": scaling["short_factor"], "long_factor": scaling["long_factor"]}
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


def fixture(name, config, prompt=12, dtype=torch.float32, save=plain):
    if sys.argv[1:] and name not in sys.argv[1:]:
        return
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    for seed in range(1, 200):
        network = model(config, seed).to(dtype)
        folder.mkdir(exist_ok=True)
        save(network, folder)
        if expected(folder, network, seed, prompt):
            return
        shutil.rmtree(folder)
    raise SystemExit(f"{name}: no seed has a clear greedy path")


COMMON = dict(bos_token_id=None, eos_token_id=None, pad_token_id=None)


def phi3(**keys):
    defaults = dict(vocab_size=72, hidden_size=48, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
                    num_key_value_heads=2, max_position_embeddings=128, sliding_window=None)
    return transformers.Phi3Config(**{**defaults, **COMMON, **keys})


def longrope(pairs, original, longest, **keys):
    step = torch.linspace(0, 1, pairs)
    return dict(rope_parameters=dict(rope_type="longrope", rope_theta=10000.0,
                                     short_factor=[round(float(1 + 0.3 * x), 4) for x in step],
                                     long_factor=[round(float(1 + 5 * x), 4) for x in step],
                                     original_max_position_embeddings=original, **keys),
                original_max_position_embeddings=original, max_position_embeddings=longest)


def llama(kind=transformers.LlamaConfig, **keys):
    defaults = dict(vocab_size=70, hidden_size=48, intermediate_size=80, num_hidden_layers=2, num_attention_heads=3,
                    num_key_value_heads=3, max_position_embeddings=128)
    return kind(**{**defaults, **COMMON, **keys})


def falcon(**keys):
    defaults = dict(vocab_size=66, hidden_size=80, num_hidden_layers=2, num_attention_heads=5, multi_query=True,
                    parallel_attn=True, bias=False, alibi=False, new_decoder_architecture=False,
                    attention_dropout=0.0, hidden_dropout=0.0, max_position_embeddings=128)
    return transformers.FalconConfig(**{**defaults, **COMMON, **keys})


def codegen(**keys):
    defaults = dict(vocab_size=75, n_positions=128, n_ctx=128, n_embd=64, n_layer=2, n_head=4, rotary_dim=8,
                    embd_pdrop=0.0, attn_pdrop=0.0, resid_pdrop=0.0)
    return transformers.CodeGenConfig(**{**defaults, **COMMON, **keys})


plain_rope = dict(rope_parameters=dict(rope_type="default", rope_theta=10000.0))

# phi-3-mini-4k: as many key as query heads, a sliding window that the greedy path leaves behind.
fixture("phi3-window-bf16", phi3(num_key_value_heads=4, sliding_window=17, **plain_rope), prompt=30,
        dtype=torch.bfloat16, save=older())
# phi-4: grouped heads and a theta of its own; a head of 12 is no multiple of 16.
fixture("phi3-grouped-f32", phi3(rope_parameters=dict(rope_type="default", rope_theta=250000.0)))
# phi-3-mini-128k, once within the original length (the greedy path crosses it), once beyond.
fixture("phi3-longrope-crossing-f32", phi3(hidden_size=64, num_key_value_heads=4, **longrope(8, 40, 160)), prompt=20)
fixture("phi3-longrope-beyond-f16", phi3(hidden_size=64, num_key_value_heads=4, **longrope(8, 24, 192)), prompt=45,
        dtype=torch.float16, save=renamed)
# phi-4-mini: partial rotary, longrope, grouped heads, tied embeddings, a window wider than the context.
fixture("phi3-mini-tied-f32", phi3(hidden_size=96, num_attention_heads=6, num_key_value_heads=2,
                                   tie_word_embeddings=True, sliding_window=262144,
                                   **longrope(6, 64, 256, partial_rotary_factor=0.75)),
        prompt=16, save=older())
fixture("llama2-f16", llama(**plain_rope), dtype=torch.float16, save=older())
fixture("llama3-grouped-sharded-f32", llama(num_attention_heads=6, num_key_value_heads=2, head_dim=16,
                                            rope_parameters=dict(rope_type="default", rope_theta=500000.0)),
        save=sharded)
fixture("llama31-bf16", llama(num_attention_heads=4, num_key_value_heads=2, tie_word_embeddings=True,
                              hidden_size=64, max_position_embeddings=512,
                              rope_parameters=dict(rope_type="llama3", rope_theta=10000.0, factor=8.0,
                                                   low_freq_factor=1.0, high_freq_factor=4.0,
                                                   original_max_position_embeddings=64)),
        prompt=40, dtype=torch.bfloat16, save=older())
fixture("llama-biased-f32", llama(attention_bias=True, mlp_bias=True,
                                  rope_parameters=dict(rope_type="linear", rope_theta=10000.0, factor=2.0)))
fixture("mistral-f32", llama(transformers.MistralConfig, num_attention_heads=4, num_key_value_heads=2, hidden_size=64,
                             sliding_window=11, **plain_rope), prompt=20)
fixture("qwen2-tied-f32", llama(transformers.Qwen2Config, num_attention_heads=4, num_key_value_heads=1, hidden_size=64,
                                tie_word_embeddings=True,
                                rope_parameters=dict(rope_type="default", rope_theta=1000000.0)))
fixture("qwen2-window-bf16", llama(transformers.Qwen2Config, num_attention_heads=4, num_key_value_heads=2,
                                   hidden_size=64, num_hidden_layers=3, use_sliding_window=True, sliding_window=9,
                                   max_window_layers=1, **plain_rope), prompt=20, dtype=torch.bfloat16)
fixture("falcon-7b-bf16", falcon(), dtype=torch.bfloat16)
fixture("falcon-grouped-f32", falcon(hidden_size=96, num_attention_heads=6, num_kv_heads=2,
                                     new_decoder_architecture=True, bias=True))
fixture("falcon-one-norm-f32", falcon(hidden_size=64, num_attention_heads=4, num_kv_heads=2,
                                      new_decoder_architecture=True, num_ln_in_parallel_attn=1))
fixture("falcon-sequential-f32", falcon(hidden_size=64, num_attention_heads=4, multi_query=False, parallel_attn=False,
                                        bias=True))
fixture("codegen-f16", codegen(), dtype=torch.float16)
fixture("codegen-wide-f32", codegen(n_embd=128, rotary_dim=32, n_inner=96))

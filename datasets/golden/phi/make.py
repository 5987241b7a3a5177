"""Makes the golden fixtures of the checkpoint and infer rooms: small random PhiForCausalLM folders
with the logits, greedy tokens and pooled hidden states that transformers computes from them, and two
small tokenizers with texts and their ids.

    python make.py          (writes beside itself; about 20 seconds)

Pinned: torch==2.15.0 transformers==5.23.0 tokenizers==0.23.3 safetensors==0.8.0
"""

import json
import shutil
from pathlib import Path

import tokenizers
import torch
import transformers
from safetensors.torch import load_file, save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PhiConfig, PhiForCausalLM

HERE = Path(__file__).parent
assert (transformers.__version__, tokenizers.__version__) == ("5.23.0", "0.23.3")
torch.use_deterministic_algorithms(True)
torch.set_num_threads(1)

PROMPT = 25  # tokens
GREEDY = 32  # tokens
MARGIN = 0.02  # least distance of the two best logits along the greedy path


def model(seed, **shape):
    """A random model whose logits differ clearly: weights of std 0.35, biases and norms not trivial."""
    config = PhiConfig(attention_dropout=0.0, resid_pdrop=0.0, embd_pdrop=0.0, pad_token_id=None, **shape)
    random = torch.Generator().manual_seed(seed)
    network = PhiForCausalLM(config).eval()
    with torch.no_grad():
        for name, value in network.named_parameters():
            noise = torch.randn(value.shape, generator=random)
            if "norm" in name and name.endswith("weight"):
                value.copy_(1 + 0.2 * noise)
            elif name.endswith("bias"):
                value.copy_(0.2 * noise)
            else:
                value.copy_(0.35 * noise)
    return network


def expected(folder, network, seed):
    """What an fp32 forward pass of the stored weights gives."""
    fresh = PhiForCausalLM(network.config).float().eval()  # rotary frequencies stay fp32
    fresh.load_state_dict(network.state_dict())
    network = fresh
    vocab = network.config.vocab_size
    ids = torch.randint(0, vocab, (1, PROMPT), generator=torch.Generator().manual_seed(seed))
    with torch.no_grad():
        out = network(ids, output_hidden_states=True)
        pooled = out.hidden_states[-1][0].mean(0)
        tokens, margin = ids, float("inf")
        for _ in range(GREEDY):
            best = network(tokens).logits[0, -1].topk(2)
            margin = min(margin, float(best.values[0] - best.values[1]))
            tokens = torch.cat([tokens, best.indices[:1].view(1, 1)], 1)
    if margin < MARGIN:
        return False
    greedy = tokens[0, PROMPT:].tolist()
    values = {
        "input_ids": ids[0].tolist(),
        "logits": [[round(x, 6) for x in row] for row in out.logits[0].tolist()],
        "greedy": greedy,
        "pooled": [round(x, 6) for x in pooled.tolist()],
    }
    (folder / "expected.json").write_text(json.dumps(values, separators=(",", ":")) + "\n")
    print(f"{folder.name}: margin {margin:.3f}, {len(set(greedy))} distinct greedy tokens")
    return True


def fixture(name, dtype, save, **shape):
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    for seed in range(1, 100):
        network = model(seed, **shape).to(dtype)
        folder.mkdir(exist_ok=True)
        save(network, folder)
        if expected(folder, network, seed):
            return
        shutil.rmtree(folder)
    raise SystemExit(f"{name}: no seed has a clear greedy path")


def as_saved(network, folder):
    network.save_pretrained(folder)


def sharded(network, folder):
    network.save_pretrained(folder, max_shard_size="60KB")


def transformers4(network, folder):
    """The config.json as transformers 4 wrote it."""
    network.save_pretrained(folder)
    path = folder / "config.json"
    config = json.loads(path.read_text())
    rope = config.pop("rope_parameters")
    config["torch_dtype"] = config.pop("dtype")
    config["rope_theta"] = rope["rope_theta"]
    config["rope_scaling"] = None
    config["partial_rotary_factor"] = rope["partial_rotary_factor"]
    config["transformers_version"] = "4.37.0"
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
    again = PhiForCausalLM.from_pretrained(folder).config
    assert again.rope_parameters["partial_rotary_factor"] == rope["partial_rotary_factor"]


def first_files(network, folder):
    """The layout and the config of the first phi files (model_type phi-msft)."""
    network.save_pretrained(folder)
    c = network.config
    old = load_file(folder / "model.safetensors")
    new = {}
    for name, value in old.items():
        name = name.replace("model.embed_tokens", "transformer.embd.wte").replace("model.layers", "transformer.h")
        name = name.replace("input_layernorm", "ln").replace("self_attn.dense", "mixer.out_proj")
        if name.startswith("lm_head."):
            name = name.replace("lm_head.", "lm_head.linear.")
        new[name.replace("model.final_layernorm", "lm_head.ln")] = value
    for layer in range(c.num_hidden_layers):
        for kind in ("weight", "bias"):
            parts = [new.pop(f"transformer.h.{layer}.self_attn.{x}_proj.{kind}") for x in "qkv"]
            new[f"transformer.h.{layer}.mixer.Wqkv.{kind}"] = torch.cat(parts)
    save_file(new, folder / "model.safetensors", {"format": "pt"})
    head = c.hidden_size // c.num_attention_heads
    config = {
        "activation_function": "gelu_new",
        "architectures": ["PhiForCausalLM"],
        "layer_norm_epsilon": c.layer_norm_eps,
        "model_type": "phi-msft",
        "n_embd": c.hidden_size,
        "n_head": c.num_attention_heads,
        "n_head_kv": None,
        "n_inner": None,
        "n_layer": c.num_hidden_layers,
        "n_positions": c.max_position_embeddings,
        "rotary_dim": int(head * c.rope_parameters["partial_rotary_factor"]),
        "tie_word_embeddings": False,
        "torch_dtype": "float16",
        "vocab_size": c.vocab_size,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    (folder / "generation_config.json").unlink()


def rope(partial, theta=10000.0):
    return {"rope_type": "default", "rope_theta": theta, "partial_rotary_factor": partial}


def checkpoints():
    fixture("half-rotary-f32", torch.float32, as_saved, vocab_size=80, hidden_size=32, intermediate_size=128,
            num_hidden_layers=2, num_attention_heads=2, max_position_embeddings=64, rope_parameters=rope(0.5),
            bos_token_id=0, eos_token_id=0)
    # 0.4 of 32 is 12.8: transformers rotates 12.
    fixture("two-fifths-rotary-bf16", torch.bfloat16, transformers4, vocab_size=101, hidden_size=96,
            intermediate_size=112, num_hidden_layers=2, num_attention_heads=3, max_position_embeddings=128,
            rope_parameters=rope(0.4), bos_token_id=None, eos_token_id=None)
    # A head of 20 is no multiple of 16; two query heads share one key head.
    fixture("sharded-f32", torch.float32, sharded, vocab_size=64, hidden_size=40, intermediate_size=72,
            num_hidden_layers=3, num_attention_heads=2, num_key_value_heads=1, max_position_embeddings=64,
            rope_parameters=rope(0.4, 5000.0), bos_token_id=None, eos_token_id=None)
    fixture("first-files-f16", torch.float16, first_files, vocab_size=72, hidden_size=64, intermediate_size=256,
            num_hidden_layers=1, num_attention_heads=4, max_position_embeddings=96, rope_parameters=rope(0.5),
            bos_token_id=None, eos_token_id=None)
    fixture("tied-qknorm-f32", torch.float32, as_saved, vocab_size=90, hidden_size=32, intermediate_size=64,
            num_hidden_layers=2, num_attention_heads=2, max_position_embeddings=64, rope_parameters=rope(0.5),
            tie_word_embeddings=True, qk_layernorm=True, hidden_act="gelu", bos_token_id=None, eos_token_id=None)


CORPUS = [
    'def add(first, second):\n    """Return the sum of first and second."""\n    return first + second\n\n\n',
    "for item in values:\n        if item > 10:\n            total = total + item\n\treturn total\n",
    "A list keeps its items in order; a set does not. 교과서는 배움의 길입니다. 값을 하나씩 더합니다.\n",
    "The quick brown fox isn't lazy, and the dog's bark isn't loud - is it? naive cafe, naïve café.\n",
    "print(f'{name}: {value:.2f}')  # ok\nassert add(2, 3) == 5\n",
] * 4
CASES = [
    "", " ", "\n", "a", "def add(first, second):\n    return first + second\n",
    "    return x", "\n    return", "if x:\n        y = 1\n\n\n            z", "\t\tif a:\t\treturn  b   \n",
    "trailing spaces   ", "\r\nwindows\r\n", "교과서는 배움의 길입니다.", "값을 더합니다 + 1", "한",
    "emoji 😀👩‍👩‍👧 and flags 🇰🇷!", "naïve café — “quoted”", "isn't it's we'll", "0123456789 3.14159",
    "mixed\u00a0space\u3000wide", "<|endoftext|>", "a<|endoftext|>b\n", "x" * 70, " " * 40 + "x", "\u0000\u0007", "ﬁ Å ①",
]


def byte_level():
    """As CodeGen's: byte-level BPE, with newlines and runs of spaces as tokens of their own."""
    text = Tokenizer(models.BPE())
    text.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    text.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=360, special_tokens=["<|endoftext|>"], show_progress=False,
                                  initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    text.train_from_iterator(CORPUS, trainer)
    text.add_tokens([AddedToken(" " * n, normalized=True) for n in range(16, 1, -1)])
    text.add_tokens([AddedToken("\t" * n, normalized=True) for n in range(4, 1, -1)])
    return text


def plain_byte_level():
    """As GPT-2's: a newline before indented code takes all but one space of it along."""
    text = Tokenizer(models.BPE())
    text.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    text.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=360, special_tokens=["<|endoftext|>"], show_progress=False,
                                  initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    text.train_from_iterator(CORPUS, trainer)
    return text


def metaspace():
    """As Llama 2's: spaces become a visible mark, unknown characters fall back to bytes."""
    text = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    text.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    text.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
                                      decoders.Strip(" ", 1, 0)])
    special = ["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)]
    trainer = trainers.BpeTrainer(vocab_size=420, special_tokens=special, show_progress=False, limit_alphabet=64)
    text.train_from_iterator(CORPUS, trainer)
    state = json.loads(text.to_str())
    state["added_tokens"] = state["added_tokens"][:3]
    return Tokenizer.from_str(json.dumps(state))


def tokenizer(name, text):
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    text.save(str(folder / "tokenizer.json"))
    cases = []
    for case in CASES:
        ids = text.encode(case, add_special_tokens=False).ids
        cases.append({"text": case, "ids": ids, "decoded": text.decode(ids, skip_special_tokens=False)})
    values = {"vocab_size": text.get_vocab_size(with_added_tokens=True), "cases": cases}
    (folder / "cases.json").write_text(json.dumps(values, ensure_ascii=True, indent=0) + "\n")
    print(f"{name}: {text.get_vocab_size()} tokens")


if __name__ == "__main__":
    checkpoints()
    tokenizer("tokenizer-codegen-style", byte_level())
    tokenizer("tokenizer-gpt2-style", plain_byte_level())
    tokenizer("tokenizer-llama-style", metaspace())

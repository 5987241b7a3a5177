"""Makes the golden fixtures of GGUF reading. Some of the models in ../decoders and ../phi once more,
as llama.cpp's converter lays them out (their expected.json stays the one beside the original), 
blocks.gguf, which holds random blocks of every quantised type together with what gguf-py makes of
them, the vocabularies of ../tokenizers, and a model that brings everything it needs.

    python make.py          (writes beside itself; seconds)

Pinned: gguf==0.19.0 numpy safetensors==0.8.0 torch==2.15.0
"""

import json
from pathlib import Path

import gguf
import numpy as np
import torch
from safetensors.torch import load_file

HERE = Path(__file__).parent
TYPES = {torch.float16: gguf.GGMLQuantizationType.F16, torch.bfloat16: gguf.GGMLQuantizationType.BF16,
         torch.float32: gguf.GGMLQuantizationType.F32}


def permuted(weight, heads):
    """As the converter turns query and key of llama: rotated pairs become neighbours."""
    return weight.reshape(heads, 2, weight.shape[0] // heads // 2, *weight.shape[1:]).transpose(1, 2).reshape(weight.shape)


def add(writer, name, tensor):
    tensor = tensor.contiguous()
    if tensor.dim() == 1:
        writer.add_tensor(name, tensor.float().numpy())
        return
    kind = TYPES[tensor.dtype]
    if tensor.dtype == torch.bfloat16:
        writer.add_tensor(name, tensor.view(torch.uint8).numpy(), raw_dtype=kind)
    else:
        writer.add_tensor(name, tensor.numpy(), raw_dtype=kind)


def model(name, source, arch, names, heads_key="num_attention_heads"):
    config = json.loads((source / "config.json").read_text())
    rope = config.get("rope_parameters") or {}
    writer = gguf.GGUFWriter(HERE / name, arch)
    heads, hidden = config["num_attention_heads"], config["hidden_size"]
    keys = config.get("num_key_value_heads") or heads
    dim = config.get("head_dim") or hidden // heads
    partial = rope.get("partial_rotary_factor", config.get("partial_rotary_factor", 1.0))
    writer.add_name(name)
    writer.add_embedding_length(hidden)
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(heads)
    writer.add_head_count_kv(keys)
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_rope_dimension_count(int(dim * partial))
    writer.add_rope_freq_base(rope.get("rope_theta", config.get("rope_theta", 10000.0)))
    if "rms_norm_eps" in config:
        writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    else:
        writer.add_layer_norm_eps(config["layer_norm_eps"])
    writer.add_token_list([f"t{i}" for i in range(config["vocab_size"])])
    scaling = config.get("rope_scaling") or {}
    if "short_factor" in scaling:
        original = config["original_max_position_embeddings"]
        writer.add_rope_scaling_orig_ctx_len(original)
        factor = config["max_position_embeddings"] / original
        writer.add_rope_scaling_attn_factors(float(np.sqrt(1 + np.log(factor) / np.log(original))))
        writer.add_tensor("rope_factors_short.weight", np.array(scaling["short_factor"], dtype=np.float32))
        writer.add_tensor("rope_factors_long.weight", np.array(scaling["long_factor"], dtype=np.float32))
    for key, tensor in load_file(source / "model.safetensors").items():
        if arch == "llama" and ".q_proj." in key:
            tensor = permuted(tensor, heads)
        if arch == "llama" and ".k_proj." in key:
            tensor = permuted(tensor, keys)
        for old, new in names.items():
            key = key.replace(old, new)
        add(writer, key, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


COMMON = {"model.embed_tokens.": "token_embd.", "model.layers.": "blk.", ".input_layernorm.": ".attn_norm.",
          ".post_attention_layernorm.": ".ffn_norm.", "model.norm.": "output_norm.", "lm_head.": "output.",
          ".self_attn.q_proj.": ".attn_q.", ".self_attn.k_proj.": ".attn_k.", ".self_attn.v_proj.": ".attn_v.",
          ".self_attn.qkv_proj.": ".attn_qkv.", ".self_attn.o_proj.": ".attn_output.", ".mlp.gate_proj.": ".ffn_gate.",
          ".mlp.up_proj.": ".ffn_up.", ".mlp.gate_up_proj.": ".ffn_up.", ".mlp.down_proj.": ".ffn_down.",
          ".self_attn.dense.": ".attn_output.", ".mlp.fc1.": ".ffn_up.", ".mlp.fc2.": ".ffn_down.",
          "model.final_layernorm.": "output_norm."}


def blocks():
    random = np.random.default_rng(7)
    writer = gguf.GGUFWriter(HERE / "blocks.gguf", "llama")
    for kind, halves in {"Q8_0": [0], "Q4_0": [0], "Q4_K": [0, 1], "Q6_K": [104]}.items():
        quant = gguf.GGMLQuantizationType[kind]
        values, size = gguf.GGML_QUANT_SIZES[quant]
        raw = random.integers(0, 256, (6, 512 // values * size), dtype=np.uint8)
        view = raw.reshape(-1, size).view(np.float16)
        for half in halves:  # the scales must be numbers
            view[:, half] = random.standard_normal(len(view)).astype(np.float16)
        writer.add_tensor(kind, raw, raw_dtype=quant)
        writer.add_tensor(kind + ".expected", gguf.quants.dequantize(raw, quant).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def scored_merges(tokens, scores):
    """As transformers converts SentencePiece: every way to make a token of two others, the highest score first."""
    ids = {token: i for i, token in enumerate(tokens)}
    pairs = [(-scores[i], i, ids[token[:at]], ids[token[at:]]) for token, i in ids.items() if scores[i] is not None
             for at in range(1, len(token)) if scores.get(ids.get(token[:at], -1), None) is not None
             and scores.get(ids.get(token[at:], -1), None) is not None]
    return [[tokens[left], tokens[right]] for _, _, left, right in sorted(pairs)]


def vocabulary(writer, name, pre=None):
    """The vocabulary of ../tokenizers/NAME as llama.cpp's converter lays it out; returns its tokenizer.json."""
    text = json.loads((HERE.parent / "tokenizers" / name / "tokenizer.json").read_text())
    ids = {i: token for token, i in text["model"]["vocab"].items()}
    added = {token["id"]: token for token in text["added_tokens"]}
    ids.update({i: token["content"] for i, token in added.items()})
    tokens = [ids[i] for i in range(len(ids))]
    kinds = []
    for i, token in enumerate(tokens):
        kind = gguf.TokenType.NORMAL
        if i in added:
            kind = gguf.TokenType.CONTROL if added[i]["special"] else gguf.TokenType.USER_DEFINED
        if token == "<unk>":
            kind = gguf.TokenType.UNKNOWN
        if pre is None and len(token) == 6 and token.startswith("<0x"):
            kind = gguf.TokenType.BYTE
        kinds.append(kind)
    writer.add_tokenizer_model("gpt2" if pre else "llama")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    if pre:
        writer.add_tokenizer_pre(pre)
        writer.add_token_merges([" ".join(merge) for merge in text["model"]["merges"]])
        writer.add_eos_token_id(tokens.index("<|endoftext|>"))
        return text
    scores = [float(-i) if kinds[i] == gguf.TokenType.NORMAL else 0.0 for i in range(len(tokens))]
    writer.add_token_scores(scores)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    text["model"]["merges"] = scored_merges(
        tokens, {i: scores[i] if kinds[i] == gguf.TokenType.NORMAL else None for i in range(len(tokens))})
    for token in text["added_tokens"]:  # as Phi-3's own file
        token["rstrip"] = token["content"] not in ("<unk>", "<s>", "<|endoftext|>")
    return text


def tokenizer(name, arch, pre=None):
    """A vocabulary alone, and the tokenizer.json that says the same where ../tokenizers does not have it."""
    writer = gguf.GGUFWriter(HERE / f"vocabulary-{name}.gguf", arch)
    text = vocabulary(writer, name, pre)
    if not pre:
        (HERE / f"vocabulary-{name}").mkdir(exist_ok=True)
        (HERE / f"vocabulary-{name}" / "tokenizer.json").write_text(json.dumps(text, ensure_ascii=False) + "\n")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


CHAT = ("{{ bos_token }}{% for m in messages %}{{ '<|' + m['role'] + '|>\\n' + m['content'] + '<|end|>\\n' }}{% endfor %}"
        "{{ '<|assistant|>\\n' }}")


def whole():
    """A phi-3 with all that text needs inside: vocabulary, ends and chat template. Random weights."""
    hidden, inner, heads, layers = 64, 96, 4, 2
    writer = gguf.GGUFWriter(HERE / "whole-phi3.gguf", "phi3")
    writer.add_name("whole")
    writer.add_embedding_length(hidden)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_head_count_kv(heads)
    writer.add_context_length(256)
    writer.add_rope_dimension_count(hidden // heads)
    writer.add_rope_freq_base(10000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    text = vocabulary(writer, "llama2")
    writer.add_chat_template(CHAT)
    size = max(token["id"] for token in text["added_tokens"]) + 1
    random = torch.Generator().manual_seed(5)

    def drawn(*shape):
        return (0.2 * torch.randn(shape, generator=random)).half()

    add(writer, "token_embd.weight", drawn(size, hidden))
    for i in range(layers):
        add(writer, f"blk.{i}.attn_norm.weight", torch.ones(hidden))
        add(writer, f"blk.{i}.ffn_norm.weight", torch.ones(hidden))
        add(writer, f"blk.{i}.attn_qkv.weight", drawn(3 * hidden, hidden))
        add(writer, f"blk.{i}.attn_output.weight", drawn(hidden, hidden))
        add(writer, f"blk.{i}.ffn_up.weight", drawn(2 * inner, hidden))
        add(writer, f"blk.{i}.ffn_down.weight", drawn(hidden, inner))
    add(writer, "output_norm.weight", torch.ones(hidden))
    add(writer, "output.weight", drawn(size, hidden))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


decoders, phi = HERE.parent / "decoders", HERE.parent / "phi"
model("llama2-f16.gguf", decoders / "llama2-f16", "llama", COMMON)
model("phi3-longrope-beyond-f16.gguf", decoders / "phi3-longrope-beyond-f16", "phi3", COMMON)
model("qwen2-tied-f32.gguf", decoders / "qwen2-tied-f32", "qwen2", COMMON)
model("two-fifths-rotary-bf16.gguf", phi / "two-fifths-rotary-bf16", "phi2", COMMON)
blocks()
tokenizer("gpt2", "phi2", "gpt-2")
tokenizer("codegen", "phi2", "phi-2")
tokenizer("phi4", "phi3", "dbrx")
tokenizer("qwen2", "qwen2", "qwen2")
tokenizer("llama2", "phi3")
whole()

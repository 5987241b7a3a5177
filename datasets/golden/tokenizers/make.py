"""Makes small tokenizers in the exact pipeline layout of real ones (codegen and phi-1.5, gpt2, llama 2 and phi-3, phi-4, qwen2),
3,000 texts, and what transformers makes of them.

    python make.py          (writes beside itself; about a minute)

texts.jsonl.gz holds the texts. Each tokenizer's expected.json.gz holds `hashes`: for every text the first 8 hex digits of the
SHA-256 of its ids, as `1,2,3`, a line feed and the decoded text; and `whole`: ids and decoded text of every tenth.
Decoding keeps special tokens and cleans up nothing, as Hornbook does.

Pinned: transformers==5.24.0 tokenizers==0.23.3
"""

import gzip
import hashlib
import json
import random
import shutil
from pathlib import Path

import tokenizers
import transformers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

HERE = Path(__file__).parent
assert (transformers.__version__, tokenizers.__version__) == ("5.24.0", "0.23.3")
COUNT = 3000
CL100K = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
QWEN2 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")

WORDS = ("list tree value total index sort search return class import while lambda yield number string answer lesson teacher "
         "naive café naïve résumé über straße façade isn't they're we'll I'd he's Rock'n'roll HTTPServer snake_case camelCase").split()
KOREAN = "교과서는 배움의 길입니다 값을 하나씩 더합니다 안녕하세요 반복문 함수를 정의한다 정렬 알고리즘 꿹뛟 ㅋㅋㅋ ㅠㅠ 각".split()
EMOJI = ["😀", "👩‍👩‍👧", "🇰🇷", "👍🏽", "🏳️‍🌈", "❤️", "🐘", "𝒳", "👨‍💻", "🫠", "0️⃣"]
OTHER = ["漢字かな", "Привет", "שלום", "مرحبا", "हिन्दी", "ไทย", "e\u0301", "é", "ﬁ", "Å", "①", "ẞ", "İ", "ı", "\u200b", "\ufeff", "\u202e",
         "a\u0300\u0301", "\u1100\u1161\u11a8", "½", "Ⅷ", "∑∫√", "→", "…", "“”", "—", "￥", "𐍈"]
SPACES = [" ", "  ", "   ", "    ", " " * 7, " " * 16, " " * 33, "\t", "\t\t", "\n", "\n\n", "\r\n", "\n    ", "\n\t\t", " \n ", "\u00a0", "\u3000",
          "\u2003", "\x0b", "\x0c", "\x85", "\u2028", "\n\n\n\n"]
SPECIAL = ["<|endoftext|>", "<s>", "</s>", "<unk>", "<|im_start|>", "<|im_end|>", "<|user|>", "<|end|>", "<0x0A>", "▁", "<|", "|>", "Ġ", "##"]


def code(r):
    name = "_".join(r.sample(WORDS[:16], 2))
    indent = r.choice(["    ", "  ", "\t"])
    lines = [f"def {name}({r.choice('abxyn')}, {r.choice('ijkm')}={r.randint(0, 9999)}):",
             f'{indent}"""{r.choice(WORDS).capitalize()} the {r.choice(WORDS)}."""',
             f"{indent}for i in range({r.randint(1, 10 ** r.randint(1, 9))}):",
             f"{indent}{indent}if i % {r.randint(2, 9)} == {r.randint(0, 5)} and not {r.choice(WORDS[:9])}:",
             f"{indent}{indent}{indent}total += values[i] * {r.random():.{r.randint(1, 8)}f}  # {r.choice(KOREAN + WORDS)}",
             f"{indent}return f'{{total:.2f}}' if total != 0x{r.randint(0, 65535):X} else None", ""]
    start = r.randint(0, 3)
    return r.choice(["\n", "\r\n", "\n"]).join(lines[start:start + r.randint(1, 6)])


def prose(r):
    return " ".join(r.choice(WORDS) for _ in range(r.randint(1, 14))).capitalize() + r.choice([".", "!", "?", "...", " ", "", ";\n"])


def korean(r):
    return r.choice([" ", "", "  ", "\n"]).join(r.choice(KOREAN) for _ in range(r.randint(1, 8))) + r.choice([".", "", "!", " 123"])


def emoji(r):
    return "".join(r.choice(EMOJI + [" ", "a", "한"]) for _ in range(r.randint(1, 8)))


def spaces(r):
    return "".join(r.choice(SPACES + ["x", "if", ":"]) for _ in range(r.randint(1, 9)))


def mixed(r):
    return "".join(r.choice(OTHER + EMOJI + SPACES + WORDS + KOREAN + ["1", "22", "333", "4444", "3.14", "a" * 40]) for _ in range(r.randint(1, 12)))


def special(r):
    return "".join(r.choice(SPECIAL + SPACES[:6] + WORDS[:6]) for _ in range(r.randint(1, 7)))


def anything(r):
    pools = [(0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x400, 0x52F), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x1F300, 0x1FAFF), (0, 0x1F)]
    return "".join(chr(r.randint(*r.choice(pools))) for _ in range(r.randint(1, 24)))


def texts():
    r = random.Random(7)
    fixed = ["", " ", "\n", "\t", "a", " a", "a ", "  a", "\n\na", "한", "😀", "\u0000", "<|endoftext|>", " <s> ", "'", "'s", "I'LL", "x" * 300]
    kinds = [code, code, prose, korean, emoji, spaces, mixed, special, anything]
    return fixed + [kinds[i % len(kinds)](r) for i in range(COUNT - len(fixed))]


def corpus():
    r = random.Random(8)
    return [code(r) for _ in range(400)] + [prose(r) for _ in range(200)] + [korean(r) for _ in range(200)]


def trained(text, size, special, alphabet):
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=special, show_progress=False, initial_alphabet=alphabet, limit_alphabet=600)
    text.train_from_iterator(corpus(), trainer)
    return text


def byte_level(pre, normalizer=None, size=700):
    """Vocabulary and merges learned behind `pre`; the rest as GPT-2's file has it."""
    text = Tokenizer(models.BPE(continuing_subword_prefix="", end_of_word_suffix=""))
    if normalizer:
        text.normalizer = normalizer
    text.pre_tokenizer = pre
    text.post_processor = processors.ByteLevel(add_prefix_space=True, trim_offsets=False, use_regex=True)
    text.decoder = decoders.ByteLevel(add_prefix_space=True, trim_offsets=True, use_regex=True)
    return trained(text, size, [], pre_tokenizers.ByteLevel.alphabet())


def gpt2_pre():
    return pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=True, use_regex=True)


def split_pre(pattern, behavior, invert):
    return pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(pattern), behavior, invert=invert),
                                    pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=True, use_regex=False)])


def gpt2():
    text = byte_level(gpt2_pre())
    text.add_special_tokens([AddedToken("<|endoftext|>", normalized=True, special=True)])
    return text


def codegen():
    text = byte_level(gpt2_pre())
    text.add_special_tokens([AddedToken("<|endoftext|>", normalized=True, special=True)])
    text.add_tokens([AddedToken(" " * n, normalized=True) for n in range(31, 1, -1)])
    text.add_tokens([AddedToken("\t" * n, normalized=True) for n in range(9, 1, -1)])
    return text


def phi4():
    text = byte_level(split_pre(CL100K, "removed", True))
    text.add_special_tokens([AddedToken(t, special=True, lstrip=True, rstrip=True) for t in ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|im_sep|>")])
    return text


def qwen2():
    text = byte_level(split_pre(QWEN2, "isolated", False), normalizers.NFC())
    text.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in ("<|endoftext|>", "<|im_start|>", "<|im_end|>")])
    return text


def llama2():
    """Also phi-3's: the same with chat tokens that swallow the white space behind them."""
    text = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    text.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    text.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    text = trained(text, 900, ["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)], [])
    state = json.loads(text.to_str())
    state["added_tokens"] = state["added_tokens"][:3]
    text = Tokenizer.from_str(json.dumps(state))
    text.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)])
    text.add_special_tokens([AddedToken(t, special=True, rstrip=True, normalized=False) for t in ("<|endoftext|>", "<|user|>", "<|end|>")])
    return text


def write(name, text, all_texts):
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    state = json.loads(text.to_str())
    (folder / "tokenizer.json").write_text(json.dumps(state, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    fast = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"), clean_up_tokenization_spaces=False)
    hashes, whole = [], []
    for i, one in enumerate(all_texts):
        ids = fast.encode(one, add_special_tokens=False)
        decoded = fast.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False)
        line = ",".join(map(str, ids)) + "\n" + decoded
        hashes.append(hashlib.sha256(line.encode()).hexdigest()[:8])
        if i % 10 == 0:
            whole.append({"text": i, "ids": ids, "decoded": decoded})
    values = {"vocab_size": len(fast), "hashes": "".join(hashes), "whole": whole}
    packed(folder / "expected.json.gz", json.dumps(values, separators=(",", ":")) + "\n")
    print(name, len(fast), "tokens")


def packed(path, text):
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    made = texts()
    packed(HERE / "texts.jsonl.gz", "".join(json.dumps(t) + "\n" for t in made))
    for name, text in (("codegen", codegen()), ("gpt2", gpt2()), ("llama2", llama2()), ("phi4", phi4()), ("qwen2", qwen2())):
        write(name, text, made)

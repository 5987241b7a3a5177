# Makes small random encoders in the layout of sentence-transformers, and what it embeds with them.
# Needs sentence-transformers==6.0.1, transformers, torch (CPU), tokenizers. Run it in this folder.
import json
import shutil
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling
from sentence_transformers.base.modules import Normalize, Transformer
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (BertConfig, BertModel, DistilBertConfig, DistilBertModel, PreTrainedTokenizerFast, RobertaConfig,
                          RobertaModel)

LONG = " ".join(f"the value of item {i} is {i * i % 97}" for i in range(400))
TEXTS = ["def total(numbers):\n    return sum(numbers)", "", " ", "A textbook explains why a list is sorted before it is searched.",
         "교과서는 목록을 정렬한 다음에 찾는 까닭을 설명한다.", "教科书解释了为什么在查找之前要对列表进行排序。", "Ünïcödé Größe ÅNGSTRÖM Σίσυφος", LONG,
         "x", "ab" * 200]


def tokenizer(kind):
    if kind == "bpe":
        t = Tokenizer(models.BPE(unk_token="<unk>"))
        t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        t.decoder = decoders.ByteLevel()
        t.train_from_iterator(TEXTS, trainers.BpeTrainer(vocab_size=320, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
                                                         special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"]))
        t.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
        return PreTrainedTokenizerFast(tokenizer_object=t, bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>", pad_token="<pad>",
                                       unk_token="<unk>", mask_token="<mask>")
    t = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    t.normalizer = normalizers.BertNormalizer(lowercase=kind == "lower")
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.train_from_iterator([x.lower() if kind == "lower" else x for x in TEXTS],
                          trainers.WordPieceTrainer(vocab_size=300, show_progress=False, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]))
    t.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", [("[CLS]", 2), ("[SEP]", 3)])
    return PreTrainedTokenizerFast(tokenizer_object=t, cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]", unk_token="[UNK]", mask_token="[MASK]")


def save(name, model, kind):
    torch.manual_seed(5)
    with torch.no_grad():
        for key, p in model.named_parameters():
            p.copy_(torch.randn_like(p) * (0.15 if p.dim() > 1 else 0.1) + (1 if "norm" in key.lower() and key.endswith("weight") else 0))
    plain = Path("plain")
    model.eval().save_pretrained(plain)
    tokenizer(kind).save_pretrained(plain)
    transformer = Transformer(str(plain), max_seq_length=64)
    st = SentenceTransformer(modules=[transformer, Pooling(transformer.get_embedding_dimension(), "mean"), Normalize()], device="cpu")
    shutil.rmtree(name, ignore_errors=True)
    st.save(name, create_model_card=False)
    shutil.rmtree(plain)


def variant(name, pooling, normalize=False, max_length=64, lower=False):
    folder = Path("variant")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(name, folder)
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    if not normalize:
        modules = json.loads((folder / "modules.json").read_text())
        (folder / "modules.json").write_text(json.dumps(modules[:2]))
    sentence = json.loads((folder / "sentence_bert_config.json").read_text())
    sentence |= {"max_seq_length": max_length, "do_lower_case": lower}
    (folder / "sentence_bert_config.json").write_text(json.dumps(sentence))
    st = SentenceTransformer(str(folder), device="cpu")
    vectors = st.encode(TEXTS, batch_size=4)
    shutil.rmtree(folder)
    return {"model": name, "pooling": pooling, "normalize": normalize, "sentence": {"max_seq_length": max_length, "do_lower_case": lower},
            "embeddings": [[round(float(x), 6) for x in v] for v in vectors]}


sizes = dict(vocab_size=300, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, max_position_embeddings=96)
save("bert", BertModel(BertConfig(**sizes)), "cased")
save("bert-uncased", BertModel(BertConfig(**sizes | {"num_hidden_layers": 1, "hidden_act": "gelu_new"})), "lower")
save("roberta", RobertaModel(RobertaConfig(**sizes | {"vocab_size": 320, "max_position_embeddings": 98, "type_vocab_size": 1, "pad_token_id": 1})), "bpe")
save("distilbert", DistilBertModel(DistilBertConfig(vocab_size=300, dim=32, n_layers=2, n_heads=4, hidden_dim=64, max_position_embeddings=96)), "cased")


def old(**modes):
    known = ["cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens", "weightedmean_tokens", "lasttoken"]
    return {"word_embedding_dimension": 32, **{"pooling_mode_" + k: modes.get(k, False) for k in known}}


cases = [variant("bert", {"embedding_dimension": 32, "pooling_mode": m, "include_prompt": True})
         for m in ("mean", "cls", "max", "lasttoken", "weightedmean", "mean_sqrt_len_tokens")]
cases += [variant("bert", old(mean_tokens=True), normalize=True), variant("bert", old(cls_token=True, max_tokens=True, weightedmean_tokens=True)),
          variant("bert", old(mean_tokens=True), max_length=16), variant("bert", old(mean_tokens=True), lower=True),
          variant("bert-uncased", old(mean_tokens=True), normalize=True), variant("roberta", old(cls_token=True), normalize=True),
          variant("roberta", old(mean_tokens=True)), variant("distilbert", old(mean_tokens=True))]
Path("expected.json").write_text(json.dumps({"texts": TEXTS, "cases": cases}, ensure_ascii=False))

#!/usr/bin/env python3
"""Makes GGUF files with tokenizers, and what Hugging Face's tokenizers and SentencePiece make of texts.

    python3 -m venv .venv && .venv/bin/pip install gguf==0.19.0 numpy==2.4.6 sentencepiece==0.2.3 \
        tokenizers==0.23.3 tiktoken==0.14.0
    .venv/bin/python Tests/Fixtures/make_gguf_tokenizer_fixtures.py

writes into Tests/Fixtures/gguf/

    bytes.gguf        a small random llama model with byte-level BPE, cut as Llama 3's: a token that begins
                      every text, an ordinary added token, one that keeps a place free
    pieces.gguf       a vocabulary that SentencePiece trained, as convert_hf_to_gguf.py writes it, no model
    tokenizers.json   for both: texts and their ids, without the tokens around them
"""

import json
import pathlib
import tempfile

import gguf
import numpy as np
import sentencepiece
from gguf.constants import GGMLQuantizationType as Form
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from make_tokenizer_fixtures import CL100K, random_strings, train, training_text

FOLDER = pathlib.Path(__file__).parent / "gguf"
NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = range(1, 7)
TEXTS = [
    "", " ", "The tenant shall", " 12 345 and\n\n\tmore  ", "it's don't WE'LL", "<s> <|begin|> [PAD]",
    "x <tool_call>  y</tool_call>\n\nlease\n12", "a    b       c\n      d", "cafe\u0301 \ufb01 ① ｶﾞ",
    "naïve café \u0004\u0006 x\u0013y 漢字", "ABCdef GhI'Ve a/b//\n/c", "e\u0301tude ½ Ⅳ 2024 😀",
    "▁ already ▁▁ there", "the the  the   the", "tenanttenant leaselease",
]


def byte_level(path):
    base = json.loads(train(CL100K, training_text(), 330).to_str())
    vocabulary = base["model"]["vocab"]
    merges = [tuple(pair) for pair in base["model"]["merges"]]
    size = len(vocabulary)
    end, begin, call, free = vocabulary["<|endoftext|>"], size, size + 1, size + 2
    tokens = sorted(vocabulary, key=vocabulary.get) + ["<|begin|>", "<tool_call>", f"[PAD{free}]"]
    kinds = [CONTROL if token == end else NORMAL for token in range(size)] + [
        CONTROL, USER_DEFINED, UNUSED]
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_name("A small random model")
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("llama-bpe")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges([" ".join(pair) for pair in merges])
    writer.add_bos_token_id(begin)
    writer.add_eos_token_id(end)
    writer.add_chat_template(
        "{{ bos_token }}{% for message in messages %}{{ '[INST] ' + message['content'] + ' [/INST]' }}"
        "{% endfor %}")
    model(writer, len(tokens))
    # A special token is not found in a text, but where somebody asks for it.
    vocabulary = {token: id for token, id in vocabulary.items() if id != end}
    result = Tokenizer(models.BPE(vocab=vocabulary, merges=merges, ignore_merges=True))
    result.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(CL100K), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    ids = {"<tool_call>": call}
    # Special tokens are ordinary text in texts: only the other one is found.
    def encode(text):
        found = []
        for number, part in enumerate(text.split("<tool_call>")):
            found += ([ids["<tool_call>"]] if number else []) + result.encode(part).ids
        return found
    return encode


def model(writer, vocabulary_size):
    draws = np.random.default_rng(3)
    width, heads, groups, inner, layers = 32, 2, 1, 64, 2
    writer.add_block_count(layers)
    writer.add_context_length(64)
    writer.add_embedding_length(width)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_head_count_kv(groups)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(10_000.0)
    writer.add_rope_dimension_count(width // heads)
    def matrix(name, rows, columns, form=Form.Q8_0):
        values = (0.3 * draws.standard_normal((rows, columns))).astype(np.float32)
        writer.add_tensor(name, gguf.quants.quantize(values, form), raw_dtype=form)
    def gain(name):
        writer.add_tensor(name, (1 + 0.1 * draws.standard_normal(width)).astype(np.float32))
    matrix("token_embd.weight", vocabulary_size, width)
    gain("output_norm.weight")
    for layer in range(layers):
        prefix = f"blk.{layer}"
        gain(f"{prefix}.attn_norm.weight")
        gain(f"{prefix}.ffn_norm.weight")
        matrix(f"{prefix}.attn_q.weight", width, width, Form.Q4_1)
        matrix(f"{prefix}.attn_k.weight", groups * width // heads, width)
        matrix(f"{prefix}.attn_v.weight", groups * width // heads, width, Form.F16)
        matrix(f"{prefix}.attn_output.weight", width, width)
        matrix(f"{prefix}.ffn_gate.weight", inner, width)
        matrix(f"{prefix}.ffn_up.weight", inner, width)
        matrix(f"{prefix}.ffn_down.weight", width, inner)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def pieces(path):
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder) / "text"
        text.write_text(training_text())
        sentencepiece.SentencePieceTrainer.train(
            input=str(text), model_prefix=f"{folder}/m", model_type="bpe", vocab_size=480,
            byte_fallback=True, normalization_rule_name="identity", remove_extra_whitespaces=False,
            add_dummy_prefix=True, split_digits=True, allow_whitespace_only_pieces=True,
            user_defined_symbols=["<tool_call>"], minloglevel=2)
        sp = sentencepiece.SentencePieceProcessor(model_file=f"{folder}/m.model")
    tokens, scores, kinds = [], [], []
    for id in range(sp.get_piece_size()):
        tokens.append(sp.id_to_piece(id))
        scores.append(sp.get_score(id))
        kinds.append(
            UNKNOWN if sp.is_unknown(id) else CONTROL if sp.is_control(id) else BYTE if sp.is_byte(id)
            else USER_DEFINED if tokens[-1] == "<tool_call>" else NORMAL)
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_scores(scores)
    writer.add_token_types(kinds)
    writer.add_bos_token_id(sp.bos_id())
    writer.add_eos_token_id(sp.eos_id())
    writer.add_unk_token_id(sp.unk_id())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return sp.encode, hugging_face(tokens, scores, kinds)


def hugging_face(tokens, scores, kinds):
    """As transformers converts a SentencePiece model of Llama's (LlamaConverter, generate_merges)."""
    vocabulary = {token: id for id, token in enumerate(tokens)}
    merges = []
    for token, score, kind in zip(tokens, scores, kinds):
        if kind not in (NORMAL, USER_DEFINED):
            continue
        found = [(token[:i], token[i:], score) for i in range(1, len(token))
                 if token[:i] in vocabulary and token[i:] in vocabulary]
        merges += sorted(found, key=lambda x: (vocabulary[x[0]], vocabulary[x[1]]))
    merges.sort(key=lambda x: (x[2], len(x[0]), len(x[1])), reverse=True)
    result = Tokenizer(models.BPE(
        vocab=vocabulary, merges=[pair[:2] for pair in merges], unk_token="<unk>", fuse_unk=True,
        byte_fallback=True))
    result.normalizer = normalizers.Sequence([
        normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    result.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(" ", 1, 0)])
    result.add_tokens([AddedToken("<tool_call>", normalized=False, special=False)])
    return lambda text: result.encode(text, add_special_tokens=False).ids


def main():
    encode = byte_level(FOLDER / "bytes.gguf")
    spm, converted = pieces(FOLDER / "pieces.gguf")
    texts = TEXTS + list(random_strings(60))
    differing = 0
    for text in texts:
        # After an added token the two differ: one puts a space in front of what follows.
        if "<tool_call>" not in text and spm(text) != converted(text):
            differing += 1
            print("SentencePiece differs:", repr(text), spm(text), converted(text))
    print(differing, "of", len(texts), "differ")
    references = {
        "bytes": [{"text": text, "ids": encode(text)} for text in texts],
        "pieces": [{"text": text, "ids": converted(text)} for text in texts],
    }
    lines = json.dumps(references, ensure_ascii=True, separators=(",", ":")).replace("},{", "},\n{")
    (FOLDER / "tokenizers.json").write_text(lines + "\n")


main()

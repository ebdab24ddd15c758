"""What tiktoken and Hugging Face's tokenizers make of texts: the references of the tokenizer tests.

    python3 -m venv venv && venv/bin/pip install tiktoken==0.14.0 tokenizers==0.23.3
    venv/bin/python Tests/Fixtures/make_tokenizer_fixtures.py             # the small ones
    venv/bin/python Tests/Fixtures/make_tokenizer_fixtures.py --gpt2 DATA # and GPT-2's

writes into Tests/Fixtures/tokenizers/

    text.txt                 what the small vocabularies are trained on
    PATTERN.json             a vocabulary of 400 tokens that tokenizers trained with a pre-token pattern
    PATTERN.tiktoken         the same as ranks, for the patterns that tiktoken's users have
    references.json          digests of ids, see below
    gpt2-references.json     the same for GPT-2's own vocabulary, with --gpt2; DATA is the folder that has
                             tokenizers/gpt2/encoder.json and vocab.bpe, and corpora/

A digest is the SHA-256 of ids as little-endian 32-bit numbers. Of many strings, each one's ids are
followed by the number 2^32 - 1. "random N" are N strings drawn with SplitMix64 of seed N as
`random_strings` says; the tests draw them likewise.
"""

import argparse
import base64
import hashlib
import json
import os
import struct

import tiktoken
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tokenizers")
GPT2 = r"""'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"""
CL100K = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
          r"|\s*[\r\n]+|\s+(?!\S)|\s+")
PATTERNS = {
    "gpt2": GPT2,
    "cl100k": CL100K,
    "qwen2": CL100K.replace("{1,3}", ""),
    "bloomberg": r"[ A-Za-z]+|[0-9]|[^A-Za-z0-9]+",
    "none": None,
}
PIECES = ["'s", "'S", "'re", "'LL", "'\u017f", " ", "  ", "   ", "\n", "\r\n", "\n\n", "\t", "1", "12345",
          "\u00bd", "\u2163", "A", "the", " the", " of", "...", "!\n\n", "\u3000", "\u00a0", "e\u0301",
          "\U0001f600", "\u6f22\u5b57", "\u0660"]
SPACES = [0x9, 0xA, 0xB, 0xC, 0xD, 0x20, 0x85, 0xA0, 0x1680, 0x2003, 0x2028, 0x2029, 0x202F, 0x3000]


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        z = self.state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
        return (z ^ z >> 31) % bound


def random_strings(count):
    generator = SplitMix64(count)
    for _ in range(count):
        parts = []
        for _ in range(1 + generator.below(24)):
            kind = generator.below(8)
            if kind < 2:
                parts.append(chr(0x20 + generator.below(0x5F)))
            elif kind == 2:
                parts.append(chr(0x80 + generator.below(0x780)))
            elif kind < 5:
                scalar = generator.below(0x10000 if kind == 3 else 0x110000)
                parts.append("\ufffd" if 0xD800 <= scalar < 0xE000 else chr(scalar))
            elif kind < 7:
                parts.append(PIECES[generator.below(len(PIECES))])
            else:
                parts.append(chr(SPACES[generator.below(len(SPACES))]))
        yield "".join(parts)


def digest(ids):
    return {"tokens": len(ids), "sha256": hashlib.sha256(struct.pack(f"<{len(ids)}I", *ids)).hexdigest()}


def digest_of_strings(encode, count):
    ids = []
    for string in random_strings(count):
        ids += encode(string) + [2**32 - 1]
    return digest(ids)


def write(name, value):
    with open(os.path.join(HERE, name), "w") as file:
        json.dump(value, file, indent=1)
        file.write("\n")


def training_text():
    words = ("the of and a to in is that it was for on as with at by this be not or are from which "
             "tenant lease shall court trial patient dose mg fever yield bond coupon price loan "
             "consideration discharge equity culture interest party agreement it's don't they're we'll "
             "I've café naïve über señor Übung 漢字 文書 данные слово 12 1990 3.5 1,000 7 2024 42 % $ € — … "
             "New York Bank England NOTE: (see) \"quoted\" a/b x=y {} [] # * //").split()
    generator = SplitMix64(1)
    text = []
    for _ in range(4000):
        # The lower of two draws: early words are the more frequent.
        text.append(words[min(generator.below(len(words)), generator.below(len(words)))])
        text.append([" ", " ", " ", " ", " ", " ", ", ", ". ", "\n", "\n\n", "  ", ".\n\t"][generator.below(12)])
    return "".join(text)


def train(expression, text, size):
    tokenizer = Tokenizer(models.BPE())
    plain = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    if expression == GPT2:
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    elif expression:
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Split(Regex(expression), "isolated"), plain])
    else:
        tokenizer.pre_tokenizer = plain
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator([text], trainers.BpeTrainer(
        vocab_size=size, special_tokens=["<|endoftext|>"], show_progress=False,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet())))
    return tokenizer


def byte_alphabet():
    """GPT-2's character of each byte, to the byte."""
    kept = list(range(0x21, 0x7F)) + list(range(0xA1, 0xAD)) + list(range(0xAE, 0x100))
    others = [byte for byte in range(256) if byte not in kept]
    return {**{chr(b): b for b in kept}, **{chr(0x100 + i): b for i, b in enumerate(others)}}


def ranks_of(merges):
    """tiktoken's ranks: the bytes, then what each merge makes."""
    alphabet = byte_alphabet()
    ranks = {bytes([byte]): byte for byte in range(256)}
    for left, right in merges:
        token = bytes(alphabet[c] for c in left + right)
        ranks.setdefault(token, len(ranks))
    return ranks


def small():
    text = training_text()
    with open(os.path.join(HERE, "text.txt"), "w", encoding="utf-8", newline="") as file:
        file.write(text)
    references = {}
    for name, expression in PATTERNS.items():
        tokenizer = train(expression, text, 400)
        tokenizer.save(os.path.join(HERE, f"{name}.json"), pretty=False)

        def encode(string):
            return tokenizer.encode(string, add_special_tokens=False).ids
        references[f"{name}.json"] = {
            "text": digest(encode(text)), "random 2000": digest_of_strings(encode, 2000)}
        if name not in ("gpt2", "cl100k"):
            continue
        ranks = ranks_of(json.loads(tokenizer.to_str())["model"]["merges"])
        with open(os.path.join(HERE, f"{name}.tiktoken"), "wb") as file:
            for token, rank in ranks.items():
                file.write(base64.b64encode(token) + b" %d\n" % rank)
        encoding = tiktoken.Encoding(
            name, pat_str=expression, mergeable_ranks=ranks, special_tokens={"<|endoftext|>": len(ranks)})
        references[f"{name}.tiktoken"] = {
            "text": digest(encoding.encode_ordinary(text)),
            "random 2000": digest_of_strings(encoding.encode_ordinary, 2000)}
    write("references.json", references)


def gpt2(data):
    folder = os.path.join(data, "tokenizers", "gpt2")
    alphabet = byte_alphabet()
    with open(os.path.join(folder, "encoder.json"), encoding="utf-8") as file:
        ids = json.load(file)
    special = {"<|endoftext|>": ids.pop("<|endoftext|>")}
    ranks = {bytes(alphabet[c] for c in token): rank for token, rank in ids.items()}
    encoding = tiktoken.Encoding("gpt2", pat_str=GPT2, mergeable_ranks=ranks, special_tokens=special)
    references = {"random 100000": digest_of_strings(encoding.encode_ordinary, 100_000)}
    corpora = os.path.join(data, "corpora")
    for domain in sorted(os.listdir(corpora)):
        for name in sorted(os.listdir(os.path.join(corpora, domain))):
            if name.endswith(".txt"):
                with open(os.path.join(corpora, domain, name), encoding="utf-8", newline="") as file:
                    references[f"{domain}/{name}"] = digest(encoding.encode_ordinary(file.read()))
    write("gpt2-references.json", references)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gpt2", metavar="DATA")
    options = parser.parse_args()
    small()
    if options.gpt2:
        gpt2(options.gpt2)


if __name__ == "__main__":
    main()

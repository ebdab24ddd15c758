"""Unigram models over bytes in Hugging Face's tokenizers: what UnigramFileTests holds the workbook to.

    python3 -m venv venv && venv/bin/pip install tokenizers
    venv/bin/python Tests/Fixtures/make_unigram_fixtures.py

writes into Tests/Fixtures/unigram/:

    huggingface.json    a unigram model trained and saved by tokenizers
    ids.json            texts, and their ids under huggingface.json and under workbook.json

workbook.json was written by the workbook: `UnigramTokenizer.train` on text.txt with a vocabulary of
400. With the paths of a tokenizer.json and of texts

    venv/bin/python Tests/Fixtures/make_unigram_fixtures.py tokenizer.json TEXT...

it prints how many ids each text has, and the SHA-256 of these ids as little-endian 32-bit integers;
special tokens in the text are ordinary text.
"""

import hashlib
import json
import os
import random
import struct
import sys

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "unigram")
PATTERN = "[ A-Za-z]+|[0-9]|[^A-Za-z0-9]+"


def train(text):
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(PATTERN), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(text.split("\n"), trainers.UnigramTrainer(
        vocab_size=400, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=["<unk>", "<|endoftext|>"], unk_token="<unk>", show_progress=False))
    return tokenizer


def texts(text):
    generator = random.Random(5)
    pieces = [
        " ", "  ", "\n", "\r\n", "\t", "a", "Bc", "the ", "é", "漢字", "1", "42", "²", "'s", ".", " — ", "😀",
        "\u00a0", "\u3000", "ß", "e\u0301", "$", "Ġ", "Ċ", "\x00", "\x7f", "\u200d", "нет", "\U0010ffff"]
    words = text.split(" ")
    result = ["", " ", "the", "New York 2007", "<unk>", "<|endoftext|>" * 2 + "x", "a" * 300, " " * 700,
              text[:1500], "".join(chr(c) for c in range(0x250))]
    for _ in range(30):
        mixture = [generator.choice(pieces + [" " + generator.choice(words)]) for _ in range(25)]
        result.append("".join(mixture))
    for _ in range(30):
        scalars = [generator.randrange(0x110000) for _ in range(12)]
        result.append("".join(chr(c) for c in scalars if not 0xD800 <= c < 0xE000))
    return result


def load(path):
    tokenizer = Tokenizer.from_file(path)
    tokenizer.encode_special_tokens = True
    return tokenizer


def ids(tokenizer, text):
    return tokenizer.encode(text, add_special_tokens=False).ids


if len(sys.argv) > 2:
    tokenizer = load(sys.argv[1])
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8", newline="") as file:
            found = ids(tokenizer, file.read())
        digest = hashlib.sha256(struct.pack(f"<{len(found)}i", *found)).hexdigest()
        print(path, len(found), digest)
else:
    with open(os.path.join(HERE, "text.txt"), encoding="utf-8", newline="") as file:
        text = file.read()
    train(text).save(os.path.join(HERE, "huggingface.json"), pretty=False)
    saved = load(os.path.join(HERE, "huggingface.json"))
    written = load(os.path.join(HERE, "workbook.json"))
    cases = []
    for case in texts(text):
        assert written.decode(ids(written, case)) == case
        cases.append({
            "text": case, "huggingface": ids(saved, case), "workbook": ids(written, case)})
    with open(os.path.join(HERE, "ids.json"), "w", encoding="ascii") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")

"""What Python's tools make of the tokenizers that the workbook trains.

    python3 -m venv venv && venv/bin/pip install tiktoken==0.14.0 tokenizers==0.23.3
    venv/bin/python Tests/Fixtures/make_trained_tokenizer_fixtures.py

lets `./workbook tokenizer train` learn 400 tokens from Tests/Fixtures/tokenizers/text.txt with each
pre-token pattern, reads the tokenizer.json with `tokenizers` (and gpt2's and cl100k's ranks with
tiktoken), and writes trained-references.json: the SHA-256 of the file and digests of ids as in
make_tokenizer_fixtures.py. The tests train the same tokenizer and expect the same file and the same ids.
"""

import base64
import hashlib
import os
import subprocess
import tempfile

import tiktoken
from tokenizers import Tokenizer

from make_tokenizer_fixtures import HERE, PATTERNS, digest, digest_of_strings, write

ROOT = os.path.join(HERE, "..", "..", "..")


def train(pattern, path):
    subprocess.run(
        [os.path.join(ROOT, "workbook"), "tokenizer", "train", "--vocabulary-size", "400", "--pattern",
         pattern, "--out", path, os.path.join(HERE, "text.txt")],
        check=True, capture_output=True)


def main():
    with open(os.path.join(HERE, "text.txt"), encoding="utf-8", newline="") as file:
        text = file.read()
    references = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, expression in PATTERNS.items():
            path = os.path.join(folder, f"{name}.json")
            train(name, path)
            tokenizer = Tokenizer.from_file(path)

            def encode(string):
                return tokenizer.encode(string, add_special_tokens=False).ids
            assert tokenizer.decode(encode(text)) == text
            with open(path, "rb") as file:
                digest_of_file = hashlib.sha256(file.read()).hexdigest()
            references[f"{name}.json"] = {
                "file": digest_of_file, "text": digest(encode(text)),
                "random 2000": digest_of_strings(encode, 2000)}
            if name not in ("gpt2", "cl100k"):
                continue
            path = os.path.join(folder, f"{name}.tiktoken")
            train(name, path)
            with open(path, "rb") as file:
                lines = file.read()
            ranks = {base64.b64decode(token): int(rank)
                     for token, rank in (line.split() for line in lines.splitlines())}
            encoding = tiktoken.Encoding(
                name, pat_str=expression, mergeable_ranks=ranks, special_tokens={})
            references[f"{name}.tiktoken"] = {
                "file": hashlib.sha256(lines).hexdigest(), "text": digest(encoding.encode_ordinary(text)),
                "random 2000": digest_of_strings(encoding.encode_ordinary, 2000)}
    write("trained-references.json", references)


if __name__ == "__main__":
    main()

"""Training and encoding with other tools, as peers of `workbook bench tokenizer`.

    python3 -m venv venv && venv/bin/pip install tiktoken tokenizers rustbpe
    RAYON_NUM_THREADS=1 venv/bin/python Tests/Benchmarks/tokenizer_peers.py --corpus FILE

tiktoken encodes with a vocabulary that ./workbook trained (--ranks FILE.tiktoken), or with one that
rustbpe trains here; tokenizers and rustbpe train and encode with their own. Whatever is not installed is
left out. With --workbook PATH the workbook is measured in the same run. Prints one JSON object; times are
the least of --runs, one thread.
"""

import argparse
import base64
import json
import os
import subprocess
import time

os.environ.setdefault("RAYON_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

PATTERN = r"""'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"""


def least(runs, work):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


def documents(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    return [part for part in text.split("<|endoftext|>\n") if part.strip()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--vocabulary-size", type=int, default=4096)
    parser.add_argument("--ranks", help="a rank file that ./workbook tokenizer train wrote")
    parser.add_argument("--workbook", help="the workbook's launcher, to be measured too")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    texts = documents(options.corpus)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    result = {"megabytes": megabytes}
    ranks = None
    if options.ranks:
        with open(options.ranks, "rb") as file:
            pairs = (line.split() for line in file if line.strip())
            ranks = {base64.b64decode(token): int(rank) for token, rank in pairs}

    try:
        import rustbpe
    except ImportError:
        rustbpe = None
    if rustbpe:
        def train():
            tokenizer = rustbpe.Tokenizer()
            tokenizer.train_from_iterator(iter(texts), options.vocabulary_size, pattern=PATTERN)
            return tokenizer
        seconds, tokenizer = least(options.runs, train)
        result["rustbpe"] = {"trainSeconds": seconds}
        ranks = ranks or {bytes(token): rank for token, rank in tokenizer.get_mergeable_ranks()}

    try:
        import tiktoken
    except ImportError:
        tiktoken = None
    if tiktoken and ranks:
        encoding = tiktoken.Encoding(
            "own", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={})
        seconds, ids = least(
            options.runs, lambda: [encoding.encode_ordinary(text) for text in texts])
        result["tiktoken"] = {
            "encodeMegabytesPerSecond": megabytes / seconds, "tokens": sum(map(len, ids))}

    try:
        import tokenizers
    except ImportError:
        tokenizers = None
    if tokenizers:
        def train():
            tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE())
            tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
            trainer = tokenizers.trainers.BpeTrainer(
                vocab_size=options.vocabulary_size, show_progress=False,
                initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet())
            tokenizer.train_from_iterator(texts, trainer)
            return tokenizer
        seconds, tokenizer = least(1, train)
        spent, ids = least(1, lambda: [tokenizer.encode(text).ids for text in texts])
        result["tokenizers"] = {
            "trainSeconds": seconds, "encodeMegabytesPerSecond": megabytes / spent,
            "tokens": sum(map(len, ids))}

    if options.workbook:
        run = subprocess.run(
            [options.workbook, "bench", "tokenizer", "--corpus", options.corpus,
             "--vocabulary-size", str(options.vocabulary_size), "--runs", str(options.runs), "--json"],
            check=True, capture_output=True, text=True)
        result["workbook"] = json.loads(run.stdout.splitlines()[-1])
    print(json.dumps(result))


if __name__ == "__main__":
    main()

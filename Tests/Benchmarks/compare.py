#!/usr/bin/env python3
"""The workbook beside PyTorch and llama.cpp on the same models, on this machine, in turns.

    python3 Tests/Benchmarks/compare.py              # training and decoding, beside PyTorch
    python3 Tests/Benchmarks/compare.py train --rounds 3
    python3 Tests/Benchmarks/compare.py decode --gguf model.Q4_1.gguf    # beside llama.cpp

Makes a virtual environment beside itself on the first run and installs the peer into it: PyTorch, or
llama-cpp-python, which is built from source for this machine (a compiler and ten minutes). Build the
workbook first (./workbook setup). Each round runs every program once; a row shows the medians over
the rounds and their ratios, so that a machine whose speed drifts slows both.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# layers, width, heads, context, batch, vocabulary, timed steps
TRAINING = [
    (4, 128, 4, 64, 12, 65, 40),
    (2, 64, 2, 128, 32, 512, 40),
    (4, 256, 4, 256, 8, 4_096, 12),
    (6, 384, 6, 256, 8, 65, 8),
    (12, 768, 12, 64, 4, 50_257, 8),
]
# layers, width, heads, key-value heads, feed-forward width, vocabulary
DECODING = [(6, 288, 6, 6, 768, 32_000), (30, 576, 9, 3, 1_536, 49_152)]


# What is imported of a peer, and how it is installed.
PYTORCH = ("torch", ["torch>=2,<3", "numpy"])
LLAMA_CPP = ("llama_cpp", ["--no-binary", "llama-cpp-python", "llama-cpp-python", "numpy"])


def environment(peer: tuple) -> str:
    folder = HERE / ".venv"
    python = folder / "bin" / "python"
    if not python.exists():
        print("making a virtual environment (once)", file=sys.stderr)
        venv.create(folder, with_pip=True)
    module, packages = peer
    if subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode:
        print(f"installing {packages[-2]} (once)", file=sys.stderr)
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    return str(python)


def run(command: list) -> dict:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed: {done.stderr.strip()[-400:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def medians(results: list, key: str) -> float:
    return statistics.median(result[key] for result in results)


# What a user would pick of PyTorch, and of the workbook.
PYTORCH_MODES = {
    "eager": [],
    "compile": ["--compile"],
    "autocast": ["--autocast"],
    "both": ["--compile", "--autocast"],
}
PRECISIONS = ["float32", "auto", "bfloat16"]


def train(python: str, rounds: int):
    print("a training step, milliseconds (forward, backward, clip, AdamW; 2 threads): the workbook in")
    print("float32 by OpenBLAS, in what it finds fastest, and in bfloat16; PyTorch eager, compiled, under")
    print("bfloat16 autocast, and both; the best of ours over the best of theirs; each step of ours over")
    print("its own products alone")
    columns = "".join(f"{name:>9}" for name in [*PRECISIONS, *PYTORCH_MODES])
    print(f"{'layers × width, heads, context, batch, vocab':45}{columns}{'ratio':>7}  over products")
    for layers, width, heads, context, batch, vocabulary, steps in TRAINING:
        options = ["--layers", layers, "--width", width, "--heads", heads, "--context", context,
                   "--batch", batch, "--vocabulary", vocabulary, "--steps", steps]  # fmt: skip
        ours = {precision: [] for precision in PRECISIONS}
        theirs = {mode: [] for mode in PYTORCH_MODES}
        for _ in range(rounds):
            for precision, results in ours.items():
                results.append(
                    run([ROOT / "workbook", "bench", "train", *options, "--replicas", 2,
                         "--precision", precision, "--json"]))  # fmt: skip
            for mode, results in theirs.items():
                # A compiled model is compiled again for the first steps' shapes.
                results.append(
                    run([python, HERE / "pytorch_train.py", *options, *PYTORCH_MODES[mode],
                         "--warmup", 5]))  # fmt: skip
        mine = [medians(results, "medianStepMilliseconds") for results in ours.values()]
        other = [medians(results, "medianStepMilliseconds") for results in theirs.values()]
        floors = [medians(results, "gemmFloorMilliseconds") for results in ours.values()]
        name = f"{layers} × {width}, {heads}, {context}, {batch}, {vocabulary}"
        times = "".join(f"{time:9.1f}" for time in [*mine, *other])
        over = ", ".join(f"{time / floor:.2f}" for time, floor in zip(mine, floors))
        print(f"{name:45}{times}{min(mine) / min(other):7.2f}  {over}", flush=True)


def decode(python: str, rounds: int):
    print("greedy decoding, tokens a second (Llama family, tied head, F32, 2 threads)")
    print(f"{'layers × width, heads, key-value heads, vocabulary':50} {'workbook':>9} {'PyTorch':>9}"
          f" {'ratio':>6} {'of bandwidth':>13}")  # fmt: skip
    for layers, width, heads, kv_heads, feed_forward, vocabulary in DECODING:
        options = ["--layers", layers, "--width", width, "--heads", heads, "--kv-heads", kv_heads,
                   "--feed-forward", feed_forward, "--vocabulary", vocabulary]  # fmt: skip
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(run([ROOT / "workbook", "bench", "decode", "--family", "llama", *options,
                             "--threads", 2, "--json"]))  # fmt: skip
            theirs.append(run([python, HERE / "pytorch_decode.py", *options]))
        mine, other = (medians(r, "tokensPerSecond") for r in (ours, theirs))
        share = medians(ours, "shareOfBandwidth")
        name = f"{layers} × {width}, {heads}, {kv_heads}, {vocabulary}"
        print(f"{name:50} {mine:9.1f} {other:9.1f} {mine / other:6.2f} {share:13.2f}", flush=True)


def gguf(python: str, rounds: int, files: list):
    print("a prompt of 370 tokens, then 128 more: tokens a second (2 threads)")
    print(f"{'file':40} {'prefill':>8} {'llama.cpp':>10} {'ratio':>6} {'decode':>8} {'llama.cpp':>10}"
          f" {'ratio':>6} {'of bandwidth':>13}")  # fmt: skip
    for file in files:
        options = ["--model", file, "--prompt", 370, "--threads", 2]
        prefill, decoding, theirs = [], [], []
        for _ in range(rounds):
            prefill.append(run([ROOT / "workbook", "bench", "prefill", *options, "--json"]))
            decoding.append(
                run([ROOT / "workbook", "bench", "decode", *options, "--tokens", 128, "--json"]))
            theirs.append(run([python, HERE / "llamacpp_decode.py", *options, "--tokens", 128]))
        read, write = (medians(r, "tokensPerSecond") for r in (prefill, decoding))
        their_read = medians(theirs, "prefillTokensPerSecond")
        their_write = medians(theirs, "tokensPerSecond")
        share = medians(decoding, "shareOfBandwidth")
        name = pathlib.Path(file).name
        print(f"{name:40} {read:8.1f} {their_read:10.1f} {read / their_read:6.2f} {write:8.1f}"
              f" {their_write:10.1f} {write / their_write:6.2f} {share:13.2f}", flush=True)  # fmt: skip


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=["train", "decode"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--gguf", nargs="+", metavar="FILE",
                        help="measure these files beside llama.cpp, and nothing else")  # fmt: skip
    options = parser.parse_args()
    if options.gguf:
        if options.what == "train":
            parser.error("--gguf measures decoding")
        gguf(environment(LLAMA_CPP), options.rounds, options.gguf)
        return
    python = environment(PYTORCH)
    version = run([python, "-c", "import json, torch; print(json.dumps(torch.__version__))"])
    print(f"PyTorch {version}")
    if options.what != "decode":
        train(python, options.rounds)
    if options.what != "train":
        decode(python, options.rounds)


if __name__ == "__main__":
    main()

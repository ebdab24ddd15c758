"""Prefill and greedy decoding of a GGUF file in llama.cpp, as a peer of `workbook bench`.

Needs llama-cpp-python, built from source for this machine. Prints one JSON object.
"""

import argparse
import json
import statistics
import time

import numpy as np
from llama_cpp import Llama


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    for name, value in [("prompt", 370), ("tokens", 128), ("threads", 2)]:
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()

    model = Llama(
        options.model, n_ctx=options.prompt + options.tokens + 8, n_batch=512, n_ubatch=512,
        n_threads=options.threads, n_threads_batch=options.threads, verbose=False,
    )  # fmt: skip
    size = model.n_vocab()

    def choose():
        return int(np.argmax(np.ctypeslib.as_array(model._ctx.get_logits(), shape=(size,))))

    prompt = [7 * i % size for i in range(options.prompt)]
    prefill = []
    for _ in range(3):
        model.reset()
        start = time.perf_counter()
        model.eval(prompt)
        token = choose()
        prefill.append(time.perf_counter() - start)
    seconds = []
    for _ in range(options.tokens):
        start = time.perf_counter()
        model.eval([token])
        token = choose()
        seconds.append(time.perf_counter() - start)
    print(
        json.dumps(
            {
                "tokensPerSecond": 1 / statistics.median(seconds),
                "prefillTokensPerSecond": options.prompt / statistics.median(prefill),
            }
        )
    )


if __name__ == "__main__":
    main()

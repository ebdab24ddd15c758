"""Loads GGUF files that the workbook wrote with the Python package `gguf` and with llama.cpp.

    WORKBOOK_KEEP_MODELS=/tmp/written swift test -c release --disable-testable-imports \\
        --disable-swift-testing --filter GGUFWritingTests
    python3 -m venv venv && venv/bin/pip install gguf==0.19.0 torch transformers
    venv/bin/python Tests/Fixtures/check_written_gguf.py /tmp/written/*.gguf

Each file has the name of a model of Tests/Fixtures/models. Its tensors are compared with those of the
model's safetensors file where name and order of rows are the same in both, and with the numbers of
tensors in any case: a reader that is not ours finds in the file what was put there. What llama.cpp makes
of a whole model with its tokenizer is compared by `workbook export` and `workbook evaluate`:

    venv/bin/python Tests/Fixtures/check_written_gguf.py --llama FILE.gguf --workbook ./workbook TEXT

prints the largest gap between the log-probabilities of llama.cpp (package xllamacpp or
llama-cpp-python) and those of `workbook evaluate --ids`. Exits 1 above 1e-3, which holds for plain numbers:
llama.cpp rounds the inputs of packed matrices to 8 bits.

    ./workbook quantize --model MODEL --out small.gguf --format q4_k
    ./workbook quantize --model MODEL --out small --format q4_k
    venv/bin/python Tests/Fixtures/check_written_gguf.py --rounded small small.gguf

unpacks the file with the package `gguf` and compares it, bit for bit, with the numbers in the directory: the
tensors whose rows have the same order in both (of Llama's family all but queries and keys).
"""

import argparse
import json
import pathlib
import subprocess
import sys

import gguf
import numpy as np

MODELS = pathlib.Path(__file__).parent / "models"


def check(path):
    reader = gguf.GGUFReader(path)
    names = {tensor.name for tensor in reader.tensors}
    assert len(names) == len(reader.tensors), "a name twice"
    architecture = bytes(reader.fields["general.architecture"].parts[-1]).decode()
    from safetensors.numpy import load_file

    folder = MODELS / pathlib.Path(path).stem
    weights = {}
    for file in sorted(folder.glob("model*.safetensors")):
        try:
            weights.update(load_file(file))
        except TypeError:  # bfloat16, which numpy does not know
            return f"{architecture}, {len(names)} tensors (stored as bfloat16: not compared)"
    embedding = next(
        values for name, values in weights.items()
        if any(part in name for part in ("embed_tokens", "wte", "word_embeddings.weight", "embed_in")))
    found = next(tensor for tensor in reader.tensors if tensor.name == "token_embd.weight")
    ours = gguf.quants.dequantize(found.data, found.tensor_type).reshape(embedding.shape)
    assert np.array_equal(ours, embedding.astype(np.float32)), "the embedding differs"
    return f"{architecture}, {len(names)} tensors, the embedding is the same"


def llama_log_probabilities(path, text):
    import llama_cpp

    # Keys and values in F32 (0), as here; its own default of F16 costs the second digit.
    model = llama_cpp.Llama(
        path, n_ctx=512, logits_all=True, type_k=0, type_v=0, flash_attn=False, verbose=False)
    ids = model.tokenize(text.encode(), add_bos=False, special=False)
    model.eval(ids)
    scores = np.array(model.scores[: len(ids)], dtype=np.float64)
    logs = scores - np.log(np.exp(scores - scores.max(1, keepdims=True)).sum(1, keepdims=True))
    logs -= scores.max(1, keepdims=True)
    return ids, [logs[i, ids[i + 1]] for i in range(len(ids) - 1)]


def compare(path, program, text):
    ids, theirs = llama_log_probabilities(path, text)
    answer = subprocess.run(
        [program, "evaluate", "--model", path, "--ids", ",".join(map(str, ids)), "--weights",
         "unpacked", "--json"], capture_output=True, text=True, check=True)
    ours = json.loads(answer.stdout.splitlines()[-1])["logProbabilities"][1:]
    gap = max(abs(a - b) for a, b in zip(ours, theirs))
    print(f"{len(ids)} ids, largest gap {gap:.1e}")
    return gap <= 1e-3


def unpacked(tensor):
    shape = [int(size) for size in reversed(tensor.shape)]
    return gguf.quants.dequantize(tensor.data, tensor.tensor_type).reshape(shape)


def check_rounded(path, directory):
    from safetensors.numpy import load_file

    weights = load_file(pathlib.Path(directory) / "model.safetensors")
    reader = gguf.GGUFReader(path)
    parts = {"ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj",
             "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj"}
    names = {"token_embd.weight": "model.embed_tokens.weight", "output.weight": "lm_head.weight"}
    compared = 0
    for tensor in reader.tensors:
        name = names.get(tensor.name)
        if name is None and tensor.name.startswith("blk."):
            _, layer, part, _ = tensor.name.split(".")
            name = f"model.layers.{layer}.{parts.get(part)}.weight"
        if name not in weights:
            continue
        assert np.array_equal(unpacked(tensor), weights[name]), f"{tensor.name} differs"
        compared += 1
    assert compared > 0, "no tensor has the same name in both"
    kinds = sorted({tensor.tensor_type.name for tensor in reader.tensors})
    return f"{compared} tensors are the same ({', '.join(kinds)})"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("arguments", nargs="+")
    parser.add_argument("--llama")
    parser.add_argument("--rounded")
    parser.add_argument("--workbook", default="./workbook")
    arguments = parser.parse_args()
    if arguments.llama:
        sys.exit(not compare(arguments.llama, arguments.workbook, arguments.arguments[0]))
    if arguments.rounded:
        print("ok ", check_rounded(arguments.arguments[0], arguments.rounded))
        return
    for path in arguments.arguments:
        print("ok ", pathlib.Path(path).stem, check(path))


if __name__ == "__main__":
    main()

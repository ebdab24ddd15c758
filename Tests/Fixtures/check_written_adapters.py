"""Trains small adapters with the workbook, loads them with peft and compares what both compute.

    venv/bin/python Tests/Fixtures/check_written_adapters.py --workbook ./workbook

(the virtual environment is that of make_adapter_fixtures.py). For some of the models in models/ it gives
each, drawn anew, a tokenizer and a vocabulary that is large enough for it, trains an adapter of some targets for a
few steps, and holds `workbook evaluate --ids` against the log-softmax of peft's logits: with the adapter
beside the model, and merged by `export --merge` against peft's `merge_and_unload`. Exits 1 where a
log-probability is further off than 1e-4.
"""

import argparse
import json
import os
import subprocess
import tempfile

import torch
from peft import PeftModel
from transformers import AutoConfig, AutoModelForCausalLM

HERE = os.path.dirname(os.path.abspath(__file__))
TOLERANCE = 1e-4
CASES = [
    ("llama-grouped-tied", "q,v"), ("llama-biases", "all"), ("gpt2-sharded", "all"),
    ("gpt2-untied-long", "q,k,v,o"), ("gpt-neox-parallel", "all"), ("gpt-neox-sequential", "q,k,v"),
    ("bloom-3-heads", "all"), ("mistral-window", "all"), ("qwen2-tied", "all"),
    ("qwen3-grouped", "all"), ("olmo2-grouped-biases", "all"), ("gemma3-window", "gate,down"),
]


def run(program, *arguments):
    result = subprocess.run([program, *arguments], capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exits {result.returncode}: {result.stderr}")
    return result.stdout.splitlines()[-1]


def log_probabilities(model, ids):
    with torch.no_grad():
        logs = model(input_ids=ids).logits[0].double().log_softmax(-1)
    return logs[:-1].gather(-1, ids[0, 1:, None])[:, 0]


def prepare(name, folder):
    """A model of the fixture's shape, with room for the tokenizer's ids."""
    config = AutoConfig.from_pretrained(os.path.join(HERE, "models", name))
    config.vocab_size = 300
    config.bos_token_id = config.eos_token_id = 256
    config.pad_token_id = None
    torch.manual_seed(len(name))
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    for parameter in model.parameters():
        if parameter.dim() == 2:
            torch.nn.init.normal_(parameter, std=0.2)
    model.save_pretrained(folder)


def check(program, name, targets, folder):
    base, out, merged = (os.path.join(folder, part) for part in ("base", "out", "merged"))
    prepare(name, base)
    text = os.path.join(folder, "text.txt")
    with open(text, "w") as file:
        file.write("the tenant shall pay 12 for the lease\n" * 60)
    run(program, "tokenizer", "train", "--vocabulary-size", "270", "--out",
        os.path.join(base, "tokenizer.json"), text)
    run(program, "pretrain", "--from", base, "--adapter", "lora", "--rank", "3", "--targets", targets,
        "--corpus", text, "--context", "6", "--batch", "4", "--steps", "30", "--learning-rate", "0.02",
        "--out", out, "--json")
    run(program, "export", "--model", out, "--merge", "--out", merged, "--json")
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32).eval()
    ids = torch.tensor([[116, 104, 101, 32, 97]])
    plain = log_probabilities(model, ids)
    # Every tensor of the file has its place, and every place a tensor: peft says nothing of missing ones.
    model = PeftModel.from_pretrained(model, out).eval()
    expected = log_probabilities(model, ids)
    assert (plain - expected).abs().max() > 0.01, "the adapter changes nothing"
    words = ",".join(map(str, ids[0].tolist()))
    gaps = []
    for path, reference in [
        (out, expected), (merged, log_probabilities(model.merge_and_unload(), ids)),
    ]:
        found = json.loads(run(program, "evaluate", "--model", path, "--ids", words, "--json"))
        ours = torch.tensor(found["logProbabilities"][1:], dtype=torch.float64)
        gaps.append((ours - reference).abs().max().item())
    print(f"{name}, {targets}: beside the model {gaps[0]:.1e}, merged {gaps[1]:.1e}")
    return max(gaps) <= TOLERANCE


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--workbook", default="./workbook")
    program = os.path.abspath(parser.parse_args().workbook)
    good = True
    for name, targets in CASES:
        with tempfile.TemporaryDirectory() as folder:
            good = check(program, name, targets, folder) and good
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()

"""Loads model directories that the workbook wrote with transformers, and compares what both compute.

    WORKBOOK_KEEP_MODELS=/tmp/written swift test -c release --disable-testable-imports \\
        --disable-swift-testing --filter WrittenModelTests
    venv/bin/python Tests/Fixtures/check_written_models.py --workbook ./workbook /tmp/written/*

(the virtual environment is that of make_model_fixtures.py). For each directory:

    logits         of expected.safetensors, if it is there, against transformers' in 32 bits
    evaluate       `workbook evaluate --ids` against the log-softmax of transformers' logits
    generate       `workbook generate --temperature 0` against transformers' greedy search

Directories of any origin will do for the last two, the fixtures in models/ among them. Exits 1 where
a logit or log-probability is further off than 1e-4, or an id differs.
"""

import argparse
import json
import os
import subprocess
import sys
import warnings

import torch
from safetensors import safe_open
from transformers import AutoModelForCausalLM

TOLERANCE = 1e-4


def tensors(path):
    with safe_open(path, framework="pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}


def workbook(program, verb, folder, ids, *options):
    command = [program, verb, "--model", folder, "--ids", ",".join(map(str, ids)), "--json"]
    result = subprocess.run(command + list(options), capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{folder}: {verb} exits {result.returncode}: {result.stderr.strip()}")
    return json.loads(result.stdout.splitlines()[-1])


def log_probabilities(model, ids):
    with torch.no_grad():
        logs = model(ids).logits[0].double().log_softmax(-1)
    return logs[:-1].gather(-1, ids[0, 1:, None])[:, 0]


def greedy(model, ids, count):
    # The configuration's own end-of-text ids, whatever a generation_config.json says.
    result = model.generate(
        ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=count,
        eos_token_id=model.config.eos_token_id, pad_token_id=0)
    return result[0, ids.shape[1]:].tolist()


def check(folder, program):
    """The gaps in words, and whether all of them are small."""
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    words, is_good = [], True

    def note(name, gap):
        nonlocal is_good
        is_good = is_good and gap <= TOLERANCE
        words.append(f"{name} {gap:.1e}")

    # Learned positions end; the others may go past the context they were made for.
    limit = getattr(model.config, "n_positions", 22)
    torch.manual_seed(1)
    ids = torch.randint(model.config.vocab_size, (1, min(12, limit)))
    expected = os.path.join(folder, "expected.safetensors")
    if os.path.exists(expected):
        reference = tensors(expected)
        ids = reference["ids"]
        with torch.no_grad():
            note("logits", (model(ids).logits - reference["logits"]).abs().max().item())
    if program:
        answer = workbook(program, "evaluate", folder, ids[0].tolist())["logProbabilities"]
        wanted = log_probabilities(model, ids)
        note("evaluate", (torch.tensor(answer[1:]).double() - wanted).abs().max().item())
        start, count = ids[:, :2], min(20, limit - 2)
        answer = workbook(
            program, "generate", folder, start[0].tolist(), "--temperature", "0",
            "--max-new-tokens", str(count))["ids"]
        wanted = greedy(model, start, count)
        is_good = is_good and answer == wanted
        words.append(
            f"generate {len(wanted)} ids alike" if answer == wanted
            else f"generate {answer} against {wanted}")
    return ", ".join(words), is_good


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--workbook", help="the program whose evaluate and generate to compare")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    failures = 0
    for folder in arguments.folders:
        words, is_good = check(folder, arguments.workbook)
        failures += not is_good
        print("ok  " if is_good else "BAD ", os.path.basename(folder.rstrip("/")), words, flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

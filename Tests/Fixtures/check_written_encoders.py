"""Loads encoders and encoder-decoders that the workbook wrote with transformers, and runs them.

    WORKBOOK_KEEP_MODELS=/tmp/written swift test -c release --disable-testable-imports \\
        --disable-swift-testing --filter EncoderDirectoryTests
    venv/bin/python Tests/Fixtures/check_written_encoders.py /tmp/written/*

(the virtual environment is that of make_model_fixtures.py). Each folder bears the name of a fixture in
encoders/, of which it is a copy: its logits must be that fixture's. Exits 1 where one is further off than
1e-4.
"""

import json
import os
import sys

import torch
from safetensors import safe_open
from transformers import BertForMaskedLM, T5ForConditionalGeneration

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "encoders")


def gap(folder):
    name = os.path.basename(folder.rstrip("/"))
    with safe_open(os.path.join(HERE, name, "reference.safetensors"), framework="pt") as file:
        reference = {key: file.get_tensor(key) for key in file.keys()}
    with open(os.path.join(folder, "config.json")) as file:
        kind = json.load(file)["model_type"]
    ids, lengths = reference["ids"], reference["lengths"]
    mask = (torch.arange(ids.shape[1])[None] < lengths[:, None]).long()
    make = BertForMaskedLM if kind == "bert" else T5ForConditionalGeneration
    model = make.from_pretrained(folder, dtype=torch.float32).eval()
    with torch.no_grad():
        if kind == "bert":
            output = model(ids, attention_mask=mask, token_type_ids=reference["segments"])
        else:
            output = model(
                ids, attention_mask=mask, labels=reference["labels"], use_cache=False)
    return (output.logits - reference["logits"]).abs().max().item()


def main():
    gaps = {folder: gap(folder) for folder in sys.argv[1:]}
    for folder, value in gaps.items():
        print("ok  " if value <= 1e-4 else "BAD ", os.path.basename(folder), f"logits {value:.1e}")
    sys.exit(1 if any(value > 1e-4 for value in gaps.values()) else 0)


if __name__ == "__main__":
    main()

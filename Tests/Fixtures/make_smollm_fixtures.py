#!/usr/bin/env python3
"""Makes Tests/Fixtures/smollm/references.json: what transformers computes with SmolLM2-135M-Instruct.

    python3 -m venv .venv && .venv/bin/pip install torch==2.15.0 transformers==5.24.0 gguf==0.19.0 accelerate
    .venv/bin/python Tests/Fixtures/make_smollm_fixtures.py SmolLM2-135M-Instruct.Q4_1.gguf

The file is that of `./workbook data get smollm2-135m`. transformers unpacks it to Float32 (`gguf_file=`).
The ids are those of Hugging Face's `tokenizers` with the file's tokens and merges and the pre-tokenizer of
the model's own tokenizer.json: every digit alone, then GPT-2's pattern.

    texts      for each smollm/NAME.txt: number of tokens, bits per byte after <|endoftext|> in one window,
               and [place, id, natural logarithm of its probability] for some ids
    greedy     prompts, and the 40 ids that greedy search writes after each; nowhere are the two likeliest
               ids closer than 0.02 nats
    strings    texts of many kinds, and their ids
    choices    questions, and for each choice the natural logarithm of its probability after the question, and
               after "Answer:"
"""

import json
import math
import pathlib
import sys

import gguf
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import AutoModelForCausalLM

FOLDER = pathlib.Path(__file__).parent / "smollm"
NAMES = ["prose", "law", "code", "numbers", "german", "chat"]
NEW, CLOSEST = 40, 0.02
PROMPTS = [
    "The capital of France is", "Once upon a time there was", "The court held that the contract",
    "Water boils at", "def fibonacci(n):", "The quick brown fox", "In 1969, the first man",
    "The patient was given", "Photosynthesis is", "The yield on the ten-year note",
    "Dear Sir or Madam,", "Q: What is the largest planet?\nA:", "Ingredients: flour, sugar,",
    "The lease shall terminate", "import numpy as np\n", "Die Hauptstadt von Deutschland ist",
    "Gravity is a force that", "She opened the door and", "1, 2, 3, 4,", "To make a cup of tea,",
    "The main causes of the war were", "A prime number is", "Dogs are", "My favourite book is",
    "An apple a day", "The history of Rome begins", "My name is", "In conclusion,",
    "Copyright (c) 2024", "The sun rises in the", "Two plus two is", "To whom it may concern:",
    "Chapter 1\n", "The heart pumps", "A triangle has", "Thank you for",
    "for i in range(10):\n", "The recipe for bread", "There are seven days in a week:",
]
CHOICES = [
    ("The party that lends money is called the", [" lender", " borrower", " tenant", " witness"]),
    ("In a contract, consideration is", [" a promise or a payment", " a kind thought", " a fine"]),
    ("The patient was discharged from the", [" hospital", " army", " cannon"]),
    ("The yield on the bond rose as its", [" price fell", " price rose", " colour changed"]),
    ("Mens rea means", [" guilty mind", " monthly rent", " mental arithmetic"]),
    ("Two plus two is", [" four", " five", " twenty-two"]),
]
STRINGS = [
    "", " ", "  ", "\n", "\n\n\n", "\t\tx", "Hello world!", " Hello  world ", "Hello world! 123",
    "12345 67.89 1,000,000 ½ ² ٣٤٥ १२", "don't WE'LL it's I'M they'Re", "naïve café déjà vu",
    "Straße, Müller, Ærøskøbing", "Привет, мир! Ещё раз", "Ελληνικά και ἀρχαία", "مرحبا بالعالم",
    "שלום עולם", "नमस्ते दुनिया", "你好，世界。漢字", "こんにちは世界 カタカナ", "안녕하세요 세계",
    "ภาษาไทย", "😀 🎉👩‍👩‍👧‍👦 🇩🇪 ☕️", "a\u0301 e\u0301 \u00e9", "\u200b\ufeff\u00a0\u3000x",
    "for (int i = 0; i < n; i++) { a[i] += b[i]; }", "    return self.x  # comment\n\n\n    y",
    "https://example.org/a?b=c&d=%20#e", "<|endoftext|> <|im_start|>user\nhi<|im_end|>",
    "x" * 100, "1" * 40, "=" * 70, " " * 33 + "z", "\r\nline\r\n\r\n", "CamelCaseAndsnake_case",
    "mens rea — actus reus…“quoted”", "∀x∈ℝ: x²≥0 ⇒ √x ≠ −1", "\x00\x01\x7f",
]


def tokenizer(file):
    fields = gguf.GGUFReader(file).fields
    tokens = fields["tokenizer.ggml.tokens"].contents()
    merges = fields["tokenizer.ggml.merges"].contents()
    assert fields["tokenizer.ggml.pre"].contents() == "smollm"
    result = Tokenizer(models.BPE(
        vocab={token: id for id, token in enumerate(tokens)},
        merges=[tuple(merge.split(" ")) for merge in merges]))
    result.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False)])
    return result


@torch.no_grad()
def text(model, ids, byte_count):
    logs = model(torch.tensor([[0] + ids[:-1]])).logits[0].double().log_softmax(-1)
    scores = [logs[place, id].item() for place, id in enumerate(ids)]
    places = [len(ids) * i // 12 for i in range(12)]
    return {
        "tokens": len(ids), "bitsPerByte": -sum(scores) / math.log(2) / byte_count,
        "logProbabilities": [[place, ids[place], scores[place]] for place in places],
    }


@torch.no_grad()
def greedy(model, prompts):
    """For each prompt the new ids, and the smallest distance between the two likeliest. All at once."""
    longest = max(map(len, prompts))
    out = model.generate(
        torch.tensor([[0] * (longest - len(ids)) + ids for ids in prompts]),
        attention_mask=torch.tensor([[0] * (longest - len(ids)) + [1] * len(ids) for ids in prompts]),
        do_sample=False, max_new_tokens=NEW, eos_token_id=None, pad_token_id=0,
        return_dict_in_generate=True, output_logits=True)
    best = torch.stack(out.logits, 1).double().log_softmax(-1).topk(2)
    closest = (best.values[..., 0] - best.values[..., 1]).min(1).values
    assert torch.equal(out.sequences[:, longest:], best.indices[..., 0])
    return [(ids.tolist(), gap.item()) for ids, gap in zip(best.indices[..., 0], closest)]


@torch.no_grad()
def choices(model, encode):
    def log(prompt, choice):
        start, ids = [0] + encode(prompt), encode(choice)
        logs = model(torch.tensor([start + ids[:-1]])).logits[0].double().log_softmax(-1)
        return sum(logs[len(start) - 1 + place, id].item() for place, id in enumerate(ids))

    return [{
        "prompt": prompt, "choices": options,
        "logs": [log(prompt, choice) for choice in options],
        "neutral": [log("Answer:", choice) for choice in options],
    } for prompt, options in CHOICES]


def main():
    file = pathlib.Path(sys.argv[1])
    encoder = tokenizer(str(file))
    model = AutoModelForCausalLM.from_pretrained(
        file.parent, gguf_file=file.name, dtype=torch.float32).eval()
    encode = lambda text: encoder.encode(text, add_special_tokens=False).ids
    texts = {}
    for name in NAMES:
        content = (FOLDER / f"{name}.txt").read_bytes()
        texts[name] = text(model, encode(content.decode()), len(content))
    written = []
    for prompt, (ids, closest) in zip(PROMPTS, greedy(model, [encode(p) for p in PROMPTS])):
        print(f"{closest:.4f} {prompt!r} {encoder.decode(ids)!r}")
        if closest >= CLOSEST and len(written) < 20:
            written.append({"prompt": prompt, "ids": ids})
    assert len(written) == 20
    references = {
        "texts": texts, "greedy": written,
        "strings": [{"text": text, "ids": encode(text)} for text in STRINGS],
        "choices": choices(model, encode),
    }
    lines = json.dumps(references, ensure_ascii=True, separators=(",", ":"))
    (FOLDER / "references.json").write_text(lines.replace("},{", "},\n{") + "\n")


main()

"""Tokenizers as they are found, and what tokenizers, transformers and tiktoken make of texts with them.

    python3 -m venv venv && venv/bin/pip install tiktoken==0.14.0 tokenizers==0.23.3 transformers==5.24.0
    venv/bin/python Tests/Fixtures/make_found_tokenizer_fixtures.py

writes into Tests/Fixtures/found-tokenizers/

    NAME.json, NAME/          small vocabularies of the kinds that published ones are of
    o200k_base.tiktoken       ranks to be read with GPT-4o's pattern
    references.json           for each: ids of texts, with and without the tokens around them, and a
                              digest of the ids of random strings (`make_tokenizer_fixtures.py`)
    encodings.json            tiktoken's own encodings: number of ids, special tokens, and a digest of what
                              their patterns make of random strings over the ranks of o200k_base.tiktoken
"""

import base64
import json
import os
import shutil

import tiktoken
import tiktoken_ext.openai_public as openai_public
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import AutoTokenizer

from make_tokenizer_fixtures import CL100K, GPT2, digest_of_strings, ranks_of, train, training_text

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "found-tokenizers")
TEXTS = [
    "", "The tenant shall", " 12 345 and\n\n\tmore  ", "it's don't WE'LL", "<|endoftext|> <s> [MASK]",
    "naïve café \u0004\u0006 x\u0013y 漢字", "ABCdef GhI'Ve a/b//\n/c", "e\u0301tude ½ Ⅳ 2024",
]


def path(*names):
    return os.path.join(HERE, *names)


def save(name, value):
    os.makedirs(os.path.dirname(path(name)), exist_ok=True)
    with open(path(name), "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


def base(expression=GPT2, size=330):
    return json.loads(train(expression, training_text(), size).to_str())


def special(content, id):
    return {"id": id, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
            "normalized": False, "special": True}


def renamed(value, names):
    """The vocabulary with other ids."""
    value["model"]["vocab"] = {token: names(id) for token, id in value["model"]["vocab"].items()}
    for token in value["added_tokens"]:
        token["id"] = names(token["id"])
    return value


def template(before, after):
    def step(pair):
        return {"SpecialToken": {"id": pair[0], "type_id": 0}}
    def text(name):
        return {"Sequence": {"id": name, "type_id": 0}}
    around = [step(p) for p in before] + [text("A")] + [step(p) for p in after]
    return {"type": "TemplateProcessing", "single": around, "pair": around + [text("B")],
            "special_tokens": {p[0]: {"id": p[0], "ids": [p[1]], "tokens": [p[0]]}
                               for p in before + after}}


def kinds():
    """Name to tokenizer.json."""
    holes = base()
    top = len(holes["model"]["vocab"])
    renamed(holes, lambda id: id if id < 200 else id + 7 if id < 300 else id + 40)
    holes["added_tokens"] += [special("<|fim|>", top + 60), special("<|late|>", top + 90)]
    yield "holes", holes

    beginning = base(CL100K)
    top = len(beginning["model"]["vocab"])
    beginning["added_tokens"] += [special("<s>", top), special("</s>", top + 1)]
    beginning["post_processor"] = {"type": "Sequence", "processors": [
        {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": False, "use_regex": True},
        template([("<s>", top)], [])]}
    yield "beginning", beginning

    around = json.loads(json.dumps(beginning))
    around["post_processor"] = {"type": "RobertaProcessing", "sep": ["</s>", top + 1], "cls": ["<s>", top],
                                "trim_offsets": True, "add_prefix_space": False}
    yield "around", around

    several = json.loads(json.dumps(beginning))
    several["post_processor"] = {"type": "Sequence", "processors": [
        template([("</s>", top + 1), ("<s>", top), ("<s>", top)], [("</s>", top + 1)])]}
    yield "several", several

    # As SmolLM's: digits alone, and bytes that no token stands for.
    lacking = base()
    alphabet = {value: key for key, value in byte_alphabet().items()}
    missing = {alphabet[byte] for byte in [0, 1, 4, 6, 19, 20, 22, 29, 127, 192, 193] + list(range(245, 256))}
    keep = [t for t in lacking["model"]["vocab"] if t not in missing]
    lacking["model"]["vocab"] = {token: id for id, token in enumerate(keep)}
    lacking["added_tokens"][0]["id"] = lacking["model"]["vocab"]["<|endoftext|>"]
    lacking["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [
        {"type": "Digits", "individual_digits": True},
        {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}]}
    yield "lacking", lacking

    unknown = json.loads(json.dumps(lacking))
    unknown["model"]["unk_token"] = "<|endoftext|>"
    yield "unknown", unknown

    placeholders = base()
    top = len(placeholders["model"]["vocab"])
    for number, token in enumerate(["<unused0>", "<unused1>", "[MASK]", "madeupword0001"]):
        placeholders["model"]["vocab"][token] = top + number
    yield "placeholders", placeholders

    yield "o200k", base(OPENAI["o200k_base"]["pat_str"], 360)


def byte_alphabet():
    kept = list(range(0x21, 0x7F)) + list(range(0xA1, 0xAD)) + list(range(0xAE, 0x100))
    others = [byte for byte in range(256) if byte not in kept]
    return {**{chr(b): b for b in kept}, **{chr(0x100 + i): b for i, b in enumerate(others)}}


def openai():
    """tiktoken's own table, without its files."""
    openai_public.load_tiktoken_bpe = lambda *a, **k: {}
    openai_public.data_gym_to_mergeable_bpe_ranks = lambda *a, **k: {}
    return {name: make() for name, make in openai_public.ENCODING_CONSTRUCTORS.items()}


OPENAI = openai()


def reference(framed, plain):
    return {"texts": [{"text": text, "ids": framed(text), "plain": plain(text)} for text in TEXTS],
            "random 2000": digest_of_strings(plain, 2000)}


def main():
    shutil.rmtree(HERE, ignore_errors=True)
    references = {}
    for name, value in kinds():
        save(f"{name}.json", value)
        tokenizer = Tokenizer.from_file(path(f"{name}.json"))
        # What looks like a special token in a text is ordinary text here.
        tokenizer.encode_special_tokens = True
        references[f"{name}.json"] = reference(
            lambda text: tokenizer.encode(text).ids,
            lambda text: tokenizer.encode(text, add_special_tokens=False).ids)

    # The files of older models: ids and merges, and settings beside them.
    old = base()
    merges = ["#version: 0.2"] + [" ".join(pair) for pair in old["model"]["merges"]]
    top = len(old["model"]["vocab"])
    for name, settings in [("old", {}), ("old-beginning", {
            "tokenizer_class": "GPT2Tokenizer", "bos_token": "<s>", "add_bos_token": True,
            "model_max_length": 10**30, "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>",
            "added_tokens_decoder": {str(top): {
                "content": "<s>", "lstrip": False, "normalized": False, "rstrip": False,
                "single_word": False, "special": True}}})]:
        save(f"{name}/vocab.json", old["model"]["vocab"])
        with open(path(name, "merges.txt"), "w", encoding="utf-8") as file:
            file.write("\n".join(merges) + "\n")
        save(f"{name}/config.json", {"model_type": "gpt2"})
        if settings:
            save(f"{name}/tokenizer_config.json", settings)
        tokenizer = AutoTokenizer.from_pretrained(path(name))
        tokenizer.backend_tokenizer.encode_special_tokens = True
        references[name] = reference(
            lambda text: tokenizer.backend_tokenizer.encode(text).ids,
            lambda text: tokenizer.backend_tokenizer.encode(text, add_special_tokens=False).ids)
        assert name == "old" or references[name]["texts"][1]["ids"][0] == top, references[name]["texts"][1]

    ranks = ranks_of(base(OPENAI["o200k_base"]["pat_str"], 360)["model"]["merges"])
    with open(path("o200k_base.tiktoken"), "wb") as file:
        for token, rank in ranks.items():
            file.write(base64.b64encode(token) + b" %d\n" % rank)
    encodings = {}
    for name, facts in OPENAI.items():
        encoding = tiktoken.Encoding(name, pat_str=facts["pat_str"], mergeable_ranks=ranks,
                                     special_tokens=facts["special_tokens"])
        encodings[name] = {
            "ids": max(facts["special_tokens"].values()) + 1, "count": facts.get("explicit_n_vocab"),
            "special": facts["special_tokens"], "random 2000": digest_of_strings(encoding.encode_ordinary, 2000),
            "texts": [{"text": text, "plain": encoding.encode_ordinary(text)} for text in TEXTS]}
    save("references.json", references)
    save("encodings.json", encodings)


if __name__ == "__main__":
    main()

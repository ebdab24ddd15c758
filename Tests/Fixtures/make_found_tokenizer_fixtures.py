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
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import AutoTokenizer

from make_tokenizer_fixtures import CL100K, GPT2, digest_of_strings, ranks_of, train, training_text

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "found-tokenizers")
TEXTS = [
    "", "The tenant shall", " 12 345 and\n\n\tmore  ", "it's don't WE'LL", "<|endoftext|> <s> [MASK]",
    "x <tool_call>  y</tool_call>\n\nlease\n12", "a    b       c\n      d", "cafe\u0301 \ufb01 ① ｶﾞ",
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

    # As Qwen's: composed letters, and added tokens that are ordinary text.
    calls = base(CL100K.replace("{1,3}", ""))
    top = len(calls["model"]["vocab"])
    calls["normalizer"] = {"type": "NFC"}
    calls["added_tokens"] += [
        dict(special("<tool_call>", top), special=False), dict(special("</tool_call>", top + 1), special=False)]
    yield "calls", calls

    # As Pythia's: runs of spaces, which are looked for in the normalized text.
    spaces = base()
    top = len(spaces["model"]["vocab"])
    spaces["normalizer"] = {"type": "NFC"}
    spaces["added_tokens"] += [
        dict(special(" " * count, top + count - 2), special=False, normalized=True) for count in range(2, 25)]
    spaces["added_tokens"].append(dict(special("cafe\u0301", top + 23), special=False, normalized=True))
    yield "spaces", spaces

    strips = base()
    top = len(strips["model"]["vocab"])
    strips["added_tokens"] += [
        dict(special("<tool_call>", top), special=False, lstrip=True, rstrip=True),
        dict(special("</tool_call>", top + 1), special=False, rstrip=True)]
    yield "strips", strips

    prefixed = base()
    prefixed["pre_tokenizer"]["add_prefix_space"] = True
    prefixed["added_tokens"].append(dict(special("<tool_call>", len(prefixed["model"]["vocab"])), special=False))
    yield "prefixed", prefixed

    replaced = base()
    replaced["normalizer"] = {"type": "Sequence", "normalizers": [
        {"type": "NFC"}, {"type": "Replace", "pattern": {"String": "the"}, "content": "THE"}]}
    yield "replaced", replaced

    yield from sentence_pieces()
    yield from patterns()

    yield "o200k", base(OPENAI["o200k_base"]["pat_str"], 360)


def patterns():
    """Steps that cut texts by patterns of their own."""
    def split(expression, behavior="Isolated", invert=False, kind="Regex"):
        return {"type": "Split", "pattern": {kind: expression}, "behavior": behavior, "invert": invert}

    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
    spaces = r"\s+(?!\S)|\s+"
    capitals, smalls = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
    before, contraction = r"[^\r\n\p{L}\p{N}]?", "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    no_han = [c[:-1] + r"&&[^\p{Han}]]" for c in (capitals, smalls)]
    rest = r"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|" + spaces
    listed = {
        # As BLOOM's: a set in a set.
        "bloom": [split(" ?[^(\\s|[.,!?…。，、।۔،])]+")],
        # As Mistral's.
        "tekken": [split(f"{before}{capitals}*{smalls}+|{before}{capitals}+{smalls}*|\\p{{N}}" + rest)],
        # As DeepSeek's, of version 3 and before.
        "deepseek": [
            split(r"\p{N}{1,3}"), split("[一-龥\u3040-ゟ゠-ヿ]+"),
            split("[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
                  "| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|" + spaces)],
        "coder": [split("[\r\n]"), split(r"\s?\p{L}+"), split(r"\s?\p{P}+"),
                  {"type": "Digits", "individual_digits": True}],
        # As Kimi's: what two sets have in common.
        "han": [split(f"[\\p{{Han}}]+|{before}{no_han[0]}*{no_han[1]}+{contraction}|{before}{no_han[0]}+{no_han[1]}*"
                      f"{contraction}|\\p{{N}}{{1,3}}" + rest)],
        # As Qwen's from 3.5 on.
        "marks": [split(r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}|"
                        r" ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|" + spaces)],
        # Every behavior, strings and empty matches.
        "merged": [split("\n", "MergedWithPrevious", kind="String"), split(r"\p{Lu}", "MergedWithNext"),
                   {"type": "Punctuation", "behavior": "Contiguous"},
                   {"type": "Digits", "individual_digits": False}],
        "empty": [split(r"(?=(\d{3})+(?!\d))"), split("a.", "Contiguous", kind="String"), split(r"\h+$", "MergedWithNext")],
        "removed": [{"type": "WhitespaceSplit"}, split(r"^\w", "MergedWithPrevious"), split("e", "Removed")],
        "words-only": [{"type": "Whitespace"}],
    }
    for name, steps in listed.items():
        value = base()
        value["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": steps + [dict(byte_level)]}
        yield name, value
    with_regex = base()
    with_regex["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [
        split(",", kind="String"), dict(byte_level, use_regex=True)]}
    yield "comma", with_regex


def sentence_pieces():
    """BPE over characters, with bytes for those that have no token."""
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Replace(" ", "\u2581")
    tokenizer.pre_tokenizer = pre_tokenizers.Split("\u2581", "merged_with_next")
    octets = [f"<0x{byte:02X}>" for byte in range(256)]
    tokenizer.train_from_iterator([training_text()], trainers.BpeTrainer(
        vocab_size=420, special_tokens=["<unk>", "<s>", "</s>"] + octets, show_progress=False, limit_alphabet=70))
    value = json.loads(tokenizer.to_str())
    value["added_tokens"] = [token for token in value["added_tokens"] if not token["content"].startswith("<0x")]
    value["pre_tokenizer"] = None
    fused = [{"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "}, {"type": "ByteFallback"},
             {"type": "Fuse"}]
    strip = [{"type": "Strip", "content": " ", "start": 1, "stop": 0}]

    # As Llama 2's and Mistral's.
    pieces = json.loads(json.dumps(value))
    pieces["normalizer"] = {"type": "Sequence", "normalizers": [
        {"type": "Prepend", "prepend": "\u2581"},
        {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}]}
    pieces["decoder"] = {"type": "Sequence", "decoders": fused + strip}
    pieces["post_processor"] = template([("<s>", 1)], [])
    yield "pieces", pieces

    # As Gemma's, with added tokens that are ordinary text.
    unmarked = json.loads(json.dumps(value))
    unmarked["pre_tokenizer"] = {"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious",
                                 "invert": False}
    unmarked["decoder"] = {"type": "Sequence", "decoders": fused}
    top = len(unmarked["model"]["vocab"])
    unmarked["added_tokens"] += [dict(special("\n\n\n", top), special=False), dict(special("<tool_call>", top + 1), special=False)]
    yield "unmarked", unmarked

    for name, scheme, split in [("first", "first", False), ("words", "always", True)]:
        found = json.loads(json.dumps(value))
        found["normalizer"] = None
        found["pre_tokenizer"] = {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": scheme, "split": split}
        found["decoder"] = {"type": "Sequence", "decoders": fused + strip}
        if name == "words":
            found["model"]["byte_fallback"] = False
        found["added_tokens"].append(dict(special("<tool_call>", len(found["model"]["vocab"])), special=False))
        yield name, found


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

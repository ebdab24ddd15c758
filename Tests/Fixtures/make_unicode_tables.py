"""Freezes the general categories of Unicode as tiktoken 0.14 knows them (version 16).

    python3 -m venv venv && venv/bin/pip install tiktoken==0.14.0
    venv/bin/python Tests/Fixtures/make_unicode_tables.py

asks tiktoken's own regular expressions which of the 1,112,064 scalars match \\p{Lu}, \\p{Ll}, ...,
and writes

    Sources/Tokenizers/CharacterClassTable.swift    letters by case, marks, numbers, white space and the rest
    Tests/Fixtures/tokenizers/general-categories.txt    FIRST LAST CATEGORY in hexadecimal, and
                                                        FIRST LAST White_Space

Swift knows another version of Unicode than the tools whose ids must be met, and will know yet others.
"""

import os

import tiktoken

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(HERE, "..", "..", "Sources", "Tokenizers")
CATEGORIES = ("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Co "
              "Cn").split()
SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
TEXT = "".join(map(chr, SCALARS))


def members(expression):
    """The scalars that an expression matches."""
    encoding = tiktoken.Encoding(
        "bytes", pat_str=expression, mergeable_ranks={bytes([i]): i for i in range(256)},
        special_tokens={})
    found = encoding.decode_bytes(encoding.encode_ordinary(TEXT)).decode()
    return [ord(character) for character in found]


def runs(values):
    """(first, last, value) of each run of equal values over consecutive numbers."""
    result = []
    for number in sorted(values):
        value = values[number]
        if result and result[-1][1] == number - 1 and result[-1][2] == value:
            result[-1][1] = number
        else:
            result.append([number, number, value])
    return result


def main():
    categories = {}
    for name in CATEGORIES:
        for scalar in members(r"\p{%s}" % name):
            assert scalar not in categories
            categories[scalar] = name
    assert len(categories) == len(SCALARS)
    spaces = members(r"\s")
    letters = {"Lu": "p", "Lt": "p", "Ll": "q", "Lm": "l", "Lo": "l"}
    classes = {scalar: letters.get(name, {"M": "m", "N": "n"}.get(name[0], "o"))
               for scalar, name in categories.items()}
    for scalar in spaces:
        assert classes[scalar] == "o"
        classes[scalar] = "s"
    for surrogate in range(0xD800, 0xE000):
        classes[surrogate] = "o"

    with open(os.path.join(HERE, "tokenizers", "general-categories.txt"), "w") as file:
        for first, last, name in runs(categories):
            file.write(f"{first:X} {last:X} {name}\n")
        for first, last, name in runs({scalar: "White_Space" for scalar in spaces}):
            file.write(f"{first:X} {last:X} {name}\n")

    text = "".join(f"{value}{last - first + 1:x}" for first, last, value in runs(classes))
    width = 94
    lines = [text[i:i + width] for i in range(0, len(text), width)]
    with open(os.path.join(SOURCES, "CharacterClassTable.swift"), "w") as file:
        file.write(
            "// Written by Tests/Fixtures/make_unicode_tables.py; do not edit.\n\n"
            "extension CharacterClass {\n"
            "  /// The classes of all code points from U+0000 on, in Unicode 16: runs of capital (p), small (q)\n"
            "  /// and other letters (l), marks (m), numbers (n), white space (s) and others (o), each\n"
            "  /// followed by its length in hexadecimal.\n"
            "  static let runs: StaticString = \"\"\"\n")
        for line in lines[:-1]:
            file.write(f"    {line}\\\n")
        file.write(f"    {lines[-1]}\n    \"\"\"\n}}\n")


if __name__ == "__main__":
    main()

import Groundwork

/// The `pre_tokenizer` of a `tokenizer.json`: a regular expression by name or in full, and the
/// byte-level alphabet.
enum PreTokenizerFile {
  /// Other spellings of known patterns, as tiktoken and converters write them: possessive, or with the
  /// contractions in other brackets. Each cuts every text like the pattern.
  private static let otherSpellings: [(String, PreTokenPattern)] = [
    (
      #"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#, .gpt2
    ),
    (
      #"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"#, .gpt2
    ),
    (
      #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|"#
        + #"\s*[\r\n]|\s+(?!\S)|\s+"#, .cl100k
    ),
  ]

  static func byteLevel(usesRegex: Bool) -> JSONValue {
    [
      "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true,
      "use_regex": .bool(usesRegex),
    ]
  }

  static func value(of pattern: PreTokenPattern) -> JSONValue {
    guard pattern != .gpt2 else { return byteLevel(usesRegex: true) }
    guard pattern != .smollm else {
      return [
        "type": "Sequence",
        "pretokenizers": [
          ["type": "Digits", "individual_digits": true], byteLevel(usesRegex: true),
        ],
      ]
    }
    guard let expression = pattern.expression else { return byteLevel(usesRegex: false) }
    return [
      "type": "Sequence",
      "pretokenizers": [
        [
          "type": "Split", "pattern": ["Regex": .text(expression)], "behavior": "Isolated",
          "invert": false,
        ],
        byteLevel(usesRegex: false),
      ],
    ]
  }

  static func read(
    _ value: JSONValue?, _ failure: (String) -> TokenizerError
  ) throws -> PreTokenPattern {
    guard let object = value?.object else {
      throw failure("\"pre_tokenizer\" is missing: only byte-level tokenizers are read")
    }
    var steps = [object]
    if object["type"]?.text == "Sequence" {
      steps = (object["pretokenizers"]?.array ?? []).compactMap(\.object)
      guard steps.count == object["pretokenizers"]?.array?.count, !steps.isEmpty else {
        throw failure("\"pretokenizers\" is no list of objects")
      }
    }
    guard let last = steps.last, last["type"]?.text == "ByteLevel" else {
      let type = steps.last?["type"]?.text ?? "none"
      throw failure("a pre-tokenizer of type \(type) is not supported; ByteLevel must be the last")
    }
    guard try !BytePairFile.flag(last, "add_prefix_space", failure) else {
      throw failure("a byte-level tokenizer that adds a space in front is not supported")
    }
    let usesRegex = try BytePairFile.flag(last, "use_regex", default: true, failure)
    switch steps.count {
    case 1: return usesRegex ? .gpt2 : .none
    case 2 where usesRegex && steps[0]["type"]?.text == "Digits":
      guard try BytePairFile.flag(steps[0], "individual_digits", failure) else {
        throw failure("a Digits that keeps digits together is not supported")
      }
      return .smollm
    case 2 where !usesRegex: return try split(steps[0], failure)
    default:
      throw failure("a sequence of pre-tokenizers other than one Split and a plain ByteLevel")
    }
  }

  private static func split(
    _ step: JSONObject, _ failure: (String) -> TokenizerError
  ) throws -> PreTokenPattern {
    let type = step["type"]?.text ?? "none"
    guard type == "Split" else {
      throw failure("a pre-tokenizer of type \(type) is not supported; Split and ByteLevel are")
    }
    let isInverted = try BytePairFile.flag(step, "invert", failure)
    switch (step["behavior"]?.text, isInverted) {
    case ("Isolated", false), ("Removed", true): break
    default: throw failure("a Split that does not keep every match apart is not supported")
    }
    guard let expression = step["pattern"]?.object?["Regex"]?.text else {
      throw failure("a Split without a \"Regex\" is not supported")
    }
    if let known = PreTokenPattern.allCases.first(where: { $0.expression == expression }) {
      return known
    }
    if let known = otherSpellings.first(where: { $0.0 == expression }) { return known.1 }
    throw failure(
      "a Split with an unknown pattern; those of GPT-2, cl100k (GPT-4, Llama 3), Qwen 2, o200k (GPT-4o) "
        + "and BloombergGPT are known")
  }
}

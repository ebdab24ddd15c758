import Groundwork

/// The `pre_tokenizer` of a `tokenizer.json`: steps that cut a text, and the byte-level alphabet.
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

  static func byteLevel(usesRegex: Bool, addsSpace: Bool = false) -> JSONValue {
    [
      "type": "ByteLevel", "add_prefix_space": .bool(addsSpace), "trim_offsets": true,
      "use_regex": .bool(usesRegex),
    ]
  }

  /// - Parameter addsSpace: only where the whole text is one piece for the byte-level step, as `read`
  ///   has it.
  static func value(
    of pattern: PreTokenPattern, addsSpace: Bool = false, cuts: [TextCut] = []
  ) -> JSONValue {
    var steps = cuts.map(value(of:))
    if pattern == .smollm { steps.append(digits(areIndividual: true)) }
    if pattern != .gpt2, let expression = pattern.expression {
      steps.append(split(["Regex": .text(expression)], .isolated, isInverted: false))
    }
    steps.append(
      byteLevel(usesRegex: pattern == .gpt2 || pattern == .smollm, addsSpace: addsSpace))
    return steps.count == 1 ? steps[0] : sequence(steps)
  }

  private static func sequence(_ steps: [JSONValue]) -> JSONValue {
    ["type": "Sequence", "pretokenizers": .array(steps)]
  }

  private static func digits(areIndividual: Bool) -> JSONValue {
    ["type": "Digits", "individual_digits": .bool(areIndividual)]
  }

  private static func split(
    _ pattern: JSONValue, _ behavior: TextCut.Behavior, isInverted: Bool
  ) -> JSONValue {
    [
      "type": "Split", "pattern": pattern, "behavior": .text(behavior.rawValue),
      "invert": .bool(isInverted),
    ]
  }

  private static func value(of cut: TextCut) -> JSONValue {
    switch cut.kind {
    case .split(let isExpression, let content):
      split(
        [isExpression ? "Regex" : "String": .text(content)], cut.behavior,
        isInverted: cut.isInverted)
    case .digits: digits(areIndividual: cut.behavior == .isolated)
    case .punctuation: ["type": "Punctuation", "behavior": .text(cut.behavior.rawValue)]
    case .whitespace: ["type": "Whitespace"]
    case .whitespaceSplit: ["type": "WhitespaceSplit"]
    }
  }

  /// What is done to a text before pairs are merged.
  struct Steps {
    var pattern = PreTokenPattern.none
    var addsSpace = false
    /// Before the pattern cuts.
    var cuts: [TextCut] = []
  }

  static func read(
    _ value: JSONValue?, _ failure: (String) -> TokenizerError
  ) throws -> Steps {
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
    let type = steps.last?["type"]?.text ?? "none"
    guard let last = steps.popLast(), type == "ByteLevel" else {
      throw failure(
        "a pre-tokenizer of type \(TerminalText.oneLine(type)) is not supported; ByteLevel must be the last"
      )
    }
    guard steps.count <= mostSteps else {
      throw failure("\(steps.count) pre-tokenizers in a sequence are more than \(mostSteps)")
    }
    // After other steps each of their pieces would get a space.
    let addsSpace = try BytePairFile.flag(last, "add_prefix_space", failure)
    guard !addsSpace || steps.isEmpty else {
      throw failure("a byte-level step that adds a space in front of every piece is not supported")
    }
    var result = Steps(addsSpace: addsSpace)
    if try BytePairFile.flag(last, "use_regex", default: true, failure) { result.pattern = .gpt2 }
    result.cuts = try steps.map { try cut($0, failure) }
    // What the scanners know, they do faster.
    if let found = result.cuts.last {
      if result.pattern == .gpt2, found.kind == .digits, found.behavior == .isolated {
        result.pattern = .smollm
        result.cuts.removeLast()
      } else if result.pattern == .none, let known = pattern(of: found) {
        result.pattern = known
        result.cuts.removeLast()
      }
    }
    return result
  }

  private static let mostSteps = 32

  /// The scanner that cuts as a step does; nil where there is none.
  private static func pattern(of cut: TextCut) -> PreTokenPattern? {
    guard case .split(true, let expression) = cut.kind else { return nil }
    switch (cut.behavior, cut.isInverted) {
    // The known patterns leave nothing between their matches.
    case (.isolated, false), (.removed, true): break
    default: return nil
    }
    return PreTokenPattern.allCases.first { $0.expression == expression }
      ?? otherSpellings.first { $0.0 == expression }?.1
  }

  private static func cut(
    _ step: JSONObject, _ failure: (String) -> TokenizerError
  ) throws -> TextCut {
    func behavior(default standard: String? = nil) throws -> TextCut.Behavior {
      let spelled = step["behavior"]?.text ?? standard ?? "none"
      guard let behavior = TextCut.Behavior(rawValue: spelled) else {
        throw failure(
          "the behavior \(TerminalText.oneLine(spelled)) of a pre-tokenizer is not known")
      }
      return behavior
    }
    let type = step["type"]?.text ?? "none"
    do {
      switch type {
      case "Split":
        let pattern = step["pattern"]?.object
        guard let content = pattern?["Regex"]?.text ?? pattern?["String"]?.text else {
          throw failure("a Split has neither a \"Regex\" nor a \"String\"")
        }
        return try .split(
          content, isExpression: pattern?["Regex"] != nil, try behavior(),
          isInverted: try BytePairFile.flag(step, "invert", failure))
      case "Digits":
        let areIndividual = try BytePairFile.flag(step, "individual_digits", failure)
        return try TextCut(.digits, #"\p{N}"#, areIndividual ? .isolated : .contiguous)
      case "Punctuation":
        return try TextCut(
          .punctuation, #"[\p{P}$+<=>^`|~]"#, try behavior(default: "Isolated"))
      case "Whitespace":
        return try TextCut(.whitespace, #"\w+|[^\w\s]+"#, .removed, isInverted: true)
      case "WhitespaceSplit":
        return try TextCut(.whitespaceSplit, #"\s"#, .removed)
      default:
        throw failure(
          "a pre-tokenizer of type \(TerminalText.oneLine(type)) is not supported before a ByteLevel"
        )
      }
    } catch let problem as PatternDialect.Problem {
      throw failure("the pattern of a \(type) cannot be used: \(problem.text)")
    }
  }
}

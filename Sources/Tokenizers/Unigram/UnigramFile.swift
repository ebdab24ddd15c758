import Groundwork

/// Unigram models over bytes as the JSON of Hugging Face's `tokenizers`: a list of pieces, spelled in
/// the byte-level alphabet, with their scores; a piece's id is its place in the list.
enum UnigramFile {
  static func value(of tokenizer: UnigramTokenizer) -> JSONValue {
    let special = Dictionary(
      uniqueKeysWithValues: tokenizer.specialTokens.map { ($0.id, $0.content) })
    func spelled(_ id: Int32) -> [UInt8] {
      special[id] ?? ByteLevelAlphabet.spell(tokenizer.tokenBytes[Int(id)])
    }
    // A special token stands in the list only where pieces follow it: tools match what is in the list
    // with ordinary text, too.
    var count = tokenizer.vocabularySize
    while count > 0, tokenizer.tokenBytes[count - 1].isEmpty { count -= 1 }
    let vocabulary = (0..<count).map {
      JSONValue.array([.string(spelled(Int32($0))), .number(tokenizer.scores[$0])])
    }
    return BytePairFile.root(
      specialTokens: tokenizer.specialTokens, pattern: tokenizer.pattern,
      postProcessor: PostProcessorFile.value(of: tokenizer.textFrame, name: spelled),
      model: [
        "type": "Unigram", "unk_id": .null, "vocab": .array(vocabulary), "byte_fallback": false,
      ])
  }

  static func read(
    _ root: JSONObject, model: JSONObject, failure: (String) -> TokenizerError
  ) throws -> UnigramTokenizer {
    guard let entries = model["vocab"]?.array else {
      throw failure("\"model\".\"vocab\" is missing or no list")
    }
    try checkOptions(root, model, count: entries.count, failure)
    let steps = try PreTokenizerFile.read(root["pre_tokenizer"], failure)
    let (pattern, addsSpace) = (steps.pattern, steps.addsSpace)
    guard steps.cuts.isEmpty else {
      throw failure("a unigram tokenizer with a pattern of its own is not supported")
    }
    guard !addsSpace else { throw failure("a unigram model that adds a space is not supported") }
    let added = try BytePairFile.addedTokens(root, failure).sorted { $0.id < $1.id }
      .map { token -> BytePairVocabulary.Token in
        let name = String(decoding: token.content, as: UTF8.self)
        guard token.isSpecial else {
          throw failure("the added token '\(name)' is ordinary text: only special ones are read")
        }
        return .init(bytes: token.content, id: Int(token.id), name: name)
      }
    var special: [[UInt8]: Int] = [:]
    for token in added {
      guard !token.bytes.isEmpty else { throw failure("a special token is empty") }
      guard special.updateValue(token.id, forKey: token.bytes) == nil else {
        throw failure("the special token '\(token.name)' stands twice")
      }
    }
    var tokens: [[UInt8]] = []
    var scores: [Double] = []
    var seen: Set<[UInt8]> = []
    for (id, entry) in entries.enumerated() {
      let (spelled, score) = try piece(entry, id: id, failure)
      let name = String(decoding: spelled, as: UTF8.self)
      guard seen.insert(spelled).inserted else {
        throw failure("the piece '\(name)' stands twice in \"vocab\", the second time as \(id)")
      }
      if let known = special[spelled] {
        guard known == id else { throw failure("'\(name)' has the ids \(known) and \(id)") }
        tokens.append([])
      } else if let bytes = ByteLevelAlphabet.read(spelled) {
        tokens.append(bytes)
      } else {
        throw failure("the piece '\(name)' is not spelled in the byte-level alphabet")
      }
      scores.append(score)
    }
    let bytes = Set(tokens.filter { $0.count == 1 })
    for byte in UInt8.min...UInt8.max where !bytes.contains([byte]) {
      let spelled = String(decoding: ByteLevelAlphabet.spell([byte]), as: UTF8.self)
      throw failure(
        "no piece for the byte \(byte), \(spelled): train it with the whole byte-level alphabet")
    }
    // Special tokens that are not in the list follow, perhaps with holes between.
    for token in added where !seen.contains(token.bytes) {
      guard token.id >= tokens.count, token.id <= BytePairVocabulary.largestID else {
        throw failure(
          "the special token '\(token.name)' has the id \(token.id), but \(tokens.count) is the "
            + "next free one")
      }
      let holes = token.id - tokens.count
      tokens += [[UInt8]](repeating: [], count: holes + 1)
      scores += [Double](repeating: 0, count: holes + 1)
    }
    let frame = try PostProcessorFile.read(
      root["post_processor"],
      id: { name in
        special[name] ?? ByteLevelAlphabet.read(name).flatMap { tokens.firstIndex(of: $0) }
      },
      failure)
    for id in frame.before + frame.after where Int(id) >= tokens.count {
      throw failure("the id \(id) that goes around texts is no token's")
    }
    return UnigramTokenizer(
      tokenBytes: tokens, scores: scores,
      specialTokens: added.map { SpecialToken(id: Int32($0.id), content: $0.bytes) },
      pattern: pattern, textFrame: frame)
  }

  private static func checkOptions(
    _ root: JSONObject, _ model: JSONObject, count: Int, _ failure: (String) -> TokenizerError
  ) throws {
    guard count <= Int(Int32.max) else { throw failure("\"vocab\" has too many pieces: \(count)") }
    // Every byte is a piece, so that the unknown token is never used: only its place is checked.
    switch model["unk_id"] ?? .null {
    case .null: break
    case .integer(let id) where id >= 0 && id < count: break
    case .integer(let id):
      throw failure("\"unk_id\" is \(id), but \"vocab\" has pieces 0 to \(count - 1)")
    case let other: throw failure("\"unk_id\" is \(other.kind), not a whole number or null")
    }
    _ = try BytePairFile.flag(model, "byte_fallback", failure)
    try BytePairFile.refuseNormalizer(root, failure)
  }

  private static func piece(
    _ entry: JSONValue, id: Int, _ failure: (String) -> TokenizerError
  ) throws -> ([UInt8], Double) {
    guard let pair = entry.array, pair.count == 2, case .string(let spelled) = pair[0] else {
      throw failure("entry \(id) of \"vocab\" is not a list of a piece and its score")
    }
    guard !spelled.isEmpty else { throw failure("piece \(id) is empty") }
    guard let score = pair[1].number else {
      throw failure("the score of piece \(id) is \(pair[1].kind), not a number")
    }
    if let problem = UnigramTokenizer.problem(with: score) {
      throw failure("piece \(id) \(problem)")
    }
    return (spelled, score)
  }
}

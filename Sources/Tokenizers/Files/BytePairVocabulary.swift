/// A byte-level vocabulary as a file gives it, and the checks that make a tokenizer of it.
///
/// Whatever the format, the same must hold: every id and every token once, merges of tokens that there
/// are, and tokens that merges make. Ids may have holes and bytes may have no token, as in published
/// vocabularies.
struct BytePairVocabulary {
  struct Token {
    let bytes: [UInt8]
    let id: Int
    /// As the file spells it, for messages.
    let name: String
  }

  var tokens: [Token] = []
  var specialTokens: [Token] = []
  /// Tokens that are found in texts before these are cut; their bytes are their spelling.
  var ordinaryTokens: [TextPreparation.AddedToken] = []
  var normalization: [TextPreparation.Step] = []
  var addsSpace = false
  var cuts: [TextCut] = []
  /// The bytes of the two tokens of each merge, the most urgent first.
  var merges: [(left: [UInt8], right: [UInt8])] = []
  var pattern = PreTokenPattern.gpt2
  var ignoresMergesForWholeWords = false
  var unknownToken: [UInt8]?
  var textFrame = TextFrame.none
  /// Whether two special tokens may have one id, as in one of tiktoken's encodings.
  var sharesSpecialIDs = false
  let failure: (String) -> TokenizerError

  /// Ids beyond this are no vocabulary's: the largest published ones have a million.
  static let largestID = 1 << 22

  /// - Throws: `TokenizerError.malformedFile` with what does not hold.
  func tokenizer() throws -> BytePairTokenizer {
    let (placed, ids) = try place()
    let byteIDs = (UInt8.min...UInt8.max).map { ids[[$0]] ?? -1 }
    guard byteIDs.contains(where: { $0 >= 0 }) else { throw failure("no byte has a token") }
    let (known, made) = try check(ids)
    for id in textFrame.before + textFrame.after where !placed.indices.contains(Int(id)) {
      throw failure("the id \(id) that goes around texts is no token's")
    }
    let special = specialTokens.map {
      TextPreparation.AddedToken(id: Int32($0.id), content: $0.bytes, isSpecial: true)
    }
    let preparation = TextPreparation(
      steps: normalization, tokens: ordinaryTokens + (ordinaryTokens.isEmpty ? [] : special),
      addsSpace: addsSpace, cuts: cuts)
    return BytePairTokenizer(
      tokenBytes: placed, byteIDs: byteIDs, merges: known, mergedIDs: made,
      specialTokens: specialTokens.map { SpecialToken(id: Int32($0.id), content: $0.bytes) }
        .sorted { $0.id < $1.id },
      pattern: pattern, ignoresMergesForWholeWords: ignoresMergesForWholeWords,
      unknownID: try unknownID(ids, isNeeded: byteIDs.contains(-1)), textFrame: textFrame,
      preparation: preparation.isEmpty ? nil : preparation)
  }

  /// The bytes of each id, and the id of each string of bytes.
  private func place() throws -> ([[UInt8]], [[UInt8]: Int32]) {
    let ordinary = ordinaryTokens.map {
      Token(bytes: $0.content, id: Int($0.id), name: String(decoding: $0.content, as: UTF8.self))
    }
    let all = tokens + specialTokens + ordinary
    if let token = all.first(where: { $0.id < 0 || $0.id > Self.largestID }) {
      throw failure(
        "the id \(token.id) of '\(token.name)' "
          + (token.id < 0 ? "is negative" : "is beyond \(Self.largestID)"))
    }
    let count = 1 + (all.map(\.id).max() ?? -1)
    var placed = [[UInt8]?](repeating: nil, count: count)
    var ids: [[UInt8]: Int32] = [:]
    ids.reserveCapacity(tokens.count)
    func place(_ token: Token, _ bytes: [UInt8], mayShare: Bool = false) throws {
      guard placed[token.id] == nil || mayShare else {
        throw failure("two tokens have the id \(token.id)")
      }
      placed[token.id] = bytes
    }
    var contents: Set<[UInt8]> = []
    for token in specialTokens {
      guard !token.bytes.isEmpty else { throw failure("a special token is empty") }
      guard contents.insert(token.bytes).inserted else {
        throw failure("the special token '\(token.name)' stands twice")
      }
      try place(token, [], mayShare: sharesSpecialIDs)
    }
    for token in ordinary {
      guard !token.bytes.isEmpty else { throw failure("an added token is empty") }
      guard contents.insert(token.bytes).inserted else {
        throw failure("the added token '\(token.name)' stands twice")
      }
      try place(token, token.bytes)
    }
    for token in tokens {
      guard !token.bytes.isEmpty else { throw failure("the token of id \(token.id) is empty") }
      guard ids.updateValue(Int32(truncatingIfNeeded: token.id), forKey: token.bytes) == nil else {
        throw failure("the token '\(token.name)' stands twice")
      }
      try place(token, token.bytes)
    }
    return (placed.map { $0 ?? [] }, ids)
  }

  /// The token for bytes that have none, where there are such bytes.
  private func unknownID(_ ids: [[UInt8]: Int32], isNeeded: Bool) throws -> Int32? {
    guard isNeeded, let unknownToken else { return nil }
    let special = specialTokens.first { $0.bytes == unknownToken }.map { Int32($0.id) }
    guard let id = special ?? ByteLevelAlphabet.read(unknownToken).flatMap({ ids[$0] }) else {
      throw failure(
        "the unknown token '\(String(decoding: unknownToken, as: UTF8.self))' is not in the "
          + "vocabulary")
    }
    return id
  }

  /// The merges as ids, and the ids that they make.
  private func check(_ ids: [[UInt8]: Int32]) throws -> ([BytePairMerge], [Int32]) {
    var known: [BytePairMerge] = []
    var made: [Int32] = []
    var seen: Set<UInt64> = []
    known.reserveCapacity(merges.count)
    for (rank, merge) in merges.enumerated() {
      guard let left = ids[merge.left], let right = ids[merge.right] else {
        let missing = ids[merge.left] == nil ? merge.left : merge.right
        throw failure(
          "merge \(rank) joins '\(spelled(missing))', which is not in the vocabulary")
      }
      guard let id = ids[merge.left + merge.right] else {
        throw failure(
          "merge \(rank) makes '\(spelled(merge.left + merge.right))', which is not in the "
            + "vocabulary")
      }
      guard seen.insert(PairTable.key(left, right)).inserted else {
        throw failure("merge \(rank) stands twice")
      }
      known.append(BytePairMerge(left: left, right: right))
      made.append(id)
    }
    try checkOrigins(ids)
    return (known, made)
  }

  /// Every part of a merge is a byte, or made by merges of what is itself made: else the merges go
  /// round in a circle, or hang in the air. And every token is made: else merges are missing, and texts
  /// would get other ids. A merge's parts are shorter than what it makes, so that one pass in the order
  /// of lengths finds all that can be made.
  private func checkOrigins(_ ids: [[UInt8]: Int32]) throws {
    var reached = Set((UInt8.min...UInt8.max).map { [$0] }.filter { ids[$0] != nil })
    let order = merges.indices.sorted {
      let (a, b) = (merges[$0], merges[$1])
      return a.left.count + a.right.count < b.left.count + b.right.count
    }
    for index in order where reached.contains(merges[index].left) {
      let merge = merges[index]
      if reached.contains(merge.right) { reached.insert(merge.left + merge.right) }
    }
    for (rank, merge) in merges.enumerated() {
      for part in [merge.left, merge.right] where !reached.contains(part) {
        throw failure(
          "merge \(rank) joins '\(spelled(part))', which no merge makes from bytes: merges in a "
            + "circle, or one is missing")
      }
    }
    let lost = tokens.filter { !reached.contains($0.bytes) && !isPlaceholder($0) }
    // A whole word may be a token that no merge makes, where merges are not asked for it; but not most.
    let isAllowed = ignoresMergesForWholeWords && 2 * lost.count <= tokens.count - 256
    guard let first = lost.first, !isAllowed else { return }
    throw failure(
      "no merge makes the token '\(first.name)' of id \(first.id)"
        + (lost.count > 1 ? ", nor \(lost.count - 1) others" : "") + ": merges are missing")
  }

  /// Whether a token stands in published vocabularies for something else than text, or keeps a place
  /// free: `<unused7>`, `[MASK]`, `madeupword0001`.
  private func isPlaceholder(_ token: Token) -> Bool {
    let name = token.name
    return name.hasPrefix("<") && name.hasSuffix(">") || name.hasPrefix("[") && name.hasSuffix("]")
      || name.hasPrefix("madeupword") && name.dropFirst(10).allSatisfy(\.isNumber)
  }

  private func spelled(_ bytes: [UInt8]) -> String {
    String(decoding: ByteLevelAlphabet.spell(bytes), as: UTF8.self)
  }
}

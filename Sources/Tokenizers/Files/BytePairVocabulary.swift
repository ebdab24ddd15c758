/// A byte-level vocabulary as a file gives it, and the checks that make a tokenizer of it.
///
/// Whatever the format, the same must hold: ids from 0 without a gap, every token once, all 256 bytes,
/// and merges of tokens that there are.
struct BytePairVocabulary {
  struct Token {
    let bytes: [UInt8]
    let id: Int
    /// As the file spells it, for messages.
    let name: String
  }

  var tokens: [Token] = []
  var specialTokens: [Token] = []
  /// The bytes of the two tokens of each merge, the most urgent first.
  var merges: [(left: [UInt8], right: [UInt8])] = []
  var pattern = PreTokenPattern.gpt2
  var ignoresMergesForWholeWords = false
  let failure: (String) -> TokenizerError

  /// - Throws: `TokenizerError.malformedFile` with what does not hold.
  func tokenizer() throws -> BytePairTokenizer {
    let (placed, ids) = try place()
    var byteIDs: [Int32] = []
    for byte in 0..<256 {
      guard let id = ids[[UInt8(byte)]] else { throw failure("no token for the byte \(byte)") }
      byteIDs.append(id)
    }
    let (known, made) = try check(ids)
    return BytePairTokenizer(
      tokenBytes: placed, byteIDs: byteIDs, merges: known, mergedIDs: made,
      specialTokens: specialTokens.map { SpecialToken(id: Int32($0.id), content: $0.bytes) }
        .sorted { $0.id < $1.id },
      pattern: pattern, ignoresMergesForWholeWords: ignoresMergesForWholeWords)
  }

  /// The bytes of each id, and the id of each string of bytes.
  private func place() throws -> ([[UInt8]], [[UInt8]: Int32]) {
    let count = tokens.count + specialTokens.count
    var placed = [[UInt8]?](repeating: nil, count: count)
    var ids: [[UInt8]: Int32] = [:]
    ids.reserveCapacity(tokens.count)
    func place(_ token: Token, _ bytes: [UInt8]) throws {
      guard token.id >= 0 else {
        throw failure("the id \(token.id) of '\(token.name)' is negative")
      }
      guard token.id < count else {
        throw failure(
          "the id \(token.id) of '\(token.name)' leaves a gap: \(count) tokens have ids 0 to "
            + "\(count - 1)")
      }
      guard placed[token.id] == nil else { throw failure("two tokens have the id \(token.id)") }
      placed[token.id] = bytes
    }
    var contents: Set<[UInt8]> = []
    for token in specialTokens {
      guard !token.bytes.isEmpty else { throw failure("a special token is empty") }
      guard contents.insert(token.bytes).inserted else {
        throw failure("the special token '\(token.name)' stands twice")
      }
      try place(token, [])
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
    try checkOrigins()
    return (known, made)
  }

  /// Every part of a merge is a byte, or made by merges of what is itself made: else the merges go
  /// round in a circle, or hang in the air. A merge's parts are shorter than what it makes, so that
  /// one pass in the order of lengths finds all that can be made.
  private func checkOrigins() throws {
    var reached = Set((0..<256).map { [UInt8($0)] })
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
  }

  private func spelled(_ bytes: [UInt8]) -> String {
    String(decoding: ByteLevelAlphabet.spell(bytes), as: UTF8.self)
  }
}

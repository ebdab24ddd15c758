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

  /// The bytes of the tokens that stand for text, and the id of each.
  private(set) var tokens = ByteStrings()
  private(set) var tokenIDs: [Int] = []
  /// How the file spells the bytes of a token, for messages.
  var spelling: ([UInt8]) -> [UInt8] = { ByteLevelAlphabet.spell($0) }
  var specialTokens: [Token] = []
  /// Tokens that are found in texts before these are cut; their bytes are their spelling.
  var ordinaryTokens: [TextPreparation.AddedToken] = []
  var normalization: [TextPreparation.Step] = []
  var addsSpace = false
  var cuts: [TextCut] = []
  /// The bytes of the two tokens of each merge side by side, the most urgent first, and the bytes of the
  /// left one.
  private var merges = ByteStrings()
  private var leftCounts: [Int] = []
  var pattern = PreTokenPattern.gpt2
  var ignoresMergesForWholeWords = false
  var unknownToken: [UInt8]?
  var textFrame = TextFrame.none
  /// Whether two special tokens may have one id, as in one of tiktoken's encodings.
  var sharesSpecialIDs = false
  let failure: (String) -> TokenizerError

  init(failure: @escaping (String) -> TokenizerError) { self.failure = failure }

  /// Ids beyond this are no vocabulary's: the largest published ones have a million.
  static let largestID = 1 << 22

  mutating func addToken(_ bytes: [UInt8], id: Int) {
    tokens.append(bytes)
    tokenIDs.append(id)
  }

  mutating func addMerge(_ parts: (left: [UInt8], right: [UInt8])) {
    merges.append(parts.left, parts.right)
    leftCounts.append(parts.left.count)
  }

  /// - Throws: `TokenizerError.malformedFile` with what does not hold.
  func tokenizer() throws -> BytePairTokenizer {
    let index = try index()
    let placed = try place()
    let byteIDs = (UInt8.min...UInt8.max).map { id(of: [$0], index) ?? -1 }
    guard byteIDs.contains(where: { $0 >= 0 }) else { throw failure("no byte has a token") }
    let (known, made, ranks) = try check(index)
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
      tokenBytes: placed, byteIDs: byteIDs, merges: known, mergedIDs: made, ranks: ranks,
      specialTokens: specialTokens.map { SpecialToken(id: Int32($0.id), content: $0.bytes) }
        .sorted { $0.id < $1.id },
      pattern: pattern, ignoresMergesForWholeWords: ignoresMergesForWholeWords,
      unknownID: try unknownID(index, isNeeded: byteIDs.contains(-1)), textFrame: textFrame,
      preparation: preparation.isEmpty ? nil : preparation)
  }

  /// Finds tokens by their bytes.
  private func index() throws -> ByteStringIndex {
    var index = ByteStringIndex(capacity: tokens.count)
    for number in tokens.indices {
      let (id, count) = (tokenIDs[number], tokens.byteCount(of: number))
      guard count > 0 else { throw failure("the token of id \(id) is empty") }
      guard index.insert(number, of: tokens) == nil else {
        throw failure("the token '\(name(number))' stands twice")
      }
    }
    return index
  }

  /// The bytes of each id.
  private func place() throws -> ByteStrings {
    let ordinary = ordinaryTokens.map {
      Token(bytes: $0.content, id: Int($0.id), name: String(decoding: $0.content, as: UTF8.self))
    }
    let added = specialTokens + ordinary
    let ids = tokenIDs + added.map(\.id)
    if let number = ids.firstIndex(where: { $0 < 0 || $0 > Self.largestID }) {
      let name = number < tokens.count ? name(number) : added[number - tokens.count].name
      throw failure(
        "the id \(ids[number]) of '\(name)' "
          + (ids[number] < 0 ? "is negative" : "is beyond \(Self.largestID)"))
    }
    // Which token has an id: −1 where none has it, −2 for one that is not in the list.
    var numbers = [Int32](repeating: -1, count: 1 + (ids.max() ?? -1))
    func place(_ number: Int32, at id: Int, mayShare: Bool = false) throws {
      guard numbers[id] == -1 || mayShare else { throw failure("two tokens have the id \(id)") }
      numbers[id] = number
    }
    var contents: Set<[UInt8]> = []
    for token in specialTokens {
      guard !token.bytes.isEmpty else { throw failure("a special token is empty") }
      guard contents.insert(token.bytes).inserted else {
        throw failure("the special token '\(token.name)' stands twice")
      }
      try place(-2, at: token.id, mayShare: sharesSpecialIDs)
    }
    for token in ordinary {
      guard !token.bytes.isEmpty else { throw failure("an added token is empty") }
      guard contents.insert(token.bytes).inserted else {
        throw failure("the added token '\(token.name)' stands twice")
      }
      try place(-2, at: token.id)
    }
    for (number, id) in tokenIDs.enumerated() {
      try place(Int32(truncatingIfNeeded: number), at: id)
    }
    let contentByID = Dictionary(
      ordinary.map { ($0.id, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    var placed = ByteStrings()
    placed.reserveCapacity(numbers.count, byteCount: tokens.totalByteCount)
    for (id, number) in numbers.enumerated() {
      if number >= 0 {
        tokens.withBytes(of: Int(number)) { placed.append($0) }
      } else {
        placed.append(contentByID[id] ?? [])
      }
    }
    return placed
  }

  private func id(of bytes: [UInt8], _ index: ByteStringIndex) -> Int32? {
    index.number(of: bytes, in: tokens).map { Int32(truncatingIfNeeded: tokenIDs[$0]) }
  }

  /// A token as the file spells it.
  private func name(_ number: Int) -> String {
    String(decoding: spelling(tokens[number]), as: UTF8.self)
  }

  /// The token for bytes that have none, where there are such bytes.
  private func unknownID(_ index: ByteStringIndex, isNeeded: Bool) throws -> Int32? {
    guard isNeeded, let unknownToken else { return nil }
    let special = specialTokens.first { $0.bytes == unknownToken }.map { Int32($0.id) }
    let known = ByteLevelAlphabet.read(unknownToken).flatMap { id(of: $0, index) }
    guard let id = special ?? known else {
      throw failure(
        "the unknown token '\(String(decoding: unknownToken, as: UTF8.self))' is not in the "
          + "vocabulary")
    }
    return id
  }

  /// The numbers of a merge's left and right token and of the one that it makes.
  private typealias Parts = (left: Int, right: Int, made: Int)

  private func parts(_ rank: Int, _ index: ByteStringIndex) throws -> Parts {
    let cut = leftCounts[rank]
    return try merges.withBytes(of: rank) { bytes in
      func find(_ range: Range<Int>) -> Int? {
        index.number(of: UnsafeBufferPointer(rebasing: bytes[range]), in: tokens)
      }
      func missing(_ range: Range<Int>, _ verb: String) -> TokenizerError {
        failure(
          "merge \(rank) \(verb) '\(spelled(Array(bytes[range])))', which is not in the vocabulary")
      }
      guard let left = find(0..<cut) else { throw missing(0..<cut, "joins") }
      guard let right = find(cut..<bytes.count) else {
        throw missing(cut..<bytes.count, "joins")
      }
      guard let made = find(0..<bytes.count) else { throw missing(0..<bytes.count, "makes") }
      return (left, right, made)
    }
  }

  /// The merges as ids, the ids that they make, and their ranks.
  private func check(
    _ index: ByteStringIndex
  ) throws -> ([BytePairMerge], [Int32], PairTable) {
    var known: [BytePairMerge] = []
    var made: [Int32] = []
    var ranks = PairTable(capacity: merges.count)
    known.reserveCapacity(merges.count)
    made.reserveCapacity(merges.count)
    for rank in merges.indices {
      let parts = try parts(rank, index)
      let merge = BytePairMerge(
        left: Int32(truncatingIfNeeded: tokenIDs[parts.left]),
        right: Int32(truncatingIfNeeded: tokenIDs[parts.right]))
      let number = Int32(truncatingIfNeeded: rank)
      guard ranks.value(PairTable.key(merge.left, merge.right), orInsert: number) == number else {
        throw failure("merge \(rank) stands twice")
      }
      known.append(merge)
      made.append(Int32(truncatingIfNeeded: tokenIDs[parts.made]))
    }
    try checkOrigins(known, made)
    return (known, made, ranks)
  }

  /// Every part of a merge is a byte, or made by merges of what is itself made: else the merges go
  /// round in a circle, or hang in the air. And every token is made: else merges are missing, and texts
  /// would get other ids. A merge's parts are shorter than what it makes, so that one pass in the order
  /// of lengths finds all that can be made.
  private func checkOrigins(_ known: [BytePairMerge], _ made: [Int32]) throws {
    var reached = [Bool](repeating: false, count: 1 + (tokenIDs.max() ?? -1))
    for (number, id) in tokenIDs.enumerated() where tokens.byteCount(of: number) == 1 {
      reached[id] = true
    }
    let order = merges.indices.sorted { merges.byteCount(of: $0) < merges.byteCount(of: $1) }
    for rank in order where reached[Int(known[rank].left)] && reached[Int(known[rank].right)] {
      reached[Int(made[rank])] = true
    }
    for (rank, merge) in known.enumerated() {
      let isLeftLost = !reached[Int(merge.left)]
      guard isLeftLost || !reached[Int(merge.right)] else { continue }
      let (bytes, cut) = (merges[rank], leftCounts[rank])
      let part = Array(isLeftLost ? bytes[..<cut] : bytes[cut...])
      throw failure(
        "merge \(rank) joins '\(spelled(part))', which no merge makes from bytes: merges in a "
          + "circle, or one is missing")
    }
    let lost = tokens.indices.filter { !reached[tokenIDs[$0]] && !isPlaceholder(name($0)) }
    // A whole word may be a token that no merge makes, where merges are not asked for it; but not most.
    let isAllowed = ignoresMergesForWholeWords && 2 * lost.count <= tokens.count - 256
    guard let first = lost.first, !isAllowed else { return }
    throw failure(
      "no merge makes the token '\(name(first))' of id \(tokenIDs[first])"
        + (lost.count > 1 ? ", nor \(lost.count - 1) others" : "") + ": merges are missing")
  }

  /// Whether a token stands in published vocabularies for something else than text, or keeps a place
  /// free: `<unused7>`, `[MASK]`, `madeupword0001`.
  private func isPlaceholder(_ name: String) -> Bool {
    name.hasPrefix("<") && name.hasSuffix(">") || name.hasPrefix("[") && name.hasSuffix("]")
      || name.hasPrefix("madeupword") && name.dropFirst(10).allSatisfy(\.isNumber)
  }

  private func spelled(_ bytes: [UInt8]) -> String {
    String(decoding: ByteLevelAlphabet.spell(bytes), as: UTF8.self)
  }
}

/// Byte-level byte pair encoding: 256 bytes, merges, and special tokens such as `<|endoftext|>`.
///
///     let tokenizer = try BytePairTokenizer.train(on: documents, vocabularySize: 1_024)
///     let ids = try tokenizer.encode("mens rea")
///     try tokenizer.decodeText(ids)          // "mens rea"
public struct BytePairTokenizer: Tokenizer, Equatable {
  public let pattern: PreTokenPattern
  /// The merges in the order in which they were learned: the earlier, the more urgent.
  public let merges: [BytePairMerge]
  /// The tokens that stand for no bytes of a text, in the order of their ids.
  public let specialTokens: [SpecialToken]
  /// Whether a pre-token that is in the vocabulary is one token even where merges would not make it,
  /// as tiktoken and Llama 3 have it.
  public let ignoresMergesForWholeWords: Bool
  public private(set) var textFrame: TextFrame
  public let unwritableBytes: [UInt8]
  /// The token for bytes that have none; without it they are left out.
  let unknownID: Int32?
  /// What is done to a text before it is cut; nil for nothing.
  let preparation: TextPreparation?
  /// The bytes of each id; empty for a special token, and for an id that no token has.
  let tokenBytes: ByteStrings
  /// The id of each byte, −1 for one that is left out.
  let byteIDs: [Int32]
  /// From a pair of ids to the merge's rank.
  let ranks: PairTable
  /// From a merge's rank to the id that it makes.
  let mergedIDs: [Int32]
  /// The ids of all tokens by their bytes, where whole words are looked up.
  private let wholeWords: ByteStringIndex

  public var vocabularySize: Int { tokenBytes.count }
  public var endOfText: Int32? { SpecialToken.endOfText(among: specialTokens) }

  /// Learns merges until the vocabulary is full, or until no pair is left.
  ///
  /// Ids 0–255 are the bytes, the merges follow, the special tokens come last.
  ///
  /// - Parameter specialTokens: those that files may spell; `<|endoftext|>` is the one that ends
  ///   documents.
  /// - Throws: `TokenizerError.vocabularyTooSmall` below 256 and the special tokens, `.emptyText`
  ///   without text, `.preTokenTooLong`.
  /// - Complexity: one pass over the text; then a merge touches only the different words that hold
  ///   its pair.
  public static func train(
    on documents: [[UInt8]], vocabularySize: Int, pattern: PreTokenPattern = .gpt2,
    specialTokens: [String] = [SpecialToken.endOfTextContent],
    progress: (_ merges: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(TokenizerError) -> BytePairTokenizer {
    let minimum = 256 + specialTokens.count
    guard vocabularySize >= minimum else {
      throw .vocabularyTooSmall(vocabularySize, minimum: minimum)
    }
    guard documents.contains(where: { !$0.isEmpty }) else { throw .emptyText }
    var trainer = try BytePairTrainer(documents: documents, pattern: pattern)
    var merges: [BytePairMerge] = []
    let wanted = vocabularySize - minimum
    while merges.count < wanted, let merge = trainer.mergeBest(into: Int32(256 + merges.count)) {
      merges.append(merge)
      if merges.count % 64 == 0 { progress(merges.count, wanted) }
    }
    return BytePairTokenizer(merges: merges, pattern: pattern, specialTokens: specialTokens)
  }

  /// A tokenizer whose ids are the bytes, the merges in order, and the special tokens.
  ///
  /// - Precondition: a merge speaks only of tokens made before it.
  public init(
    merges: [BytePairMerge], pattern: PreTokenPattern = .gpt2,
    specialTokens: [String] = [SpecialToken.endOfTextContent]
  ) {
    var tokens = ByteStrings((0..<256).map { [UInt8($0)] })
    for merge in merges { tokens.append(tokens[Int(merge.left)], tokens[Int(merge.right)]) }
    let special = specialTokens.enumerated().map {
      SpecialToken(id: Int32(tokens.count + $0), content: Array($1.utf8))
    }
    for _ in special { tokens.append([]) }
    self.init(
      tokenBytes: tokens, byteIDs: (0..<256).map { Int32($0) },
      merges: merges, mergedIDs: merges.indices.map { Int32(256 + $0) }, specialTokens: special,
      pattern: pattern)
  }

  /// A tokenizer with ids of any order, as files give them; whoever calls this has checked them.
  ///
  /// - Parameters:
  ///   - byteIDs: the id of each byte, −1 where there is none.
  ///   - ranks: those of the merges, where they are known already.
  init(
    tokenBytes: ByteStrings, byteIDs: [Int32], merges: [BytePairMerge], mergedIDs: [Int32],
    ranks: PairTable? = nil, specialTokens: [SpecialToken], pattern: PreTokenPattern,
    ignoresMergesForWholeWords: Bool = false, unknownID: Int32? = nil,
    textFrame: TextFrame = .none, preparation: TextPreparation? = nil
  ) {
    self.preparation = preparation
    self.tokenBytes = tokenBytes
    unwritableBytes = (UInt8.min...UInt8.max).filter { byteIDs[Int($0)] < 0 }
    self.byteIDs = byteIDs.map { $0 < 0 ? unknownID ?? -1 : $0 }
    self.unknownID = unknownID
    self.textFrame = textFrame
    self.merges = merges
    self.mergedIDs = mergedIDs
    self.specialTokens = specialTokens
    self.pattern = pattern
    self.ignoresMergesForWholeWords = ignoresMergesForWholeWords
    self.ranks = ranks ?? Self.ranks(of: merges)
    var whole = ByteStringIndex(capacity: ignoresMergesForWholeWords ? tokenBytes.count : 0)
    if ignoresMergesForWholeWords {
      let added = Set(preparation?.tokens.map(\.id) ?? [])
      for id in tokenBytes.indices
      where tokenBytes.byteCount(of: id) > 0 && !added.contains(Int32(id)) {
        _ = whole.insert(id, of: tokenBytes)
      }
    }
    wholeWords = whole
  }

  private static func ranks(of merges: [BytePairMerge]) -> PairTable {
    var table = PairTable(capacity: merges.count)
    for (rank, merge) in merges.enumerated() {
      table.set(PairTable.key(merge.left, merge.right), Int32(rank))
    }
    return table
  }

  public func bytes(of id: Int32) -> [UInt8]? {
    id >= 0 && id < tokenBytes.count ? tokenBytes[Int(id)] : nil
  }

  public func appendBytes(of id: Int32, to bytes: inout [UInt8]) -> Bool {
    guard id >= 0 && id < tokenBytes.count else { return false }
    tokenBytes.withBytes(of: Int(id)) { bytes.append(contentsOf: $0) }
    return true
  }

  /// - Throws: `TokenizerError.preTokenTooLong`.
  /// - Complexity: O(n log n) for a pre-token of n bytes, and so nearly linear in the text.
  public func encode(_ bytes: [UInt8]) throws(TokenizerError) -> [Int32] {
    let encoder = BytePairEncoder(self)
    var ids: [Int32] = []
    let result = bytes.withUnsafeBufferPointer { text -> Result<Int, TokenizerError> in
      Result { () throws(TokenizerError) -> Int in
        try encoder.encode(text, offset: 0, isWhole: true, into: &ids)
      }
    }
    _ = try result.get()
    return ids
  }

  public func makeEncoder() -> any TextEncoder { BytePairEncoder(self) }

  public func withoutTextFrame() -> any Tokenizer {
    var copy = self
    copy.textFrame = .none
    return copy
  }

  /// The id of a whole pre-token, where the vocabulary is asked before the merges.
  @inline(__always)
  func wholeWordID(_ word: UnsafeBufferPointer<UInt8>) -> Int32? {
    ignoresMergesForWholeWords
      ? wholeWords.number(of: word, in: tokenBytes).map { Int32($0) } : nil
  }
}

/// A token that stands for no bytes: it says something about the text around it.
public struct SpecialToken: Hashable, Sendable {
  public let id: Int32
  /// How files and people spell it, as UTF-8.
  public let content: [UInt8]

  public init(id: Int32, content: [UInt8]) {
    self.id = id
    self.content = content
  }

  /// What ends a document, in texts and vocabularies.
  public static let endOfTextContent = "<|endoftext|>"

  /// How vocabularies spell the token that ends a document; the first that is there is the one.
  private static let endings = [endOfTextContent, "<|end_of_text|>", "</s>", "<|eot_id|>"]

  static func endOfText(among tokens: [SpecialToken]) -> Int32? {
    for ending in endings {
      if let token = tokens.first(where: { $0.content.elementsEqual(ending.utf8) }) {
        return token.id
      }
    }
    return nil
  }
}

/// Byte-level byte pair encoding: 256 bytes, merges, and `<|endoftext|>`.
///
///     let tokenizer = try BytePairTokenizer.train(on: documents, vocabularySize: 1_024)
///     let ids = tokenizer.encode("mens rea")
///     try tokenizer.decodeText(ids)          // "mens rea"
public struct BytePairTokenizer: Tokenizer, Equatable {
  public let pattern: PreTokenPattern
  /// The merges in the order in which they were learned: the earlier, the more urgent.
  public let merges: [BytePairMerge]
  public let endOfText: Int32?
  /// The bytes of each id; empty for a special token.
  let tokenBytes: [[UInt8]]
  let byteIDs: [Int32]
  /// From a pair of ids to the merge's rank.
  let ranks: PairTable
  /// From a merge's rank to the id that it makes.
  let mergedIDs: [Int32]

  public var vocabularySize: Int { tokenBytes.count }

  /// Learns merges until the vocabulary is full, or until no pair is left.
  ///
  /// Ids 0–255 are the bytes, the merges follow, the end of text comes last.
  ///
  /// - Throws: `TokenizerError.vocabularyTooSmall` below 257, `.emptyText` without text.
  public static func train(
    on documents: [[UInt8]], vocabularySize: Int, pattern: PreTokenPattern = .gpt2,
    progress: (_ merges: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(TokenizerError) -> BytePairTokenizer {
    guard vocabularySize >= 257 else {
      throw .vocabularyTooSmall(vocabularySize, minimum: 257)
    }
    guard documents.contains(where: { !$0.isEmpty }) else { throw .emptyText }
    var trainer = BytePairTrainer(documents: documents, pattern: pattern)
    var merges: [BytePairMerge] = []
    let wanted = vocabularySize - 257
    while merges.count < wanted, let merge = trainer.mergeBest(into: Int32(256 + merges.count)) {
      merges.append(merge)
      if merges.count % 64 == 0 { progress(merges.count, wanted) }
    }
    return BytePairTokenizer(merges: merges, pattern: pattern)
  }

  /// A tokenizer whose ids are the bytes, the merges in order, and the end of text.
  ///
  /// - Precondition: a merge speaks only of tokens made before it.
  public init(merges: [BytePairMerge], pattern: PreTokenPattern = .gpt2) {
    var tokens: [[UInt8]] = (0..<256).map { [UInt8($0)] }
    for merge in merges { tokens.append(tokens[Int(merge.left)] + tokens[Int(merge.right)]) }
    tokens.append([])
    self.init(
      tokenBytes: tokens, byteIDs: (0..<256).map { Int32($0) }, merges: merges,
      mergedIDs: merges.indices.map { Int32(256 + $0) }, endOfText: Int32(tokens.count - 1),
      pattern: pattern)
  }

  /// A tokenizer with ids of any order, as files give them; whoever calls this has checked them.
  init(
    tokenBytes: [[UInt8]], byteIDs: [Int32], merges: [BytePairMerge], mergedIDs: [Int32],
    endOfText: Int32?, pattern: PreTokenPattern
  ) {
    self.tokenBytes = tokenBytes
    self.byteIDs = byteIDs
    self.merges = merges
    self.mergedIDs = mergedIDs
    self.endOfText = endOfText
    self.pattern = pattern
    var table = PairTable(capacity: merges.count)
    for (rank, merge) in merges.enumerated() {
      table.set(PairTable.key(merge.left, merge.right), Int32(rank))
    }
    ranks = table
  }

  public func bytes(of id: Int32) -> [UInt8]? {
    id >= 0 && id < tokenBytes.count ? tokenBytes[Int(id)] : nil
  }

  public func encode(_ bytes: [UInt8]) -> [Int32] {
    var encoder = BytePairEncoder(self)
    var ids: [Int32] = []
    encoder.encode(bytes, into: &ids)
    return ids
  }

  public func encode(documents: [[UInt8]]) -> [Int32] {
    var encoder = BytePairEncoder(self)
    var ids: [Int32] = []
    for document in documents {
      encoder.encode(document, into: &ids)
      if let endOfText { ids.append(endOfText) }
    }
    return ids
  }
}

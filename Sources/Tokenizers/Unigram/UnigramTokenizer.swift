import Groundwork

/// A unigram language model over bytes (Kudo 2018, arXiv 1804.10959), as BloombergGPT's tokenizer
/// (Wu et al. 2023, §2.3): a text's probability is that of its pieces, drawn one by one, and it is
/// encoded by its likeliest segmentation.
///
///     let tokenizer = try UnigramTokenizer.train(on: documents, vocabularySize: 4_096)
///     let ids = tokenizer.encode("mens rea")
///     try tokenizer.decodeText(ids)          // "mens rea"
///
/// All 256 bytes are pieces, so that any text encodes.
public struct UnigramTokenizer: Tokenizer {
  public let pattern: PreTokenPattern
  /// The tokens that stand for no bytes of a text, in the order of their ids.
  public let specialTokens: [SpecialToken]
  public private(set) var textFrame: TextFrame
  /// The bytes of each id; empty for a special token, and for an id that no token has.
  let tokenBytes: [[UInt8]]
  /// The log probability of each id; of no use for a special token.
  let scores: [Double]
  let lengths: [Int32]
  let byteIDs: [Int32]
  let trie: UnigramTrie

  public var vocabularySize: Int { tokenBytes.count }
  public var endOfText: Int32? { SpecialToken.endOfText(among: specialTokens) }

  /// A tokenizer of given pieces: ids 0–255 are the bytes, the other pieces follow by falling score
  /// (equal ones in the order of their bytes), the special tokens come last.
  ///
  /// A byte that is no piece gets the lowest score of all, or −1 if there are no pieces.
  ///
  /// - Throws: `UnigramError.badPiece` for a piece that is empty or stands twice, or whose score is
  ///   not the logarithm of a probability.
  public init(
    pieces: [UnigramPiece], pattern: PreTokenPattern = .bloomberg,
    specialTokens: [String] = [SpecialToken.endOfTextContent]
  ) throws(UnigramError) {
    var seen: Set<[UInt8]> = []
    for (index, piece) in pieces.enumerated() {
      if let problem = Self.problem(with: piece.score) {
        throw .badPiece(index: index, problem: problem)
      }
      guard !piece.bytes.isEmpty else { throw .badPiece(index: index, problem: "is empty") }
      guard seen.insert(piece.bytes).inserted else {
        throw .badPiece(index: index, problem: "stands twice")
      }
    }
    self.init(distinct: pieces, pattern: pattern, specialTokens: specialTokens)
  }

  /// As above, for pieces that have been checked.
  init(distinct pieces: [UnigramPiece], pattern: PreTokenPattern, specialTokens: [String]) {
    let lowest = pieces.map(\.score).min() ?? -1
    var bytes = (0..<256).map { UnigramPiece(bytes: [UInt8($0)], score: lowest) }
    for piece in pieces where piece.bytes.count == 1 { bytes[Int(piece.bytes[0])] = piece }
    let others = pieces.filter { $0.bytes.count > 1 }.sorted(by: UnigramPiece.isLikelier)
    let all = bytes + others
    let special = specialTokens.enumerated().map {
      SpecialToken(id: Int32(all.count + $0), content: Array($1.utf8))
    }
    self.init(
      tokenBytes: all.map(\.bytes) + special.map { _ in [] },
      scores: all.map(\.score) + special.map { _ in 0 }, specialTokens: special, pattern: pattern)
  }

  /// What is wrong with a score; nil if nothing is.
  static func problem(with score: Double) -> String? {
    if score > 0 { return "has the score \(score), but the log of a probability is at most 0" }
    // Sums of such scores cannot overflow.
    if !(score >= -1e100) { return "has the score \(score), which is no log of a probability" }
    return nil
  }

  /// A tokenizer with ids of any order, as files give them; whoever calls this has checked that the
  /// tokens differ and that all 256 bytes are there.
  init(
    tokenBytes: [[UInt8]], scores: [Double], specialTokens: [SpecialToken],
    pattern: PreTokenPattern, textFrame: TextFrame = .none
  ) {
    self.textFrame = textFrame
    self.tokenBytes = tokenBytes
    self.scores = scores
    self.specialTokens = specialTokens
    self.pattern = pattern
    lengths = tokenBytes.map { Int32($0.count) }
    let sorted = tokenBytes.indices.filter { !tokenBytes[$0].isEmpty }
      .sorted { tokenBytes[$0].lexicographicallyPrecedes(tokenBytes[$1]) }
    var pieces = PieceList()
    var byteIDs = [Int32](repeating: 0, count: 256)
    for id in sorted {
      pieces.append(tokenBytes[id])
      if tokenBytes[id].count == 1 { byteIDs[Int(tokenBytes[id][0])] = Int32(id) }
    }
    self.byteIDs = byteIDs
    trie = UnigramTrie(sorted: pieces, ids: sorted.map { Int32($0) })
  }

  /// The pieces in the order of their ids, without special tokens.
  public var pieces: [UnigramPiece] {
    tokenBytes.indices.filter { !tokenBytes[$0].isEmpty }.map {
      UnigramPiece(bytes: tokenBytes[$0], score: scores[$0])
    }
  }

  public func bytes(of id: Int32) -> [UInt8]? {
    id >= 0 && id < tokenBytes.count ? tokenBytes[Int(id)] : nil
  }

  /// - Throws: `TokenizerError.preTokenTooLong`.
  /// - Complexity: O(bytes · longest piece).
  public func encode(_ bytes: [UInt8]) throws(TokenizerError) -> [Int32] {
    var segmenter = UnigramSegmenter(self)
    var ids: [Int32] = []
    try forEachPreToken(of: bytes) { segmenter.append($0, to: &ids) }
    return ids
  }

  public func makeEncoder() -> any TextEncoder { UnigramEncoder(self) }

  public func withoutTextFrame() -> any Tokenizer {
    var copy = self
    copy.textFrame = .none
    return copy
  }

  private func forEachPreToken(
    of bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(TokenizerError) {
    let result = bytes.withUnsafeBufferPointer { text -> Result<Int, TokenizerError> in
      Result { () throws(TokenizerError) -> Int in try pattern.cut(text, body) }
    }
    _ = try result.get()
  }

  /// A segmentation drawn at random, each with a probability proportional to that of its pieces to
  /// the power of `smoothing` (the α of Kudo 2018, §3.2): a model that sees a text cut in many ways
  /// learns more from it.
  ///
  /// - Parameter smoothing: 0 draws all segmentations alike, 1 by the model's probabilities; the
  ///   higher, the nearer to the likeliest one.
  /// - Throws: `UnigramError.badSmoothing` for what is below 0 or not finite;
  ///   `TokenizerError.preTokenTooLong`.
  /// - Complexity: O(bytes · longest piece).
  public func encode(
    _ bytes: [UInt8], smoothing: Double, using stream: inout RandomStream
  ) throws -> [Int32] {
    guard smoothing >= 0, smoothing <= 1e100 else { throw UnigramError.badSmoothing(smoothing) }
    let segmenter = UnigramSegmenter(self)
    var ids: [Int32] = []
    try forEachPreToken(of: bytes) {
      segmenter.appendSample(of: $0, smoothing: smoothing, using: &stream, to: &ids)
    }
    return ids
  }

  /// The log probability of a sequence of tokens, in nats: the sum of their scores, added from left
  /// to right.
  ///
  /// - Throws: `TokenizerError.unknownID`.
  public func score(of ids: some Sequence<Int32>) throws(TokenizerError) -> Double {
    var sum = 0.0
    for id in ids {
      guard id >= 0, id < tokenBytes.count else {
        throw .unknownID(id, vocabularySize: vocabularySize)
      }
      sum += scores[Int(id)]
    }
    return sum
  }
}

extension UnigramTokenizer: Equatable {
  public static func == (a: UnigramTokenizer, b: UnigramTokenizer) -> Bool {
    a.pattern == b.pattern && a.specialTokens == b.specialTokens && a.tokenBytes == b.tokenBytes
      && a.scores == b.scores && a.textFrame == b.textFrame
  }
}

import Corpora
import Tokenizers

/// Cuts documents into passages of about so many tokens, without losing a byte.
///
///     let cutter = try PassageCutter(tokenCount: 512, tokenizer: tokenizer)
///     let passages = try cutter.cut(document)
///     passages.flatMap(\.bytes) == document.bytes        // true
///
/// A passage ends after a sentence or an empty line; a sentence that is longer than a passage is
/// cut after a line, a line after a word, and only a word that is longer is cut between two
/// characters. It takes in what fits: most passages are a little shorter than what was asked for.
public struct PassageCutter: Sendable {
  private let length: Int
  /// What tokens are counted by; nil counts bytes.
  private let tokenizer: (any Tokenizer)?

  /// A token stands for fewer bytes in any text worth counting: what is longer is cut without being
  /// encoded, so that no tokenizer meets a stretch that it refuses.
  private static let mostBytesPerToken = 16
  /// A character of UTF-8.
  private static let leastByteCount = 4

  /// Passages of at most so many tokens, counted sentence by sentence: a tokenizer that merges or
  /// divides otherwise across two sentences gives the whole a few more or less.
  ///
  /// - Throws: `RetrievalError.passageLength` for less than one token.
  public init(tokenCount: Int, tokenizer: any Tokenizer) throws(RetrievalError) {
    guard tokenCount >= 1 else { throw .passageLength(tokenCount, minimum: 1) }
    length = tokenCount
    self.tokenizer = tokenizer
  }

  /// Passages of at most so many bytes.
  ///
  /// - Throws: `RetrievalError.passageLength` for fewer bytes than a character may have: 4.
  public init(byteCount: Int) throws(RetrievalError) {
    guard byteCount >= Self.leastByteCount else {
      throw .passageLength(byteCount, minimum: Self.leastByteCount)
    }
    length = byteCount
    tokenizer = nil
  }

  /// The passages of a document in their order, none empty; joined again they are the document.
  ///
  /// - Throws: what the tokenizer throws, as `TokenizerError.unknownCharacter`.
  /// - Complexity: that of encoding the document about once.
  public func cut(_ document: Document) throws -> [Passage] {
    try ranges(in: document.bytes).map {
      Passage(document: document.name, range: $0, bytes: Array(document.bytes[$0]))
    }
  }

  /// The passages of a text, as ranges of its bytes.
  ///
  /// - Throws: what the tokenizer throws.
  public func ranges(in bytes: [UInt8]) throws -> [Range<Int>] {
    let encoder = tokenizer?.makeEncoder()
    var ids: [Int32] = []
    return try bytes.withUnsafeBufferPointer { text in
      var packing = Packing(text: text, limit: length) { piece, isFirst in
        guard let encoder else { return piece.count }
        let (most, isTooMuch) = length.multipliedReportingOverflow(by: Self.mostBytesPerToken)
        guard isTooMuch || piece.count <= most else { return .max }
        ids.removeAll(keepingCapacity: true)
        let counted = withItsSpace(piece, isFirst: isFirst, text)
        _ = try encoder.encode(
          UnsafeBufferPointer(rebasing: text[counted]), offset: counted.lowerBound, isWhole: true,
          into: &ids)
        return ids.count
      }
      try packing.add(0..<text.count, at: .sentence)
      return packing.finish()
    }
  }

  /// A piece as its tokens are counted: a space is part of the token that follows it, in most
  /// vocabularies; some tokenizers put one in front of a text themselves.
  ///
  /// - Parameter isFirst: of its passage, which begins without the space.
  private func withItsSpace(
    _ piece: Range<Int>, isFirst: Bool, _ text: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    let hasSpace = piece.lowerBound > 0 && text[piece.lowerBound - 1] == 0x20
    let addsSpace = tokenizer?.stripsLeadingSpace ?? false
    let start = hasSpace && !addsSpace && !isFirst ? piece.lowerBound - 1 : piece.lowerBound
    let end =
      piece.count > 1 && text[piece.upperBound - 1] == 0x20
      ? piece.upperBound - 1 : piece.upperBound
    return start..<end
  }
}

/// Pieces of a text as they are put together to passages.
private struct Packing {
  let text: UnsafeBufferPointer<UInt8>
  let limit: Int
  /// The length of a piece, in what `limit` counts; the first of a passage may have another.
  let measure: (_ piece: Range<Int>, _ isFirst: Bool) throws -> Int

  private var done: [Range<Int>] = []
  private var current = 0..<0
  private var filled = 0

  init(
    text: UnsafeBufferPointer<UInt8>, limit: Int,
    measure: @escaping (_ piece: Range<Int>, _ isFirst: Bool) throws -> Int
  ) {
    self.text = text
    self.limit = limit
    self.measure = measure
  }

  /// Adds what follows, as whole pieces between borders where these fit.
  mutating func add(_ range: Range<Int>, at border: TextBorder) throws {
    for piece in border.pieces(of: text, in: range, longest: limit) {
      var length = try measure(piece, current.isEmpty)
      if length <= limit, length > limit - filled {
        close()
        length = try measure(piece, true)
      }
      if length > limit, let finer = border.finer {
        try add(piece, at: finer)
      } else {
        if length > limit - filled { close() }
        current = current.lowerBound..<piece.upperBound
        filled += length
      }
    }
  }

  /// Ends the passage that is being put together.
  private mutating func close() {
    if !current.isEmpty { done.append(current) }
    current = current.upperBound..<current.upperBound
    filled = 0
  }

  mutating func finish() -> [Range<Int>] {
    close()
    return done
  }
}

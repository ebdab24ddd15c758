import RealModule

/// What a text costs under a vocabulary if every token is written with log₂ V bits: the measure by
/// which BloombergGPT's vocabulary of 2¹⁷ was chosen (Wu et al. 2023, §2.3). A larger vocabulary
/// needs fewer tokens, but more bits for each.
public struct EncodedSize: Equatable, Sendable {
  /// V.
  public let vocabularySize: Int
  public let tokenCount: Int
  /// Bytes of text that were encoded.
  public let byteCount: Int

  public init(vocabularySize: Int, tokenCount: Int, byteCount: Int) {
    self.vocabularySize = vocabularySize
    self.tokenCount = tokenCount
    self.byteCount = byteCount
  }

  /// Number of tokens · log₂ V.
  public var bits: Double { Double(tokenCount) * Double.log2(Double(vocabularySize)) }

  /// 8 for text that is not compressed.
  public var bitsPerByte: Double { bits / Double(max(1, byteCount)) }

  /// The size of some documents under each tokenizer, without their ends of text.
  ///
  /// Take documents that the tokenizers were not trained on.
  ///
  /// - Throws: what the tokenizers throw.
  public static func table(
    of tokenizers: [any Tokenizer], on documents: [[UInt8]]
  ) throws -> [EncodedSize] {
    let byteCount = documents.reduce(0) { $0 + $1.count }
    return try tokenizers.map { tokenizer in
      EncodedSize(
        vocabularySize: tokenizer.vocabularySize,
        tokenCount: try documents.reduce(0) { $0 + (try tokenizer.encode($1)).count },
        byteCount: byteCount)
    }
  }

  /// The row with the fewest bits; of equal ones, the one with the smaller vocabulary.
  public static func best(of table: [EncodedSize]) -> EncodedSize? {
    table.min { ($0.bits, $0.vocabularySize) < ($1.bits, $1.vocabularySize) }
  }
}

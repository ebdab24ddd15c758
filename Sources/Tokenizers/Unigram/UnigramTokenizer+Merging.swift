import RealModule

extension UnigramTokenizer {
  /// Merges models that were trained on parts of a text into one for the whole text, as
  /// BloombergGPT's was made of 5,632 (Wu et al. 2023, §2.3): a piece's probability is the average
  /// of its probabilities in the models, weighted by the bytes that each was trained on, and 0 where
  /// a model does not have it. Then the least likely pieces are taken out and the rest is
  /// normalized.
  ///
  ///     let law = try UnigramTokenizer.merge([(a, 4_000_000), (b, 1_000_000)])     // nothing lost
  ///     let all = try UnigramTokenizer.merge(
  ///       [(law, 5_000_000), (medicine, 9_000_000)], vocabularySize: 8_192)
  ///
  /// Merging without a size and then merging the results equals merging all at once, so that parts
  /// can be merged where they lie. The 256 bytes always stay.
  ///
  /// - Parameters:
  ///   - models: tokenizers with one pre-token pattern, each with the number of bytes behind it.
  ///   - vocabularySize: the bytes and the special tokens included; nil keeps every piece.
  /// - Throws: `UnigramError`; `TokenizerError.vocabularyTooSmall` below 256 and the special tokens.
  public static func merge(
    _ models: [(tokenizer: UnigramTokenizer, byteCount: Int)], vocabularySize: Int? = nil,
    specialTokens: [String] = [SpecialToken.endOfTextContent]
  ) throws -> UnigramTokenizer {
    let minimum = 256 + specialTokens.count
    if let vocabularySize, vocabularySize < minimum {
      throw TokenizerError.vocabularyTooSmall(vocabularySize, minimum: minimum)
    }
    var all = 0.0
    for (tokenizer, byteCount) in models {
      guard byteCount >= 0 else { throw UnigramError.badByteCount(byteCount) }
      guard tokenizer.pattern == models[0].tokenizer.pattern else {
        throw UnigramError.mixedPatterns(models[0].tokenizer.pattern, tokenizer.pattern)
      }
      all += Double(byteCount)
    }
    guard all > 0 else { throw UnigramError.nothingToMerge }
    // For each piece the terms are added in the order of the models, whatever the hash order.
    var probabilities: [[UInt8]: Double] = [:]
    for (tokenizer, byteCount) in models where byteCount > 0 {
      let share = Double(byteCount) / all
      for piece in tokenizer.pieces {
        probabilities[piece.bytes, default: 0] += share * Double.exp(piece.score)
      }
    }
    let pieces = probabilities.map { UnigramPiece(bytes: $0.key, score: Double.log($0.value)) }
      .sorted(by: UnigramPiece.isLikelier)
    let bytes = pieces.filter { $0.bytes.count == 1 }
    let room = vocabularySize.map { $0 - minimum } ?? pieces.count
    let kept = bytes + pieces.filter { $0.bytes.count > 1 }.prefix(room)
    let total = kept.reduce(0) { $0 + Double.exp($1.score) }
    return UnigramTokenizer(
      distinct: kept.map {
        // A byte may be too unlikely for Float64; e^−700 still is a number.
        let score = max($0.score, -700) - Double.log(total)
        return UnigramPiece(bytes: $0.bytes, score: UnigramPiece.rounded(min(0, score)))
      }, pattern: models[0].tokenizer.pattern, specialTokens: specialTokens)
  }
}

extension UnigramTokenizer {
  /// Learns a vocabulary: a seed of frequent substrings, then two steps of EM and the removal of a
  /// quarter of the pieces in turn, until the vocabulary has its size.
  ///
  /// The vocabulary stays smaller where the text has fewer pieces worth having.
  ///
  /// - Parameters:
  ///   - vocabularySize: the 256 bytes and the special tokens included.
  ///   - longestPiece: in bytes; 18 at most.
  ///   - seedSize: pieces to start from; by default 16 times the vocabulary, at least 65,536 and at
  ///     most a million.
  ///   - progress: told the number of pieces and the number wanted.
  /// - Throws: `TokenizerError.vocabularyTooSmall` below 256 and the special tokens, `.emptyText`
  ///   without text, `.preTokenTooLong`.
  /// - Complexity: O(bytes of the different words · `longestPiece`) a round of EM and pruning.
  public static func train(
    on documents: [[UInt8]], vocabularySize: Int, pattern: PreTokenPattern = .bloomberg,
    longestPiece: Int = 16, seedSize: Int? = nil,
    specialTokens: [String] = [SpecialToken.endOfTextContent],
    progress: (_ pieces: Int, _ wanted: Int) -> Void = { _, _ in }
  ) throws(TokenizerError) -> UnigramTokenizer {
    try train(
      on: documents, vocabularySizes: [vocabularySize], pattern: pattern,
      longestPiece: longestPiece, seedSize: seedSize, specialTokens: specialTokens,
      progress: progress)[0]
  }

  /// Learns vocabularies of several sizes in one go, the smaller ones out of the larger ones.
  ///
  /// - Returns: a tokenizer for each size, in the order of the sizes.
  /// - Throws: as `train(on:vocabularySize:)`.
  public static func train(
    on documents: [[UInt8]], vocabularySizes: [Int], pattern: PreTokenPattern = .bloomberg,
    longestPiece: Int = 16, seedSize: Int? = nil,
    specialTokens: [String] = [SpecialToken.endOfTextContent],
    progress: (_ pieces: Int, _ wanted: Int) -> Void = { _, _ in }
  ) throws(TokenizerError) -> [UnigramTokenizer] {
    guard let largest = vocabularySizes.max() else { return [] }
    let minimum = 256 + specialTokens.count
    for size in vocabularySizes where size < minimum {
      throw .vocabularyTooSmall(size, minimum: minimum)
    }
    // So that no size overflows; a vocabulary of more pieces than bytes of text is never filled.
    let room = min(largest, 1 << 32)
    var trainer = try UnigramTrainer(
      documents: documents, pattern: pattern,
      seedSize: seedSize ?? max(room, min(max(16 * room, 1 << 16), 1_000_000)),
      longestPiece: longestPiece)
    var tokenizers = [UnigramTokenizer?](repeating: nil, count: vocabularySizes.count)
    let order = vocabularySizes.indices.sorted {
      (vocabularySizes[$1], $0) < (vocabularySizes[$0], $1)
    }
    for index in order {
      let wanted = vocabularySizes[index] - specialTokens.count
      improveTwice(&trainer)
      while trainer.pieceCount > wanted {
        trainer.prune(to: max(wanted, trainer.pieceCount / 4 * 3))
        progress(trainer.pieceCount, wanted)
        improveTwice(&trainer)
      }
      tokenizers[index] = trainer.tokenizer(specialTokens: specialTokens)
    }
    return tokenizers.compactMap { $0 }
  }

  private static func improveTwice(_ trainer: inout UnigramTrainer) {
    _ = trainer.improve()
    _ = trainer.improve()
  }
}

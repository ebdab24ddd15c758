import Groundwork

extension ListedVocabulary {
  /// Byte-level BPE: tokens and merges are spelled in GPT-2's alphabet of bytes, those of other kinds than
  /// normal as they are.
  ///
  /// - Parameters:
  ///   - cutting: how a text is cut before pairs are merged.
  ///   - path: the file that messages name.
  /// - Throws: `TokenizerError.malformedFile` with what does not hold.
  public func bytePairs(_ cutting: ListedCutting, path: String) throws -> BytePairTokenizer {
    func failure(_ problem: String) -> TokenizerError {
      .malformedFile(path: path, problem: problem)
    }
    try check(failure)
    guard !merges.isEmpty else { throw failure("the list of merges is missing or empty") }
    var vocabulary = BytePairVocabulary(failure: failure)
    vocabulary.pattern = cutting.pattern
    vocabulary.normalization = cutting.normalization
    vocabulary.cuts = cutting.cuts
    vocabulary.ignoresMergesForWholeWords = cutting.ignoresMergesForWholeWords
    vocabulary.textFrame = frame
    vocabulary.specialTokens = added([.control, .unknown]).map {
      .init(
        bytes: $0.content, id: Int($0.id), name: String(decoding: $0.content, as: UTF8.self))
    }
    vocabulary.ordinaryTokens = added([.userDefined])
    for (id, spelled) in tokens.enumerated() where [.normal, .byte].contains(kind(id)) {
      guard let bytes = ByteLevelAlphabet.read(spelled) else {
        let name = String(decoding: spelled, as: UTF8.self)
        throw failure(
          "the token '\(TerminalText.oneLine(name))' of id \(id) is not spelled in the byte-level "
            + "alphabet")
      }
      vocabulary.addToken(bytes, id: id)
    }
    for (rank, spelled) in merges.enumerated() {
      vocabulary.addMerge(try BytePairFile.merge(spelled, rank: rank, failure))
    }
    return try vocabulary.tokenizer()
  }
}

import Groundwork

extension ListedVocabulary {
  /// A tokenizer as a model's file lists it: what `bytePairs` and `sentencePieces` read again.
  ///
  /// - Throws: `TokenizerError.malformedFile` for a tokenizer that such a list cannot say.
  public init(of tokenizer: any Tokenizer, path: String) throws {
    switch tokenizer {
    case let tokenizer as BytePairTokenizer: self.init(of: tokenizer)
    case let tokenizer as SentencePieceTokenizer: self.init(of: tokenizer)
    default:
      throw TokenizerError.malformedFile(
        path: path,
        problem: "lists byte-level BPE and SentencePiece tokenizers; this one is a "
          + "\(tokenizer.kindName) tokenizer")
    }
  }

  private init(of tokenizer: BytePairTokenizer) {
    let special = Dictionary(
      tokenizer.specialTokens.map { (Int($0.id), $0.content) },
      uniquingKeysWith: { first, _ in first })
    let ordinary = Dictionary(
      (tokenizer.preparation?.tokens ?? []).filter { !$0.isSpecial }.map {
        (Int($0.id), $0.content)
      },
      uniquingKeysWith: { first, _ in first })
    var (tokens, kinds): (ByteStrings, [Kind]) = ([], [])
    for (id, bytes) in tokenizer.tokenBytes.enumerated() {
      if let content = special[id] {
        tokens.append(content)
        kinds.append(.control)
      } else if let content = ordinary[id] {
        tokens.append(content)
        kinds.append(.userDefined)
      } else if bytes.isEmpty {
        tokens.append(Self.hole(id))
        kinds.append(.unused)
      } else {
        tokens.append(ByteLevelAlphabet.spell(bytes))
        kinds.append(.normal)
      }
    }
    var merges = ByteStrings()
    for merge in tokenizer.merges {
      merges.append(tokens[Int(merge.left)] + [0x20], tokens[Int(merge.right)])
    }
    self.init(tokens: tokens, kinds: kinds, merges: merges, frame: tokenizer.textFrame)
  }

  private init(of tokenizer: SentencePieceTokenizer) {
    let special = Set(tokenizer.specialTokens.map { Int($0.id) })
    let bytes = Set(tokenizer.byteIDs.map { Int($0) })
    let added = Set(tokenizer.preparation.tokens.filter { !$0.isSpecial }.map { Int($0.id) })
    // The earlier a token is made, the more it scores; one that no merge makes comes last.
    var scores = [Double](
      repeating: -Double(tokenizer.merges.count), count: tokenizer.spellings.count)
    for (rank, id) in tokenizer.mergedIDs.enumerated().reversed() {
      scores[Int(id)] = -Double(rank)
    }
    var (tokens, kinds): (ByteStrings, [Kind]) = ([], [])
    for (id, spelling) in tokenizer.spellings.enumerated() {
      tokens.append(spelling.isEmpty ? Self.hole(id) : spelling)
      kinds.append(
        tokenizer.unknownID == Int32(id)
          ? .unknown
          : special.contains(id)
            ? .control
            : spelling.isEmpty
              ? .unused
              : bytes.contains(id) ? .byte : added.contains(id) ? .userDefined : .normal)
    }
    self.init(tokens: tokens, kinds: kinds, scores: scores, frame: tokenizer.textFrame)
  }

  /// What stands in the place of an id that no token has.
  private static func hole(_ id: Int) -> [UInt8] { Array("[PAD\(id)]".utf8) }
}

extension ListedCutting {
  /// The name by which files know how a tokenizer cuts its texts; nil where they have none.
  public static func name(for tokenizer: BytePairTokenizer) -> String? {
    let steps = tokenizer.preparation?.steps ?? []
    func fits(_ cutting: ListedCutting?) -> Bool {
      guard let cutting else { return false }
      return cutting.pattern == tokenizer.pattern && cutting.normalization == steps
        && cutting.cuts == tokenizer.preparation?.cuts ?? []
        && cutting.ignoresMergesForWholeWords == tokenizer.ignoresMergesForWholeWords
    }
    // The best known of each kind first.
    let common = ["gpt-2", "llama-bpe", "smollm", "qwen2", "dbrx", "gpt-4o", "olmo"]
    return (common + names).first { fits(named($0)) }
  }
}

import Groundwork

extension ListedVocabulary {
  /// BPE over characters, of Llama 2, Mistral and Gemma.
  ///
  /// SentencePiece has scores in place of merges. The merges are all cuts of a token into two tokens, those
  /// of the highest score first, as transformers makes them (`generate_merges`); from them comes the
  /// `tokenizer.json` that the model would have there, which `SentencePieceFile` reads.
  ///
  /// - Parameters:
  ///   - addsSpace: whether a space goes in front of a text.
  ///   - path: the file that messages name.
  /// - Throws: `TokenizerError.malformedFile` with what does not hold.
  public func sentencePieces(addsSpace: Bool, path: String) throws -> SentencePieceTokenizer {
    func failure(_ problem: String) -> TokenizerError {
      .malformedFile(path: path, problem: problem)
    }
    try check(failure)
    guard scores.count == tokens.count else {
      throw failure("\(tokens.count) tokens have \(scores.count) scores")
    }
    if let bad = scores.firstIndex(where: { !$0.isFinite }) {
      throw failure("the score of the token \(bad) is no number")
    }
    let ids = try idsBySpelling(failure)
    let merges = merges(ids).map { JSONValue.array([.string($0.left), .string($0.right)]) }
    let vocabulary = tokens.indices.filter { kind($0) != .unused }.map {
      JSONObject.Member(key: tokens[$0], value: .integer($0))
    }
    let unknown = tokens.indices.first { kind($0) == .unknown }
    let model = JSONObject([
      ("type", "BPE"), ("dropout", .null),
      ("unk_token", unknown.map { .string(tokens[$0]) } ?? .null),
      ("continuing_subword_prefix", .null), ("end_of_word_suffix", .null), ("fuse_unk", true),
      ("byte_fallback", .bool(tokens.indices.contains { kind($0) == .byte })),
      ("vocab", .object(JSONObject(members: vocabulary))), ("merges", .array(merges)),
    ])
    let listed = added([.control, .unknown, .userDefined])
    let root = JSONObject([
      ("version", "1.0"), ("truncation", .null), ("padding", .null),
      ("added_tokens", .array(listed.map(BytePairFile.value(of:)))),
      (
        "normalizer",
        NormalizerFile.value(
          of: (addsSpace ? [.prepend(TextPreparation.space)] : [])
            + [.replace([0x20], with: TextPreparation.space)])
      ),
      ("pre_tokenizer", .null),
      ("post_processor", PostProcessorFile.value(of: frame) { tokens[Int($0)] }),
      ("decoder", Self.decoder(stripsSpace: addsSpace)), ("model", .object(model)),
    ])
    return try SentencePieceFile.read(root, model: model, failure: failure)
  }

  private static func decoder(stripsSpace: Bool) -> JSONValue {
    let steps: [JSONValue] = [
      ["type": "Replace", "pattern": ["String": "▁"], "content": " "], ["type": "ByteFallback"],
      ["type": "Fuse"],
    ]
    let strip: JSONValue = ["type": "Strip", "content": " ", "start": 1, "stop": 0]
    return ["type": "Sequence", "decoders": .array(steps + (stripsSpace ? [strip] : []))]
  }

  /// A token's cuts take time that grows with the square of its length; no vocabulary has any so long.
  private static let longestToken = 1_024

  private func idsBySpelling(_ failure: (String) -> TokenizerError) throws -> [[UInt8]: Int] {
    var ids: [[UInt8]: Int] = [:]
    for (id, spelled) in tokens.enumerated() where kind(id) != .unused {
      let name = TerminalText.oneLine(String(decoding: spelled.prefix(40), as: UTF8.self))
      guard spelled.count <= Self.longestToken else {
        throw failure("the token '\(name)…' of id \(id) has \(spelled.count) bytes")
      }
      ids[spelled] = id
    }
    return ids
  }

  private struct Merge {
    let left: [UInt8]
    let right: [UInt8]
    let score: Double
    /// The characters of both parts, and the place in the order in which they were found.
    let lengths: (left: Int, right: Int)
    let order: (token: Int, left: Int, right: Int)
  }

  private func merges(_ ids: [[UInt8]: Int]) -> [Merge] {
    func isText(_ id: Int) -> Bool { [.normal, .userDefined].contains(kind(id)) }
    var found: [Merge] = []
    for (id, spelled) in tokens.enumerated() where isText(id) && spelled.count > 1 {
      let starts = spelled.indices.filter { spelled[$0] & 0xC0 != 0x80 }
      for (number, cut) in starts.enumerated() where cut > 0 {
        let (left, right) = (Array(spelled[..<cut]), Array(spelled[cut...]))
        guard let first = ids[left], let second = ids[right], isText(first), isText(second) else {
          continue
        }
        found.append(
          Merge(
            left: left, right: right, score: scores[id],
            lengths: (number, starts.count - number), order: (id, first, second)))
      }
    }
    return found.sorted { a, b in
      if a.score != b.score { return a.score > b.score }
      if a.lengths != b.lengths { return a.lengths > b.lengths }
      return a.order < b.order
    }
  }
}

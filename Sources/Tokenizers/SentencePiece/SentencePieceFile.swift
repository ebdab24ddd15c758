import Groundwork

/// BPE over characters with ▁ for a space, as the JSON of Hugging Face's `tokenizers`: of Llama 2, Mistral
/// and Gemma.
enum SentencePieceFile {
  /// Whether a file's pre-tokenizer cuts bytes, as `BytePairFile` reads them.
  static func isByteLevel(_ root: JSONObject) -> Bool {
    func isByteLevel(_ value: JSONValue?) -> Bool {
      guard let object = value?.object else { return false }
      return object["type"]?.text == "ByteLevel"
        || (object["pretokenizers"]?.array ?? []).contains(where: isByteLevel)
    }
    return isByteLevel(root["pre_tokenizer"])
  }

  /// Whether a file has the marks of SentencePiece: bytes in place of unknown characters, or ▁ for spaces.
  static func isSentencePiece(_ root: JSONObject, _ model: JSONObject) -> Bool {
    model["byte_fallback"] == .bool(true)
      || root["pre_tokenizer"]?.object?["type"]?.text == "Metaspace"
  }

  static func read(
    _ root: JSONObject, model: JSONObject, failure: @escaping (String) -> TokenizerError
  ) throws -> SentencePieceTokenizer {
    try BytePairFile.refuseOtherModels(model, failure)
    guard let entries = model["vocab"]?.object?.members, !entries.isEmpty else {
      throw failure("\"model\".\"vocab\" is missing, empty or no object")
    }
    guard let mergeList = model["merges"]?.array else {
      throw failure("\"model\".\"merges\" is missing or no list")
    }
    let added = try BytePairFile.addedTokens(root, failure)
    var ids: [[UInt8]: Int32] = [:]
    for entry in entries {
      let id = try BytePairFile.id(of: entry, failure)
      guard id >= 0, id <= BytePairVocabulary.largestID else {
        throw failure("the id \(id) of '\(entry.name)' is \(id < 0 ? "negative" : "too large")")
      }
      guard !entry.key.isEmpty else { throw failure("the token of id \(id) is empty") }
      ids[entry.key] = Int32(id)
    }
    let spellings = try place(ids, added, failure)
    let (merges, made) = try merges(mergeList, ids, failure)
    try checkOrigins(ids, merges, made, added: added, failure)
    let (cut, preparation) = try preparation(root, added, failure)
    let usesBytes = try BytePairFile.flag(model, "byte_fallback", failure)
    let byteIDs = usesBytes ? (UInt8.min...UInt8.max).map { ids[name(of: $0)] ?? -1 } : []
    let special = added.filter(\.isSpecial).map { SpecialToken(id: $0.id, content: $0.content) }
    let frame = try PostProcessorFile.read(
      root["post_processor"],
      id: { name in
        (special.first { $0.content == name }?.id ?? ids[name]).map { Int($0) }
      }, failure)
    for id in frame.before + frame.after where Int(id) >= spellings.count {
      throw failure("the id \(id) that goes around texts is no token's")
    }
    var unknown: Int32?
    if case .string(let name)? = model["unk_token"] {
      unknown = special.first { $0.content == name }?.id ?? ids[name]
      guard unknown != nil else { throw failure("the unknown token is not in the vocabulary") }
    }
    let silent = Set(special.map(\.id))
    let ordinary = Set(added.map(\.id))
    var ranks = PairTable(capacity: merges.count)
    for (rank, merge) in merges.enumerated() {
      ranks.set(PairTable.key(merge.left, merge.right), Int32(rank))
    }
    return SentencePieceTokenizer(
      merges: merges, specialTokens: special.sorted { $0.id < $1.id }, textFrame: frame,
      stripsLeadingSpace: try stripsLeadingSpace(root["decoder"], failure),
      spellings: spellings,
      tokenBytes: spellings.enumerated().map { id, spelled in
        if silent.contains(Int32(id)) { return [] }
        return ordinary.contains(Int32(id))
          ? spelled : bytes(of: spelled, isByte: usesBytes)
      }, ids: ids, byteIDs: byteIDs, unknownID: unknown,
      fusesUnknown: try BytePairFile.flag(model, "fuse_unk", failure), words: cut,
      preparation: preparation, ranks: ranks, mergedIDs: made,
      cutsAtLines: ids.keys.allSatisfy { !$0.contains(0x0A) || $0.allSatisfy { $0 == 0x0A } },
      source: root)
  }

  /// `<0x0A>`
  private static func name(of byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return Array("<0x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]] + Array(">".utf8)
  }

  private static func bytes(of spelled: [UInt8], isByte: Bool) -> [UInt8] {
    if isByte, spelled.count == 6,
      let byte = (UInt8.min...UInt8.max).first(where: { name(of: $0) == spelled })
    {
      return [byte]
    }
    return TextPreparation.replace(TextPreparation.space, with: [0x20], in: spelled)
  }

  /// How each id is spelled.
  private static func place(
    _ ids: [[UInt8]: Int32], _ added: [TextPreparation.AddedToken],
    _ failure: (String) -> TokenizerError
  ) throws -> [[UInt8]] {
    let highest = max(ids.values.max() ?? 0, added.map(\.id).max() ?? 0)
    var spellings = [[UInt8]](repeating: [], count: Int(highest) + 1)
    var all = ids
    for token in added {
      let name = String(decoding: token.content, as: UTF8.self)
      guard !token.content.isEmpty else { throw failure("an added token is empty") }
      if let known = all[token.content], known != token.id {
        throw failure("'\(name)' has the ids \(known) and \(token.id)")
      }
      all[token.content] = token.id
    }
    guard Set(added.map(\.content)).count == added.count else {
      throw failure("an added token stands twice")
    }
    for (spelled, id) in all {
      guard spellings[Int(id)].isEmpty else { throw failure("two tokens have the id \(id)") }
      spellings[Int(id)] = spelled
    }
    return spellings
  }

  private static func merges(
    _ list: [JSONValue], _ ids: [[UInt8]: Int32], _ failure: (String) -> TokenizerError
  ) throws -> ([BytePairMerge], [Int32]) {
    var merges: [BytePairMerge] = []
    var made: [Int32] = []
    var seen: Set<UInt64> = []
    for (rank, entry) in list.enumerated() {
      let parts: [[UInt8]]
      switch entry {
      case .string(let text):
        parts = text.split(separator: 0x20, omittingEmptySubsequences: false).map { Array($0) }
      case .array(let pair):
        parts = pair.compactMap { if case .string(let part) = $0 { part } else { nil } }
      default: throw failure("merge \(rank) is \(entry.kind), not two tokens")
      }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw failure("merge \(rank) is not two tokens")
      }
      guard let left = ids[parts[0]], let right = ids[parts[1]], let id = ids[parts[0] + parts[1]]
      else { throw failure("merge \(rank) is of tokens that are not in the vocabulary") }
      guard seen.insert(PairTable.key(left, right)).inserted else {
        throw failure("merge \(rank) stands twice")
      }
      merges.append(BytePairMerge(left: left, right: right))
      made.append(id)
    }
    return (merges, made)
  }

  /// Most tokens of several characters are made by merges; vocabularies of SentencePiece have some that are
  /// not, for symbols that whoever trained them defined.
  private static func checkOrigins(
    _ ids: [[UInt8]: Int32], _ merges: [BytePairMerge], _ made: [Int32],
    added: [TextPreparation.AddedToken], _ failure: (String) -> TokenizerError
  ) throws {
    let reached = Set(made)
    let skipped = Set(added.map(\.id))
    let long = ids.filter { spelled, id in
      String(decoding: spelled, as: UTF8.self).unicodeScalars.count > 1 && !skipped.contains(id)
        && !(spelled.first == UInt8(ascii: "<") && spelled.last == UInt8(ascii: ">"))
    }
    let lost = long.filter { !reached.contains($0.value) }
    guard 20 * lost.count > long.count, let first = lost.min(by: { $0.value < $1.value }) else {
      return
    }
    throw failure(
      "no merge makes the token '\(String(decoding: first.key, as: UTF8.self))' of id \(first.value)"
        + (lost.count > 1 ? ", nor \(lost.count - 1) others" : "") + ": merges are missing")
  }

  private static func stripsLeadingSpace(
    _ value: JSONValue?, _ failure: (String) -> TokenizerError
  ) throws -> Bool {
    guard let object = value?.object else { return false }
    switch object["type"]?.text {
    case "Strip": return object["content"]?.text == " " && (object["start"]?.integer ?? 0) > 0
    case "Metaspace": return object["prepend_scheme"]?.text != "never"
    case "Sequence":
      return try (object["decoders"]?.array ?? []).contains {
        try stripsLeadingSpace($0, failure)
      }
    default: return false
    }
  }

  /// What the normalizer and the pre-tokenizer do to a text: in the end every space is ▁.
  private static func preparation(
    _ root: JSONObject, _ added: [TextPreparation.AddedToken], _ failure: (String) -> TokenizerError
  ) throws -> (SentencePieceTokenizer.Words, TextPreparation) {
    var preparation = TextPreparation(
      steps: try NormalizerFile.read(root["normalizer"], failure),
      tokens: added.contains { !$0.isSpecial } ? added : [])
    let replaces = preparation.steps.contains(.replace([0x20], with: TextPreparation.space))
    let value = root["pre_tokenizer"] ?? .null
    if value == .null { return (.none, preparation) }
    guard let object = value.object else { throw failure("\"pre_tokenizer\" is no object") }
    switch object["type"]?.text {
    case "Split" where replaces && object["pattern"]?.object?["String"]?.text == " ":
      // No space is left that it could cut at.
      return (.none, preparation)
    case "Metaspace":
      guard object["replacement"]?.text ?? "▁" == "▁" else {
        throw failure("a Metaspace with another character than ▁ is not supported")
      }
      let addsSpace = try BytePairFile.flag(object, "add_prefix_space", default: true, failure)
      let scheme = object["prepend_scheme"]?.text ?? (addsSpace ? "always" : "never")
      guard let spaces = TextPreparation.Spaces(rawValue: scheme) else {
        throw failure("\"prepend_scheme\" is none of always, first and never")
      }
      preparation.spaces = spaces
      let splits = try BytePairFile.flag(object, "split", default: true, failure)
      return (splits ? .atSpaces : .none, preparation)
    case let type:
      throw failure(
        "a pre-tokenizer of type \(type ?? "none") is not supported; ByteLevel and Metaspace are")
    }
  }
}

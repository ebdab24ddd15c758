import Tensors

/// Byte-level BPE as the JSON of Hugging Face's `tokenizers`.
enum BytePairFile {
  private static let endOfText = "<|endoftext|>"
  private static let bloombergExpression = "[ A-Za-z]+|[0-9]|[^A-Za-z0-9]+"

  static func value(of tokenizer: BytePairTokenizer) -> JSONValue {
    func spelled(_ id: Int32) -> [UInt8] {
      if id == tokenizer.endOfText { return Array(endOfText.utf8) }
      return ByteLevelAlphabet.spell(tokenizer.tokenBytes[Int(id)])
    }
    let vocabulary = tokenizer.tokenBytes.indices.map {
      JSONObject.Member(key: spelled(Int32($0)), value: .integer($0))
    }
    let merges = tokenizer.merges.map {
      JSONValue.array([.string(spelled($0.left)), .string(spelled($0.right))])
    }
    let special: [JSONValue] =
      tokenizer.endOfText.map { id in
        [
          [
            "id": .integer(Int(id)), "content": .text(endOfText), "single_word": false,
            "lstrip": false, "rstrip": false, "normalized": false, "special": true,
          ]
        ]
      } ?? []
    let byteLevel: JSONValue = [
      "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true,
    ]
    return [
      "version": "1.0", "truncation": .null, "padding": .null, "added_tokens": .array(special),
      "normalizer": .null, "pre_tokenizer": preTokenizer(tokenizer.pattern, byteLevel),
      "post_processor": .null, "decoder": byteLevel,
      "model": [
        "type": "BPE", "dropout": .null, "unk_token": .null, "continuing_subword_prefix": .null,
        "end_of_word_suffix": .null, "fuse_unk": false, "byte_fallback": false,
        "ignore_merges": false, "vocab": .object(JSONObject(members: vocabulary)),
        "merges": .array(merges),
      ],
    ]
  }

  private static func preTokenizer(_ pattern: PreTokenPattern, _ byteLevel: JSONValue) -> JSONValue
  {
    let plain: JSONValue = [
      "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false,
    ]
    switch pattern {
    case .gpt2: return byteLevel
    case .none: return plain
    case .bloomberg:
      return [
        "type": "Sequence",
        "pretokenizers": [
          [
            "type": "Split", "pattern": ["Regex": .text(bloombergExpression)],
            "behavior": "Isolated", "invert": false,
          ],
          plain,
        ],
      ]
    }
  }

  static func read(
    _ root: JSONObject, model: JSONObject, failure: (String) -> TokenizerError
  ) throws -> BytePairTokenizer {
    guard let entries = model["vocab"]?.object?.members else {
      throw failure("\"model\".\"vocab\" is missing or no object")
    }
    guard let mergeList = model["merges"]?.array else {
      throw failure("\"model\".\"merges\" is missing or no list")
    }
    let special = try specialTokens(root, failure)
    let count = Set(entries.compactMap { $0.value.integer }).union(special.values).count
    var tokens = [[UInt8]?](repeating: nil, count: count)
    var ids: [[UInt8]: Int32] = [:]
    func place(_ id: Int, _ bytes: [UInt8], _ name: String) throws {
      guard id >= 0, id < count else {
        throw failure(
          "the id \(id) of \(name) leaves a gap: \(count) tokens have ids 0 to \(count - 1)")
      }
      guard tokens[id] == nil else { throw failure("two tokens have the id \(id)") }
      tokens[id] = bytes
    }
    for (name, id) in special.sorted(by: { $0.value < $1.value }) { try place(id, [], name) }
    for entry in entries {
      guard let id = entry.value.integer else {
        throw failure("the id of \(entry.name) is \(entry.value.kind), not a whole number")
      }
      if let known = special[entry.name] {
        guard known == id else { throw failure("\(entry.name) has the ids \(known) and \(id)") }
        continue
      }
      guard let bytes = ByteLevelAlphabet.read(entry.key) else {
        throw failure("the token \(entry.name) is not spelled in the byte-level alphabet")
      }
      try place(id, bytes, entry.name)
      ids[bytes] = Int32(id)
    }
    var byteIDs: [Int32] = []
    for byte in 0..<256 {
      guard let id = ids[[UInt8(byte)]] else { throw failure("no token for the byte \(byte)") }
      byteIDs.append(id)
    }
    let (merges, merged) = try readMerges(mergeList, ids: ids, failure)
    let endID = special[endOfText].map { Int32($0) }
    return BytePairTokenizer(
      tokenBytes: tokens.map { $0 ?? [] }, byteIDs: byteIDs, merges: merges, mergedIDs: merged,
      endOfText: endID, pattern: try pattern(root, failure))
  }

  private static func specialTokens(
    _ root: JSONObject, _ failure: (String) -> TokenizerError
  ) throws -> [String: Int] {
    guard let list = root["added_tokens"] else { return [:] }
    guard let entries = list.array else { throw failure("\"added_tokens\" is no list") }
    var special: [String: Int] = [:]
    for entry in entries {
      guard let object = entry.object, let content = object["content"]?.text,
        let id = object["id"]?.integer
      else { throw failure("an added token lacks \"content\" or \"id\"") }
      guard special.updateValue(id, forKey: content) == nil else {
        throw failure("the added token \(content) stands twice")
      }
    }
    return special
  }

  private static func readMerges(
    _ list: [JSONValue], ids: [[UInt8]: Int32], _ failure: (String) -> TokenizerError
  ) throws -> ([BytePairMerge], [Int32]) {
    var merges: [BytePairMerge] = []
    var merged: [Int32] = []
    var seen: Set<UInt64> = []
    for (rank, entry) in list.enumerated() {
      let parts: [[UInt8]]
      switch entry {
      case .array(let pair):
        parts = pair.compactMap { if case .string(let bytes) = $0 { bytes } else { nil } }
      case .string(let text):
        parts = text.split(separator: 0x20, omittingEmptySubsequences: false).map { Array($0) }
      default: parts = []
      }
      guard parts.count == 2, let left = ByteLevelAlphabet.read(parts[0]),
        let right = ByteLevelAlphabet.read(parts[1])
      else { throw failure("merge \(rank) is not two tokens") }
      guard let leftID = ids[left], let rightID = ids[right] else {
        throw failure("merge \(rank) joins a token that is not in the vocabulary")
      }
      guard let id = ids[left + right] else {
        throw failure("merge \(rank) makes a token that is not in the vocabulary")
      }
      guard seen.insert(PairTable.key(leftID, rightID)).inserted else {
        throw failure("merge \(rank) stands twice")
      }
      merges.append(BytePairMerge(left: leftID, right: rightID))
      merged.append(id)
    }
    return (merges, merged)
  }

  private static func pattern(
    _ root: JSONObject, _ failure: (String) -> TokenizerError
  ) throws -> PreTokenPattern {
    guard let value = root["pre_tokenizer"]?.object else {
      throw failure("\"pre_tokenizer\" is missing: only byte-level tokenizers are read")
    }
    switch value["type"]?.text {
    case "ByteLevel":
      if value["add_prefix_space"]?.bool == true {
        throw failure("a byte-level tokenizer that adds a space in front is not supported")
      }
      return value["use_regex"]?.bool == false ? .none : .gpt2
    case "Sequence":
      let steps = value["pretokenizers"]?.array ?? []
      if let split = steps.first?.object, split["type"]?.text == "Split",
        split["pattern"]?.object?["Regex"]?.text == bloombergExpression
      {
        return .bloomberg
      }
      throw failure("a pre-tokenizer with an unknown pattern; GPT-2's and BloombergGPT's are known")
    case let type: throw failure("a pre-tokenizer of type \(type ?? "none") is not supported")
    }
  }
}

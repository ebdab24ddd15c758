import Groundwork

/// Byte-level BPE as the JSON of Hugging Face's `tokenizers`.
enum BytePairFile {
  static func value(of tokenizer: BytePairTokenizer) -> JSONValue {
    let special = Dictionary(
      tokenizer.specialTokens.map { ($0.id, $0.content) }, uniquingKeysWith: { first, _ in first })
    let ordinary = tokenizer.preparation?.tokens.filter { !$0.isSpecial } ?? []
    let added = Set(ordinary.map(\.id))
    func spelled(_ id: Int32) -> [UInt8] {
      special[id]
        ?? (added.contains(id)
          ? tokenizer.tokenBytes[Int(id)]
          : ByteLevelAlphabet.spell(tokenizer.tokenBytes[Int(id)]))
    }
    // Ids that no token has are left out, and tokens that are found before a text is cut.
    let vocabulary = tokenizer.tokenBytes.indices.filter {
      (!tokenizer.tokenBytes[$0].isEmpty && !added.contains(Int32($0))) || special[Int32($0)] != nil
    }.map { JSONObject.Member(key: spelled(Int32($0)), value: .integer($0)) }
    let merges = tokenizer.merges.map {
      JSONValue.array([.string(spelled($0.left)), .string(spelled($0.right))])
    }
    return root(
      specialTokens: tokenizer.specialTokens.filter { special[$0.id] == $0.content },
      ordinaryTokens: ordinary, pattern: tokenizer.pattern,
      normalization: tokenizer.preparation?.steps ?? [],
      addsSpace: tokenizer.preparation?.addsSpace ?? false,
      cuts: tokenizer.preparation?.cuts ?? [],
      postProcessor: PostProcessorFile.value(of: tokenizer.textFrame, name: spelled),
      model: [
        "type": "BPE", "dropout": .null,
        "unk_token": tokenizer.unknownID.map { .string(spelled($0)) } ?? .null,
        "continuing_subword_prefix": .null,
        "end_of_word_suffix": .null, "fuse_unk": false, "byte_fallback": false,
        "ignore_merges": .bool(tokenizer.ignoresMergesForWholeWords),
        "vocab": .object(JSONObject(members: vocabulary)), "merges": .array(merges),
      ])
  }

  /// The whole file around a byte-level model.
  static func root(
    specialTokens: [SpecialToken], ordinaryTokens: [TextPreparation.AddedToken] = [],
    pattern: PreTokenPattern, normalization: [TextPreparation.Step] = [], addsSpace: Bool = false,
    cuts: [TextCut] = [], postProcessor: JSONValue, model: JSONValue
  ) -> JSONValue {
    let special = specialTokens.map {
      TextPreparation.AddedToken(id: $0.id, content: $0.content, isSpecial: true)
    }
    return [
      "version": "1.0", "truncation": .null, "padding": .null,
      "added_tokens": .array((special + ordinaryTokens).map(value(of:))),
      "normalizer": NormalizerFile.value(of: normalization),
      "pre_tokenizer": PreTokenizerFile.value(of: pattern, addsSpace: addsSpace, cuts: cuts),
      "post_processor": postProcessor, "decoder": PreTokenizerFile.byteLevel(usesRegex: true),
      "model": model,
    ]
  }

  /// An entry of "added_tokens".
  static func value(of token: TextPreparation.AddedToken) -> JSONValue {
    [
      "id": .integer(Int(token.id)), "content": .string(token.content), "single_word": false,
      "lstrip": .bool(token.stripsLeft), "rstrip": .bool(token.stripsRight),
      "normalized": .bool(token.isNormalized), "special": .bool(token.isSpecial),
    ]
  }

  static func read(
    _ root: JSONObject, model: JSONObject, failure: @escaping (String) -> TokenizerError
  ) throws -> BytePairTokenizer {
    try refuseOtherModels(model, failure)
    if try flag(model, "fuse_unk", failure), model["unk_token"]?.text != nil {
      throw failure("\"fuse_unk\" is not supported: unknown bytes are written one by one")
    }
    if try flag(model, "byte_fallback", failure) {
      throw failure("\"byte_fallback\" is not supported: a byte-level tokenizer has bytes")
    }
    guard let entries = model["vocab"]?.object?.members else {
      throw failure("\"model\".\"vocab\" is missing or no object")
    }
    guard let mergeList = model["merges"]?.array else {
      throw failure("\"model\".\"merges\" is missing or no list")
    }
    var vocabulary = BytePairVocabulary(failure: failure)
    let steps = try PreTokenizerFile.read(root["pre_tokenizer"], failure)
    (vocabulary.pattern, vocabulary.addsSpace) = (steps.pattern, steps.addsSpace)
    vocabulary.cuts = steps.cuts
    vocabulary.normalization = try NormalizerFile.read(root["normalizer"], failure)
    vocabulary.ignoresMergesForWholeWords = try flag(model, "ignore_merges", failure)
    let added = try addedTokens(root, failure)
    vocabulary.specialTokens = added.filter(\.isSpecial).map {
      .init(
        bytes: $0.content, id: Int($0.id), name: String(decoding: $0.content, as: UTF8.self))
    }
    vocabulary.ordinaryTokens = added.filter { !$0.isSpecial }
    let special = Dictionary(
      added.map { ($0.content, Int($0.id)) }, uniquingKeysWith: { first, _ in first })
    if case .string(let unknown)? = model["unk_token"] { vocabulary.unknownToken = unknown }
    for entry in entries {
      let id = try id(of: entry, failure)
      if let known = special[entry.key] {
        guard known == id else { throw failure("'\(entry.name)' has the ids \(known) and \(id)") }
        continue
      }
      vocabulary.addToken(try bytes(of: entry, failure), id: id)
    }
    vocabulary.textFrame = try PostProcessorFile.read(
      root["post_processor"],
      id: { name in
        special[name] ?? entries.first { $0.key == name }.flatMap { $0.value.integer }
      }, failure)
    for (rank, entry) in mergeList.enumerated() {
      vocabulary.addMerge(try merge(entry, rank: rank, failure))
    }
    return try vocabulary.tokenizer()
  }

  /// What a member of a vocabulary stands for, whose key is spelled in the byte-level alphabet.
  static func bytes(
    of entry: JSONObject.Member, _ failure: (String) -> TokenizerError
  ) throws -> [UInt8] {
    guard let bytes = ByteLevelAlphabet.read(entry.key) else {
      throw failure("the token '\(entry.name)' is not spelled in the byte-level alphabet")
    }
    return bytes
  }

  static func id(
    of entry: JSONObject.Member, _ failure: (String) -> TokenizerError
  ) throws -> Int {
    guard let id = entry.value.integer else {
      throw failure("the id of '\(entry.name)' is \(entry.value.kind), not a whole number")
    }
    return id
  }

  /// Two tokens with a space between them, as `merges.txt` has them and old `tokenizer.json` too.
  static func merge(
    _ text: [UInt8], rank: Int, _ failure: (String) -> TokenizerError
  ) throws -> (left: [UInt8], right: [UInt8]) {
    try merge(
      parts: text.split(separator: 0x20, omittingEmptySubsequences: false).map { Array($0) },
      rank: rank, failure)
  }

  private static func merge(
    _ entry: JSONValue, rank: Int, _ failure: (String) -> TokenizerError
  ) throws -> (left: [UInt8], right: [UInt8]) {
    switch entry {
    case .string(let text): return try merge(text, rank: rank, failure)
    case .array(let pair):
      let parts = pair.compactMap { if case .string(let bytes) = $0 { bytes } else { nil } }
      return try merge(parts: parts, rank: rank, failure)
    default: throw failure("merge \(rank) is \(entry.kind), not two tokens")
    }
  }

  private static func merge(
    parts: [[UInt8]], rank: Int, _ failure: (String) -> TokenizerError
  ) throws -> (left: [UInt8], right: [UInt8]) {
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
      let left = ByteLevelAlphabet.read(parts[0]), let right = ByteLevelAlphabet.read(parts[1])
    else { throw failure("merge \(rank) is not two tokens in the byte-level alphabet") }
    return (left, right)
  }

  static func addedTokens(
    _ root: JSONObject, _ failure: (String) -> TokenizerError
  ) throws -> [TextPreparation.AddedToken] {
    guard let list = root["added_tokens"], list != .null else { return [] }
    guard let entries = list.array else { throw failure("\"added_tokens\" is no list") }
    return try entries.map { entry in
      guard let object = entry.object, case .string(let content)? = object["content"],
        let id = object["id"]?.integer
      else { throw failure("an added token lacks a \"content\" or a whole number as \"id\"") }
      let name = String(decoding: content, as: UTF8.self)
      guard id >= 0, id <= BytePairVocabulary.largestID else {
        throw failure("the id \(id) of '\(name)' is \(id < 0 ? "negative" : "too large")")
      }
      var token = TextPreparation.AddedToken(id: Int32(id), content: content)
      token.isSpecial = try flag(object, "special", default: true, failure)
      token.isNormalized = try flag(object, "normalized", default: !token.isSpecial, failure)
      token.stripsLeft = try flag(object, "lstrip", failure)
      token.stripsRight = try flag(object, "rstrip", failure)
      // Special tokens are not looked for in texts, but where someone asks for them: as they are.
      for key in token.isSpecial ? ["lstrip", "rstrip", "single_word"] : ["single_word"]
      where try flag(object, key, failure) {
        throw failure("the added token '\(name)' has \"\(key)\", which is not supported")
      }
      return token
    }
  }

  /// What changes ids in ways that no BPE here knows.
  static func refuseOtherModels(
    _ model: JSONObject, _ failure: (String) -> TokenizerError
  ) throws {
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      let value = model[key] ?? .null
      guard value == .null || value == "" else { throw failure("\"\(key)\" is not supported") }
    }
    let dropout = model["dropout"] ?? .null
    guard dropout == .null || dropout.number == 0 else {
      throw failure("\"dropout\" makes ids random and is not supported; set it to null")
    }
  }

  static func refuseNormalizer(
    _ root: JSONObject, _ failure: (String) -> TokenizerError
  ) throws {
    guard let normalizer = root["normalizer"], try !NormalizerFile.read(normalizer, failure).isEmpty
    else { return }
    let type = normalizer.object?["type"]?.text ?? normalizer.kind
    throw failure("a normalizer (\(type)) is not supported: bytes are encoded as they are")
  }

  static func flag(
    _ object: JSONObject, _ key: String, default standard: Bool = false,
    _ failure: (String) -> TokenizerError
  ) throws -> Bool {
    switch object[key] {
    case nil, .null?: return standard
    case .bool(let value)?: return value
    case let value?: throw failure("\"\(key)\" is \(value.kind), not true or false")
    }
  }
}

import WorkbookCore

/// What one tokenizer is, and what it makes of texts and of the tokens asked for.
struct TokenizerInspection {
  let path: String
  let vocabulary: any Tokenizer
  /// Tokens and bytes of every text, in order.
  let sizes: [(tokens: Int, bytes: Int)]
  let shown: [Int32]

  /// - Throws: for an id that the vocabulary does not have, and what encoding throws.
  init(
    path: String, vocabulary: any Tokenizer, texts: [EvaluatedText], shown: [Int32]
  ) throws {
    for id in shown where vocabulary.bytes(of: id) == nil {
      throw TokenizerError.unknownID(id, vocabularySize: vocabulary.vocabularySize)
    }
    (self.path, self.vocabulary, self.shown) = (path, vocabulary, shown)
    sizes = try texts.map { text in
      let ids = try vocabulary.encode(documents: text.corpus.texts)
      // What stands around documents stands for none of the bytes.
      let marks = vocabulary.textFrame.before.count + vocabulary.documentEnd.count
      return (ids.count - marks * text.corpus.documents.count, text.corpus.byteCount)
    }
  }

  var facts: [(name: String, value: JSONValue)] {
    var facts: [(name: String, value: JSONValue)] = [
      ("model", .text(vocabulary.kindName)),
      ("vocabularySize", .integer(vocabulary.vocabularySize)),
    ]
    if let bytePairs = vocabulary as? BytePairTokenizer {
      facts.append(("merges", .integer(bytePairs.merges.count)))
    }
    if let pattern = vocabulary.cutting { facts.append(("pattern", .text(pattern.rawValue))) }
    facts.append(("endOfText", vocabulary.endOfText.map { .integer(Int($0)) } ?? .null))
    let special = vocabulary.specialTokens.map {
      JSONObject.Member(key: $0.content, value: .integer(Int($0.id)))
    }
    facts.append(("specialTokens", .object(JSONObject(members: special))))
    if vocabulary.textFrame != .none {
      facts.append(("before", TokenIDs.json(vocabulary.textFrame.before)))
      facts.append(("after", TokenIDs.json(vocabulary.textFrame.after)))
    }
    if !vocabulary.unwritableBytes.isEmpty {
      let bytes = vocabulary.unwritableBytes.map { JSONValue.integer(Int($0)) }
      facts.append(("withoutToken", .array(bytes)))
    }
    let lengths = (0..<Int32(vocabulary.vocabularySize)).compactMap { vocabulary.bytes(of: $0) }
      .map(\.count)
    facts.append(("longestToken", .integer(lengths.max() ?? 0)))
    return facts
  }

  /// The facts, the tokens asked for and the sizes of texts, as far as there are any.
  func members(texts: [EvaluatedText]) -> [JSONObject.Member] {
    let tokens = shown.map { id -> JSONValue in
      [
        "id": .integer(Int(id)), "text": .text(vocabulary.label(of: id)),
        "bytes": .array((vocabulary.bytes(of: id) ?? []).map { .integer(Int($0)) }),
      ]
    }
    let counted = zip(texts, sizes).map { text, size -> JSONValue in
      [
        "text": .text(text.path), "tokens": .integer(size.tokens), "bytes": .integer(size.bytes),
        "bytesPerToken": .number(Double(size.bytes) / Double(max(size.tokens, 1))),
      ]
    }
    return facts.map { JSONObject.Member($0.name, $0.value) }
      + (tokens.isEmpty ? [] : [JSONObject.Member("tokens", .array(tokens))])
      + (counted.isEmpty ? [] : [JSONObject.Member("texts", .array(counted))])
  }
}

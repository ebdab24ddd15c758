import WorkbookCore

/// One or several tokenizers, side by side.
struct TokenizerComparison {
  let inspections: [TokenizerInspection]
  let texts: [EvaluatedText]

  /// One tokenizer: its object. Several: `tokenizers`, each with its path.
  var json: JSONValue {
    if let only = inspections.first, inspections.count == 1 {
      return .object(JSONObject(members: only.members(texts: texts)))
    }
    return [
      "tokenizers": .array(
        inspections.map {
          .object(
            JSONObject(
              members: [.init("tokenizer", .text($0.path))] + $0.members(texts: texts)))
        })
    ]
  }

  var text: String {
    let names = ShortNames.of(inspections.map(\.path))
    var parts = [factsTable(names)]
    for (inspection, name) in zip(inspections, names) where !inspection.shown.isEmpty {
      parts.append(tokens(inspection, name))
    }
    if !texts.isEmpty { parts.append(sizesTable(names)) }
    return parts.joined(separator: inspections.count > 1 || !texts.isEmpty ? "\n\n" : "\n")
  }

  /// One tokenizer as lines "name value", several as a row each of what can be compared.
  private func factsTable(_ names: [String]) -> String {
    if let only = inspections.first, inspections.count == 1 {
      return only.facts.map { fact in
        fact.name.padding(toLength: 16, withPad: " ", startingAt: 0)
          + (fact.value.text ?? fact.value.encodedText)
      }.joined(separator: "\n")
    }
    var table = Table([
      .text("tokenizer"), .text("model"), .text("pattern"), .number("tokens"),
      .number("special"), .number("longest", unit: "bytes"),
    ])
    for (inspection, name) in zip(inspections, names) {
      let facts = Dictionary(uniqueKeysWithValues: inspection.facts.map { ($0.name, $0.value) })
      table.append(
        name, facts["model"]?.text ?? "", facts["pattern"]?.text ?? "",
        inspection.vocabulary.vocabularySize, inspection.vocabulary.specialTokens.count,
        facts["longestToken"]?.integer ?? 0)
    }
    return table.plainText
  }

  private func tokens(_ inspection: TokenizerInspection, _ name: String) -> String {
    let vocabulary = inspection.vocabulary
    let lines = inspection.shown.map { id in
      "\(id)\t\(JSONValue.text(vocabulary.label(of: id)).encodedText)"
    }
    let bytes = inspection.shown.reduce(0) { $0 + (vocabulary.bytes(of: $1)?.count ?? 0) }
    let title = "\(name): \(lines.count) tokens for \(bytes) bytes"
    return ((inspections.count > 1 ? [title] : []) + lines).joined(separator: "\n")
  }

  private func sizesTable(_ names: [String]) -> String {
    var table = Table([
      .text("text"), .text("tokenizer"), .number("tokens", style: .decimals(0)),
      .number("bytes a token", style: .decimals(3)),
    ])
    for (index, text) in ShortNames.of(texts.map(\.path)).enumerated() {
      for (inspection, name) in zip(inspections, names) {
        let size = inspection.sizes[index]
        table.append(text, name, size.tokens, Double(size.bytes) / Double(max(size.tokens, 1)))
      }
    }
    return table.plainText
  }
}

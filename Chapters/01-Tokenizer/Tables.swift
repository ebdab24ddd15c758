import WorkbookCore

// The tables of chapter 1.

/// What terms of each field become under three vocabularies.
func termTable(_ fields: FieldVocabularies, _ terms: [[String]]) throws -> Table {
  var table = Table([
    .text("field"), .text("term"), .number("general vocabulary", unit: "tokens"),
    .number("field's vocabulary", unit: "tokens"), .number("all together", unit: "tokens"),
  ])
  for index in fields.domains.indices.dropFirst() {
    for term in terms[index].prefix(3) {
      let tokens = try [fields.own[0], fields.own[index], fields.mixed].map {
        try $0.encode(" " + term).count
      }
      table.append(fields.names[index], term, tokens[0], tokens[1], tokens[2])
    }
  }
  return table
}

/// For each special field: the general vocabulary, the one of all together, its own.
private func vocabularies(
  of index: Int, _ fields: FieldVocabularies
) -> [(column: Int, name: String)] {
  [(0, fields.names[0]), (fields.columns.count - 1, "all together"), (index, "its own")]
}

/// - Parameter rates: tokens a word, dollars a million words and operations a billion words, of a
///   text under a vocabulary.
func billTable(
  _ fields: FieldVocabularies, pages: (Int, Int) -> Double, rates: (Int, Int) -> [Double]
) -> Table {
  var table = Table([
    .text("text"), .text("vocabulary"), .number("tokens a word", style: .decimals(2)),
    .number("pages in 2,048 tokens", style: .decimals(1)),
    .number("dollars a million words", style: .decimals(2)),
    .number("training FLOPs a billion words", style: .powers),
  ])
  for index in fields.domains.indices.dropFirst() {
    for (column, name) in vocabularies(of: index, fields) {
      let rate = rates(index, column)
      table.append(fields.names[index], name, rate[0], pages(index, column), rate[1], rate[2])
    }
  }
  return table
}

/// - Parameter row: tokens of a report, attention's share of the work, and its work beside that
///   under the own vocabulary.
func attentionTable(_ fields: FieldVocabularies, row: (Int, Int) -> [Double]) -> Table {
  var table = Table([
    .text("text"), .text("vocabulary"), .number("tokens of a 50,000-word report", style: .suffix),
    .number("attention's share of the work", style: .percent(0)),
    .number("attention's work, own vocabulary = 1", style: .decimals(2)),
  ])
  for index in fields.domains.indices.dropFirst() {
    for (column, name) in vocabularies(of: index, fields) {
      let values = row(index, column)
      table.append(fields.names[index], name, values[0], values[1], values[2])
    }
  }
  return table
}

func stepTable(_ steps: [EMStep], _ words: [([UInt8], count: Double)]) -> Table {
  let byteCount = words.reduce(0) { $0 + Double($1.0.count) * $1.count }
  var table = Table([
    .number("steps of EM"), .number("bits per byte", style: .decimals(3)),
    .number("pieces of several bytes that still count", style: .decimals(0)),
  ])
  for (index, (before, step)) in zip(steps, steps.dropFirst()).enumerated() {
    table.append(index, -step.logLikelihood / Double.log(2) / byteCount, before.countingPieces)
  }
  return table
}

/// The likeliest ways to cut a word, with their shares before EM and after it.
func wayTable(
  _ ways: [(way: [[UInt8]], share: Double)], before: [(way: [[UInt8]], share: Double)]
) -> Table {
  var table = Table([
    .text("way to cut it, of \(ways.count)"), .number("seed", style: .percent(1)),
    .number("after EM", style: .percent(1)),
  ])
  for (way, share) in ways.prefix(4) {
    let text = way.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "·")
    table.append(
      text.replacing(" ", with: "␣"), before.first { $0.way == way }?.share ?? 0, share)
  }
  return table
}

func profileTable(_ profiles: [(name: String, profile: VocabularyProfile)]) -> Table {
  var table = Table([
    .text("vocabulary"), .number("pieces", style: .decimals(0)),
    .number("bytes per token, held-out text", style: .decimals(3)),
    .number("pieces that its own training text never uses", style: .percent(1)),
    .number("mean length of a piece", unit: "bytes", style: .decimals(1)),
  ])
  for (name, profile) in profiles {
    table.append(
      name, profile.pieces.count, profile.bytesPerToken, profile.unusedShare, profile.meanLength)
  }
  return table
}

func numberTable(_ cuts: [(name: String, cut: NumberCut)]) -> Table {
  var table = Table([
    .text("cut"), .number("tokens per number", style: .decimals(2)),
    .number("different tokens that begin a number", style: .decimals(0)),
    .number("different tokens with digits", style: .decimals(0)),
  ])
  for (name, cut) in cuts {
    table.append(name, cut.tokensPerNumber, cut.beginning, cut.holding)
  }
  return table
}

/// The best size, by how much text the vocabulary learned from.
func bestSizeTable(_ rows: [(bytes: Int, best: EncodedSize)]) -> Table {
  var table = Table([
    .text("learned from"), .number("best size", unit: "tokens", style: .decimals(0)),
    .number("tokens × log₂ V there", unit: "bits per byte", style: .decimals(3)),
  ])
  for row in rows {
    table.append(
      NumberStyle.bytes.text(Double(row.bytes)), row.best.vocabularySize, row.best.bitsPerByte)
  }
  return table
}

/// What of a model's parameters is in its embedding.
func embeddingTable(_ models: [(name: String, shape: ModelConfiguration)]) -> Table {
  var table = Table([
    .text("model"), .number("vocabulary"), .number("width"),
    .number("parameters", style: .suffix), .number("in the embedding", style: .percent(1)),
  ])
  for (name, shape) in models {
    table.append(
      name, shape.vocabularySize, shape.width, shape.parameterCount.all,
      Double(shape.vocabularySize * shape.width) / Double(shape.parameterCount.all))
  }
  return table
}

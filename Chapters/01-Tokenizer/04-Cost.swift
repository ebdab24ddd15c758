import WorkbookCore

/// What the fields' held-out texts cost.
struct Costs {
  /// Tokens of each text (first index) under each vocabulary.
  var counts: [[Double]]
  /// The fields that stand for "special" in what later chapters read.
  var special: [Int]
}

//: ## What a document costs under each vocabulary
//:
//: The first question. Each row is a text, each column a vocabulary. A cell says how many tokens ten
//: thousand bytes of that text become, some three pages.
//:
//: **Predict.** Where is a row's smallest number? And which vocabulary is the best second choice?
func tokenCount(_ tokenizer: any Tokenizer, _ corpus: Corpus) throws -> Double {
  Double(try EncodedSize.table(of: [tokenizer], on: corpus.texts)[0].tokenCount)
}

func measureCosts(
  _ notebook: Notebook, domains: [CourseText.Part], names: [String], columns: [BytePairTokenizer],
  columnNames: [String], sizeText: String
) throws -> Costs {
  let counts = try domains.map { part in
    try columns.map { try tokenCount($0, part.heldOut) }
  }
  let perDocument = zip(domains, counts).map { part, row in
    row.map { $0 / Double(part.heldOut.byteCount) * 10_000 }
  }
  let surcharge = counts.enumerated().map { index, row in row.map { $0 / row[index] - 1 } }
  /// What a field pays for each vocabulary that is neither its own nor the mixture's.
  let foreign = surcharge.enumerated().map { index, row in
    row.dropLast().enumerated().filter { $0.offset != index }.map(\.element)
  }
  let percent = NumberStyle.percent(0)
  let allForeign = foreign.joined()
  try notebook.plot(
    Figure(
      "matrix",
      title:
        "Another field's vocabulary costs a text \(percent.text(spanning: allForeign)) more tokens "
        + "than its own",
      subtitle: "Held-out text of each field (rows) under vocabularies of \(sizeText) tokens "
        + "learned from each field (columns)",
      size: .init(width: 1_000, height: 130 + 62 * domains.count),
      panels: [
        .init(
          "Tokens for a document of 10,000 bytes",
          x: Axis("vocabulary of", categories: columnNames),
          y: Axis("text of", categories: names),
          marks: [
            .heatMap(
              HeatMap(
                perDocument, annotation: .decimals(0), palette: .light, scaleLabel: "tokens"))
          ]),
        .init(
          "More tokens than under its own vocabulary",
          x: Axis("vocabulary of", categories: columnNames),
          y: Axis("text of", categories: names),
          marks: [
            .heatMap(
              HeatMap(
                surcharge, annotation: .percent(0), palette: .light, scaleLabel: "surcharge"))
          ]),
      ]))
  notebook.claim(
    "each text is cheapest under its own field's vocabulary",
    allForeign.allSatisfy { $0 > 0 } && surcharge.allSatisfy { ($0.last ?? 0) > -0.02 },
    scope: .builtInCorpus)
  notebook.claim(
    "largest surcharge for a vocabulary of another field", allForeign.max() ?? 0, in: 0.3...3,
    smoke: 0.1...3, scope: .builtInCorpus)
  let mixedSurcharge = surcharge.map { $0.last ?? 0 }
  notebook.claim(
    "largest surcharge for the vocabulary of all fields together", mixedSurcharge.max() ?? 0,
    in: -0.02...0.5, scope: .builtInCorpus)
  notebook.claim(
    "of the foreign surcharge, the share that remains under the mixed vocabulary, on average",
    mixedSurcharge.mean
      / (allForeign.reduce(0, +) / Double(allForeign.count)),
    in: -0.05...0.6, scope: .builtInCorpus)

  //: Read a row as a bill. The same budget of tokens buys that much less of the field's text, and the
  //: model's window holds that much less of a contract.
  //:
  //: Then read the last column. A vocabulary that has seen **some** of every field wins back most of
  //: what a foreign one loses, though it shares its places among all. That is BloombergGPT's choice
  //: too: its vocabulary was learned from The Pile, not from its own financial text, and still encoded
  //: that text (an earlier version of it) in 412 billion tokens where BLOOM's took 451, OPT's 456 and
  //: GPT-NeoX's 460 (Wu et al. 2023, table 3).
  // The fields that stand for "special" in what later chapters read.
  let special = notebook.textOrigin == .own ? Array(1..<domains.count) : [1]
  let tokenPenalty = geometricMean(special.map { 1 + surcharge[$0][0] })
  try notebook.record("01.tokenPenalty", tokenPenalty)

  return Costs(counts: counts, special: special)
}

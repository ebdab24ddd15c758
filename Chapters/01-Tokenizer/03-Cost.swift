import WorkbookCore

func measureCosts(_ notebook: Notebook, _ fields: FieldVocabularies) throws -> Costs {
  let (domains, columns) = (fields.domains, fields.columns)

  //: ## What a document costs under each vocabulary
  //:
  //: The first question. The chart will have a row for each text and a column for each vocabulary.
  //: A cell says how many tokens ten thousand bytes of that text become; these are some three
  //: pages.
  //:
  //: **Predict.** Where is a row's smallest number? And which vocabulary is the best second choice?
  let counts = try domains.map { part in
    try columns.map { try tokenCount($0, part.heldOut) }
  }
  let perDocument = zip(domains, counts).map { part, row in
    row.map { $0 / Double(part.heldOut.byteCount) * 10_000 }
  }
  let surcharge = counts.enumerated().map { index, row in row.map { $0 / row[index] - 1 } }
  try notebook.plot(matrixFigure(fields, perDocument: perDocument, surcharge: surcharge))
  checkCosts(notebook, surcharge)

  //: Read a row as a bill. The same budget of tokens buys that much less of the field's text, and
  //: the model's window holds that much less of a contract.
  //:
  //: Then read the last column. A vocabulary that has seen **some** of every field wins back most
  //: of what a foreign one loses, though it shares its places among all. That is BloombergGPT's
  //: choice too: its vocabulary was learned from The Pile, a public collection of 22 kinds of text,
  //: not from its own financial text. It still encoded that text (an earlier version of it) in 412
  //: billion tokens, where the vocabularies of three open models of the day took more: BLOOM's 451,
  //: OPT's 456 and GPT-NeoX's 460 (Wu et al. 2023, table 3).
  // The fields that stand for "special" in what later chapters read.
  let special = notebook.textOrigin == .own ? Array(1..<domains.count) : [1]
  let tokenPenalty = geometricMean(special.map { 1 + surcharge[$0][0] })
  try notebook.record("01.tokenPenalty", tokenPenalty)

  return Costs(counts: counts, special: special)
}

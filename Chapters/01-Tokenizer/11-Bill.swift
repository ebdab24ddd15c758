import WorkbookCore

func addUpTheBill(_ notebook: Notebook, _ fields: FieldVocabularies, _ costs: Costs) throws {
  let (domains, names, columns) = (fields.domains, fields.names, fields.columns)
  let (sizeText, percent) = (fields.sizeText, NumberStyle.percent(0))
  let (counts, special) = (costs.counts, costs.special)

  //: ## What a foreign vocabulary costs
  //:
  //: Now the bill in the units that people pay in. Put in what your provider charges; a page has 500
  //: words.
  let dollarsPerMillionTokens = 2.0
  let wordsPerPage = 500.0
  let window = 2_048.0
  func wordCount(_ corpus: Corpus) -> Double {
    corpus.texts.reduce(0) { sum, text in
      sum + Double(text.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.count)
    }
  }
  let heldOutWords = domains.map { wordCount($0.heldOut) }
  func tokensPerWord(_ index: Int, _ column: Int) -> Double {
    counts[index][column] / heldOutWords[index]
  }
  func pages(_ index: Int, _ column: Int) -> Double {
    window / tokensPerWord(index, column) / wordsPerPage
  }
  // Training takes BloombergGPT's shape, at its own window.
  let bloomberg = ComputeCost(.bloombergGPT)
  // The part of a forward pass over one long document that is spent comparing tokens with tokens.
  func attentionShare(_ tokens: Double) -> Double {
    1 - ComputeCost(.bloombergGPT, contextLength: 0).forwardPerToken
      / ComputeCost(.bloombergGPT, contextLength: Int(tokens)).forwardPerToken
  }
  let reportWords = 50_000.0
  var bill = Table([
    .text("text"), .text("vocabulary"), .number("tokens a word", style: .decimals(2)),
    .number("pages in 2,048 tokens", style: .decimals(1)),
    .number("dollars a million words", style: .decimals(2)),
    .number("training FLOPs a billion words", style: .powers),
  ])
  var attention = Table([
    .text("text"), .text("vocabulary"), .number("tokens of a 50,000-word report", style: .suffix),
    .number("attention's share of the work", style: .percent(0)),
    .number("attention's work, own vocabulary = 1", style: .decimals(2)),
  ])
  for index in domains.indices.dropFirst() {
    for (column, name) in [
      (0, names[0]), (columns.count - 1, "all together"), (index, "its own"),
    ] {
      let rate = tokensPerWord(index, column)
      let ratio = counts[index][column] / counts[index][index]
      bill.append(
        names[index], name, rate, pages(index, column), rate * dollarsPerMillionTokens,
        rate * 1e9 * bloomberg.trainingPerToken)
      attention.append(
        names[index], name, rate * reportWords, attentionShare(rate * reportWords), ratio * ratio)
    }
  }
  notebook.show(bill)
  notebook.show(attention)

  //: Everything that is paid by the token grows with the surcharge: the provider's invoice, the
  //: FLOPs of training. What is held in the window shrinks with it. And attention compares all with
  //: all, so for one and the same document its work grows with the **square**.
  //:
  //: (The second table counts the full square of tokens with tokens, as is the custom. Chapter 2
  //: computes little more than half of it, because the mask hides the rest. Then attention's share
  //: is smaller, and the last column stays as it is.)
  let lostPages = domains.indices.dropFirst().map { 1 - pages($0, 0) / pages($0, $0) }
  try notebook.plot(
    Figure(
      "window",
      title:
        "Under the general vocabulary a window holds \(percent.text(spanning: lostPages)) less of a "
        + "field's text",
      subtitle:
        "Pages of 500 words in a window of 2,048 tokens, vocabularies of \(sizeText) tokens",
      x: Axis("held-out text of", categories: names), y: Axis("pages", from: 0),
      marks: [
        .bars(
          "general vocabulary", domains.indices.map { pages($0, 0) },
          valueStyle: .decimals(1)),
        .bars(
          "all together", domains.indices.map { pages($0, columns.count - 1) },
          valueStyle: .decimals(1)),
        .bars(
          "the field's own", domains.indices.map { pages($0, $0) }, valueStyle: .decimals(1)),
      ]))
  let squares = special.map { counts[$0][0] / counts[$0][$0] }.map { $0 * $0 }
  notebook.claim(
    "attention's work on the same document, general vocabulary over own", geometricMean(squares),
    in: 1.2...12, smoke: 1.05...12, scope: .builtInCorpus)
}

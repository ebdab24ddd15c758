import WorkbookCore

func addUpTheBill(_ notebook: Notebook, _ fields: FieldVocabularies, _ costs: Costs) throws {
  let (domains, counts) = (fields.domains, costs.counts)

  //: ## What a foreign vocabulary costs
  //:
  //: Now the bill in the units that people pay in. Put in what your provider charges; a page has
  //: 500 words. Training takes BloombergGPT's shape, at its own window.
  //:
  //: **Predict.** A vocabulary of the field's own saves a third of the tokens, say. How many more
  //: pages does the window hold then: a third, or more?
  let dollarsPerMillionTokens = 2.0
  let wordsPerPage = 500.0
  let window = 2_048.0
  let heldOutWords = domains.map { wordCount($0.heldOut) }
  func tokensPerWord(_ index: Int, _ column: Int) -> Double {
    counts[index][column] / heldOutWords[index]
  }
  func pages(_ index: Int, _ column: Int) -> Double {
    window / tokensPerWord(index, column) / wordsPerPage
  }
  notebook.show(
    billTable(fields, pages: pages) { index, column in
      let rate = tokensPerWord(index, column)
      return [
        rate, rate * dollarsPerMillionTokens,
        rate * 1e9 * ComputeCost(.bloombergGPT).trainingPerToken,
      ]
    })
  let lostPages = domains.indices.dropFirst().map { 1 - pages($0, 0) / pages($0, $0) }
  try notebook.plot(windowFigure(fields, lostPages: lostPages, pages: pages))
  notebook.claim(
    "pages that a window loses under the general vocabulary, the largest share",
    lostPages.max() ?? 0, in: 0.1...0.8, smoke: 0.03...0.8, scope: .builtInCorpus)

  //: Everything that is paid by the token grows with the surcharge: the provider's invoice, the
  //: FLOPs (operations) of training. What the window holds is its inverse: a third fewer tokens are
  //: half as many pages more.
  //:
  //: One part of the work grows faster. Attention compares all tokens with all, so for one and the
  //: same document its work grows with the **square**.
  //:
  //: **Predict.** A model of BloombergGPT's shape reads a report of 50,000 words at once. How much
  //: of its work is attention: a tenth, a third, more than half?
  // The part of a forward pass over one long document that is spent comparing tokens with tokens.
  func attentionShare(_ tokens: Double) -> Double {
    1 - ComputeCost(.bloombergGPT, contextLength: 0).forwardPerToken
      / ComputeCost(.bloombergGPT, contextLength: Int(tokens)).forwardPerToken
  }
  notebook.show(
    attentionTable(fields) { index, column in
      let (tokens, ratio) = (
        50_000 * tokensPerWord(index, column), counts[index][column] / counts[index][index]
      )
      return [tokens, attentionShare(tokens), ratio * ratio]
    })
  let squares = costs.special.map { counts[$0][0] / counts[$0][$0] }.map { $0 * $0 }
  notebook.claim(
    "attention's work on the same document, general vocabulary over own", geometricMean(squares),
    in: 1.2...12, smoke: 1.05...12, scope: .builtInCorpus)

  //: (The table counts the full square of tokens with tokens, as is the custom. Chapter 2 computes
  //: little more than half of it, because the mask hides the rest. Then attention's share is
  //: smaller, and the last column stays as it is.)
  //:
  //: That answers the first question: measure the tokens of **your** text under the vocabulary that
  //: you would rent, and you know the bill. The second question, how large a vocabulary should be,
  //: needs the other kind of tokenizer, too.
}

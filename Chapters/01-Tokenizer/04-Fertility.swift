import WorkbookCore

func measureFertility(_ notebook: Notebook, _ fields: FieldVocabularies) throws {
  let domains = fields.domains

  //: ## Fertility: tokens a word
  //:
  //: **Fertility** is the usual measure: tokens per word (Rust et al. 2021). One is ideal: every
  //: word has a token of its own. We ask for the words in which fields differ most, their
  //: **terms**. Here these are the long words that are frequent in a field's text and absent from
  //: the general one (for the general text: absent from the field behind it). For a built-in world
  //: they are a list.
  //:
  //: **Predict.** Running text cost what the matrix says. Do the terms cost more than that, or
  //: less?
  let allTerms = domains.indices.map { fieldTerms(notebook, domains, $0) }
  let fertility = try allTerms.map { terms in
    try fields.columns.map { try $0.tokensPerWord(terms) }
  }
  notebook.show(try termTable(fields, allTerms))
  let termRatios = fertility.indices.dropFirst().map { fertility[$0][0] / fertility[$0][$0] }
  if termRatios.contains(where: \.isFinite) {
    try notebook.plot(fertilityFigure(fields, fertility, termRatios))
  } else {
    notebook.show("These fields have no long words of their own.")
  }
  notebook.claim(
    "tokens for a field's terms under the general vocabulary, for each one under its own",
    termRatios.min() ?? 0, in: 1.1...6, smoke: 1.0...6, scope: .builtInCorpus)

  //: Terms are the worst case: they are chosen for being rare elsewhere. Do not choose a tokenizer
  //: by your favourite jargon. The matrix above, on running text, is what you will pay.
}

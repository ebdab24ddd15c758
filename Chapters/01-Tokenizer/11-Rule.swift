import WorkbookCore

func chooseSize(
  _ notebook: Notebook, _ fields: FieldVocabularies, _ ownCurves: [[EncodedSize]]
) throws {
  let domains = fields.domains

  //: ## How large a vocabulary? Bloomberg's rule
  //:
  //: A token out of $V$ takes $\log_2 V$ bits to name. So count bits, not tokens: minimise
  //:
  //: $$\text{tokens}(V) \times \log_2 V.$$
  //:
  //: Doubling the vocabulary makes each token one bit dearer. From 4,096 to 8,192 that is the
  //: thirteenth bit on top of twelve: it pays if the number of tokens falls by more than one in
  //: thirteen. When only rare pieces are left to win, it does not. BloombergGPT's makers encoded C4,
  //: a cleaned copy of the web, with vocabularies from 25,000 to 550,000 tokens. They found the
  //: smallest product near 125,000, and took the next power of two, $2^{17} = 131{,}072$ (Wu et al.
  //: 2023, section 2.3).
  //:
  //: The rule is asked twice: with GPT-2's cut, where a token is a word at most, and with
  //: BloombergGPT's, where it may be a phrase.
  //:
  //: **Predict.** Theirs learned from The Pile. Ours learn from a few megabytes at most. On which
  //: side of 125,000 will our minimum lie? And which of the two cuts wants the larger vocabulary?
  let mostPhrases = notebook.pick(smoke: 32_768, lesson: 131_072)
  func learnPhrases(_ corpus: Corpus) throws -> [BytePairMerge] {
    try BytePairTokenizer.train(
      on: corpus.texts, vocabularySize: mostPhrases, pattern: .bloomberg
    ).merges
  }
  let phraseMerges = try domains.map { try learnPhrases($0.training) }
  let phraseCurves = try zip(phraseMerges, domains).map {
    try sizeCurve($0, $1.heldOut, pattern: .bloomberg)
  }
  try notebook.plot(
    bestSizeFigure(
      fields, words: (ownCurves, fields.largest), phrases: (phraseCurves, mostPhrases)))
  checkBestSizes(notebook, words: ownCurves, phrases: phraseCurves)

  //: To the left of theirs, and with words further to the left than with phrases. A vocabulary of
  //: words has spent its frequent ones sooner. Phrases go on, until they too are so rare that the
  //: dearer name of every token costs more than they save.
  //:
  //: The rule also depends on how much text the vocabulary learned from. A piece that was seen
  //: twice in training is a guess, not a find.
  //:
  //: **Predict.** The same field, with a 64th of the text to learn from: how much smaller is the
  //: best size?
  let field = domains[1]
  var rows: [(bytes: Int, best: EncodedSize)] = []
  for share in [64, 16, 4, 1] {
    let part = field.training.sample(
      byteCount: field.training.byteCount / share, seed: notebook.seed)
    let learned = share == 1 ? phraseMerges[1] : try learnPhrases(part)
    let curve = try sizeCurve(learned, field.heldOut, pattern: .bloomberg)
    if let best = EncodedSize.best(of: curve) { rows.append((part.byteCount, best)) }
  }
  notebook.show(bestSizeTable(rows))
  checkText(notebook, rows.map(\.best), phrases: phraseCurves)

  //: So the answer for your field is a number that **you measure**, on your text, and it grows with
  //: the text that you have. The valley is flat: half the best size costs little. Then the smaller
  //: one is the better choice, for there is another bill, which comes by the row.
}

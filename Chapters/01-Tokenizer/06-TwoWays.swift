import WorkbookCore

/// BPE and unigram on one text.
struct Comparison {
  var vocabularySize: Int
  var text: Corpus
  /// Bytes per token of held-out text, under BPE's vocabulary and unigram's.
  var compression: [Double]
}

func compareWithUnigram(
  _ notebook: Notebook, _ domains: [CourseText.Part], stream: RandomStream
) throws -> Comparison {
  var stream = stream

  //: ## Two ways to the same size
  //:
  //: BPE and unigram on the same text, cut by the same pattern, at the same size: do they find the
  //: same vocabulary?
  //:
  //: **Predict.** BPE keeps every stepping stone: to make `debentures` it may first make `ent` and
  //: `deben`, and they stay for ever. What does unigram do with such pieces?
  let compared = notebook.pick(smoke: 1_024, lesson: 2_048)
  let compareText = domains[1].training.prefix(
    byteCount: notebook.pick(smoke: 100_000, lesson: 1_000_000))
  let pair: [(name: String, tokenizer: any Tokenizer)] = [
    ("BPE", try BytePairTokenizer.train(on: compareText.texts, vocabularySize: compared)),
    (
      "unigram",
      try UnigramTokenizer.train(on: compareText.texts, vocabularySize: compared, pattern: .gpt2)
    ),
  ]
  var pairTable = Table([
    .text("vocabulary"), .number("pieces", style: .decimals(0)),
    .number("bytes per token, held-out text", style: .decimals(3)),
    .number("pieces that its own training text never uses", style: .percent(1)),
    .number("mean length of a piece", unit: "bytes", style: .decimals(1)),
  ])
  var pieceSets: [Set<[UInt8]>] = []
  var unusedShares: [Double] = []
  var compression: [Double] = []
  for (name, tokenizer) in pair {
    let long = (0..<Int32(tokenizer.vocabularySize)).compactMap { tokenizer.bytes(of: $0) }
      .filter { $0.count > 1 }
    let used = Set(try tokenizer.encode(documents: compareText.texts))
    let isUsed = used.count { (tokenizer.bytes(of: $0)?.count ?? 0) > 1 }
    unusedShares.append(1 - Double(isUsed) / Double(long.count))
    compression.append(
      Double(domains[1].heldOut.byteCount) / (try tokenCount(tokenizer, domains[1].heldOut)))
    pieceSets.append(Set(long))
    pairTable.append(
      name, long.count, compression.last ?? 0, unusedShares.last ?? 0,
      Double(long.reduce(0) { $0 + $1.count }) / Double(long.count))
  }
  notebook.show(pairTable)
  let overlap =
    Double(pieceSets[0].intersection(pieceSets[1]).count)
    / Double(min(pieceSets[0].count, pieceSets[1].count))
  notebook.claim(
    "share of the pieces that both have found", overlap, in: 0.2...0.9, scope: .builtInCorpus)
  notebook.claim(
    "bytes per token under the unigram vocabulary, for each one under BPE's",
    compression[1] / compression[0], in: notebook.textOrigin == .worlds ? 1.02...1.5 : 0.85...1.15,
    smoke: 0.8...1.5, scope: .builtInCorpus)
  notebook.claim(
    "BPE keeps more pieces that it never uses than unigram", unusedShares[0] > unusedShares[1],
    scope: .builtInCorpus)

  //: And what do they make of words that the field hardly ever says?
  let unusual = "Underwriters repriced unsubordinated debenturelike instruments' derivatives."
  for (name, tokenizer) in pair {
    notebook.show(try TokenStrip(unusual, tokenizer: tokenizer, title: name))
  }
  let brittle = try pair.map { Double(try $0.tokenizer.encode(unusual).count) }
  notebook.claim(
    "tokens for the unusual sentence under unigram, for each one under BPE",
    brittle[1] / brittle[0],
    in: 1.02...3, smoke: 0.8...3, scope: .builtInCorpus)

  //: Rather different vocabularies. Some of BPE's stepping stones lie about unused, each with a row in
  //: the embedding table that hardly ever gets a gradient. Unigram threw such pieces out: what is always
  //: part of a longer piece has no expected count.
  //:
  //: What does unigram do with the freed places? Where a few thousand words are all there is, as in
  //: the built-in worlds, they go to whole words, and its tokens are longer than BPE's. Real text
  //: never runs out of new words, and there the two come out nearly alike; the table shows which of
  //: them is ahead. Unigram pays elsewhere: a word that was never seen falls apart into letters, where
  //: a stepping stone would have helped.
  //:
  //: Fewer tokens are not the whole story. Bostrom and Durrett (2020) found that unigram's pieces
  //: follow the parts of words more closely than BPE's, and that models pretrained on them do as well
  //: or better.
  //:
  //: And unigram can do one more thing. It has a probability for **every** way to cut, so it can draw
  //: one by chance: a model that meets its words in several guises learns how they are built (Kudo
  //: 2018).
  if let unigram = pair[1].tokenizer as? UnigramTokenizer {
    for draw in 1...2 {
      let ids = try unigram.encode(Array(unusual.utf8), smoothing: 0.1, using: &stream)
      notebook.show(TokenStrip(ids, tokenizer: unigram, title: "drawn, \(draw)"))
    }
  }

  return Comparison(
    vocabularySize: compared, text: compareText, compression: compression)
}

import WorkbookCore

/// BPE and unigram on one text.
struct Comparison {
  var vocabularySize: Int
  var text: Corpus
  /// Of BPE's vocabulary.
  var bytesPerToken: Double
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
  let profiles = try pair.map { name, tokenizer in
    (
      name: name,
      profile: try VocabularyProfile(
        tokenizer, trainedOn: compareText, heldOut: domains[1].heldOut)
    )
  }
  notebook.show(profileTable(profiles))
  checkTwoWays(notebook, profiles.map(\.profile))

  //: Rather different vocabularies. Some of BPE's stepping stones lie about unused, each with a row
  //: in the model's table of tokens that training hardly ever touches. Unigram threw such pieces
  //: out: what is always part of a longer piece has no expected count. (The last column counts each
  //: piece once; running text uses the short ones most, so that a token there is shorter.)
  //:
  //: What does unigram do with the freed places? Where a few thousand words are all there is, as in
  //: the built-in worlds, they go to whole words, and its tokens are longer than BPE's. Real text
  //: never runs out of new words, and there the two come out nearly alike; the table shows which of
  //: them is ahead.
  //:
  //: **Predict.** And words that the field hardly ever says: which of the two needs more tokens for
  //: them?
  let unusual = "Underwriters repriced unsubordinated debenturelike instruments' derivatives."
  for (name, tokenizer) in pair {
    notebook.show(try TokenStrip(unusual, tokenizer: tokenizer, title: name))
  }
  let brittle = try pair.map { Double(try $0.tokenizer.encode(unusual).count) }
  notebook.claim(
    "tokens for the unusual sentence under unigram, for each one under BPE",
    brittle[1] / brittle[0], in: 1.02...3, smoke: 0.8...3, scope: .builtInCorpus)

  //: That is unigram's price: a word that was never seen falls apart into letters, where a stepping
  //: stone would have helped.
  //:
  //: Fewer tokens are not the whole story. Bostrom and Durrett (2020) found that unigram's pieces
  //: follow the parts of words more closely than BPE's, and that models pretrained on them do as
  //: well or better.
  //:
  //: And unigram can do one more thing. It has a probability for **every** way to cut, so it can
  //: draw one by chance: a model that meets its words in several guises learns how they are built
  //: (Kudo 2018).
  if let unigram = pair[1].tokenizer as? UnigramTokenizer {
    for draw in 1...2 {
      let ids = try unigram.encode(Array(unusual.utf8), smoothing: 0.1, using: &stream)
      notebook.show(TokenStrip(ids, tokenizer: unigram, title: "drawn, \(draw)"))
    }
  }

  return Comparison(
    vocabularySize: compared, text: compareText, bytesPerToken: profiles[0].profile.bytesPerToken)
}

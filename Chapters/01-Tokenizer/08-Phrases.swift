import WorkbookCore

func joinWords(
  _ notebook: Notebook, _ domains: [CourseText.Part], _ comparison: Comparison
) throws {
  let heldOut = domains[1].heldOut

  //: ## Tokens of several words
  //:
  //: Back to BloombergGPT's cut, in which a space is as good as a letter. We train BPE twice on the
  //: same text, and change the pattern alone.
  //:
  //: **Predict.** Which tokens of several words does the field's text use most? Do they shorten the
  //: text?
  let phrases = try BytePairTokenizer.train(
    on: comparison.text.texts, vocabularySize: comparison.vocabularySize, pattern: .bloomberg)
  let ids = try phrases.encode(documents: heldOut.texts)
  var use: [Int32: Int] = [:]
  for id in ids where isManyWords(phrases.bytes(of: id) ?? []) { use[id, default: 0] += 1 }
  let common = use.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(16).map(\.key)
  notebook.show(TokenStrip(common, tokenizer: phrases, title: "most used, of several words"))
  let share = Double(use.values.reduce(0, +)) / Double(ids.count)
  let gain =
    Double(heldOut.byteCount) / (try tokenCount(phrases, heldOut)) / comparison.bytesPerToken - 1
  notebook.claim(
    "tokens of several words, of all tokens of the text", share, in: 0.005...0.7,
    scope: .builtInCorpus)
  notebook.claim(
    "bytes per token gained by tokens of several words", gain,
    in: notebook.textOrigin == .worlds ? 0.02...0.6 : -0.2...0.1, smoke: -0.2...0.6,
    scope: .builtInCorpus)

  //: A text that repeats whole phrases gains by it, as the built-in worlds do. Real text gains
  //: little or loses: in so small a vocabulary, a place for `of the ` is a place taken from a word.
  //: BloombergGPT had 131,072 places to give away; further down the sizes at which phrases pay are
  //: measured. There is a price, too. Where `in the ` is one token, the model knows `the` in two
  //: disguises, and learns twice what follows it.
}

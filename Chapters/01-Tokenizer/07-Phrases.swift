import WorkbookCore

func joinWords(
  _ notebook: Notebook, _ domains: [CourseText.Part], _ comparison: Comparison
) throws {
  let (compared, compareText) = (comparison.vocabularySize, comparison.text)
  let compression = comparison.compression

  //: ## Tokens of several words
  //:
  //: Back to BloombergGPT's cut, in which a space is as good as a letter. We train BPE twice on the same
  //: text, and change the pattern alone. Which tokens of several words does the field's text use most?
  func isManyWords(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: 0x20).count { $0.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } }
      > 1
  }
  let phrases = try BytePairTokenizer.train(
    on: compareText.texts, vocabularySize: compared, pattern: .bloomberg)
  var phraseUse: [Int32: Int] = [:]
  let phraseIDs = try phrases.encode(documents: domains[1].heldOut.texts)
  for id in phraseIDs where isManyWords(phrases.bytes(of: id) ?? []) {
    phraseUse[id, default: 0] += 1
  }
  let phraseShare =
    Double(phraseUse.values.reduce(0, +)) / Double(phraseIDs.count)
  let common = phraseUse.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(16).map(\.key)
  notebook.show(TokenStrip(common, tokenizer: phrases, title: "most used, of several words"))
  let phraseGain =
    Double(domains[1].heldOut.byteCount) / (try tokenCount(phrases, domains[1].heldOut))
    / compression[0] - 1
  var phraseTable = Table([
    .text("BloombergGPT's pattern"), .number("share", style: .percent(0)),
  ])
  phraseTable.append("tokens that hold several words", phraseShare)
  phraseTable.append("bytes per token, more than under GPT-2's pattern", phraseGain)
  notebook.show(phraseTable)
  notebook.claim(
    "tokens of several words, of all tokens of the text", phraseShare, in: 0.005...0.7,
    scope: .builtInCorpus)
  notebook.claim(
    "bytes per token gained by tokens of several words", phraseGain,
    in: notebook.textOrigin == .worlds ? 0.02...0.6 : -0.2...0.1, smoke: -0.2...0.6,
    scope: .builtInCorpus)

  //: A text that repeats whole phrases gains by it, as the built-in worlds do. Real text gains little
  //: or loses: in so small a vocabulary, a place for `of the ` is a place taken from a word.
  //: BloombergGPT had 131,072 places to give away; further down the sizes at which phrases pay are
  //: measured. There is a price, too: where
  //: `in the ` is one token, the model knows `the` in two disguises, and learns twice what follows it.
}

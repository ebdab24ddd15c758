import WorkbookCore

Notebook.chapter("01-Tokenizer") { notebook in
  //: # 1. Tokenizer: what a model sees instead of text
  //:
  //: A language model never sees a letter. It sees a list of whole numbers, the **tokens**, and
  //: guesses the next one. Somebody has to choose which pieces of text get a number of their own.
  //: That choice is made once, before training, and the model lives with it for ever.
  //:
  //: It is also the first place where a field's language costs money. A general vocabulary knows
  //: `the` and `company`. It has never met `subordinated debentures`, and cuts it to bits. More bits
  //: mean more tokens for the same text: more compute, and less text in the model's window.
  //:
  //: In this chapter you build **byte pair encoding** (BPE) from nothing, check it against the
  //: library's fast version, and measure what a general vocabulary pays on a special field.
  //:
  //: ## Bytes: the vocabulary that can say everything
  //:
  //: The simplest tokenizer takes the bytes of UTF-8 as they are: 256 tokens, nothing is ever
  //: unknown, and every text comes back exactly. Its price is length.
  let phrase = "subordinated debentures, naïvely yielding 4.2 %"
  notebook.show(try TokenStrip(phrase, tokenizer: ByteTokenizer(), title: "bytes"))

  //: `ï` became two tokens: UTF-8 spends two bytes on it. Attention compares every token with every
  //: earlier one (chapter 2), so a text of twice as many tokens is more than twice as dear. We want
  //: longer pieces.
  //:
  //: ## Byte pair encoding, the plain way
  //:
  //: The idea is from data compression (Gage 1994), and came to language models through translation
  //: (Sennrich, Haddow and Birch 2016). Start with bytes. Count all pairs of neighbours. Give the
  //: most frequent pair a number of its own, replace it everywhere, and count again. Stop when the
  //: vocabulary is as large as you like.
  //:
  //: One rule is easy to forget: what happens in a tie? We take the pair whose left token is older,
  //: then the one whose right token is. Any rule will do, so long as it is one. A tokenizer that
  //: depends on the order of a hash table gives you another vocabulary on Thursdays.

  /// Learns merges by doing exactly what the paragraph above says, slowly.
  func learnMerges(_ text: [UInt8], count: Int) -> [BytePairMerge] {
    var ids = text.map { Int32($0) }
    var merges: [BytePairMerge] = []
    while merges.count < count {
      var counts: [[Int32]: Int] = [:]
      for (left, right) in zip(ids, ids.dropFirst()) { counts[[left, right], default: 0] += 1 }
      guard
        let best = counts.max(by: { a, b in
          a.value != b.value ? a.value < b.value : b.key.lexicographicallyPrecedes(a.key)
        })
      else { break }
      let made = Int32(256 + merges.count)
      merges.append(BytePairMerge(left: best.key[0], right: best.key[1], count: best.value))
      var merged: [Int32] = []
      var place = 0
      while place < ids.count {
        let fits =
          place + 1 < ids.count && ids[place] == best.key[0] && ids[place + 1] == best.key[1]
        merged.append(fits ? made : ids[place])
        place += fits ? 2 : 1
      }
      ids = merged
    }
    return merges
  }

  //: **Predict.** What are the first merges on `low lower lowest slow slower`? Five words share
  //: three letters. Write your guess down before you look.
  let toy = "low lower lowest slow slower"
  let toyMerges = learnMerges(Array(toy.utf8), count: 4)
  let toyTokenizer = BytePairTokenizer(merges: toyMerges, pattern: .none)
  notebook.show(try TokenStrip(toy, tokenizer: toyTokenizer, title: "after 4 merges"))

  //: Nobody told it about stems. Counting did.
  //:
  //: ## The same merges, but fast
  //:
  //: The plain version recounts the whole text for every merge. The library keeps, for every pair,
  //: its count and the list of words that hold it, and touches only what a merge changes. It must
  //: learn **the same merges**, one for one; being fast and different is easy.
  //:
  //: We compare both on a piece of the course's text: the built-in world of general English or,
  //: with `--corpus`, your own.
  let text = notebook.courseText()
  let sample = text.training.prefix(byteCount: notebook.pick(smoke: 6_000, lesson: 20_000))
  let sampleBytes = Array(sample.texts.joined())
  let mergeCount = notebook.pick(smoke: 40, lesson: 120)
  let clock = ContinuousClock()
  var plain: [BytePairMerge] = []
  let plainTime = clock.measure { plain = learnMerges(sampleBytes, count: mergeCount) }
  let begin = clock.now
  let fast = try BytePairTokenizer.train(
    on: [sampleBytes], vocabularySize: 257 + mergeCount, pattern: .none)
  let fastTime = clock.now - begin
  notebook.claim(
    "the library learns the same \(mergeCount) merges as the plain version, in the same order",
    plain == fast.merges)
  notebook.claim("times faster than the plain version", plainTime / fastTime, in: 2...100_000)

  //: ## Words first, then pairs
  //:
  //: Real tokenizers do not merge across words. GPT-2 first cuts the text with a regular expression:
  //: a word with the space before it, a run of digits, a run of punctuation. Merges stay inside these
  //: pieces, so that `dog`, `dog.` and `dog!` do not become three entries. BloombergGPT cut
  //: differently: spaces may stand inside a chunk of letters, so that a token can span several words,
  //: and every digit is a token of its own (Wu et al. 2023, section 2.4). Numbers are
  //: half the business in finance.
  //:
  //: Now two vocabularies of the same size: one learned from the general world, one from the special
  //: field. By default the field is finance; with `--corpus` it is your text.
  let size = notebook.pick(smoke: 512, lesson: 2_048)
  let generalPart = CourseText.part(
    of: .general, trainingBytes: notebook.pick(smoke: 200_000, lesson: 1_500_000),
    heldOutBytes: 60_000, seed: notebook.seed)
  let fieldPart =
    notebook.userCorpus == nil
    ? CourseText.part(
      of: .finance, trainingBytes: notebook.pick(smoke: 200_000, lesson: 1_500_000),
      heldOutBytes: 60_000, seed: notebook.seed)
    : CourseText.Part(
      name: "your text", training: text.training.prefix(byteCount: 4_000_000),
      heldOut: text.heldOut.prefix(byteCount: 200_000))
  let general = try notebook.vocabulary("general", of: generalPart.training, size: size)
  let field = try notebook.vocabulary("field", of: fieldPart.training, size: size)

  //: **Predict.** How many tokens does each need for the same phrase of finance?
  let example = "The underwriter priced subordinated debentures and floating-rate notes."
  notebook.show(try TokenStrip(example, tokenizer: general, title: "general vocabulary"))
  notebook.show(try TokenStrip(example, tokenizer: field, title: "the field's vocabulary"))

  //: Whatever the vocabulary, nothing may be lost: what is encoded must come back byte for byte, also
  //: text that neither vocabulary has ever seen, and bytes that are no text at all.
  var stream = RandomStream(seed: notebook.seed).fork("round trip")
  let noise = (0..<20_000).map { _ in UInt8(stream.index(below: 256)) }
  let inputs = [noise, Array("Ünïcödé, 東京, 🧮".utf8)] + fieldPart.heldOut.texts
  let roundTrips = try inputs.allSatisfy { bytes in
    try general.decode(general.encode(bytes)) == bytes && field.decode(field.encode(bytes)) == bytes
  }
  notebook.claim("every text and 20,000 random bytes come back exactly", roundTrips)

  //: ## Fertility: tokens a word
  //:
  //: The usual measure is **fertility**: tokens per word (Rust et al. 2021). One is ideal: every word
  //: has a token of its own. We ask it of the terms of the field. For the built-in world they are a
  //: list; for your own text they are the long words that are frequent in it and absent from the
  //: general world.
  let terms: [String]
  if notebook.userCorpus == nil {
    terms = World.finance.domainTerms
  } else {
    terms = fieldPart.training.distinctiveWords(against: generalPart.training, count: 200)
  }
  var termTable = Table([
    .text("term"), .number("general vocabulary", unit: "tokens"),
    .number("field's vocabulary", unit: "tokens"),
  ])
  for term in terms.prefix(8) {
    termTable.append(
      term, try general.encode(" " + term).count, try field.encode(" " + term).count)
  }
  notebook.show(termTable)
  let generalFertility = try general.tokensPerWord(terms)
  let fieldFertility = try field.tokensPerWord(terms)
  let penalty = generalFertility / fieldFertility
  notebook.claim(
    "tokens for the field's terms under the general vocabulary, for each one under its own",
    penalty, in: 1.25...6, smoke: 1.1...6, scope: .builtInCorpus)

  //: Terms are the worst case. What of running text? Bytes per token is the honest currency: how much
  //: text fits into one token, and so into one step of training.
  var bytesPerToken: [[Double]] = []
  for tokenizer in [general, field] {
    bytesPerToken.append(
      try [generalPart.heldOut, fieldPart.heldOut].map { corpus in
        Double(corpus.byteCount) / Double(try tokenizer.encode(documents: corpus.texts).count)
      })
  }
  let longer = bytesPerToken[1][1] / bytesPerToken[0][1] - 1
  let percent = NumberStyle.percent(0)
  try notebook.plot(
    Figure(
      "fertility",
      title:
        "The general vocabulary spends \(percent.text(longer)) more tokens on the same field text",
      subtitle: "Bytes of held-out text per token, two vocabularies of \(size) tokens",
      x: Axis("held-out text", categories: ["general", fieldPart.name]),
      y: Axis("bytes per token"),
      marks: [
        .bars("general vocabulary", bytesPerToken[0], valueStyle: .decimals(2)),
        .bars("field's vocabulary", bytesPerToken[1], valueStyle: .decimals(2)),
      ]))
  notebook.claim(
    "each vocabulary is the better one at home",
    bytesPerToken[0][0] > bytesPerToken[1][0] && bytesPerToken[1][1] > bytesPerToken[0][1],
    scope: .builtInCorpus)
  try notebook.record("01.tokenPenalty", 1 + longer)
  try notebook.record("01.termPenalty", penalty)

  //: Read the right-hand pair of bars as a bill. The same budget of tokens buys that much less of the
  //: field's text, and the window of the model holds that much less of a contract.
  //:
  //: ## How large a vocabulary?
  //:
  //: Each merge shortens the text, as long as there are pieces left that come often. **Predict.** Both
  //: vocabularies grow from 257 tokens. Which curve goes on climbing on the field's text, and which
  //: one stops? When?
  //:
  //: No new training is needed: a smaller BPE vocabulary is a larger one's first merges.
  let curveSizes = [257, 320, 384, 512, 768, 1_024, 1_536, 2_048].filter { $0 <= size }
  func curve(_ tokenizer: any Tokenizer, _ corpus: Corpus) throws -> [Double] {
    guard let merges = (tokenizer as? BytePairTokenizer)?.merges else { return [] }
    return try curveSizes.map { size in
      let smaller = BytePairTokenizer(merges: Array(merges.prefix(size - 257)))
      return Double(corpus.byteCount) / Double(try smaller.encode(documents: corpus.texts).count)
    }
  }
  let ownCurve = try curve(field, fieldPart.heldOut)
  let otherCurve = try curve(general, fieldPart.heldOut)
  let sizes = curveSizes.map { Double($0) }
  // The smallest size at which the field's own vocabulary does as well as the largest general one.
  let matching = zip(curveSizes, ownCurve).first { $0.1 >= (otherCurve.last ?? 0) }?.0 ?? size
  try notebook.plot(
    Figure(
      "vocabulary-size",
      title:
        "On \(fieldPart.name) text, \(matching) own tokens do the work of \(size) general ones",
      subtitle: "Bytes of held-out \(fieldPart.name) text per token, by the size of the vocabulary",
      x: Axis("vocabulary size", unit: "tokens", scale: .log), y: Axis("bytes per token"),
      marks: [
        .line("learned from \(fieldPart.name)", x: sizes, y: ownCurve, showsPoints: true),
        .line("learned from general", x: sizes, y: otherCurve, showsPoints: true),
      ]))
  notebook.claim(
    "size of the field's own vocabulary that matches the general one, as a share of it",
    Double(matching) / Double(size), in: 0.1...0.75, smoke: 0.1...1, scope: .builtInCorpus)

  //: The general vocabulary stops early: what it learns from its thousandth merge on are general words,
  //: and the field has no use for them. The field's own curve climbs until every frequent word has a
  //: token. The built-in worlds reach that end soon, for they have two or three thousand words each. Real text
  //: has a long tail of rare words, and its curve bends slowly; run this chapter on your own and see.
  //:
  //: ## The other side of the bill
  //:
  //: Every token has a row of its own in the embedding table, as wide as the model. BloombergGPT's
  //: table has $131{,}072 \times 7{,}680$ entries: about a billion parameters of fifty (Wu et al.
  //: 2023, appendix A). For a small model the table can be most of it.
  var share = Table([
    .text("model"), .number("vocabulary"), .number("width"),
    .number("parameters", style: .suffix), .number("in the embedding", style: .percent(1)),
  ])
  for (name, model) in [
    ("GPT-2 small", ModelConfiguration.gpt2Small), ("BloombergGPT", .bloombergGPT),
    (
      "chapter 5's model",
      ModelConfiguration(
        vocabularySize: 1_024, contextLength: 128, width: 128, layerCount: 4, headCount: 4)
    ),
  ] {
    share.append(
      name, model.vocabularySize, model.width, model.parameterCount.all,
      Double(model.vocabularySize * model.width) / Double(model.parameterCount.all))
  }
  notebook.show(share)

  //: That is why sizes differ: 131,072 for BloombergGPT, 1,024 in chapter 5. Bloomberg's own rule was
  //: to encode C4 with vocabularies between 25,000 and 550,000 tokens and to take the size that
  //: minimises tokens times $\log_2$ of the size, about 125,000, rounded up to $2^{17}$ (Wu et al. 2023).
  //:
  //: ## What to take away
  //:
  //: - A tokenizer trained elsewhere works on your text. It is never wrong, only expensive.
  //: - Measure the expense in bytes per token on **running text**, not on your favourite jargon. Terms
  //:   look dramatic; text decides.
  //: - Losses per token cannot be compared between vocabularies: a longer token is harder to guess.
  //:   From chapter 5 on we count **bits per byte**.
  //:
  //: Try: change `size`, and see where the two curves meet. Give it your own text:
  //: `./workbook run 1 --corpus notes/`. Replace `.gpt2` by `.bloomberg` in `BytePairTokenizer.train`
  //: and watch tokens grow across spaces.
  //:
  //: ## Exercises
  //:
  //: `./workbook next` shows the first one that is open; `./workbook check 1.1` judges it.
  notebook.show(Progress.read(root: notebook.root).summary(ofChapter: 1))
}

import WorkbookCore

func chooseSize(_ notebook: Notebook, _ fields: FieldVocabularies, counts: [[Double]]) throws {
  let (domains, names) = (fields.domains, fields.names)
  let (ownMerges, mixedMerges) = (fields.ownMerges, fields.mixedMerges)
  let (size, largest, sizeText) = (fields.size, fields.largest, fields.sizeText)
  let whole = NumberStyle.decimals(0)

  //: ## How large a vocabulary? Compression alone
  //:
  //: The second question. Each merge shortens the text, as long as there are pieces left that come
  //: often. **Predict.** All vocabularies grow from 384 tokens. Which one goes on shortening the
  //: field's text, and which one stops? When?
  let field = domains[1]
  let curveSizes = (8...17).flatMap { [3 << ($0 - 1), 2 << $0] }
  /// A text at every size that the merges reach, and where they end.
  func curve(
    _ merges: [BytePairMerge], _ corpus: Corpus, pattern: PreTokenPattern = .gpt2
  ) throws -> [EncodedSize] {
    let end = merges.count + 257
    let reached = curveSizes.filter { $0 < end } + [end]
    return try EncodedSize.table(
      of: reached.map {
        BytePairTokenizer(merges: Array(merges.prefix($0 - 257)), pattern: pattern)
      }, on: corpus.texts)
  }
  func x(_ table: [EncodedSize]) -> [Double] { table.map { Double($0.vocabularySize) } }
  func bytesPerToken(_ table: [EncodedSize]) -> [Double] {
    table.map { Double($0.byteCount) / Double($0.tokenCount) }
  }
  let ownCurves = try zip(ownMerges, domains).map { try curve($0, $1.heldOut) }
  let generalCurve = try curve(ownMerges[0], field.heldOut)
  let mixedCurve = try curve(mixedMerges, field.heldOut)
  let unigramSizes = notebook.pick(
    smoke: [512, 1_024], lesson: [512, 1_024, 2_048, 4_096, 8_192])
  let unigramCurve = try EncodedSize.table(
    of: try UnigramTokenizer.train(
      on: field.training.texts, vocabularySizes: unigramSizes, pattern: .gpt2),
    on: field.heldOut.texts)
  // The smallest own vocabulary that does as well as the largest general one.
  let generalBest = bytesPerToken(generalCurve).max() ?? 0
  let matching = ownCurves[1].first {
    Double($0.byteCount) / Double($0.tokenCount) >= generalBest
  }?.vocabularySize
  let generalSize = generalCurve.last?.vocabularySize ?? size
  try notebook.plot(
    Figure(
      "vocabulary-size",
      title: matching.map {
        "On text of \(field.name), \(whole.text(Double($0))) own tokens do the work of "
          + "\(whole.text(Double(generalSize))) in the general vocabulary"
      }
        ?? "On text of \(field.name), no vocabulary of its own does the work of the general one",
      subtitle: "Bytes of held-out text of \(field.name) per token, by the size of the vocabulary",
      x: Axis("vocabulary size", unit: "tokens", scale: .log2), y: Axis("bytes per token"),
      marks: [
        .line(
          "BPE, \(field.name)", x: x(ownCurves[1]), y: bytesPerToken(ownCurves[1]),
          showsPoints: true, placement: .key),
        .line(
          "unigram, \(field.name)", x: x(unigramCurve), y: bytesPerToken(unigramCurve),
          showsPoints: true, placement: .key),
        .line(
          "BPE, all together", x: x(mixedCurve), y: bytesPerToken(mixedCurve), showsPoints: true,
          placement: .key),
        .line(
          "BPE, \(names[0])", x: x(generalCurve), y: bytesPerToken(generalCurve),
          showsPoints: true, placement: .key),
      ]))
  notebook.claim(
    "size of the field's own vocabulary that matches the general one, as a share of it",
    Double(matching ?? 10 * generalSize) / Double(generalSize), in: 0.02...0.5, smoke: 0.05...1.1,
    scope: .builtInCorpus)
  let asGood = mixedCurve.first { Double($0.tokenCount) <= counts[1][1] }?.vocabularySize
  notebook.claim(
    "size at which the mixed vocabulary does as well as the field's own of \(sizeText), as a multiple",
    Double(asGood ?? 100 * size) / Double(size), in: 1.2...8, smoke: 1...100, scope: .builtInCorpus)

  //: The general vocabulary climbs slowly: what it learns from its thousandth merge on are mostly general
  //: words, and the field uses few of them. A few thousand tokens of the field's own do the same
  //: work. The field's own curve bends: the words that are still in pieces are rare ones. A curve
  //: ends where its text has no pair left to merge, for then every word that comes again has a token.
  //: More text has more rare words, and its curve goes on.
  //:
  //: By compression alone, then, larger is always better. That cannot be the whole answer.
  //:
  //: ## How large a vocabulary? Bloomberg's rule
  //:
  //: A token out of $V$ takes $\log_2 V$ bits to name. So count bits, not tokens: minimise
  //:
  //: $$\text{tokens}(V) \times \log_2 V.$$
  //:
  //: Doubling the vocabulary makes each token one bit dearer. From 4,096 to 8,192 that is the thirteenth
  //: bit on top of twelve: it pays if the number of tokens falls by more than one in thirteen. When only
  //: rare pieces are left to win, it does not. BloombergGPT's makers encoded
  //: C4 with vocabularies from 25,000 to 550,000 tokens, found the smallest product near 125,000, and
  //: took the next power of two, $2^{17} = 131{,}072$ (Wu et al. 2023, section 2.3).
  //:
  //: **Predict.** Theirs learned from The Pile. Ours learn from a few megabytes at most. On which side of
  //: 125,000 will our minimum lie?
  //:
  //: The rule is asked twice: with GPT-2's cut, where a token is a word at most, and with
  //: BloombergGPT's, where it may be a phrase.
  let mostPhrases = notebook.pick(smoke: 32_768, lesson: 131_072)
  let phraseMerges = try domains.map {
    try BytePairTokenizer.train(
      on: $0.training.texts, vocabularySize: mostPhrases, pattern: .bloomberg
    ).merges
  }
  let phraseCurves = try zip(phraseMerges, domains).map {
    try curve($0, $1.heldOut, pattern: .bloomberg)
  }
  func smallest(_ curves: [[EncodedSize]]) -> [EncodedSize] {
    curves.compactMap { EncodedSize.best(of: $0) }
  }
  func span(_ curves: [[EncodedSize]], limit: Int) -> String {
    let sizes = smallest(curves).map(\.vocabularySize)
    // Where training ended before the curve turned, nobody knows how far it would fall.
    return whole.text(spanning: sizes.map { Double($0) }, joiner: "–")
      + (sizes.max() == limit ? " or more" : "")
  }
  try notebook.plot(
    Figure(
      "best-size",
      title: "Fewest bits: \(span(ownCurves, limit: largest)) tokens, cut as GPT-2 does; "
        + "\(span(phraseCurves, limit: mostPhrases)) as BloombergGPT",
      subtitle: "Bits to name the tokens of held-out text, each field under its own vocabulary; "
        + "black points are the smallest",
      caption: "BPE vocabularies learned from "
        + "\(NumberStyle.bytes.text(Double(domains[0].training.byteCount))) of text each.",
      sharing: .both,
      panels: [("GPT-2's cut: words", ownCurves), ("BloombergGPT's cut: phrases", phraseCurves)].map
      {
        title, curves in
        let best = smallest(curves)
        return .init(
          title, x: Axis("vocabulary size V", unit: "tokens", scale: .log2),
          y: Axis("tokens × log₂ V", unit: "bits per byte"),
          marks: zip(names, curves).map {
            .line($0, x: x($1), y: $1.map(\.bitsPerByte), placement: .key)
          } + [
            .points(
              "smallest", x: x(best), y: best.map(\.bitsPerByte), color: .black,
              placement: .hidden)
          ])
      }))
  notebook.claim(
    "with BloombergGPT's cut, the smallest product lies inside the range of sizes",
    phraseCurves.allSatisfy { curve in
      let best = EncodedSize.best(of: curve)?.vocabularySize ?? 0
      return best > curve[0].vocabularySize && best < curve[curve.count - 1].vocabularySize
    }, scope: .builtInCorpus)
  notebook.claim(
    "largest of the best sizes, a share of BloombergGPT's",
    (smallest(phraseCurves).map { Double($0.vocabularySize) }.max() ?? 0) / 131_072, in: 0...0.5,
    scope: .builtInCorpus)

  notebook.claim(
    "the largest best size is smaller with words as tokens than with phrases",
    (smallest(ownCurves).map(\.vocabularySize).max() ?? 0)
      < (smallest(phraseCurves).map(\.vocabularySize).max() ?? 0), scope: .builtInCorpus)

  //: To the left of theirs, and with words further to the left than with phrases. A vocabulary of words
  //: has spent its frequent ones sooner. Phrases go on, until they too are so rare that the dearer
  //: name of every token costs more than they save.
  //:
  //: The rule also depends on how much text the vocabulary learned from. A piece that was seen twice in
  //: training is a guess, not a find. The same field, with less text to learn from:
  var sizeTable = Table([
    .text("learned from"), .number("best size", unit: "tokens", style: .decimals(0)),
    .number("tokens × log₂ V there", unit: "bits per byte", style: .decimals(3)),
  ])
  var sizesByText: [Double] = []
  for share in [64, 16, 4, 1] {
    let part = field.training.sample(
      byteCount: field.training.byteCount / share, seed: notebook.seed)
    let learned =
      share == 1
      ? phraseMerges[1]
      : try BytePairTokenizer.train(
        on: part.texts, vocabularySize: mostPhrases, pattern: .bloomberg
      ).merges
    if let best = EncodedSize.best(of: try curve(learned, field.heldOut, pattern: .bloomberg)) {
      sizeTable.append(
        NumberStyle.bytes.text(Double(part.byteCount)), best.vocabularySize, best.bitsPerByte)
      sizesByText.append(Double(best.vocabularySize))
    }
  }
  notebook.show(sizeTable)
  notebook.claim(
    "best size with all the text, over that with a 64th of it",
    (sizesByText.last ?? 0) / (sizesByText.first ?? 1), in: 1.2...100, smoke: 1...100,
    scope: .builtInCorpus)
  let halved = phraseCurves.map { curve in
    let best = EncodedSize.best(of: curve)
    let half = curve.last { $0.vocabularySize * 2 <= (best?.vocabularySize ?? 0) }
    return (half?.bits ?? .infinity) / (best?.bits ?? 1)
  }
  notebook.claim(
    "bits with half the best size, over those with the best", halved.max() ?? 0, in: 1...1.15,
    smoke: 1...1.4, scope: .builtInCorpus)

  //: So the answer for your field is a number that **you measure**, on your text, and it grows with
  //: the text that you have. The valley is flat: half the best size costs little. Then the smaller one
  //: is the better choice, for the next bill comes by the row.
}

import WorkbookCore

//: ## How large a vocabulary? Compression alone
//:
//: The second question. Each merge shortens the text, as long as there are pieces left that come
//: often. We count tokens at sizes from 384 on, two for each doubling, up to where the merges end.
let curveSizes = (8...17).flatMap { [3 << ($0 - 1), 2 << $0] }

/// A text at every size that the merges reach, and where they end.
func sizeCurve(
  _ merges: [BytePairMerge], _ corpus: Corpus, pattern: PreTokenPattern = .gpt2
) throws -> [EncodedSize] {
  let end = merges.count + 257
  let reached = curveSizes.filter { $0 < end } + [end]
  return try EncodedSize.table(
    of: reached.map {
      BytePairTokenizer(merges: Array(merges.prefix($0 - 257)), pattern: pattern)
    }, on: corpus.texts)
}

/// - Returns: the curve of each field's text under its own vocabulary.
func compressByNumber(
  _ notebook: Notebook, _ fields: FieldVocabularies, counts: [[Double]]
) throws -> [[EncodedSize]] {
  let field = fields.domains[1]

  //: **Predict.** Which vocabulary goes on shortening the field's text, and which one stops? When?
  let ownCurves = try zip(fields.ownMerges, fields.domains).map { try sizeCurve($0, $1.heldOut) }
  let generalCurve = try sizeCurve(fields.ownMerges[0], field.heldOut)
  let mixedCurve = try sizeCurve(fields.mixedMerges, field.heldOut)
  let unigramCurve = try EncodedSize.table(
    of: try UnigramTokenizer.train(
      on: field.training.texts,
      vocabularySizes: notebook.pick(
        smoke: [512, 1_024], lesson: [512, 1_024, 2_048, 4_096, 8_192]), pattern: .gpt2),
    on: field.heldOut.texts)
  // The smallest own vocabulary that does as well as the largest general one.
  let generalBest = generalCurve.map(\.bytesPerToken).max() ?? 0
  let matching = ownCurves[1].first { $0.bytesPerToken >= generalBest }?.vocabularySize
  try notebook.plot(
    sizeFigure(
      field.name, matching: matching, general: generalCurve,
      lines: [
        ("BPE, \(field.name)", ownCurves[1]), ("unigram, \(field.name)", unigramCurve),
        ("BPE, all together", mixedCurve), ("BPE, \(fields.names[0])", generalCurve),
      ]))
  let asGood = mixedCurve.first { Double($0.tokenCount) <= counts[1][1] }?.vocabularySize
  checkSizes(notebook, fields, matching: matching, general: generalCurve, asGood: asGood)

  //: The general vocabulary climbs slowly: what it learns from its thousandth merge on are mostly
  //: general words, and the field uses few of them. A few thousand tokens of the field's own do the
  //: same work. The field's own curve bends: the words that are still in pieces are rare ones. A
  //: curve ends where its text has no pair left to merge, for then every word that comes again has
  //: a token. More text has more rare words, and its curve goes on.
  //:
  //: By compression alone, then, larger is always better. That cannot be the whole answer.

  return ownCurves
}

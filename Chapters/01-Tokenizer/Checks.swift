import WorkbookCore

// What chapter 1 says, checked where a cell says so: each output stands under the line that called.

func checkBroken(
  _ notebook: Notebook, isWhole: Bool, moved: Double, line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "longest piece first: every byte comes back, all the same", isWhole, file: file, line: line)
  notebook.claim(
    "longest piece first: share of the tokens that the merges do not make at that place", moved,
    in: 0.005...0.8, smoke: 0.002...0.9, scope: .builtInCorpus, file: file, line: line)
}

func checkCosts(
  _ notebook: Notebook, _ surcharge: [[Double]], line: Int = #line, file: String = #fileID
) {
  let foreign = foreignSurcharges(surcharge)
  let mixed = surcharge.map { $0.last ?? 0 }
  notebook.claim(
    "each text is cheapest under its own field's vocabulary",
    foreign.allSatisfy { $0 > 0 } && mixed.allSatisfy { $0 > -0.02 }, scope: .builtInCorpus,
    file: file, line: line)
  notebook.claim(
    "largest surcharge for a vocabulary of another field", foreign.max() ?? 0, in: 0.3...3,
    smoke: 0.1...3, scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "largest surcharge for the vocabulary of all fields together", mixed.max() ?? 0,
    in: -0.02...0.5, scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "of the foreign surcharge, the share that remains under the mixed vocabulary, on average",
    mixed.mean / foreign.mean, in: -0.05...0.6, scope: .builtInCorpus, file: file, line: line)
}

func checkSteps(
  _ notebook: Notebook, _ steps: [EMStep], difference: Double, line: Int = #line,
  file: String = #fileID
) {
  let likelihoods = steps.dropFirst().map(\.logLikelihood)
  let counting = steps.map { Double($0.countingPieces) }
  notebook.claim(
    "largest difference between the plain EM and the library's, in any expected count", difference,
    in: 0...1e-6, file: file, line: line)
  notebook.claim(
    "the likelihood never falls",
    zip(likelihoods, likelihoods.dropFirst()).allSatisfy { $1 - $0 >= 1e-12 * $0 }, file: file,
    line: line)
  notebook.claim(
    "share of the gain that the first step makes",
    (likelihoods[1] - likelihoods[0]) / (likelihoods[6] - likelihoods[0]), in: 0.6...1,
    scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "pieces of the seed that still count at the end, as a share",
    counting[counting.count - 1] / max(1, counting[0]), in: 0...0.6, scope: .builtInCorpus,
    file: file, line: line)
}

/// - Parameter profiles: BPE's, then unigram's.
func checkTwoWays(
  _ notebook: Notebook, _ profiles: [VocabularyProfile], line: Int = #line,
  file: String = #fileID
) {
  let (pairs, unigram) = (profiles[0], profiles[1])
  let common = Double(pairs.pieces.intersection(unigram.pieces).count)
  notebook.claim(
    "share of the pieces that both have found",
    common / Double(min(pairs.pieces.count, unigram.pieces.count)), in: 0.2...0.9,
    scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "bytes per token under the unigram vocabulary, for each one under BPE's",
    unigram.bytesPerToken / pairs.bytesPerToken,
    in: notebook.textOrigin == .worlds ? 1.02...1.5 : 0.85...1.15, smoke: 0.8...1.5,
    scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "BPE keeps more pieces that it never uses than unigram",
    pairs.unusedShare > unigram.unusedShare, scope: .builtInCorpus, file: file, line: line)
}

/// - Parameter cuts: runs of digits first, each digit alone last.
func checkNumbers(
  _ notebook: Notebook, _ cuts: [NumberCut], line: Int = #line, file: String = #fileID
) {
  let (runs, alone) = (cuts[0], cuts[2])
  notebook.claim(
    "with each digit alone, a number begins with one of at most ten tokens", alone.beginning <= 10,
    file: file, line: line)
  notebook.claim(
    "tokens per number with each digit alone, for each one in runs",
    alone.tokensPerNumber / runs.tokensPerNumber, in: 1...6, scope: .builtInCorpus, file: file,
    line: line)
  notebook.claim(
    "tokens that begin a number in runs, for each one with digits alone",
    Double(runs.beginning) / Double(alone.beginning), in: 3...1_000, smoke: 1.1...1_000,
    scope: .builtInCorpus, file: file, line: line)
}

func checkSizes(
  _ notebook: Notebook, _ fields: FieldVocabularies, matching: Int?, general: [EncodedSize],
  asGood: Int?, line: Int = #line, file: String = #fileID
) {
  let (size, generalSize) = (fields.size, general.last?.vocabularySize ?? fields.size)
  notebook.claim(
    "size of the field's own vocabulary that matches the general one, as a share of it",
    Double(matching ?? 10 * generalSize) / Double(generalSize), in: 0.02...0.5, smoke: 0.05...1.1,
    scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "size at which the mixed vocabulary does as well as the field's own of \(fields.sizeText), as a "
      + "multiple", Double(asGood ?? 100 * size) / Double(size), in: 1.2...8, smoke: 1...100,
    scope: .builtInCorpus, file: file, line: line)
}

func checkBestSizes(
  _ notebook: Notebook, words: [[EncodedSize]], phrases: [[EncodedSize]], line: Int = #line,
  file: String = #fileID
) {
  func largestBest(_ curves: [[EncodedSize]]) -> Int {
    smallest(curves).map(\.vocabularySize).max() ?? 0
  }
  notebook.claim(
    "with BloombergGPT's cut, the smallest product lies inside the range of sizes",
    phrases.allSatisfy { curve in
      let best = EncodedSize.best(of: curve)?.vocabularySize ?? 0
      return best > curve[0].vocabularySize && best < curve[curve.count - 1].vocabularySize
    }, scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "largest of the best sizes, a share of BloombergGPT's",
    Double(largestBest(phrases)) / 131_072, in: 0...0.5, scope: .builtInCorpus, file: file,
    line: line)
  notebook.claim(
    "the largest best size is smaller with words as tokens than with phrases",
    largestBest(words) < largestBest(phrases), scope: .builtInCorpus, file: file, line: line)
}

/// - Parameter best: of one field, from the least text to all of it.
func checkText(
  _ notebook: Notebook, _ best: [EncodedSize], phrases: [[EncodedSize]], line: Int = #line,
  file: String = #fileID
) {
  let halved = phrases.map { curve in
    let best = EncodedSize.best(of: curve)
    let half = curve.last { $0.vocabularySize * 2 <= (best?.vocabularySize ?? 0) }
    return (half?.bits ?? .infinity) / (best?.bits ?? 1)
  }
  notebook.claim(
    "best size with all the text, over that with a 64th of it",
    Double(best.last?.vocabularySize ?? 0) / Double(best.first?.vocabularySize ?? 1),
    in: 1.2...100, smoke: 1...100, scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "bits with half the best size, over those with the best", halved.max() ?? 0, in: 1...1.15,
    smoke: 1...1.4, scope: .builtInCorpus, file: file, line: line)
}

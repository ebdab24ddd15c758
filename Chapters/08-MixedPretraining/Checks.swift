import WorkbookCore

// What chapter 8 says, checked where a cell says so: each output stands under the line that called.

/// Both coins, the plain one's windows and the library's, on a stream of zeros and one of ones.
func checkShares(
  _ notebook: Notebook, asked: Double, line: Int = #line, file: String = #fileID,
  plain: (_ streams: [[Int32]], _ share: Double, _ count: Int) -> [[Int32]]
) throws {
  let streams = [Int32](0...1).map { [Int32](repeating: $0, count: 100) }
  let drawn = plain(streams, asked, 20_000)
  notebook.claim(
    "the plain mixture's share of domain windows",
    Double(drawn.count { $0[0] == 1 }) / 20_000, in: 0.495...0.53, file: file, line: line)
  notebook.claim(
    "the library's share of domain windows",
    try shareOfOnes(streams, asked: asked, windows: 20_000, seed: notebook.seed),
    in: 0.495...0.53, file: file, line: line)
}

/// The share of the library's windows, ten a step, that hold ones.
private func shareOfOnes(
  _ streams: [[Int32]], asked: Double, windows: Int, seed: UInt64
) throws -> Double {
  let sampler = try WindowSampler(
    sources: [
      .init(name: "zeros", tokens: streams[0], weight: 1 - asked),
      .init(name: "ones", tokens: streams[1], weight: asked),
    ], contextLength: 4, seed: seed)
  let window = UnsafeMutablePointer<Int32>.allocate(capacity: 8)
  defer { window.deallocate() }
  var ones = 0
  for index in 0..<windows {
    sampler.fill(step: index / 10, sequence: index % 10, tokens: window, targets: window + 4)
    ones += Int(window[0])
  }
  return Double(ones) / Double(windows)
}

/// - Parameters:
///   - losses: the field's, for each recipe by the number of readings.
///   - foretold: domain only's, by the formula.
func checkScarcity(
  _ notebook: Notebook, _ epochs: [Int], _ losses: [[Double]], foretold: [Double],
  line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "domain-only loss with text read 64 times, by that with fresh text",
    losses[0][0] / (losses[0].last ?? 1), in: 1.1...15, smoke: 0.9...6, scope: .builtInCorpus,
    file: file, line: line)
  notebook.claim(
    "with the least text, continuing beats domain only", losses[2][0] < losses[0][0],
    scope: .builtInCorpus, file: file, line: line)
  if let four = epochs.firstIndex(of: 4) {
    notebook.claim(
      "domain only, text read four times: measured loss by the foretold one",
      losses[0][four] / foretold[four], in: 0.85...1.2, scope: .builtInCorpus, file: file,
      line: line)
  }
}

/// - Parameters:
///   - after: in the order of the plans.
///   - saved: the share of the forgetting that a quarter of replay prevents.
func checkContinuation(
  _ notebook: Notebook, before: Losses, after: [Losses], saved: Double, line: Int = #line,
  file: String = #fileID
) {
  let forgotten = after.map { $0.general - before.general }
  notebook.claim(
    "general loss after continuing without replay, by that before",
    after[2].general / before.general, in: 1.02...12, smoke: 0.9...4, scope: .builtInCorpus,
    file: file, line: line)
  notebook.claim(
    "forgotten with the low rate, less what is forgotten with the high one",
    forgotten[0] - forgotten[2], in: -3...0, smoke: -3...1, scope: .builtInCorpus, file: file,
    line: line)
  notebook.claim(
    "forgotten with the rate left high, less what is forgotten with a second decay",
    forgotten[3] - forgotten[2], in: -0.05...3, smoke: -1...3, scope: .builtInCorpus, file: file,
    line: line)
  notebook.claim(
    "share of the forgetting that a quarter of replay prevents", saved, in: 0.4...2.5,
    smoke: -1...12, scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "the field's loss with a quarter of replay, by that without, at equal own text",
    after[6].field / after[2].field, in: 0.9...1.1, smoke: 0.8...1.2, scope: .builtInCorpus,
    file: file, line: line)
}

/// - Parameters:
///   - start: of the given model, on general text and then the fields.
///   - plain: after continuing without replay.
///   - replayed: after continuing with a quarter of it, at equal own text.
func checkGiven(
  _ notebook: Notebook, start: [Double], plain: [Double], replayed: [Double], line: Int = #line,
  file: String = #fileID
) {
  let learned = zip(start.dropFirst(), plain.dropFirst()).map { $1 / $0 }
  notebook.claim(
    "bits per byte on the fields after a few thousand own tokens, by those before, on average",
    learned.mean, in: 0.5...1.0, smoke: 0.5...1.2, scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "bits per byte on general text, no replay less a quarter of it, at equal own text",
    plain[0] - replayed[0], in: -0.02...1, smoke: -0.3...1, scope: .builtInCorpus, file: file,
    line: line)
}

/// - Parameter bits: for each term's beginning, of every term's end.
func checkTerms(
  _ notebook: Notebook, _ bits: [[Double]], isReal: Bool, line: Int = #line,
  file: String = #fileID
) {
  guard isReal else {
    notebook.show(
      "The chapter's own model has read too little to be asked; the numbers are noise.",
      file: file, line: line)
    return
  }
  notebook.claim(
    "bits for \"rea\" behind \"mens\", more than for \"infarction\" behind \"myocardial\"",
    bits[0][0] - bits[3][3], in: 1...25, file: file, line: line)
  notebook.claim(
    "share of the terms whose own end is cheaper than every other",
    Double(bits.indices.count { bits[$0][$0] == bits[$0].min() }) / Double(bits.count),
    in: 0.7...1, file: file, line: line)
}

/// - Parameter outcomes: sound, decay on the gains, the rate left high, left high and then cut.
func checkRecipes(
  _ notebook: Notebook, _ outcomes: [Outcome], line: Int = #line, file: String = #fileID
) {
  func both(_ index: Int) -> Double { (outcomes[index].general + outcomes[index].field) / 2 }
  notebook.claim(
    "mean gain with decay on it, by that of the sound run", outcomes[1].gain / outcomes[0].gain,
    in: 0.3...0.98, smoke: 0.3...1, file: file, line: line)
  notebook.claim(
    "loss with the rate left high, less that with their cut", both(2) - both(3), in: 0...0.6,
    smoke: -0.5...0.6, file: file, line: line)
}

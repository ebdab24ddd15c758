import WorkbookCore

// What chapter 4 says, checked where a cell says so: each output stands under the line that called.

/// - Parameter settings: the eight distributions of one choice.
func checkCuts(
  _ notebook: Notebook, _ settings: [[Double]], line: Int = #line, file: String = #fileID
) {
  let odds = settings[2]
  notebook.claim(
    "top-p 0.8 keeps at least 80 % of the mass, and top-k 3 three tokens",
    settings[5].indices.reduce(0) { $0 + (settings[5][$1] > 0 ? odds[$1] : 0) }
      >= 0.8 - 1e-9 && settings[4].count { $0 > 0 } == 3, file: file, line: line)
  notebook.claim(
    "min-p 0.1 keeps the same tokens or more when the temperature rises",
    zip(settings[6], settings[7]).allSatisfy { $0 == 0 || $1 > 0 }, file: file, line: line)
}

func checkEntropy(
  _ notebook: Notebook, _ temperatures: [Double], _ curves: [(entropy: Double, cost: Double)],
  slopes: (measured: Double, formula: Double), line: Int = #line, file: String = #fileID
) {
  let (entropy, cost) = (curves.map(\.entropy), curves.map(\.cost))
  let cheapest = zip(temperatures, cost).min { $0.1 < $1.1 }?.0 ?? 1
  notebook.claim(
    "entropy rises with every step of the temperature",
    zip(entropy, entropy.dropFirst()).allSatisfy { $0 < $1 }, file: file, line: line)
  notebook.claim(
    "the curve's slope at T = 1 over the formula's", slopes.measured / slopes.formula,
    in: 0.98...1.02, file: file, line: line)
  notebook.claim(
    "temperature with the lowest cost on held-out text", cheapest, in: 0.65...1.4,
    smoke: 0.5...2, scope: .builtInCorpus, file: file, line: line)
}

func checkMeasures(
  _ notebook: Notebook, _ families: [[WritingMeasure]], people: WritingMeasure,
  greedy: WritingMeasure, line: Int = #line, file: String = #fileID
) {
  let points = families.flatMap(\.self)
  let common = commonRepetition(families)
  let costs = families.map { surprise($0, atRepetition: common) }
  notebook.claim(
    "bits by which greedy text surprises its model less than the text itself does",
    people.surprise - greedy.surprise, in: 0.5...10, smoke: 0...10, file: file, line: line)
  notebook.claim(
    "repetition of greedy text less the mean of all draws",
    greedy.repetition - points.map(\.repetition).mean, in: 0.02...1, smoke: -0.1...1, file: file,
    line: line)
  let (highest, lowest) = (points.map(\.surprise).max() ?? 0, points.map(\.surprise).min() ?? 0)
  notebook.claim(
    "what the choice of the rule changes at equal repetition, by what turning the knobs changes",
    ((costs.max() ?? 0) - (costs.min() ?? 0)) / (highest - lowest), in: 0.001...0.6,
    smoke: 0.001...3, file: file, line: line)
  notebook.claim(
    "correlation of repetition and surprise over all settings",
    correlation(points), in: -1 ... -0.6, smoke: -1...1, file: file, line: line)
}

func checkDrafts(
  _ notebook: Notebook, _ measured: [DraftMeasure], line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "of the three drafts the 4-bit copy is kept most often",
    measured[2].share > max(measured[0].share, measured[1].share), file: file, line: line)
  notebook.claim(
    "tokens a pass over the formula's, the draft that is furthest off",
    measured.map { $0.perPass / $0.byFormula }.max { abs($0 - 1) < abs($1 - 1) } ?? 0,
    in: 0.75...1.25, file: file, line: line)
}

/// - Parameter means: ln p of a text for one, two, four and eight beams, and of the text itself.
func checkBeams(
  _ notebook: Notebook, _ means: [Double], line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "ln p of a text: eight beams less greedy", means[3] - means[0], in: 0...100,
    smoke: -3...100, file: file, line: line)
  notebook.claim(
    "ln p of a text: greedy less the text itself", means[0] - means[4], in: 1...200, file: file,
    line: line)
}

/// What chapter 4 says of temperatures, checked.
func checkTemperatures(
  _ notebook: Notebook, _ dial: [Double], _ texts: [TextQuality], line: Int = #line,
  file: String = #fileID
) {
  let (coldest, hottest) = (texts[0], texts[texts.count - 1])
  notebook.claim(
    "repetition, greedy less hottest", coldest.repeatedShare - hottest.repeatedShare, in: 0.1...1,
    smoke: 0.02...1, file: file, line: line)
  notebook.claim(
    "known words, greedy less hottest", coldest.knownShare - hottest.knownShare, in: 0.05...0.8,
    smoke: -0.2...1, scope: .builtInCorpus, file: file, line: line)
  // Whole sentences are few: several temperatures together say more than one.
  func grammaticalShare(_ isMeant: (Double) -> Bool) -> Double {
    zip(dial, texts).filter { isMeant($0.0) }.map(\.1.grammaticalShare).mean
  }
  notebook.claim(
    "grammatical sentences, at temperatures up to 0.5 less those from 1.25 on",
    grammaticalShare { $0 <= 0.5 } - grammaticalShare { $0 >= 1.25 },
    in: 0.01...1, smoke: -0.2...1, scope: .builtInCorpus, file: file, line: line)
}

/// - Parameter cut: top-k 10, top-p 0.8, min-p 0.1, and greedy choice with two penalties.
func checkWays(
  _ notebook: Notebook, coldest: TextQuality, plain: TextQuality, _ cut: [TextQuality],
  line: Int = #line, file: String = #fileID
) {
  notebook.claim(
    "known words, top-p 0.8 less plain T = 1", cut[1].knownShare - plain.knownShare,
    in: 0.005...0.5, smoke: -0.2...1, scope: .builtInCorpus, file: file, line: line)
  notebook.claim(
    "repetition, greedy less greedy with a repetition penalty",
    coldest.repeatedShare - cut[3].repeatedShare, in: 0.05...1, smoke: -0.1...1, file: file,
    line: line)
}

/// Of repetition and surprise.
private func correlation(_ points: [WritingMeasure]) -> Double {
  let (x, y) = (points.map(\.repetition), points.map(\.surprise))
  func sum(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - a.mean) * ($1.1 - b.mean) }
  }
  return sum(x, y) / (sum(x, x) * sum(y, y)).squareRoot()
}
